"""Skills in what a certificate freezes, and what of them whoever checks it reads."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from school.assessment.skills.claims import titles_shown
from school.certificates import actions, rules
from school.certificates.models import Certificate
from school.people.actions import withdraw_consent
from school.people.models import ConsentText, Person, User
from tests.cast import signed_in
from tests.factories.assessment import make_assessing_cohort
from tests.factories.certificates import make_assessed_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.people import make_consent
from tests.factories.skills import pass_course, practical_of

SKILLS = ConsentText.Purpose.SKILLS


@pytest.fixture
def certificate(trainee: Person, registrar: User) -> Certificate:
    enrollment = make_enrollment(make_assessing_cohort(), trainee)
    pass_course(enrollment)
    actions.print_batch(actions.issue(enrollment.cohort, by=registrar))
    return Certificate.objects.get()


def checked(certificate: Certificate) -> str:
    cache.clear()
    return (
        signed_in(None)
        .get(reverse("certificates:verify", args=[certificate.code]))
        .text
    )


def titles(certificate: Certificate) -> list[str]:
    practical = practical_of(certificate.enrollment)
    return [str(one.station) for one in practical.practical_stations.all()]


def test_each_station_is_frozen_with_level_day_roles_and_steps(
    certificate: Certificate,
) -> None:
    skills = certificate.claims["skills"]
    assert skills["version"] == 1
    assert skills["thresholds"] == {
        "version": 1,
        "with_help": 30,
        "safely": 60,
        "fully": 90,
    }
    assert [one["zh"] for one in skills["stations"]] == titles(certificate)
    first = skills["stations"][0]
    assert first == {
        "code": "EC-S01",
        "zh": "考站1",
        "en": "Station 1",
        "level": "safely",
        "on": certificate.issued_on.isoformat(),
        "by": ["examiner"],
        "standards": [],
        "modules": ["EC-M01"],
        "steps": {"EC-S01-I01": "partly", "EC-S01-I02": "partly"},
    }
    hashed = rules.sha256(rules.canonical(certificate.claims))
    assert hashed == certificate.claims_sha256


def test_whoever_checks_reads_of_skills_only_what_the_holder_shares(
    certificate: Certificate, trainee: Person
) -> None:
    assert "考站" not in checked(certificate)
    make_consent(trainee, SKILLS)
    html = checked(certificate)
    assert "实操考核中做到的技能：" in html
    assert all(title in html for title in titles(certificate))
    # How well, on what day and in which steps stays between her and the school.
    assert "能安全完成" not in html
    assert "步骤" not in html
    withdraw_consent(trainee, purpose=SKILLS, by=trainee.user)
    assert "考站" not in checked(certificate)


def test_a_certificate_that_does_not_count_shows_no_skills(
    certificate: Certificate, trainee: Person, certificate_officer: User
) -> None:
    make_consent(trainee, SKILLS)
    actions.suspend(certificate, by=certificate_officer, reason="姓名待核对")
    assert "考站" not in checked(certificate)


def test_a_certificate_from_before_skills_were_kept_is_checked_as_ever(
    registrar: User,
) -> None:
    actions.print_batch(actions.issue(make_assessed_cohort("李春花"), by=registrar))
    old = Certificate.objects.get()
    claims = {key: value for key, value in old.claims.items() if key != "skills"}
    hashed = rules.sha256(rules.canonical(claims))
    Certificate.objects.update(claims=claims, claims_sha256=hashed)
    make_consent(old.enrollment.person, SKILLS)
    html = checked(Certificate.objects.get())
    assert "有效" in html
    assert "做到的技能" not in html


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"skills": {"version": 2, "stations": "in a form of later days"}},
        {"skills": {"version": 1, "stations": [{"zh": "甲", "level": "with_help"}]}},
    ],
)
def test_what_is_not_known_or_was_not_done_safely_is_not_told(
    claims: dict[str, object],
) -> None:
    assert titles_shown(claims) == []
