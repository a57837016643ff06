"""How long every sort of personal data is kept: the table of ``docs/privacy.md`` and the code that keeps to it.

The worker goes through the rules once an hour, a small portion at a time; ``flask retention`` does it at once, and with
``--dry-run`` only counts. Where a time is somebody else's constant, it is taken from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import func, select

from products import clock
from products.database import db
from storefront.accounts.throttle import MEMORY
from storefront.cart import services as carts
from storefront.cart.models import Cart
from storefront.graduation import batches, looks
from storefront.orders.hiding import HIDDEN_AFTER
from storefront.outbox import queue
from storefront.outbox.models import Job, JobState
from storefront.photo_jobs import GRACE, TIDY_EVERY
from storefront.privacy import erasure, expired_orders, expiry
from storefront.privacy.due import ANSWER_WITHIN

DAY = timedelta(days=1)
MONTH = timedelta(days=30)
YEAR = timedelta(days=365)
WORKER, PAGES = "worker", "the pages themselves"
BOOKS = "PP 80/2019 art. 25"
PDP = "UU 27/2022"


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table.

    Attributes:
        code: a short name for commands and logs.
        what: the data.
        kept: how long, from the moment that ``since`` says.
        since: what the time runs from.
        ground: the law or the reason; "proposal" where no law names a time.
        count: how many are over, being older than the moment it is given.
        forget: deletes a portion of those and says how many; nothing where the pages see to it.
        who: who acts.
        every: how often the worker goes through it; those that read a whole table or folder once a day.
    """

    code: str
    what: str
    kept: timedelta
    since: str
    ground: str
    count: Callable[[datetime], int]
    forget: Callable[[datetime], int] = lambda _before: 0
    who: str = WORKER
    every: timedelta = timedelta(hours=1)

    @property
    def before(self) -> datetime:
        """What is older than this is over."""
        return clock.now() - self.kept

    def over(self) -> int:
        """How many are over now."""
        return self.count(self.before)

    def enforce(self) -> int:
        """Delete a portion of them. How many went."""
        return self.forget(self.before)

    def line(self) -> str:
        """The rule as a line of the Markdown table."""
        cells = (f"`{self.code}`", self.what, f"{in_words(self.kept)} {self.since}", self.ground, self.who)
        return f"| {' | '.join(cells)} |"


def count_carts(before: datetime) -> int:
    """Carts that nobody has touched since."""
    return db.session.scalar(select(func.count()).select_from(Cart).where(Cart.changed_at < before)) or 0


def count_done_jobs(before: datetime) -> int:
    """Jobs done before that; what they held was emptied when they were done."""
    done = select(func.count()).select_from(Job).where(Job.state == JobState.DONE, Job.run_at < before)
    return db.session.scalar(done) or 0


