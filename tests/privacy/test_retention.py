"""The one table of how long what is kept: a day before its time it stays, a day after it goes."""

import ast
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from school.assessment import actions as assessment
from school.certificates.external import actions as external
from school.enrollment.actions import decline_invitation
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.retention import Kind, table
from school.outcomes.dossier import actions as dossiers
from school.outcomes.dossier import making
from school.people.models import LogIn, Person, User
from school.service import actions as service
from school.standing import actions as standing
from school.wages.payslips import actions as payslips
from school.wages.rules import Pay
from tests.cast import signed_in
from tests.factories.assessment import make_assessing_cohort, markings_of
from tests.factories.cases import make_posted, make_told, make_withdrawn
from tests.factories.certificates import make_assessed_cohort
from tests.factories.courses import make_cohort, make_edition
from tests.factories.deeds import make_proved
from tests.factories.enrollment import make_enrollment
from tests.factories.external import make_external, picture
from tests.factories.invitations import make_invitation
from tests.factories.pay_tables import checked, make_contact, make_worker
from tests.factories.pay_tables import row as pay_row
from tests.factories.people import make_company, make_trainee, make_user
from tests.factories.privacy import make_data_copy
from tests.factories.proofs import make_proof, released
from tests.factories.service import keep_one, make_service_rules
from tests.factories.service import row as platform_row
from tests.factories.service import table as platform_table
from tests.factories.standing import decision
from tests.factories.wages import consent_to_wages, make_payslip

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
KINDS = {kind.key: kind for kind in table()}


def chief() -> User:
    return make_user(is_superuser=True, is_staff=True)


def an_invitation() -> None:
    decline_invitation(
        make_invitation(make_cohort(sessions=False), make_trainee()), by=SYSTEM
    )


def an_exam_picture() -> timedelta:
    enrollment = make_enrollment(make_assessing_cohort(), make_trainee())
    sheet = markings_of(assessment.open_practical(enrollment, by=SYSTEM))[0]
    make_proof(sheet)
    released(sheet, timezone.now())
    return timedelta(days=enrollment.cohort.edition.evidence_days)


def a_question_file() -> None:
    assessment.keep_file(make_edition(), by=chief(), name="a.xlsx", data=b"1")


def a_refused_picture() -> None:
    external.refuse_external(make_external(make_trainee()), by=chief(), reason="查不到")


def a_dossier() -> None:
    cohort = make_assessed_cohort("李春花")
    asked = dossiers.ask(
        cohort, by=chief(), with_id_numbers=True, reason="县人社局补贴审核"
    )
    making.make(asked)


def a_fallen_case() -> None:
    make_withdrawn(make_told(make_trainee()))


def a_posted_case() -> None:
    make_posted(make_trainee())


def a_deed() -> None:
    make_proved(make_trainee(), by=chief())


def a_text() -> None:
    make_service_rules()
    keep_one(make_trainee(), text="做事细心", occurred_at=timezone.now())


def a_platform_table() -> None:
    make_service_rules()
    rows = platform_table([platform_row(1, make_trainee())])
    service.check_upload(platform="meijia", data=rows, by=chief())


def a_listing() -> None:
    paper = decision(url="")
    listing = standing.record_listing(
        make_trainee(), by=chief(), paper=paper, file=picture()
    )
    standing.check_listing(listing, by=chief(), is_confirmed=False, reason="查无此文")


def a_payslip() -> None:
    worker = make_trainee()
    consent_to_wages(worker)
    pay = Pay(amount_fen=620_000, unit="month")
    payslips.read_payslip(make_payslip(worker), pay=pay, by=chief())


def a_pay_table() -> None:
    company = make_company()
    worker = make_worker("李春花", company)
    checked(company, [pay_row(worker)], make_contact(company))


def a_copy() -> None:
    make_data_copy(make_trainee())


def a_log_in() -> None:
    LogIn.objects.create(user=chief(), at=timezone.now(), outcome="in", way="code")


