"""What of the school in the access matrix is on paper, or came in as a file."""

from io import BytesIO
from typing import Any

from django.utils import timezone

from school.assessment import actions
from school.attendance.papers.actions import keep_scan, print_sheet
from school.certificates.approval.actions import ask_to_reissue
from school.certificates.models import Certificate
from school.certificates.showing.actions import (
    note_look,
    open_showing,
    release_record,
)
from school.people.models import User
from tests.factories.costs import make_cost, make_costed
from tests.factories.designs import make_seal
from tests.factories.diplomas import photo
from tests.factories.external import make_external
from tests.factories.privacy import make_data_copy, make_emergency, make_erasure
from tests.factories.questions import filled, line
from tests.factories.renewals import make_renewal
from tests.factories.reports import make_report
from tests.factories.sheets import make_alert, make_dossier


def keep_papers(world: Any) -> None:
    """A sheet of the class with its scan, whom to call, a dossier, what it cost, a report."""
    registrar = world.people["registrar"]
    assert isinstance(registrar, User)
    world.sheet = print_sheet(world.session, by=registrar)
    world.scan = keep_scan(
        BytesIO(photo((900, 1200))), by=registrar, typed_code=world.sheet.code
    )
    world.alert = make_alert(world.enrollment)
    world.cost = make_cost(world.cohort)
    make_costed(world.open_cohort)
    world.dossier = make_dossier(world.cohort, by=registrar)
    world.report = make_report()
    world.data_copy = make_data_copy(world.person)
    world.erasure = make_erasure(world.person)
    world.emergency = make_emergency(world.person, by=registrar)
    rows = [line(1, world.edition.modules.first().code)]
    world.question_file = actions.keep_file(
        world.edition, by=registrar, name="题库.xlsx", data=filled(rows)
    )
    world.external = make_external(world.person)
    account = world.person.user
    world.showing = open_showing(world.certificate, by=account)
    world.release = release_record(world.person, by=account)
    # Beside a look that she reads of, her photo is shown.
    note_look(world.release, at=world.release.made_at)
    world.seal_picture = make_seal(by=world.people["certificate_officer"])
    world.renewal = make_renewal(world.certificate)
    # From a year in which the next refresher was already past.
    today = timezone.localdate()
    Certificate.objects.filter(pk=world.certificate.pk).update(refresher_by=today)
    world.asked = ask_to_reissue(
        world.certificate, by=registrar, reason="遗失", kind=Certificate.Reissue.LOST
    )
