"""Everything that is held about a person, in groups with plain names; what she sees and downloads is made of these.

``SECTIONS`` is in the order of reading. ``LEFT_OUT`` names what is held and not in them, each with its reason; a test
asks of every table whether it stands in the one or the other.
"""

from storefront.privacy.held.left_out import LEFT_OUT
from storefront.privacy.held.orders import ORDERS
from storefront.privacy.held.person import PERSON
from storefront.privacy.held.record import RECORD
from storefront.privacy.held.section import Section, Whom
from storefront.privacy.held.shop import SHOP
from storefront.privacy.held.work import WORK

SECTIONS: tuple[Section, ...] = (*PERSON, *SHOP, *ORDERS, *RECORD, *WORK)

__all__ = ["LEFT_OUT", "SECTIONS", "Section", "Whom"]
