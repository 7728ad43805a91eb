"""A bank with a question of each kind, and workbooks of questions as editors fill them."""

import hashlib
import io
from collections.abc import Callable, Sequence
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from PIL import Image

from school.assessment.exchange.examples import PICTURES
from school.assessment.exchange.reading import Reading, vocabulary_of
from school.assessment.exchange.workbook_in import read_workbook
from school.assessment.models import Question, QuestionPicture
from school.assessment.rules.written import FIELDS
from school.courses.models import Edition
from tests.factories.assessment import make_question

Line = dict[str, Any]
TRUTH = [
    {"key": "T", "zh": "正确", "en": "True"},
    {"key": "F", "zh": "错误", "en": "False"},
]


def png(colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (120, 110), colour).save(out, "PNG")
    return out.getvalue()


def make_picture(code: str, *, data: bytes | None = None) -> QuestionPicture:
    data = data or png()
    return QuestionPicture.objects.create(
        code=code,
        file=ContentFile(data, f"{code}.png"),
        alt_zh=f"图{code}",
        alt_en=f"Picture {code}",
        width=120,
        height=110,
        sha256=hashlib.sha256(data).hexdigest(),
        added_at=timezone.now(),
    )


def make_each_kind(edition: Edition) -> list[Question]:
    """One of each kind; with everything that a question may have."""
    module = edition.modules.first()
    assert module is not None
    for code, colour in zip(PICTURES, ("red", "blue"), strict=True):
        make_picture(code, data=png(colour))
    picture = QuestionPicture.objects.get(code=PICTURES[0])
    pictured = [
        {"key": key, "zh": f"图{key}", "en": f"Picture {key}", "picture": code}
        for key, code in zip("AB", PICTURES, strict=True)
    ]
    steps = [
        {"key": key, "zh": f"第{key}步", "en": f"Step <{key}> & more"} for key in "ABC"
    ]
    single = make_question(
        module, 1, difficulty="easy", picture=picture, stem_zh="=1+1?\n第二行"
    )
    return [
        single,
        make_question(module, 2, kind="multiple", answer=["A", "C"], use="exam_only"),
        make_question(
            module, 3, kind="true_false", answer=["T"], options=TRUTH, replaces=single
        ),
        make_question(module, 4, kind="picture", answer=["B"], options=pictured),
        make_question(
            module, 5, kind="ordering", answer=["B", "C", "A"], options=steps
        ),
        make_question(
            module,
            6,
            kind="numeric",
            answer=["38.5"],
            options=[],
            tolerance="0.20",
            unit_zh="℃",
            unit_en="℃",
        ),
    ]


def line(serial: int, module: str, **changes: Any) -> Line:
    """A row of a workbook without a mistake."""
    return {
        "code": f"Q{serial:04}",
        "module": module,
        "kind": "single",
        "difficulty": "easy",
        "stem_zh": f"第{serial}题：先做什么？",
        "stem_en": f"Question {serial}: what first?",
        "A_zh": "洗手",
        "A_en": "Wash hands",
        "B_zh": "开门",
        "B_en": "Open the door",
        "answer": "A",
        "explanation_zh": "洗手在先。",
        "explanation_en": "Hands first.",
        **changes,
    }


def filled(
    lines: Sequence[Line | None],
    *,
    fields: Sequence[str] = FIELDS,
    change: Callable[[Any], None] = lambda sheet: None,
) -> bytes:
    """A workbook with these rows; None is an empty one."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "题目"
    sheet.append(list(fields))
    for number, one in enumerate(lines, 2):
        for column, name in enumerate(fields, 1):
            if one and one.get(name) is not None:
                sheet.cell(number, column, one[name])
    change(sheet)
    return saved(book)


def changed(data: bytes, change: Callable[[Any], None]) -> bytes:
    """The workbook after somebody has been at its first sheet."""
    book = load_workbook(io.BytesIO(data))
    change(book.worksheets[0])
    return saved(book)


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def module_code(edition: Edition) -> str:
    module = edition.modules.first()
    assert module is not None
    return module.code


def read_sheet(edition: Edition, data: bytes) -> Reading:
    return read_workbook(data, vocabulary_of(edition))


def cell_of(field: str, row: int = 2) -> str:
    """Where a field of the rows that are `filled` is said to stand."""
    return f"题目!{get_column_letter(FIELDS.index(field) + 1)}{row}"
