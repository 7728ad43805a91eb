"""The company's table: its columns, what others call them, and the words that may stand there."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from school.lib.cells import Kind
from school.lib.spreadsheet import Sheet
from school.lib.tables import Column
from school.people.models import Person

UNITS: Final = {
    "按月": "month",
    "月": "month",
    "月薪": "month",
    "按26天": "26_day",
    "26天": "26_day",
    "26天单": "26_day",
    "按天": "day",
    "天": "day",
    "日薪": "day",
    "按小时": "hour",
    "小时": "hour",
    "时薪": "hour",
    "按单": "order",
    "单": "order",
    "按平方米": "sqm",
    "平方米": "sqm",
    "平米": "sqm",
    "month": "month",
    "26 days": "26_day",
    "day": "day",
    "hour": "hour",
    "order": "order",
    "square metre": "sqm",
}
BASES: Final = {
    "到手": "net",
    "实发": "net",
    "税后": "net",
    "扣费前": "gross",
    "税前": "gross",
    "应发": "gross",
    "in hand": "net",
    "gross": "gross",
}
COLUMNS: Final[Sequence[Column]] = (
    Column("worker", ["学员编号", "编号", "code"], longest=32),
    Column("name", ["姓名", "name"], longest=50),
    Column("month", ["月份", "工资月份", "month"], Kind.MONTH, is_required=False),
    Column("first", ["开始日期", "起始日期", "from"], Kind.DAY, is_required=False),
    Column("last", ["结束日期", "截止日期", "to"], Kind.DAY, is_required=False),
    Column("unit", ["计薪方式", "paid by"], words=UNITS),
    Column("amount", ["金额", "单价", "工资", "amount"], Kind.MONEY),
    Column("quantity", ["数量", "quantity"], Kind.HUNDREDTHS, is_required=False),
    Column(
        "basis", ["扣费前或到手", "税前或到手", "口径", "gross or in hand"], words=BASES
    ),
)
CHOICES: Final = {5: UNITS, 8: BASES}


def template(workers: Iterable[Person], *, month: date) -> Sheet:
    """To be filled in: a row for each worker, for the month that was last over."""
    rows = [
        [worker.code, worker.name, f"{month:%Y-%m}", "", "", "按月", "", "", "到手"]
        for worker in workers
    ]
    titles = [column.title for column in COLUMNS]
    choices = {place: _listed(words.items()) for place, words in CHOICES.items()}
    return Sheet("工资", titles, rows, choices)


def first_words(words: Iterable[tuple[str, str]]) -> list[str]:
    """The first of those that mean the same."""
    by_meaning: dict[str, str] = {}
    for word, meant in words:
        by_meaning.setdefault(meant, word)
    return list(by_meaning.values())


def _listed(words: Iterable[tuple[str, str]]) -> str:
    return f'"{",".join(first_words(words))}"'
