"""The typefaces of printed paper: what they can show, and how they are cut.

Noto's Song and Hei lack some characters that stand in real people's names, so
Hanazono stands behind them. Each character is looked up in the fonts' own
tables before anything is printed; a box is never printed in its place.
"""

import io
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import uharfbuzz
from fontTools.cffLib import TopDict
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont

DIRECTORIES = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
REPLACEMENT = "\ufffd"
# Kerning, and the narrow quotation marks for English words: in a Chinese face a
# plain one is as wide as a Han character.
FEATURES = ("kern", "pwid")
EVERY_DOCUMENT = " 0123456789-·（），。"
EM = 1000
# Of outlines that are part of a page.
NAMES = ("Notice", "FullName", "FamilyName", "Weight", "FontName")
USELESS_TABLES = ("BASE", "FFTM", "GDEF", "VORG", "vhea", "vmtx")


class FontsMissing(RuntimeError):
    """A font that the school prints with is not installed, or its file is damaged."""

    def __init__(self, face: "Face") -> None:
        super().__init__(
            f"The font {face.name} is not installed, or damaged. "
            f"Install the Debian package {face.package}."
        )
        self.face = face


@dataclass(frozen=True)
class Face:
    """One weight of one family, as the Debian package installs it.

    A collection holds the same characters in several national forms; `name`
    is that of the one that we want.
    """

    family: str
    weight: int
    file: str
    name: str
    package: str


SONG = "School Song"
HEI = "School Hei"
RARE_FAMILIES = ("School Rare A", "School Rare B")

FACES = (
    Face(SONG, 400, "NotoSerifCJK-Regular.ttc", "Noto Serif CJK SC", "fonts-noto-cjk"),
    Face(SONG, 700, "NotoSerifCJK-Bold.ttc", "Noto Serif CJK SC", "fonts-noto-cjk"),
    Face(HEI, 400, "NotoSansCJK-Regular.ttc", "Noto Sans CJK SC", "fonts-noto-cjk"),
    Face(HEI, 700, "NotoSansCJK-Bold.ttc", "Noto Sans CJK SC", "fonts-noto-cjk"),
)
RARE_FACES = (
    Face(RARE_FAMILIES[0], 400, "HanaMinA.ttf", "HanaMinA", "fonts-hanazono"),
    Face(RARE_FAMILIES[1], 400, "HanaMinB.ttf", "HanaMinB", "fonts-hanazono"),
)


@dataclass(frozen=True)
class CutFace:
    """A face cut to a batch's characters, its glyphs renumbered from one."""

    family: str
    weight: int
    data: bytes
    characters: frozenset[str]

    @property
    def file_name(self) -> str:
        kind = "otf" if self.data.startswith(b"OTTO") else "ttf"
        return f"{self.family.lower().replace(' ', '-')}-{self.weight}.{kind}"


@dataclass(frozen=True)
class BatchFonts:
    """The faces one batch of documents is printed with."""

    faces: tuple[CutFace, ...]
    missing: tuple[str, ...]
    characters: frozenset[str]

    def face_rules(self, prefix: str = "") -> str:
        """The `@font-face` rules under which the faces are found at `prefix`."""
        return "\n".join(
            f'@font-face {{ font-family: "{face.family}"; '
            f"font-weight: {face.weight}; "
            f'src: url("{prefix}{face.file_name}"); }}'
            for face in self.faces
        )

    def write(self, directory: Path) -> list[Path]:
        paths = [directory / face.file_name for face in self.faces]
        for face, path in zip(self.faces, paths, strict=True):
            path.write_bytes(face.data)
        return paths


def missing_glyphs(text: str) -> list[str]:
    """The characters of `text` that cannot be printed, each once, in order.

    Control, format and private-use characters and U+FFFD count as missing even
    where a font has a picture for them: what they stand for is not known.
    """
    return [
        character
        for character in dict.fromkeys(text)
        if not is_legible(character) or not _is_covered(character)
    ]


def is_legible(character: str) -> bool:
    return character != REPLACEMENT and unicodedata.category(character) not in INVISIBLE


def cut(characters: Iterable[str], families: Iterable[str] = (SONG, HEI)) -> BatchFonts:
    """Cut the faces of `families` down to `characters`.

    A PDF keeps one slot for each glyph number up to the highest it uses, so a
    certificate set in a face of 65,535 glyphs is slow and large. In a cut face
    the numbers are as small as the batch.
    """
    wanted = {character for character in characters if is_legible(character)}
    wanted |= set(EVERY_DOCUMENT)
    names = set(families)
    chosen = [face for face in FACES if face.family in names]
    faces = [_cut_face(face, _covered_by(face, wanted)) for face in chosen]
    missing = {
        character
        for character in wanted
        if not all(_has(face, character) for face in chosen)
    }
    for face in RARE_FACES:
        if found := _covered_by(face, missing):
            faces.append(_cut_face(face, found))
            missing -= found
    return BatchFonts(tuple(faces), tuple(sorted(missing)), frozenset(wanted - missing))


