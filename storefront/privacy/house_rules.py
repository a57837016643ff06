"""How long the house keeps what it works with: carts, codes, jobs, letters, loose files, logs."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from products.database import db
from storefront.accounts.throttle import MEMORY
from storefront.cart import services as carts
from storefront.cart.models import Cart
from storefront.outbox import queue
from storefront.outbox.models import Job, JobState
from storefront.photo_jobs import GRACE, TIDY_EVERY
from storefront.privacy import expired_orders, expiry
from storefront.privacy.rule import DAY, MONTH, YEAR, Rule


def count_carts(before: datetime) -> int:
    """Carts that nobody has touched since."""
    return db.session.scalar(select(func.count()).select_from(Cart).where(Cart.changed_at < before)) or 0


def count_done_jobs(before: datetime) -> int:
    """Jobs done before that; what they held was emptied when they were done."""
    done = select(func.count()).select_from(Job).where(Job.state == JobState.DONE, Job.run_at < before)
    return db.session.scalar(done) or 0


RULES = (
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
