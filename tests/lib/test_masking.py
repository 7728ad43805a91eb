import pytest

from school.lib.masking import mask_id, mask_name, mask_phone


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("张丽", "张*"),
        ("张晓丽", "张*丽"),
        ("欧阳晓丽", "欧*丽"),
        ("阿卜杜热西提·阿布都外力", "阿**"),
        ("𡌴丽华", "𡌴*华"),
        ("李", "李*"),
        ("", ""),
    ],
)
def test_a_name_shows_its_first_sign_and_perhaps_its_last(name: str, seen: str) -> None:
    assert mask_name(name) == seen


def test_a_variation_mark_stays_with_its_sign() -> None:
    assert mask_name("葛\U000e0100小丽") == "葛\U000e0100*丽"


def test_an_identity_number_keeps_three_and_four() -> None:
    assert mask_id("999999199001010016") == "999***********0016"
    assert mask_id("E12345678") == "E******78"
    assert mask_id("12") == "**"


def test_a_telephone_number_keeps_three_and_four() -> None:
    assert mask_phone("13812345678") == "138****5678"
    assert mask_phone("+8613812345678") == "138****5678"
