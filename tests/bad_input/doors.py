"""Every door that takes a file: who sends what there, and files of which each is taken."""

import io
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from school.wages.payslips import rules
from tests.access.desk_table import SCREENS
from tests.access.rows import of
from tests.access.table import TABLE
from tests.access.world import World
from tests.bad_input.form import Data
from tests.bad_input.shop_forms import described
from tests.bad_input.standing_forms import listing
from tests.factories import designs, pay_tables, service
from tests.factories.diplomas import photo
from tests.factories.packages import choice, packed
from tests.factories.proofs import bare_pdf, snapshot
from tests.factories.questions import filled, line
from tests.factories.recordings import mp3, mp4, opus, webm

Files = Callable[[World], list[bytes]]
Values = Callable[[World], list[object]]


# By its first bytes: what a file is called when it is whole.
ENDINGS = {
    b"\xff\xd8": "jpg",
    b"\x89PNG": "png",
    b"%PDF": "pdf",
    b"PK": "xlsx",
    b"\x1a\x45": "webm",
    b"OggS": "ogg",
    b"\xff\xfb": "mp3",
}


def ending(data: bytes) -> str:
    if data[4:8] == b"ftyp":
        return "mp4"
    found = (name for head, name in ENDINGS.items() if data.startswith(head))
    return next(found, "csv")


@dataclass(frozen=True)
class Door:
    name: str
    role: str
    field: str
    files: Files
    typed: Callable[[World], Data] = lambda world: {}
    values: Values | None = None
    kind: str = ""

    def __str__(self) -> str:
        return f"{self.name} {self.kind}".strip()

    def url(self, world: World) -> str:
        row = TABLE.get(self.name) or SCREENS.get(self.name)
        values = self.values or (row.values if row else lambda world: [])
        return reverse(self.name, args=values(world))


def png() -> bytes:
    return designs.inked(size=900).getvalue()


def workbook(table: bytes) -> bytes:
    """The same rows as a workbook."""
    book, target = Workbook(), io.BytesIO()
    for text in table.decode("gb18030").splitlines():
        book.active.append(text.split(","))
    book.save(target)
    return target.getvalue()


def both(table: bytes) -> list[bytes]:
    return [table, workbook(table)]


def pictures(world: World) -> list[bytes]:
    return [photo((700, 900)), png()]


def papers(world: World) -> list[bytes]:
    return [photo((700, 900)), bare_pdf()]


def proofs(world: World) -> list[bytes]:
    return [snapshot(), bare_pdf(), webm(seconds=5, has_picture=False)]


def questions(world: World) -> list[bytes]:
    book = filled([line(1, world.edition.modules.first().code)])
    assert load_workbook(io.BytesIO(book))
    return [book, packed({"a.xml": choice()})]


def external(world: World) -> Data:
    return {
        "kind": "skill_level",
        "title": "养老护理员",
        "level": "3",
        "number": "Y000136000012263000099",
        "body": "某评价机构",
        "issued_on": str(timezone.localdate()),
        "phone": str(world.person.phone),
    }


def figures(world: World) -> list[bytes]:
    head = "手机号,月份,完成单数,好评数,差评数,复购单数"
    return both(f"{head}\n{world.person.phone},2026-03,20,16,2,5".encode("gb18030"))


def titled(world: World) -> Data:
    return {"title": "洗手"}


def numbers(world: World) -> list[bytes]:
    certificate = world.certificate
    text = f"{certificate.number},{certificate.claims['name']}\n"
    return both(text.encode("gb18030"))


def pinned(kind: str, *files: bytes) -> Door:
    return Door(
        "assessment:pin_proof",
        "examiner",
        "file",
        lambda world: list(files),
        lambda world: {
            "item": world.proof.item.code,
            "kind": kind,
            "uuid": str(uuid.uuid4()),
        },
        kind=kind,
    )


def recorded(kind: str, *files: bytes, **typed: str) -> Door:
    return Door(
        "wagtailmedia:add",
        "editor",
        "file",
        lambda world: list(files),
        lambda world: {"title": "洗手", **typed},
        values=lambda world: [kind],
        kind=kind,
    )


DOORS = [
    Door("people:set_photo", "trainee", "photo", pictures),
    Door(
        "person:edit",
        "registrar",
        "photo",
        pictures,
        lambda w: {"name": w.person.name, "town": "秀谷镇", "reason": "新照片"},
        values=of("person.pk"),
    ),
    Door(
        "attendance:send_scan",
        "instructor",
        "picture",
        pictures,
        lambda w: {"sheet": w.sheet.code},
    ),
    Door("certificates:record_external", "trainee", "picture", papers, external),
    Door(
        "certificates_desk:record_external",
        "certificate_officer",
        "picture",
        papers,
        external,
    ),
    Door(
        "certificates:verify_file",
        "anonymous",
        "file",
        lambda w: [bare_pdf()],
    ),
    Door(
        "certificates:batch_check",
        "company_contact",
        "file",
        numbers,
        lambda w: {"company": w.person.company_id},
    ),
    Door(
        "designversion:add",
        "certificate_officer",
        "seal_file",
        lambda w: [png()],
        lambda w: designs.typed(),
    ),
    Door("points_desk:prove_case", "inspector", "file", proofs),
    Door("points_desk:prove_deed", "inspector", "file", proofs),
    Door(
        "points:appeal",
        "trainee",
        "file",
        proofs,
        lambda w: {"words": "通话记录里有。"},
    ),
    Door(
        "reward:edit",
        "points_officer",
        "picture",
        pictures,
        described,
        values=of("shop.reward.pk"),
    ),
    Door("standing_desk:record_listing", "registrar", "file", papers, listing),
    Door(
        "service_desk:uploads",
        "points_officer",
        "file",
        lambda w: both(service.table([service.row(1, w.person)])),
        lambda w: {"new_platform": "jieyuan", "is_new": "on"},
    ),
    Door(
        "feedback_desk:import_figures",
        "outcomes_officer",
        "file",
        figures,
        lambda w: {"source": "示例平台"},
    ),
    Door(
        "wages:uploads",
        "company_contact",
        "file",
        lambda w: both(pay_tables.table([pay_tables.row(w.person)])),
        lambda w: {"company": w.person.company_id},
    ),
    Door(
        "wages:hand_in_payslip",
        "trainee",
        "picture",
        papers,
        lambda w: {"month": rules.months(timezone.localdate())[1].isoformat()},
    ),
    Door("questions_desk:exchange", "editor", "file", questions),
    pinned("photo", snapshot()),
    pinned("clip", webm(seconds=4), mp4(seconds=4)),
    pinned("voice", webm(seconds=4, has_picture=False), opus(seconds=4)),
    recorded("video", mp4()),
    recorded("audio", mp3(seconds=3), duration="3"),
    Door("wagtailimages:add", "editor", "file", pictures, titled),
    Door(
        "wagtaildocs:add",
        "editor",
        "file",
        lambda w: [bare_pdf(), *figures(w)[1:]],
        titled,
    ),
]
