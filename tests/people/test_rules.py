from datetime import date

import pytest

from school.people.refusals import OF_FAULT
from school.people.rules import (
    Fault,
    Unacceptable,
    mobile_number,
    normal_name,
    parse_id_number,
)
from tests.factories.people import make_id_number

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    "name",
    [
        "王𬭎",
        "䶮㛃𡌴",
        "阿卜杜热西提·阿布都外力",
        "𫄧" * 50,
        "Anna-Maria O’Neill",
        "葛\U000e0100城",
        "麦\U00031350",
        "𬭎䶮㛃𡌴",
        "D'Angelo José",
        "Nguyễn Thị Hà",
        "Ольга Иванова",
        "ئابدۇرېھىم",
        "प्रिया शर्मा",
    ],
)
def test_a_real_name_is_kept_exactly(name: str) -> None:
    assert normal_name(name) == name


@pytest.mark.parametrize("dot", "•・‧∙．.")
def test_a_look_alike_dot_between_han_letters_becomes_the_middle_dot(dot: str) -> None:
    assert normal_name(f"买买提{dot}艾力{dot}𡌴") == "买买提·艾力·𡌴"


@pytest.mark.parametrize("name", ["J. Smith", "李.Smith", ".李", "李.", "李..四"])
def test_a_dot_elsewhere_is_no_part_of_a_name(name: str) -> None:
    with pytest.raises(Unacceptable) as refused:
        normal_name(name)
    assert refused.value.fault == Fault.NAME_NOT_LETTERS


def test_a_dot_after_a_variant_of_a_letter_is_still_between_han_letters() -> None:
    assert normal_name("葛\U000e0100•城") == "葛\U000e0100·城"


def test_outer_blanks_are_not_part_of_a_name() -> None:
    assert normal_name("\u3000 李 四 ") == "李 四"


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", Fault.NAME_EMPTY),
        (" \u3000", Fault.NAME_EMPTY),
        ("李", Fault.NAME_TOO_SHORT),
        ("A1<b>", Fault.NAME_NOT_LETTERS),
        ("李四2", Fault.NAME_NOT_LETTERS),
        ("李四２", Fault.NAME_NOT_LETTERS),
        ("李四😀", Fault.NAME_NOT_LETTERS),
        ("李（四）", Fault.NAME_NOT_LETTERS),
        ("·- '", Fault.NAME_NOT_LETTERS),
        ("𫄧" * 51, Fault.NAME_TOO_LONG),
        ("李\ufffd", Fault.NAME_UNREADABLE),
        ("李\ue000", Fault.NAME_UNREADABLE),
        ("李\U000f0000", Fault.NAME_UNREADABLE),
        ("李\n四", Fault.NAME_UNREADABLE),
        ("李\u200b四", Fault.NAME_UNREADABLE),
        ("李\u202e四", Fault.NAME_UNREADABLE),
        ("李\ufffe", Fault.NAME_UNREADABLE),
    ],
)
def test_what_cannot_be_a_name_is_refused(typed: str, fault: Fault) -> None:
    with pytest.raises(Unacceptable) as refused:
        normal_name(typed)
    assert refused.value.fault == fault


def test_birth_and_sex_follow_from_the_number() -> None:
    read = parse_id_number("11010519491231002X", today=TODAY, synthetic=False)
    assert (read.birth, read.is_female) == (date(1949, 12, 31), True)
    synthetic = parse_id_number("999999199001010016", today=TODAY, synthetic=True)
    assert (synthetic.birth.year, synthetic.is_female) == (1990, False)


@pytest.mark.parametrize(
    "typed",
    [
        "11010519491231002x",
        " 110105 19491231 002X ",
        "110105-19491231-002X",
        "１１０１０５１９４９１２３１００２Ｘ",
    ],
)
def test_a_number_may_be_typed_in_several_ways(typed: str) -> None:
    read = parse_id_number(typed, today=TODAY, synthetic=False)
    assert read.number == "11010519491231002X"


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("110105491231002", Fault.NUMBER_FIFTEEN),
        ("1101051949123100", Fault.NUMBER_LENGTH),
        ("", Fault.NUMBER_LENGTH),
        ("11010519491231002Y", Fault.NUMBER_FORM),
        ("1101051949123100XX", Fault.NUMBER_FORM),
        ("١١٠١٠٥١٩٤٩١٢٣١٠٠٢٠", Fault.NUMBER_FORM),
        ("110105194902300021", Fault.NUMBER_DATE),
        ("110105203001010023", Fault.NUMBER_DATE),
        ("110105194912310021", Fault.NUMBER_CHECK),
        ("990105194912310023", Fault.NUMBER_REGION),
    ],
)
def test_a_wrong_number_is_refused_for_what_is_wrong(typed: str, fault: Fault) -> None:
    with pytest.raises(Unacceptable) as refused:
        parse_id_number(typed, today=TODAY, synthetic=True)
    assert refused.value.fault == fault


def test_a_synthetic_number_counts_only_in_a_demonstration() -> None:
    number = make_id_number(7)
    assert parse_id_number(number, today=TODAY, synthetic=True).number == number
    with pytest.raises(Unacceptable) as refused:
        parse_id_number(number, today=TODAY, synthetic=False)
    assert refused.value.fault == Fault.NUMBER_REGION


def test_every_fault_has_its_sentence() -> None:
    assert set(OF_FAULT) == set(Fault)


@pytest.mark.parametrize(
    "typed",
    [
        "13900000101",
        " 139 0000 0101 ",
        "139-0000-0101",
        "139\u20130000\u20130101",
        "(139)00000101",
        "（１３９）００００－０１０１",
        "+86 139 0000 0101",
        "＋８６１３９０００００１０１",
        "8613900000101",
        "0086-13900000101",
        "\u202d139\u00a00000\u30000101\u202c",
        "١٣٩٠٠٠٠٠١٠١",
    ],
)
def test_however_a_mobile_number_is_typed(typed: str) -> None:
    assert mobile_number(typed) == "13900000101"


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("", ""),
        ("0101", "0101"),
        ("电话13900000101", "电话13900000101"),
        ("13900000101转2", "13900000101转2"),
        ("13900000101/13900000102", "13900000101/13900000102"),
        # Of another country.
        ("+1 390 000 0101", "+13900000101"),
        ("+852 9123 4567", "+85291234567"),
        # Eleven digits that begin with the country's code: not a number short of it.
        ("86139000001", "86139000001"),
        ("86 0796 8123456", "8607968123456"),
    ],
)
def test_what_is_no_mobile_number_stays_as_it_is(typed: str, left: str) -> None:
    assert mobile_number(typed) == left
