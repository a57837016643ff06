"""The truth table as data: routes by who may go there.

Thirteen answers in the order of ``people.PEOPLE``, with gaps between guest and buyer, sellers, assistants and officers:
``y`` yes, ``s`` to sign in, ``-`` forbidden (403), ``.`` not there (404). What a route names belongs to the first
side (``things``): its buyer, its seller, her assistant, its province.
"""

from __future__ import annotations

EVERYBODY = "yy yy yyyyyy yyy"
SIGNED_IN = "sy yy yyyysy yyy"
NOBODY_YET = "ss ss ssssss sss"
"""Steps of signing in for which a password must have been right a moment ago."""

IN_HER_OWN_NAME = "sy yy yyyys- yyy"
"""Whoever acts for a seller takes nothing out in her name."""
BUYERS_AND_SELLERS = "sy yy ....sy ..."
"""Staff leave in another way than the people whose data it is."""
WHO_ASKED = "s. y. ....sy ..."

HER_BUYER = ".y .. ...... ..."
BUYER_AND_SHOP = ".y y. y....y ..."

SELLERS = "s- yy ---.sy ---"
THE_SELLER = "s- y. ---.sy ---"

ASSISTANTS = "s- -- yyyysy ---"
HER_ASSISTANT = "s- -- y...sy ---"

OFFICERS = "s- -- ----s- yyy"
OF_THE_PROVINCE = "s- -- ----s- y.y"
OF_THE_NATION = "s- -- ----s- ..y"

