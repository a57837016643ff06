"""Every module that defines tables, so that migrations and tests see the whole database."""

from products import models as catalogue
from products.search import changes as search_changes
from storefront.accounts import models as accounts
from storefront.care import models as care
from storefront.cart import models as cart
from storefront.graduation import models as graduation
from storefront.orders import models as orders
from storefront.outbox import models as outbox
from storefront.payments import models as payments
from storefront.privacy import models as privacy
from storefront.programme import models as programme
from storefront.review import models as review

ALL = (
    catalogue,
    search_changes,
    accounts,
    graduation,
    cart,
    orders,
    payments,
    review,
    care,
    programme,
    privacy,
    outbox,
)
