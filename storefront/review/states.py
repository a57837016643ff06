"""Where a listing stands, in words and in a colour, for the desks."""

from __future__ import annotations

from products.errors import N_
from products.models import ListingState

STATE_LABELS: dict[ListingState, str] = {
    ListingState.DRAFT: N_("Belum dikirim"),
    ListingState.IN_REVIEW: N_("Sedang ditinjau"),
    ListingState.RETURNED: N_("Perlu diperbaiki"),
    ListingState.PUBLISHED: N_("Tampil di toko"),
    ListingState.WITHDRAWN: N_("Ditarik"),
}
STATE_TONES = {
    ListingState.DRAFT: "",
    ListingState.IN_REVIEW: "look",
    ListingState.RETURNED: "alert",
    ListingState.PUBLISHED: "good",
    ListingState.WITHDRAWN: "",
}
