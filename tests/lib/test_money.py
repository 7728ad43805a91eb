import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.lib.format import yuan
from school.lib.money import MOST_FEN, NotMoney, parse_yuan


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("6200", 620_000),
        ("6,200", 620_000),
        ("6，200", 620_000),
        ("６２００", 620_000),
        ("６，２００．５０元", 620_050),
        (" 6 200 ", 620_000),
        ("\u30006200\u3000", 620_000),
        ("¥6,200", 620_000),
        ("￥6200", 620_000),
        ("6200元", 620_000),
        ("6200 块钱", 620_000),
        ("人民币6200元整", 620_000),
        ("RMB 6200", 620_000),
        ("6200.5", 620_050),
        ("6200.05", 620_005),
        ("0", 0),
        ("0.01", 1),
        ("18.5", 1_850),
        ("1,234,567.89", 123_456_789),
        ("1万", 1_000_000),
        ("1.2万", 1_200_000),
        ("1.2W", 1_200_000),
        ("6千", 600_000),
        ("6.5k", 650_000),
        ("1.23456万元", 1_234_560),
        ("10000000", MOST_FEN),
    ],
)
def test_money_is_read_as_people_write_it(typed: str, fen: int) -> None:
    assert parse_yuan(typed) == fen


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "unreadable"),
        ("   ", "unreadable"),
        ("六千二", "unreadable"),
        ("abc", "unreadable"),
        ("6200左右", "unreadable"),
        ("6200-7000", "unreadable"),
        ("6,20", "unreadable"),
        ("62,00,000", "unreadable"),
        ("1万2", "unreadable"),
        ("1e5", "unreadable"),
        ("0x10", "unreadable"),
        ("6200.", "unreadable"),
        (".5", "unreadable"),
        ("6.2.0", "unreadable"),
        ("=6200", "unreadable"),
        ("٦٢٠٠", "unreadable"),
        ("NaN", "unreadable"),
        ("-6200", "negative"),
        ("－6200", "negative"),
        ("¥-1", "negative"),
        ("6.200", "decimals"),
        ("0.001", "decimals"),
        ("1.2345678万", "decimals"),
        ("10000000.01", "too_much"),
        ("1001万", "too_much"),
        ("9" * 40, "too_much"),
    ],
)
def test_nonsense_is_refused_with_its_kind(typed: str, code: str) -> None:
    with pytest.raises(NotMoney) as refused:
        parse_yuan(typed)
    assert refused.value.code == code


@given(st.integers(0, MOST_FEN))
def test_what_the_school_writes_it_can_read(fen: int) -> None:
    assert parse_yuan(yuan(fen)) == fen


@given(st.integers(0, MOST_FEN), st.sampled_from(["{}", "¥{}", "{}元", " {} "]))
def test_every_fen_is_kept(fen: int, frame: str) -> None:
    whole, rest = divmod(fen, 100)
    assert parse_yuan(frame.format(f"{whole}.{rest:02d}")) == fen


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(typed: str) -> None:
    try:
        fen = parse_yuan(typed)
    except NotMoney as refused:
        assert refused.code in {"unreadable", "negative", "decimals", "too_much"}
    else:
        assert 0 <= fen <= MOST_FEN
