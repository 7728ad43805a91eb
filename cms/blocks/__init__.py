"""What a page's body is made of."""

from cms.blocks.body import FEATURES, BodyBlock
from cms.blocks.checks import CheckBlock
from cms.blocks.words import HowBlock

__all__ = ["FEATURES", "BodyBlock", "CheckBlock", "HowBlock"]
