"""A person's page at the desk: who she is, how she stands, and all that the journal tells of her."""

import pytest
from django.urls import reverse
from django.utils import timezone

from school.journal.actors import SYSTEM
from school.lib.personal import Hers, held
from school.lib.story import chapters
from school.notices.models import Delivery
from school.people.actions.erasing import erase_identity
from school.people.models import Consent, Person, User
from school.people.roles import Role
from tests.cast import signed_in
from tests.factories.completion import make_certified
from tests.factories.courses import make_cohort
from tests.factories.eligibility import make_hold
from tests.factories.enrollment import apply_for, make_enrollment
from tests.factories.notices import make_delivery
from tests.factories.people import make_user
from tests.factories.wages import consent_to_wages, make_record
from tests.portal.stories import address, award, client_of, lines, note, verbs, walk

pytestmark = pytest.mark.django_db


def test_the_story_is_told_in_the_order_in_which_it_happened(
    trainee: Person, registrar: User
) -> None:
    issued = walk(trainee, registrar)
    steps = [
        "enrollment.apply",
        "attendance.note",
        "certificates.print",
        "points.award",
    ]
    told = verbs(trainee, registrar)[::-1]
    assert [verb for verb in told if verb in steps] == steps
    page = signed_in(registrar).get(address(trainee))
    assert issued.number in page.text
    days = [day for day, _lines in page.context["timeline"].days]
    assert days == [timezone.localdate()]


def test_what_she_did_herself_says_so_and_repeats_no_name(
    trainee: Person, registrar: User
) -> None:
    cohort = make_cohort(seats=1)
    apply_for(cohort, trainee)
    applied = lines(trainee, registrar, about="learning")[-1]
    assert (applied.who, applied.about) == ("本人", cohort.name)


def test_nothing_of_others_is_in_it(
    trainee: Person, classmate: Person, registrar: User
) -> None:
    note(classmate)
    note(classmate, "enrollment.withdraw", on=make_enrollment(make_cohort(), classmate))
    assert lines(trainee, registrar) == []


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.REGISTRAR, {"learning", "certificates", "points", "account"}),
        (Role.CERTIFICATE_OFFICER, {"learning", "certificates", "account"}),
        (Role.POINTS_OFFICER, {"points", "account"}),
        (Role.OUTCOMES_OFFICER, {"learning", "pay", "account"}),
        (Role.AUDITOR, {"learning", "certificates", "points", "pay", "account"}),
    ],
)
def test_each_reads_what_her_role_may(
    trainee: Person, role: Role, may: set[str]
) -> None:
    place = make_enrollment(make_cohort(), trainee)
    consent_to_wages(trainee)
    told = {
        "learning": note(trainee, "enrollment.enroll", on=place),
        "certificates": note(trainee, "certificates.print", on=make_certified(place)),
        "points": note(trainee, "points.award", on=award(trainee)),
        "pay": note(trainee, "wages.record", on=make_record(trainee)),
        "account": note(trainee),
    }
    reader = make_user(role=role)
    found = {line.entry.pk for line in lines(trainee, reader)}
    assert {key for key, one in told.items() if one.pk in found} == may
    for subject, entry in told.items():
        of_it = [one.entry.pk for one in lines(trainee, reader, about=subject)]
        assert (entry.pk in of_it) == (subject in may)


def test_pay_is_told_only_while_she_agrees(trainee: Person, auditor: User) -> None:
    consent = consent_to_wages(trainee)
    make_enrollment(make_cohort(), trainee)
    note(trainee, "wages.record", on=make_record(trainee, 5123))
    assert "wages.record" in verbs(trainee, auditor)
    Consent.objects.filter(pk=consent.pk).update(withdrawn_at=timezone.now())
    assert "wages.record" not in verbs(trainee, auditor)
    page = signed_in(auditor).get(address(trainee))
    assert "没有同意书" in page.text
    assert "5,123" not in page.text


def test_a_health_certificate_is_told_to_those_who_may_read_it(
    trainee: Person, registrar: User, points_officer: User
) -> None:
    note(trainee, "people.record_health_check")
    assert verbs(trainee, registrar) == ["people.record_health_check"]
    assert verbs(trainee, points_officer) == []


@pytest.mark.parametrize("role", [Role.INSTRUCTOR, Role.EDITOR, Role.VILLAGE_DESK])
def test_who_works_with_no_files_has_no_such_page(trainee: Person, role: Role) -> None:
    assert client_of(role).get(address(trainee)).status_code in {302, 403}


def test_the_auditor_only_reads(trainee: Person, auditor: User) -> None:
    walk(trainee, make_user(role=Role.REGISTRAR))
    page = signed_in(auditor).get(address(trainee))
    assert reverse("person:edit", args=[trainee.pk]) not in page.text
    assert 'method="post"' not in page.text.split("<main", 1)[1]


def test_neither_number_is_on_the_page(trainee: Person, superuser: User) -> None:
    walk(trainee, make_user(role=Role.REGISTRAR))
    note(trainee, on=trainee.user, verb="people.record_account")
    page = signed_in(superuser).get(address(trainee)).text
    assert trainee.masked_phone in page
    assert trainee.phone not in page
    assert trainee.id_number not in page
    assert trainee.id_number not in address(trainee)


def test_who_was_erased_keeps_a_story_without_her_name(
    trainee: Person, registrar: User
) -> None:
    name, cohort = trainee.name, make_cohort(seats=1)
    apply_for(cohort, trainee)
    why = "家住幸福里三号"
    note(trainee, reason=why)
    assert why in [line.why for line in lines(trainee, registrar)]
    erase_identity(trainee, by=SYSTEM, at=timezone.now())
    told = signed_in(registrar).get(address(trainee)).text.partition("<main")[2]
    assert "报名" in told
    assert (name in told) is False
    assert (why in told) is False


def test_the_cards_lead_to_their_things(trainee: Person, superuser: User) -> None:
    issued = walk(trainee, make_user(role=Role.REGISTRAR))
    failed = make_delivery(trainee, status=Delivery.Status.FAILED)
    make_hold(trainee)
    client = signed_in(superuser)
    context = client.get(address(trainee)).context
    cells = [cell for card in context["cards"] for cell in card.lines]
    cells += [cell for way in context["ways"] for _title, cell in way.facts]
    links = {cell.href for cell in cells} | {way.href for way in context["ways"]}
    assert reverse("certificate:inspect", args=[issued.pk]) in links
    assert reverse("delivery:inspect", args=[failed.pk]) in links
    for link in links:
        assert client.get(link).status_code == 200, link


def test_every_thing_of_the_story_is_hers() -> None:
    labels = [label for one in chapters().values() for label in one.things]
    assert labels
    for label in labels:
        assert isinstance(held()[label], Hers), label


def test_who_opened_what_is_hers_is_told_to_those_who_read_the_journal(
    trainee: Person, registrar: User, points_officer: User
) -> None:
    note(trainee, "looks.open_data")
    assert verbs(trainee, registrar, about="account") == ["looks.open_data"]
    assert verbs(trainee, points_officer) == []