@cache
def advance(character: str, family: str = SONG, weight: int = 700) -> float:
    """How wide a character is, in ems, in the face that prints it."""
    font, glyph = _glyph(character, family, weight)
    return font.get_glyph_h_advance(glyph) / font.face.upem


@cache
def outline(character: str, family: str = SONG, weight: int = 700) -> str:
    """Its shape as an SVG path of `EM` units an em, upwards."""
    font, glyph = _glyph(character, family, weight)
    font.scale = (EM, EM)
    pen = SVGPathPen(None, ntos=lambda number: f"{number:.0f}")
    font.draw_glyph_with_pen(glyph, pen)
    found: str = pen.getCommands()
    return found


def _glyph(character: str, family: str, weight: int) -> tuple[uharfbuzz.Font, int]:
    """The character in the face that prints it."""
    faces = [one for one in FACES if (one.family, one.weight) == (family, weight)]
    for face in (*faces, *RARE_FACES):
        if _has(face, character):
            font = uharfbuzz.Font(_open(face))
            return font, font.get_nominal_glyph(ord(character))
    raise LookupError(f"no font has U+{ord(character):04X}")


@cache
def _is_covered(character: str) -> bool:
    if all(_has(face, character) for face in FACES):
        return True
    return any(_has(face, character) for face in RARE_FACES)


def _covered_by(face: Face, characters: Iterable[str]) -> frozenset[str]:
    return frozenset(one for one in characters if _has(face, one))


def _has(face: Face, character: str) -> bool:
    return ord(character) in _unicodes(face)


@cache
def _unicodes(face: Face) -> uharfbuzz.Set:
    """As HarfBuzz keeps them: as a set of Python's, all faces would take 60 MB."""
    found = _open(face).unicodes
    if not found:
        _open.cache_clear()
        raise FontsMissing(face)
    return found


def _cut_face(face: Face, characters: frozenset[str]) -> CutFace:
    cutting = uharfbuzz.SubsetInput()
    cutting.flags = (
        uharfbuzz.SubsetFlags.NO_HINTING
        | uharfbuzz.SubsetFlags.DESUBROUTINIZE
        | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    )
    sets = uharfbuzz.SubsetInputSets
    cutting.sets(sets.UNICODE).update(map(ord, characters))
    dropped = cutting.sets(sets.DROP_TABLE_TAG)
    dropped.update(map(_tag, USELESS_TABLES))
    features = cutting.sets(sets.LAYOUT_FEATURE_TAG)
    features.clear()
    features.update(map(_tag, FEATURES))
    cutting.sets(sets.NAME_ID).clear()
    data = uharfbuzz.subset(_open(face), cutting).blob.data
    return CutFace(face.family, face.weight, _renumbered(data), characters)


def _renumbered(data: bytes) -> bytes:
    """The same outlines, called by the numbers under which a PDF asks for them.

    They keep their names of the full face otherwise, which a reader may go by, and then
    shows other characters or none.
    """
    if not data.startswith(b"OTTO"):
        return data
    font = TTFont(io.BytesIO(data), recalcBBoxes=False, recalcTimestamp=False)
    [top] = font["CFF "].cff
    names = [".notdef", *(f"cid{n:05d}" for n in range(1, len(top.charset)))]
    top.charset = names
    outlines = top.CharStrings
    outlines.charStrings = {
        name: outlines.charStrings[old]
        for name, old in zip(names, font.getGlyphOrder(), strict=True)
    }
    font.setGlyphOrder(names)
    _unname(top)
    target = io.BytesIO()
    font.save(target, reorderTables=None)
    return target.getvalue()


def _unname(top: TopDict) -> None:
    """Take away what the font is called and whose it is: what prints it goes by neither."""
    for said in (top, *top.FDArray):
        for name in NAMES:
            setattr(said, name, None)


def _tag(name: str) -> int:
    return int.from_bytes(name.encode(), "big")


@cache
def _open(face: Face) -> uharfbuzz.Face:
    path, member = _locate(face)
    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path), member)


def _locate(face: Face) -> tuple[Path, int]:
    family = uharfbuzz.OTNameIdPredefined.FONT_FAMILY
    for directory in DIRECTORIES:
        for path in sorted(directory.rglob(face.file)):
            blob = uharfbuzz.Blob.from_file_path(path)
            for member in range(uharfbuzz.Face(blob).count):
                if uharfbuzz.Face(blob, member).get_name(family) == face.name:
                    return path, member
    raise FontsMissing(face)
