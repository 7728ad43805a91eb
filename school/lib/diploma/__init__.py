"""The certificate sheet: what stands on it, and how a batch of them is printed.

The claims are a mapping with the keys of `Claims`; the sheet adds only what
follows from them, such as the size of the name.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NotRequired, TypedDict

from django.template.loader import render_to_string

from school.lib import fonts, pdf, seal
from school.lib.diploma import looks
from school.lib.diploma.layouts import LAYOUTS
from school.lib.diploma.looks import Look
from school.lib.diploma.sheets import Sheet, sheet, size_class
from school.lib.pades.mark import Place

MOTIFS = ("EC", "PC", "CL")
# In a corner of the square that the round seal stands in, outside its ring.
MARK_OF_SEAL = 1 / 8


class Claims(TypedDict):
    """What a certificate says of its holder, frozen when it is issued."""

    number: str
    name: str
    photo_uri: str | None
    course_title_zh: str
    course_title_en: str
    track: str
    hours_theory: int
    hours_practical: int
    hours_total: int
    # Hers; a certificate from before it was kept speaks only of the course.
    hours_credited: NotRequired[str]
    theory_points: int | float
    practical_points: int | float
    started_on: date
    ended_on: date
    issued_on: date
    # The day suggested for a refresher, where the course suggests one.
    refresher_by: NotRequired[date]
    issuer_zh: str
    issuer_en: str
    association_zh: str
    signatory: str
    edition: str
    verify_url: str
    qr_uri: str
    is_demonstration: bool
    # Made to look at a template; nobody's.
    is_preview: NotRequired[bool]
    # Whether it will be signed with a key that a development run made for itself.
    is_test_signed: bool
    # The number of the one in whose place it was issued.
    replaces: NotRequired[str]
    # The look, with the template and version that it comes from; none on what was
    # issued before there were templates.
    design: NotRequired[dict[str, Any]]
    # The pictures that the look names, by their hashes.
    pictures: NotRequired[dict[str, bytes]]


def unprintable(claims: Claims) -> list[str]:
    """The characters for which this certificate has to be stopped."""
    words = [value for value in claims.values() if isinstance(value, str)]
    # What the template itself is called stands on no sheet.
    words += [
        value for value in Look.of(claims).frozen().values() if isinstance(value, str)
    ]
    # In a wording a line ends where the school ended it.
    return fonts.missing_glyphs("".join("".join(words).splitlines()))


def page(claims: Claims) -> str:
    made = sheet(claims)
    kind = "card" if made.layout.key == looks.CARD else "sheet"
    drawn = made.look.signature_sha256
    context = {
        "claims": claims,
        "sheet": made,
        "look": made.look,
        "seal": _seal_name(claims, made),
        "signature": _picture_name(drawn) if drawn else "",
    }
    return render_to_string(f"documents/certificate/{kind}.html", context)


def press(batch: Sequence[Claims], pages: Sequence[str] = ()) -> pdf.Press:
    """A press with fonts, drawings and seals made ready for `batch`.

    `pages` are theirs, where they are set already.
    """
    sheets = [sheet(claims) for claims in batch]
    families = {fonts.SONG}
    if any(made.look.face == looks.HEI for made in sheets):
        families.add(fonts.HEI)
    return pdf.Press(
        pages or [page(claims) for claims in batch],
        stylesheets=[stylesheet(sheets)],
        resources=drawings(batch, sheets),
        families=families,
    )


def stylesheet(sheets: Sequence[Sheet]) -> str:
    """The rules of the layouts, colours and sizes that the batch has, and no others."""
    context = {
        "layouts": sorted({made.layout.key for made in sheets}),
        "inks": sorted(
            {(made.layout.key, made.ink, made.colour, made.frame) for made in sheets}
        ),
        "sizes": sorted(
            {
                (size_class(size), size)
                for made in sheets
                for size in made.sizes.values()
            }
        ),
    }
    return render_to_string("documents/certificate.css", context)


def place_by_seal(claims: Claims) -> Place:
    """Where the mark of a signature stands, at the lower right of the seal."""
    layout = LAYOUTS[Look.of(claims).layout]
    left, above, side = layout.seal
    right, bottom = round(left + side), round(layout.height - above - side)
    mark = round(side * MARK_OF_SEAL)
    return Place(right - mark, bottom, right, bottom + mark)


def drawings(batch: Sequence[Claims], sheets: Sequence[Sheet] = ()) -> dict[str, bytes]:
    """Frames, seals and pictures by their names; `sheets` where they are made already."""
    found: dict[str, bytes] = {}
    for claims, made in zip(batch, sheets or map(sheet, batch), strict=True):
        if made.frame not in found:
            found[made.frame] = frame(made)
        name = _seal_name(claims, made)
        if name not in found and not made.look.seal_sha256:
            found[name] = _seal(claims, made)
        for sha256, picture in claims.get("pictures", {}).items():
            found[_picture_name(sha256)] = picture
    return found


def frame(made: Sheet) -> bytes:
    context = {"colour": made.colour, "motif": motif(made.track)}
    name = f"documents/certificate/frame-{made.layout.key}.svg"
    return render_to_string(name, context).encode()


def motif(track: str) -> str:
    """The template of a course's sign; one that came later has that of the first."""
    known = track if track in MOTIFS else MOTIFS[0]
    return f"documents/certificate/motif-{known}.svg"


def _picture_name(sha256: str) -> str:
    return f"picture-{sha256}.png"


def _seal_name(claims: Claims, made: Sheet) -> str:
    if sha256 := made.look.seal_sha256:
        return _picture_name(sha256)
    words = f"{claims['issuer_zh']} {_purpose(claims, made.look)}"
    return f"seal-{words.encode().hex()}.svg"


def _seal(claims: Claims, made: Sheet) -> bytes:
    return seal.svg(claims["issuer_zh"], purpose=_purpose(claims, made.look)).encode()


def _purpose(claims: Claims, look: Look) -> str:
    """What is shown to be tried out never bears the seal that counts."""
    return "演示样章" if claims["is_demonstration"] else look.seal_words
