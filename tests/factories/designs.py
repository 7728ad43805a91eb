"""Templates, and pictures of ink on paper."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from school.certificates.designs import actions
from school.certificates.models import DesignPicture, DesignVersion
from school.lib.diploma import looks


def standard() -> DesignVersion:
    """The one that every school begins with."""
    return DesignVersion.objects.select_related("design").get(design__code="standard")


def typed(**changes: Any) -> dict[str, Any]:
    """What is posted for a template, as far as it is ticked."""
    return {
        "name": "竖版证书",
        "layout": looks.PORTRAIT,
        "face": looks.SONG,
        "numerals": "chinese",
        "is_bilingual": "on",
        "title_zh": "培训合格证书",
        "title_en": "CERTIFICATE OF TRAINING COMPLETION",
        "wording_zh": looks.WORDING_ZH,
        "wording_en": looks.WORDING_EN,
        "colour": "",
        "seal_words": "培训证书专用章",
        **changes,
    }


def make_seal(*, by: Any) -> DesignPicture:
    ink = actions.ink_of(inked(), kind=DesignPicture.Kind.SEAL)
    return actions.keep_picture(ink, kind=DesignPicture.Kind.SEAL, by=by)


def inked(colour: str = "#c03028", size: int = 300) -> BytesIO:
    """A ring and a stroke, photographed on greyish paper."""
    picture = Image.new("RGB", (size, size), "#e6e4df")
    pen = ImageDraw.Draw(picture)
    edge = size // 6
    pen.ellipse(
        (edge, edge, size - edge, size - edge), outline=colour, width=size // 30
    )
    pen.line((edge * 2, size // 2, size - edge * 2, size // 2), fill=colour, width=6)
    target = BytesIO()
    picture.save(target, "PNG")
    target.seek(0)
    target.name = "seal.png"
    return target
