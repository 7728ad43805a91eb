import io
import json
from xml.etree import ElementTree

import pytest
from PIL import Image

from school.lib.credentials.baking import NAMESPACE, bake_png, bake_svg

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d=""/></svg>'
CREDENTIAL = {"name": "护理 ]]> <&>", "type": ["OpenBadgeCredential"]}


def test_an_svg_carries_the_credential_first_and_once() -> None:
    baked = bake_svg(DRAWING, CREDENTIAL)
    root = ElementTree.fromstring(baked)
    assert root[0].tag == f"{{{NAMESPACE}}}credential"
    assert json.loads(root[0].text or "") == CREDENTIAL
    assert root[1].tag.endswith("path")
    with pytest.raises(ValueError, match="plain SVG"):
        bake_svg(baked, CREDENTIAL)


def test_a_png_carries_the_credential_and_stays_a_picture() -> None:
    target = io.BytesIO()
    Image.new("RGBA", (3, 3), "#1f4e79").save(target, "PNG")
    baked = bake_png(target.getvalue(), CREDENTIAL)
    with Image.open(io.BytesIO(baked)) as picture:
        picture.load()
        assert picture.getpixel((1, 1)) == (0x1F, 0x4E, 0x79, 255)
        assert json.loads(picture.text["openbadgecredential"]) == CREDENTIAL
    with pytest.raises(ValueError, match="plain PNG"):
        bake_png(baked, CREDENTIAL)