RULES = (
    Rule(
        "deletion",
        "everything of a person who asked for deletion",
        ANSWER_WITHIN - erasure.AHEAD_OF_TIME,
        "after she asked, at the latest (the law allows three days)",
        f"{PDP} art. 43",
        lambda _before: erasure.count_due(),
        lambda _before: int(erasure.erase_one_due()),
    ),
    Rule(
        "addresses-left",
        "the address of a deleted buyer's order that was still on its way",
        timedelta(0),
        "after its last parcel is done",
        "contract, then deletion",
        lambda _before: len(erasure.orders_left_over()),
        lambda _before: erasure.forget_finished_orders(),
    ),
    Rule(
        "record-link",
        "the link between a shop and a graduation record",
        YEAR,
        "after the last contact: the link made, a visit or message noted, or something done in her name",
        "proposal: coaching plus twelve months",
        expiry.count_links,
        expiry.cut_links,
    ),
    Rule(
        "records",
        "graduation records that no shop is linked to",
        2 * YEAR,
        "after they were last changed",
        "proposal",
        expiry.count_records,
        expiry.forget_unlinked,
        every=DAY,
    ),
    Rule(
        "claims",
        "claims on a record, with the sealed number in them",
        YEAR,
        "after they were answered or taken back, or made and never answered",
        "proposal",
        expiry.CLAIMS.count,
        expiry.CLAIMS.forget,
    ),
    Rule(
        "claim-pauses",
        "that somebody claimed too often",
        90 * DAY,
        "after the pause ended",
        "proposal",
        expiry.CLAIM_PAUSES.count,
        expiry.CLAIM_PAUSES.forget,
    ),
    Rule(
        "looks",
        "the log of who looked at a record",
        looks.KEPT,
        "after the look",
        "proposal; the chain stays provable",
        expiry.count_looks,
        expiry.forget_looks,
    ),
    Rule(
        "import-files",
        "uploaded files of records that nobody has decided on",
        batches.KEPT_UNDECIDED,
        "after they came; others go when their rows are in",
        "data minimisation",
        expiry.count_undecided,
        expiry.forget_undecided,
        every=timedelta(0),
    ),
    Rule(
        "refused-rows",
        "lines of an import that stayed outside, with the reason",
        90 * DAY,
        "after the import",
        "proposal",
        expiry.REFUSED_ROWS.count,
        expiry.REFUSED_ROWS.forget,
    ),
    Rule(
        "record-changes",
        "what a record said before an import changed it; after that an import cannot be undone",
        90 * DAY,
        "after the import",
        "proposal",
        expiry.RECORD_CHANGES.count,
        expiry.RECORD_CHANGES.forget,
    ),
    Rule(
        "import-examples",
        "the examples of changes shown with an import",
        90 * DAY,
        "after the import",
        "proposal",
        expiry.count_examples,
        expiry.forget_examples,
    ),
    Rule(
        "contacts",
        "visits and messages between a seller and her assistant",
        YEAR,
        "after nobody cares for her any more",
        "proposal: coaching plus twelve months",
        expiry.CONTACTS.count,
        expiry.CONTACTS.forget,
    ),
    Rule(
        "plan-steps",
        "steps of a seller's plan that are done",
        YEAR,
        "after nobody cares for her any more",
        "proposal: coaching plus twelve months",
        expiry.STEPS.count,
        expiry.STEPS.forget,
    ),
    Rule(
        "care",
        "who cared for whom, from when to when",
        5 * YEAR,
        "after it ended",
        "proposal: accountability",
        expiry.CARE.count,
        expiry.CARE.forget,
    ),
    Rule(
        "care-offers",
        "offers to take a seller over",
        YEAR,
        "after they were answered",
        "proposal",
        expiry.OFFERS.count,
        expiry.OFFERS.forget,
    ),
    Rule(
        "deeds",
        "what assistants did in a seller's name",
        5 * YEAR,
        "after the deed",
        "proposal: accountability",
        expiry.DEEDS.count,
        expiry.DEEDS.forget,
    ),
    Rule(
        "staff-deeds",
        "what was done to the accounts of assistants and officers",
        5 * YEAR,
        "after the deed",
        "proposal: accountability",
        expiry.STAFF_DEEDS.count,
        expiry.STAFF_DEEDS.forget,
    ),
    Rule(
        "consents",
        "consents, with version, hash, way and who assisted",
        5 * YEAR,
        "after they were withdrawn",
        f"proof, {PDP} art. 24",
        expiry.CONSENTS.count,
        expiry.CONSENTS.forget,
    ),
    Rule(
        "requests",
        "requests about personal data and their answers",
        5 * YEAR,
        "after the answer",
        f"proof, {PDP}",
        expiry.REQUESTS.count,
        expiry.REQUESTS.forget,
    ),
    Rule(
        "buyer-hidden",
        "a buyer's name, phone and address as her seller sees them",
        HIDDEN_AFTER,
        "after the parcel is done",
        "data minimisation",
        expired_orders.count_hidden,
        who=PAGES,
    ),
    Rule(
        "receipts",
        "photos of transfer receipts",
        90 * DAY,
        "after the parcel is done",
        "proposal: the time in which a payment is disputed",
        expired_orders.count_receipts,
        expired_orders.forget_old_receipts,
    ),
    Rule(
        "buyers",
        "name, phone, e-mail, address and note of an order",
        5 * YEAR,
        "after it was placed",
        BOOKS,
        expired_orders.count_buyers,
        expired_orders.forget_buyers,
    ),
    Rule(
        "complaints",
        "complaints and what was answered",
        5 * YEAR,
        "after the answer",
        BOOKS,
        expiry.COMPLAINTS.count,
        expiry.COMPLAINTS.forget,
    ),
    Rule(
        "books",
        "orders, parcels and payments, without their buyer",
        10 * YEAR,
        "after the order was placed",
        BOOKS,
        expired_orders.count_books,
        expired_orders.forget_books,
    ),
    Rule(
        "remarks",
        "an assistant's remarks on a listing",
        YEAR,
        "after they were settled",
        "proposal",
        expiry.REMARKS.count,
        expiry.REMARKS.forget,
    ),
    Rule(
        "carts",
        "carts",
        carts.FORGOTTEN_AFTER,
        "after they were last touched",
        "data minimisation",
        count_carts,
        lambda _before: int(carts.forget_old_carts()),
    ),
    Rule(
        "loose-photos",
        "photos and receipts that nothing shows any more",
        GRACE,
        "after they were last sent",
        "data minimisation",
        expired_orders.count_photos,
        expired_orders.forget_photos,
        every=TIDY_EVERY,
    ),
    Rule(
        "sign-in-failures",
        "failed attempts to sign in, under a keyed hash",
        MEMORY,
        "after the attempt",
        "security",
        expiry.SIGN_IN_FAILURES.count,
        expiry.SIGN_IN_FAILURES.forget,
    ),
    Rule(
        "reset-codes",
        "hashes of one-time codes",
        DAY,
        "after they ran out",
        "security",
        expiry.RESET_CODES.count,
        expiry.RESET_CODES.forget,
    ),
    Rule(
        "jobs",
        "jobs that are done; the letter in them is emptied at once",
        queue.REMEMBERED,
        "after they were due",
        "so that no letter goes out twice",
        count_done_jobs,
        lambda _before: int(queue.forget_done()),
    ),
    Rule(
        "dead-jobs",
        "jobs that were given up, with the letter in them",
        MONTH,
        "after they were last due",
        "so that a person can look at them",
        expiry.DEAD_JOBS.count,
        expiry.DEAD_JOBS.forget,
    ),
    Rule(
        "letters",
        "letters in the data folder, where no mail server is set",
        MONTH,
        "after they were written",
        "data minimisation",
        expired_orders.count_letters,
        expired_orders.forget_letters,
    ),
    Rule(
        "logs",
        "logs of the server that a rotation has put aside",
        90 * DAY,
        "after they were closed",
        "security",
        expired_orders.count_logs,
        expired_orders.forget_logs,
    ),
)
HEADER = "| rule | data | kept | ground | who acts |\n| --- | --- | --- | --- | --- |"


