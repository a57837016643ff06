"""What the shop holds and no download gives, each with its reason."""

LEFT_OUT = {
    "graduation_record.assistant_id": "another family's record, which the assistant sees at her desk and takes nowhere",
    "claim.assistant_id": "another person's claim, at the assistant's desk while it waits",
    "claim.made_by_id": "her own claim, or another person's: then typing it stands among her work as a deed",
    "consent.assisted_by_id": "another person's consent, in that person's own download",
    "consent.withdrawn_by_id": "another person's consent, in that person's own download",
    "reset_code.account_id": "the hash of a code that is good for half an hour and gone a day later",
    "reset_code.given_by_id": "the same code, by whoever read it out",
    "sign_in_failure": "under a keyed hash that leads back to nobody, for a day",
    "cart": "known by a token in one browser, not by an account",
    "cart_item": "what is in such a cart",
    "job": "letters on their way, emptied when they are sent",
    "heartbeat": "when a worker was last alive",
    "search_change": "numbers of products that the index must look at again",
    "category": "the shop's own shelves",
    "look_chain": "the two ends of the log of looks",
    "refused_row": "lines of a file that stayed outside, without number or name",
    "figures": "counts in which nobody can be found",
}
"""Tables, or columns of them that name a person or a shop."""