ROWS = {
    EVERYBODY: """
        GET /
        GET /products
        GET /products/<slug>
        GET /categories/<slug>
        GET /sellers/<slug>
        GET /search
        GET /search/suggest
        GET /cart
        POST /cart/items
        POST /cart/items/<slug>
        GET /checkout
        POST /checkout
        GET /checkout/review
        POST /checkout/review
        GET /orders
        GET /orders/find
        POST /orders/find
        GET /selling/
        GET /accounts/login
        POST /accounts/login
        GET /accounts/register
        POST /accounts/register
        GET /accounts/reset
        POST /accounts/reset
        GET /accounts/reset/mail
        POST /accounts/reset/mail
        POST /accounts/logout
        POST /language
        GET /health/live
        GET /health/ready
        GET /manifest.webmanifest
        GET /robots.txt
        GET /sitemap.xml
        GET /service-worker.js
        GET /offline
        GET /assets/<asked_version>/<path:filename>
        GET /static/<path:filename>
        GET /uploads/<path:name>
        GET /privacy
    """,
    NOBODY_YET: """
        GET /accounts/login/who
        POST /accounts/login/who
        GET /accounts/login/code
        POST /accounts/login/code
        GET /accounts/login/app
        POST /accounts/login/app
    """,
    SIGNED_IN: """
        GET /accounts/
        POST /accounts/
        GET /accounts/password
        POST /accounts/password
        GET /privacy/requests
        GET /privacy/requests/correction
        POST /privacy/requests/correction
        GET /privacy/requests/objection
        POST /privacy/requests/objection
    """,
    IN_HER_OWN_NAME: """
        GET /privacy/data
        POST /privacy/data
        GET /privacy/data.csv
        GET /privacy/data.json
    """,
    BUYERS_AND_SELLERS: """
        GET /privacy/requests/deletion
        POST /privacy/requests/deletion
    """,
    WHO_ASKED: """
        POST /privacy/requests/<reference>/withdrawal
    """,
    HER_BUYER: """
        GET /orders/<number>
        POST /orders/<number>/parcels/<int:parcel_id>/arrival
        POST /orders/<number>/parcels/<int:parcel_id>/cancellation
        GET /orders/<number>/parcels/<int:parcel_id>/complaint
        POST /orders/<number>/parcels/<int:parcel_id>/complaint
        POST /orders/<number>/parcels/<int:parcel_id>/completion
        POST /orders/<number>/parcels/<int:parcel_id>/receipt
    """,
    BUYER_AND_SHOP: """
        GET /orders/<number>/parcels/<int:parcel_id>/receipt
    """,
    SELLERS: """
        GET /selling/delivery
        POST /selling/delivery
        GET /selling/listings
        POST /selling/listings
        GET /selling/parcels
        GET /selling/payment
        POST /selling/payment
        GET /selling/shop
        POST /selling/shop
        GET /me/claim
        POST /me/claim
        GET /me/mine
        POST /me/claim/withdrawal
        GET /me/choices
        POST /me/choices/<any(shop_data, link_record, tell_story):purpose>/given
        POST /me/choices/<any(shop_data, link_record, tell_story):purpose>/withdrawn
        GET /me/looks
        GET /me/story
        POST /me/story
        GET /selling/steps
    """,
    THE_SELLER: """
        GET /selling/listings/<int:product_id>
        POST /selling/listings/<int:product_id>
        POST /selling/listings/<int:product_id>/draft
        POST /selling/listings/<int:product_id>/photos
        POST /selling/listings/<int:product_id>/photos/<int:photo_id>/cover
        POST /selling/listings/<int:product_id>/photos/<int:photo_id>/removal
        POST /selling/listings/<int:product_id>/review
        POST /selling/listings/<int:product_id>/withdrawal
        GET /selling/parcels/<int:parcel_id>
        POST /selling/parcels/<int:parcel_id>/answer
        POST /selling/parcels/<int:parcel_id>/completion
        POST /selling/parcels/<int:parcel_id>/delivery
        POST /selling/parcels/<int:parcel_id>/handover
        POST /selling/parcels/<int:parcel_id>/packing
        POST /selling/parcels/<int:parcel_id>/payment
        POST /selling/parcels/<int:parcel_id>/payment/rejection
        POST /selling/parcels/<int:parcel_id>/refusal
    """,
    ASSISTANTS: """
        GET /coaching/
        GET /coaching/claims
        GET /coaching/offers
        GET /coaching/reviews
        GET /coaching/sellers
        POST /accounts/acting/stop
        GET /coaching/follow-up
    """,
    HER_ASSISTANT: """
        GET /coaching/claims/<reference>
        GET /coaching/claims/<reference>/confirmation
        POST /coaching/claims/<reference>/confirmation
        POST /coaching/claims/<reference>/refusal
        GET /coaching/offers/<int:offer_id>
        POST /coaching/offers/<int:offer_id>/acceptance
        POST /coaching/offers/<int:offer_id>/refusal
        POST /coaching/offers/<int:offer_id>/withdrawal
        GET /coaching/reviews/<int:product_id>
        POST /coaching/reviews/<int:product_id>/publication
        POST /coaching/reviews/<int:product_id>/remarks
        POST /coaching/reviews/<int:product_id>/remarks/<int:remark_id>/settlement
        POST /coaching/reviews/<int:product_id>/return
        GET /coaching/sellers/<int:seller_id>
        POST /coaching/sellers/<int:seller_id>/acting
        GET /coaching/sellers/<int:seller_id>/offer
        POST /coaching/sellers/<int:seller_id>/offer
        GET /coaching/sellers/<int:seller_id>/plan
        GET /coaching/sellers/<int:seller_id>/reset-code
        POST /coaching/sellers/<int:seller_id>/reset-code
        POST /coaching/claims/<reference>/search
        POST /coaching/claims/<reference>/care
        GET /coaching/pauses/<int:pause_id>
        POST /coaching/pauses/<int:pause_id>/opening
        POST /coaching/pauses/<int:pause_id>/seen
        GET /coaching/sellers/<int:seller_id>/contacts
        POST /coaching/sellers/<int:seller_id>/contacts
        POST /coaching/sellers/<int:seller_id>/contacts/<int:contact_id>/removal
        POST /coaching/sellers/<int:seller_id>/steps/<code>
        POST /coaching/sellers/<int:seller_id>/steps/<code>/removal
        GET /coaching/sellers/<int:seller_id>/record
        POST /coaching/sellers/<int:seller_id>/record
        GET /coaching/claims/<reference>/number
        POST /coaching/claims/<reference>/number
        GET /coaching/sellers/<int:seller_id>/number
        POST /coaching/sellers/<int:seller_id>/number
    """,
    OFFICERS: """
        GET /programme/
        GET /programme/caseloads
        GET /programme/claims
        GET /programme/imports
        POST /programme/imports
        GET /programme/listings
        GET /programme/records
        POST /programme/records
        GET /programme/staff
        POST /programme/staff
        GET /programme/staff/new
        GET /programme/figures
        GET /programme/figures.csv
        GET /programme/more
        GET /programme/wages
        POST /programme/wages
        GET /programme/wages/example.csv
        GET /programme/requests
    """,
    OF_THE_PROVINCE: """
        GET /programme/caseloads/<int:assistant_id>
        POST /programme/claims/<reference>
        GET /programme/imports/<int:batch_id>
        POST /programme/imports/<int:batch_id>/approve
        POST /programme/imports/<int:batch_id>/discard
        GET /programme/imports/<int:batch_id>/refused.csv
        GET /programme/listings/<slug>
        POST /programme/listings/<slug>
        GET /programme/records/<reference>
        GET /programme/sellers/<slug>/offer
        POST /programme/sellers/<slug>/offer
        POST /programme/sellers/<slug>/offer/withdrawal
        GET /programme/staff/<int:account_id>
        POST /programme/staff/<int:account_id>/app
        GET /programme/staff/<int:account_id>/code
        POST /programme/staff/<int:account_id>/code
        GET /programme/staff/<int:account_id>/ending
        POST /programme/staff/<int:account_id>/ending
        GET /programme/staff/<int:account_id>/return
        POST /programme/staff/<int:account_id>/return
        GET /programme/figures/<province>
        GET /programme/figures/<province>.csv
        GET /programme/wages/<province>
        GET /programme/imports/<int:batch_id>/undo
        POST /programme/imports/<int:batch_id>/undo
        GET /programme/records/<reference>/correction/<field>
        POST /programme/records/<reference>/correction/<field>
        GET /programme/records/<reference>/number
        POST /programme/records/<reference>/number
        GET /programme/records/<reference>/state
        POST /programme/records/<reference>/state
        GET /programme/cases/<reference>
        POST /programme/cases/<reference>/keeping
        POST /programme/cases/<reference>/move
        GET /programme/declared/<reference>
        POST /programme/declared/<reference>/mismatch
        POST /programme/declared/<reference>/verification
        POST /programme/pauses/<int:pause_id>/opening
        POST /programme/pauses/<int:pause_id>/seen
        GET /programme/requests/<reference>
        POST /programme/requests/<reference>/fulfilment
        POST /programme/requests/<reference>/refusal
    """,
    OF_THE_NATION: """
        GET /programme/jobs
        POST /programme/jobs/<int:job_id>/requeue
        GET /programme/numbers
    """,
}


def expected() -> dict[str, str]:
    """For every ``GET /path`` and ``POST /path`` its thirteen answers, without the gaps."""
    rows = [(line.strip(), row) for row, lines in ROWS.items() for line in lines.strip().splitlines()]
    table = {route: row.replace(" ", "") for route, row in rows}
    assert len(table) == len(rows), "a route stands in the table twice"
    return table