def table() -> str:
    """All rules as the Markdown table of ``docs/privacy.md``."""
    return "\n".join([HEADER, *(rule.line() for rule in RULES)])


def in_words(span: timedelta) -> str:
    """``2 years``, ``90 days``, ``60 hours``; ``at once`` for no time at all."""
    for name, length in (("year", YEAR), ("day", DAY), ("hour", timedelta(hours=1))):
        number, rest = divmod(span, length)
        if number and not rest and (name != "day" or number > 1):
            return f"{number} {name}{'s' if number > 1 else ''}"
    return "at once"


def enforce_when_due() -> bool:
    """A chore of the worker: one portion of the next rule whose turn has come. Whether anything went.

    A rule that fails is told in the log and left until its next turn, so that it does not keep the others from theirs.
    """
    todo = _todo()
    while todo:
        rule = todo.pop()
        if rule.enforce():
            todo.append(rule)
            return True
    return False


def enforce_all(rules: tuple[Rule, ...] = RULES) -> Iterator[tuple[Rule, int]]:
    """Every rule at once, each with how many went."""
    for rule in rules:
        gone = 0
        while portion := rule.enforce():
            gone += portion
        yield rule, gone


def rule(code: str) -> Rule:
    """The rule of that name. StopIteration when there is none."""
    return next(one for one in RULES if one.code == code)


def _todo() -> list[Rule]:
    """The rules whose turn it is in this worker, the last first; asking begins their next turn."""
    turns: dict[str, datetime] = current_app.extensions.setdefault("retention_turns", {})
    todo: list[Rule] = current_app.extensions.setdefault("retention_todo", [])
    for one in RULES if not todo else ():
        if one.code not in turns or clock.now() - turns[one.code] >= one.every:
            turns[one.code] = clock.now()
            todo.insert(0, one)
    return todo
