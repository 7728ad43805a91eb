"""What a stranger finds out by typing and guessing, and what is kept of it."""

import json
import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from school.certificates import actions
from school.certificates import rules as numbers
from school.certificates.guessing import rules
from school.certificates.guessing.counting import count
from school.certificates.models import Certificate, CheckCount
from school.lib.fields import CODE_ALPHABET, secret_code
from school.people.models import Person, User
from tests.assessment.test_races import at_once
from tests.cast import signed_in
from tests.factories.certificates import make_assessed_cohort

Kind, Outcome = CheckCount.Kind, CheckCount.Outcome
NAME, TAIL, ELSEWHERE = "李春花", "002X", "198.51.100."


@pytest.fixture(autouse=True)
def fresh_counters(db: None, settings) -> None:
    # So that a test may stand in for many addresses.
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    cache.clear()


@pytest.fixture
def certificate(registrar: User) -> Certificate:
    actions.print_batch(actions.issue(make_assessed_cohort(NAME), by=registrar))
    Person.objects.filter(name=NAME).update(id_number_tail=TAIL)
    return Certificate.objects.get()


def type_(certificate: Certificate, typed: str, *, source: int = 1):
    address = reverse("certificates:show_name", args=[certificate.code])
    forwarded = {"x-forwarded-for": f"{ELSEWHERE}{source}"}
    return Client().post(address, {"paper": typed}, headers=forwarded)


def counted() -> dict[tuple[str, str], int]:
    rows = CheckCount.objects.values_list("kind", "outcome", "count")
    return {(kind, outcome): times for kind, outcome, times in rows}


@pytest.mark.parametrize("typed", [NAME, " 李 春 花", TAIL, "００２ｘ"])
def test_who_has_the_paper_or_the_holder_beside_them_reads_the_whole_name(
    certificate: Certificate, typed: str
) -> None:
    answer = type_(certificate, typed)
    assert NAME in answer.text
    assert "no-store" in answer["Cache-Control"]
    page = Client().get(reverse("certificates:verify", args=[certificate.code])).text
    assert NAME not in page
    assert "李*花" in page


def test_the_answer_read_again_is_the_public_page(certificate: Certificate) -> None:
    """As the switch of the language does."""
    answer = Client().get(reverse("certificates:show_name", args=[certificate.code]))
    assert answer.url == reverse("certificates:verify", args=[certificate.code])


@pytest.mark.parametrize("typed", ["李秋花", "李", "0021", "002", "李*花", "X"])
def test_who_guesses_reads_that_it_does_not_agree(
    certificate: Certificate, typed: str
) -> None:
    answer = type_(certificate, typed)
    assert answer.context["form"].errors["paper"]
    assert NAME not in answer.text


def test_no_end_of_an_id_number_agrees_where_none_is_kept(
    certificate: Certificate,
) -> None:
    Person.objects.filter(name=NAME).update(id_number_tail="")
    for typed in ("0000", "···", " "):
        assert NAME not in type_(certificate, typed).text


def test_ten_tries_a_day_for_one_certificate_from_wherever(
    certificate: Certificate,
) -> None:
    for source in range(10):
        type_(certificate, f"{source:04d}", source=source)
    late = type_(certificate, NAME, source=99)
    assert "<dd>李*花</dd>" in late.text
    assert "明天" in str(late.context["form"].errors["paper"])
    assert counted() == {
        (Kind.TAIL, Outcome.WRONG): 10,
        (Kind.NAME, Outcome.STOPPED): 1,
    }
    for source in range(100, 103):
        type_(certificate, NAME, source=source)
    assert counted()[Kind.NAME, Outcome.STOPPED] == 1


def test_ten_tries_from_one_address_over_all_certificates(registrar: User) -> None:
    names = [f"李春{sign}" for sign in "一二三四五六七八九十百"]
    actions.print_batch(actions.issue(make_assessed_cohort(*names), by=registrar))
    found = list(Certificate.objects.all())
    answers = [type_(one, "王秀英").status_code for one in found]
    assert answers == [200] * 10 + [429]
    assert type_(found[-1], "王秀英", source=2).status_code == 200


def look_up(number: str, name: str, *, source: int = 1):
    return Client().post(
        reverse("certificates:verify_search"),
        {"number": number, "name": name},
        headers={"x-forwarded-for": f"{ELSEWHERE}{source}"},
    )


def test_a_number_that_exists_answers_as_one_that_does_not(
    certificate: Certificate,
) -> None:
    county, year, course, serial = certificate.number.split("-")[1:5]
    other = number_of(county, int(year), course, int(serial) + 1)
    real, unreal = look_up(certificate.number, "王秀英"), look_up(other, "王秀英")
    assert real.status_code == unreal.status_code == 404
    passing = re.compile(r'(nonce|value)="[\w/+=-]{20,}"')
    told, untold = (passing.sub("", answer.text) for answer in (real, unreal))
    assert told.replace(certificate.number, other) == untold
    for address in (certificate.number, certificate.number.lower(), certificate.pk):
        assert Client().get(f"/certificates/verify/{address}/").status_code == 404


