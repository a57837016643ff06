"""Product pictures drawn by rule: a pack of its own form and material, wearing its label, in a window's light.

``draw(Packshot(...))`` gives a JPEG. It serves the demo shop.
"""

from products.packshots.drawing import SIDE, draw
from products.packshots.packshot import Label, Packshot, View

__all__ = ["SIDE", "Label", "Packshot", "View", "draw"]
