"""The table of events: its columns, what others call them, and the words that may stand there."""

from collections.abc import Sequence
from typing import Final

from school.lib.cells import Kind
from school.lib.spreadsheet import Sheet
from school.lib.tables import Column
from school.service import rules

KINDS: Final = {
    "评价": rules.REVIEW,
    "客户评价": rules.REVIEW,
    "回头客": rules.REPEAT,
    "复购": rules.REPEAT,
    "再次下单": rules.REPEAT,
    "完成订单": rules.COMPLETED,
    "完成": rules.COMPLETED,
    "投诉": rules.COMPLAINT,
    "迟到": rules.LATE,
    "爽约": rules.NO_SHOW,
    "未到": rules.NO_SHOW,
    "工具未消毒": rules.TOOLS,
    "拒单": rules.REFUSAL,
    "撤销": rules.WITHDRAWN,
    **{kind: kind for kind in sorted(rules.KINDS)},
}
COMPLAINTS: Final = {
    "态度": "attitude",
    "服务态度": "attitude",
    "质量": "quality",
    "服务质量": "quality",
    "加价": "charges",
    "安全": "safety",
    "隐私": "privacy",
    "其他": "other",
    **{kind: kind for kind in sorted(rules.COMPLAINTS)},
}
COLUMNS: Final[Sequence[Column]] = (
    Column("external_id", ["编号", "事件编号", "评价编号", "id"]),
    Column("worker", ["手机号", "服务人员手机号", "电话", "phone"], is_required=False),
    Column("kind", ["类型", "事件类型", "kind"], words=KINDS),
    Column("occurred_at", ["时间", "发生时间", "日期", "评价时间"], Kind.MOMENT),
    Column("stars", ["星级", "评分", "stars"], Kind.WHOLE, is_required=False),
    Column("complaint", ["投诉内容", "投诉类型"], is_required=False, words=COMPLAINTS),
    Column("order", ["订单号", "订单编号", "order"], is_required=False),
    Column("text", ["说明", "评价内容", "内容"], is_required=False, longest=5_000),
    Column("withdraws", ["撤销编号", "被撤销的编号"], is_required=False),
)
EXAMPLES: Final = (
    (
        "PJ-1001",
        "13900000000",
        "评价",
        "2026-11-03 14:05",
        "5",
        "",
        "DD-5001",
        "干活仔细",
        "",
    ),
    ("TS-2001", "13900000000", "投诉", "2026-11-04", "", "态度", "DD-5002", "", ""),
    ("CX-3001", "", "撤销", "2026-11-05", "", "", "", "", "TS-2001"),
)


def understood() -> list[tuple[str, list[str]]]:
    """Of each column that takes fixed words: its title and those that are Chinese."""
    return [
        (column.title, [word for word in column.words if not word.isascii()])
        for column in COLUMNS
        if column.words
    ]


def template() -> Sheet:
    """To be filled in; the examples go by a number that nobody has."""
    return Sheet("服务记录", [column.title for column in COLUMNS], EXAMPLES)