def number_of(county: str, year: int, course: str, serial: int) -> str:
    return numbers.number(county=county, year=year, course=course, serial=serial)


def test_one_name_is_not_tried_at_all_numbers(certificate: Certificate) -> None:
    county, year, course, serial = certificate.number.split("-")[1:5]
    answers = [
        look_up(
            number_of(county, int(year), course, int(serial) + 1 + step),
            NAME,
            source=step // 10,
        ).status_code
        for step in range(52)
    ]
    assert answers == [404] * 50 + [429] * 2
    assert look_up(certificate.number, NAME, source=50).status_code == 429
    assert counted() == {
        (Kind.NUMBER, Outcome.WRONG): 50,
        (Kind.NUMBER, Outcome.STOPPED): 1,
    }


def test_names_are_not_tried_at_one_number(certificate: Certificate) -> None:
    answers = [
        look_up(certificate.number, f"王秀{sign}", source=step).status_code
        for step, sign in enumerate("一二三四五六七八九十百千万上下左右东西南北")
    ]
    assert answers == [404] * 20 + [429]


def test_random_codes_find_nothing_and_are_counted(certificate: Certificate) -> None:
    for _guess in range(3):
        address = reverse("certificates:verify", args=[secret_code()])
        assert Client().get(address).status_code == 404
    assert counted() == {(Kind.CODE, Outcome.WRONG): 3}


def test_a_million_guesses_at_a_million_codes_find_none() -> None:
    assert len(CODE_ALPHABET) ** len(secret_code()) / (10**6 * 10**6) > 10**26


def machine(certificate: Certificate, **headers: str):
    address = reverse("certificates:verify_json", args=[certificate.code])
    return Client().get(address, headers=headers)


def test_machines_read_the_same_and_no_name(
    certificate: Certificate, certificate_officer: User
) -> None:
    said = machine(certificate).json()
    assert (said["status"], said["holder"]) == ("valid", "李*花")
    assert said["number"] == certificate.number
    assert said["claims_sha256"] == certificate.claims_sha256
    assert said["pdf_sha256"] == certificate.pdf_sha256
    assert said["issued_on"] == certificate.issued_on.isoformat()
    hours = said["hours"]
    parts = hours["theory"] + hours["practical"] + hours["assessment"]
    assert (hours["total"], hours["credited"]) == (parts, 12)
    assert NAME not in json.dumps(said, ensure_ascii=False)
    by_header = Client().get(
        reverse("certificates:verify", args=[certificate.code]),
        headers={"accept": "application/json"},
    )
    assert by_header.json() == said
    actions.revoke(certificate, by=certificate_officer, reason="代考查实")
    assert machine(certificate).json()["status"] == "revoked"


def test_machines_are_led_on_and_told_unknown(
    certificate: Certificate, registrar: User
) -> None:
    new = actions.reissue(
        certificate, by=registrar, reason="遗失", kind=Certificate.Reissue.LOST
    )
    assert machine(certificate).json()["replaced_by"] is None
    unknown = machine(new)
    assert (unknown.status_code, unknown.json()) == (404, {"status": "unknown"})
    actions.print_batch(new.batch)
    said, newer = machine(certificate).json(), machine(new).json()
    assert said["replaced_by"] == newer["page"]
    assert (said["status"], newer["replaces"]) == ("superseded", certificate.number)


def test_machines_are_slowed_down_too(certificate: Certificate) -> None:
    answers = [machine(certificate).status_code for _time in range(61)]
    assert answers == [200] * 60 + [429]
    assert counted() == {(Kind.CODE, Outcome.STOPPED): 1}


def test_the_auditor_reads_what_was_tried(
    certificate: Certificate, auditor: User
) -> None:
    type_(certificate, "0021")
    page = signed_in(auditor).get("/desk/checkcount/").text
    assert "身份证后四位" in page
    assert certificate.number in page


@pytest.mark.django_db(transaction=True)
def test_the_first_of_a_day_at_the_same_moment_are_all_counted() -> None:
    def one_more() -> None:
        count(Kind.CODE, Outcome.WRONG, None)

    at_once(*[one_more] * 4)
    assert counted() == {(Kind.CODE, Outcome.WRONG): 4}


@pytest.mark.parametrize(
    ("printed", "typed"),
    [("阿依古丽·买买提", "阿依古丽•买买提"), ("Anna Lin", "annalin"), ("李𡌴", "李𡌴")],
)
def test_a_name_is_compared_as_people_type_it(printed: str, typed: str) -> None:
    assert rules.same_name(printed, typed)


def test_nothing_is_the_same_as_nothing() -> None:
    assert not rules.same_name("", "")
    assert not rules.same_tail("", "")
    assert not rules.same_name("·", ".")
