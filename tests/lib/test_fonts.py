import io

import pytest
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont

from school.lib import fonts

RARE_NAMES = "𬭎䶮㛃𡌴𪚥𬎆·㼆𫄧𩽾𬘡𠅤"


@pytest.mark.parametrize("character", RARE_NAMES)
def test_characters_of_real_names_can_be_printed(character: str) -> None:
    assert fonts.missing_glyphs(character) == []


@pytest.mark.parametrize(
    "character",
    [
        pytest.param("\ufffd", id="replacement"),
        pytest.param("\ue000", id="private use"),
        pytest.param("\U000f0001", id="private use, plane 15"),
        pytest.param("\x07", id="control"),
        pytest.param("\n", id="line break"),
        pytest.param("\u200b", id="zero width space"),
        pytest.param("\u202e", id="right-to-left override"),
        pytest.param("\U000e0100", id="variation selector"),
        pytest.param("\U000323af", id="extension H"),
    ],
)
def test_what_cannot_be_printed_is_reported(character: str) -> None:
    assert fonts.missing_glyphs(f"张{character}丽") == [character]


def test_each_missing_character_is_reported_once_in_order() -> None:
    assert fonts.missing_glyphs("\ue001张\ue000\ue001") == ["\ue001", "\ue000"]


def test_a_cut_face_holds_the_batch_and_little_else() -> None:
    batch = fonts.cut("张丽珍", families=[fonts.SONG])
    assert [(face.family, face.weight) for face in batch.faces] == [
        (fonts.SONG, 400),
        (fonts.SONG, 700),
    ]
    cut = TTFont(io.BytesIO(batch.faces[0].data))
    assert set(cut.getBestCmap()) == set(map(ord, "张丽珍" + fonts.EVERY_DOCUMENT))
    assert cut["maxp"].numGlyphs < 60
    assert len(batch.faces[0].data) < 20_000


def test_a_cut_face_says_neither_its_name_nor_whose_it_is() -> None:
    [face, _bold] = fonts.cut("张丽珍", families=[fonts.SONG]).faces
    [top] = TTFont(io.BytesIO(face.data))["CFF "].cff
    assert not {*fonts.NAMES} & top.rawDict.keys()
    assert b"Noto" not in face.data.replace(b"NotoSerifCJKjp-Regular", b"", 1)


def test_rare_faces_stand_behind_for_what_noto_lacks() -> None:
    batch = fonts.cut("张𡌴𪚥𬎆", families=[fonts.SONG])
    behind = {
        face.family: face.characters
        for face in batch.faces
        if face.family in fonts.RARE_FAMILIES
    }
    assert set().union(*behind.values()) == set("𡌴𪚥𬎆")
    assert batch.missing == ()


def test_a_character_that_no_font_has_is_named() -> None:
    assert fonts.cut("张\U000323af").missing == ("\U000323af",)


def test_the_mainland_forms_are_taken_from_the_collection() -> None:
    """骨 and 直 are drawn differently in each member of the collection."""
    [face, *_rest] = fonts.cut("骨直", families=[fonts.SONG]).faces
    path, _member = fonts._locate(fonts.FACES[0])
    mainland = TTFont(path, fontNumber=2)
    assert mainland["name"].getDebugName(1) == "Noto Serif CJK SC"
    assert outlines(TTFont(io.BytesIO(face.data))) == outlines(mainland)
    assert outlines(mainland) != outlines(TTFont(path, fontNumber=0))


def outlines(font: TTFont) -> list[list[tuple]]:
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    drawn = []
    for character in "骨直":
        pen = RecordingPen()
        glyphs[names[ord(character)]].draw(pen)
        drawn.append(pen.value)
    return drawn


def test_a_missing_font_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "DIRECTORIES", ())
    with pytest.raises(fonts.FontsMissing, match="fonts-hanazono"):
        fonts._locate(fonts.RARE_FACES[0])


def test_cut_faces_can_be_written_and_named_in_css(tmp_path) -> None:
    batch = fonts.cut("张", families=[fonts.HEI])
    assert [path.read_bytes() for path in batch.write(tmp_path)] == [
        face.data for face in batch.faces
    ]
    assert 'url("x/school-hei-400.otf")' in batch.face_rules("x/")