# By the kind and which of its periods.
MADE: dict[tuple[str, int], Callable[[], timedelta | None]] = {
    ("invitations", 0): an_invitation,
    ("exam_pictures", 0): an_exam_picture,
    ("question_files", 0): a_question_file,
    ("refused_pictures", 0): a_refused_picture,
    ("dossiers", 0): a_dossier,
    ("case_files", 0): a_fallen_case,
    ("case_files", 1): a_posted_case,
    ("deed_files", 0): a_deed,
    ("platform_texts", 1): a_text,
    ("platform_tables", 0): a_platform_table,
    ("listing_files", 0): a_listing,
    ("payslip_pictures", 0): a_payslip,
    ("pay_tables", 0): a_pay_table,
    ("data_copies", 0): a_copy,
    ("log_ins", 0): a_log_in,
}
# A word that was settled: tests/service/test_forget.py; what the database itself keeps
# for its time: tests/looks/test_looks.py
ELSEWHERE = {("platform_texts", 0), ("looks", 0)}


def over(kind: Kind, at: datetime) -> int:
    return len(kind.over(at))


@pytest.mark.parametrize(("key", "which"), MADE)
def test_a_day_before_its_time_it_stays_and_a_day_after_it_goes(
    key: str, which: int
) -> None:
    kind, said = KINDS[key], MADE[key, which]()
    lasts = kind.periods[which].lasts or said
    assert lasts is not None
    now = timezone.now()
    assert over(kind, now + lasts - DAY) == 0
    assert over(kind, now + lasts + DAY) == 1
    kind.remove(now + lasts - DAY)
    assert over(kind, now + lasts + DAY) == 1
    kind.remove(now + lasts + DAY)
    assert over(kind, now + lasts + DAY) == 0


def test_each_period_of_the_table_is_tried() -> None:
    periods = {
        (kind.key, which) for kind in table() for which in range(len(kind.periods))
    }
    assert periods == MADE.keys() | ELSEWHERE
    assert len(KINDS) == len(table())


REMOVES = re.compile(r"\b(forget|purge|remove|expire_invitations|undecided)\w*\(")


def test_every_task_that_removes_stands_in_the_table() -> None:
    """By its verb: what a task calls to remove is called by a `retention` module too."""
    root = Path(settings.BASE_DIR) / "school"
    known = "".join(path.read_text() for path in root.glob("*/retention.py"))
    missing = [
        f"{path.relative_to(root)} {call.group(0)}"
        for path in root.rglob("tasks.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        for call in [REMOVES.search(ast.unparse(node.func) + "(")]
        if call
        and call.group(0) not in known
        and "retention." not in ast.unparse(node.func)
    ]
    assert missing == []


def test_a_dry_run_counts_and_removes_nothing() -> None:
    a_payslip()
    kind = KINDS["payslip_pictures"]
    assert said("--dry-run").endswith("0 would be removed.\n")
    age(kind)
    before = Entry.objects.count()
    assert "payslip_pictures (90 days): 1\n" in said("--dry-run")
    assert (over(kind, timezone.now()), Entry.objects.count()) == (1, before)
    assert said().endswith("1 removed.\n")
    assert over(kind, timezone.now()) == 0
    assert Entry.objects.count() == before + 1


def age(kind: Kind) -> None:
    for row in kind.over(timezone.now() + 91 * DAY):
        type(row).objects.filter(pk=row.pk).update(ended_at=timezone.now() - 91 * DAY)


def said(*options: str) -> str:
    target = StringIO()
    call_command("retention", *options, stdout=target)
    return target.getvalue()


def test_she_reads_the_table_on_her_page(trainee: Person) -> None:
    page = signed_in(trainee).get(reverse("privacy:kept")).text
    for kind in table():
        assert str(kind.what) in page
    assert "<strong>2 年</strong>" in page and "<strong>90 天</strong>" in page
    assert (
        reverse("privacy:kept") in signed_in(trainee).get(reverse("privacy:mine")).text
    )
