"""Other ways to draw a certificate: the same words, photo and QR code, and nothing else.

Neither makes an archive of it, tags it or carries the claims.
"""

import base64
import io
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import typst
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from school.lib import diploma, fonts

FACE = "Hanazono"
PNG = b"\x89PNG"
PAGE = landscape(A4)
PHOTO, CODE = (28, 39.2), (26, 26)


def lines(claims: diploma.Claims) -> list[tuple[int, str]]:
    """What the sheet says, each with its size in points."""
    return head(claims) + foot(claims)


def head(claims: diploma.Claims) -> list[tuple[int, str]]:
    sheet = diploma.sheet(claims)
    sizes = {"name": sheet.name.size, "course": sheet.course.size}
    return [
        (43, sheet.look.title_zh),
        (10, sheet.look.title_en),
        *(
            (int(sizes.get(line.kind, sheet.words_size)), line.text)
            for line in sheet.lines
        ),
        (9, claims["course_title_en"]),
        (8, sheet.english),
    ]


def foot(claims: diploma.Claims) -> list[tuple[int, str]]:
    sheet = diploma.sheet(claims)
    return [
        (10, claims["number"]),
        (7, f"扫码查验　版本 {claims['edition']}"),
        (16, claims["signatory"]),
        (8, "签发人 Signatory"),
        (10, claims["association_zh"]),
        (13, claims["issuer_zh"]),
        (11, sheet.issued_on),
        (8, f"{claims['issuer_en']} · {sheet.issued_on_en}"),
        (
            8,
            "本证书证明持证人完成本校培训并通过结业考核，不是职业资格证书，"
            "也不是职业技能等级证书。",
        ),
        (
            7,
            "This certifies completion of the school’s training and assessment. It is "
            "neither a vocational qualification certificate nor a skill-level certificate.",
        ),
    ]


def by_reportlab(claims: diploma.Claims) -> bytes:
    register_face()
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=PAGE)
    y = PAGE[1] - 20 * mm
    for size, words in lines(claims):
        y -= size * 1.3
        canvas.setFont(FACE, size)
        canvas.drawCentredString(PAGE[0] / 2, y, words)
    for data, x, (width, height) in pictures(claims):
        picture = ImageReader(io.BytesIO(data))
        canvas.drawImage(picture, x * mm, 60 * mm, width * mm, height * mm)
    canvas.save()
    return target.getvalue()


@cache
def register_face() -> None:
    # It reads TrueType alone, and Noto's Chinese faces have other outlines.
    path, _member = fonts._locate(fonts.RARE_FACES[0])
    pdfmetrics.registerFont(TTFont(FACE, path))


def by_typst(claims: diploma.Claims, folder: Path) -> bytes:
    """A call each, as its documentation has it."""
    return bytes(typst.compile(str(written(claims, folder)), root=str(folder)))


def by_kept_typst(cohort: Iterable[diploma.Claims], folder: Path) -> list[bytes]:
    """One compiler for all, which keeps the fonts and whatever does not change."""
    compiler = typst.Compiler(root=str(folder))
    return [compiler.compile(str(written(claims, folder))) for claims in cohort]


def written(claims: diploma.Claims, folder: Path) -> Path:
    said = "\n".join(
        f"#align(center, text(size: {size}pt, {quoted(words)}))"
        for size, words in lines(claims)
    )
    shown = []
    for data, x, (width, height) in pictures(claims):
        name = f"{x}.{'png' if data.startswith(PNG) else 'jpg'}"
        (folder / name).write_bytes(data)
        size = f"width: {width}mm, height: {height}mm"
        shown.append(f"#place(dx: {x}mm, image({quoted(name)}, {size}))")
    source = (
        '#set page("a4", flipped: true, margin: 12mm)\n'
        '#set text(font: "Noto Serif CJK SC", lang: "zh")\n'
        "#set par(spacing: 0.8em)\n" + "\n".join(shown) + "\n" + said
    )
    path = folder / "certificate.typ"
    path.write_text(source)
    return path


def quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def pictures(
    claims: diploma.Claims,
) -> list[tuple[bytes, int, tuple[float, float]]]:
    """Each with its place from the left and its size, in millimetres."""
    found = [(claims["qr_uri"], 150, CODE)]
    if claims["photo_uri"]:
        found.append((claims["photo_uri"], 29, PHOTO))
    return [
        (base64.b64decode(uri.partition(",")[2]), x, size) for uri, x, size in found
    ]
