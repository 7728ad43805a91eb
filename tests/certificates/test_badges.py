"""A certificate as an Open Badges 3.0 credential: what it says, who can check it, who sees it."""

import hashlib
import io
import json
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from joserfc import jwt
from joserfc.jwk import KeySet
from PIL import Image

from school.certificates import actions, rules, signing
from school.certificates.badges import keeping, keys
from school.certificates.badges.credentials import credential
from school.certificates.badges.keeping import badge_of
from school.certificates.models import Badge, Certificate
from school.certificates.showing.actions import open_showing
from school.courses.models import Course, Edition, Standard
from school.lib import pdf
from school.lib.claims import forbidden_claims
from school.lib.credentials import status
from school.lib.pades.keys import Chain, Keyring, Kind
from school.people.models import Person, User
from tests.cast import signed_in
from tests.factories import credentials
from tests.factories.assessment import make_assessing_cohort
from tests.factories.courses import make_edition
from tests.factories.enrollment import make_enrollment
from tests.factories.pages import make_standard
from tests.factories.skills import pass_course
from tests.factories.thawed import thawed

LIST = "/certificates/badges/status/1/"
SVG = "{https://purl.imsglobal.org/ob/v3p0}credential"


@pytest.fixture(autouse=True)
def ring(settings: Any, tmp_path: Any) -> Keyring:
    settings.SIGNING_DIR = tmp_path / "signing"
    return keys.keyring()


@pytest.fixture
def certificate(trainee: Person, registrar: User) -> Certificate:
    enrollment = make_enrollment(make_assessing_cohort(), trainee)
    pass_course(enrollment)
    station = enrollment.cohort.edition.stations.first()
    assert station
    with thawed():
        station.standards.add(make_standard(3))
    actions.print_batch(actions.issue(enrollment.cohort, by=registrar))
    return Certificate.objects.get()


def carried(certificate: Certificate) -> dict[str, Any] | None:
    with certificate.pdf.open("rb") as file:
        found = pdf.attached(file.read(), "credential.json")
    return json.loads(found) if found else None


def made(certificate: Certificate) -> dict[str, Any]:
    badge = badge_of(certificate)
    assert badge
    return keeping.document(badge)


def proved(one: dict[str, Any]) -> bool:
    """By a key that the issuer publishes, without any code of ours."""
    method = one["proof"]["verificationMethod"]
    profile = json.loads(Client().get("/certificates/badges/issuer/").content)
    assert profile["id"] == one["issuer"]["id"] == method.partition("#")[0]
    assert method in profile["assertionMethod"]
    return credentials.holds(one, credentials.public_key(method))


def does_not_count(one: dict[str, Any]) -> bool:
    """As a verifier finds out: by the list that the credential names."""
    entry = one["credentialStatus"]
    assert entry["statusListCredential"].endswith(LIST)
    published = json.loads(Client().get(LIST).content)
    assert published["id"] == entry["statusListCredential"]
    assert proved(published)
    subject = published["credentialSubject"]
    assert subject["statusPurpose"] == entry["statusPurpose"]
    index = int(entry["statusListIndex"])
    return credentials.is_set(subject["encodedList"], index)


def test_the_pdf_carries_a_credential_that_anybody_can_check(
    certificate: Certificate, trainee: Person
) -> None:
    one = carried(certificate)
    assert one is not None and one == made(certificate)
    assert proved(one) and not does_not_count(one)
    assert not credentials.holds(
        {**one, "validFrom": "2020-01-01T00:00:00Z"},
        credentials.public_key(one["proof"]["verificationMethod"]),
    )
    claims = certificate.claims
    assert one["id"] == claims["verify_url"]
    assert "validUntil" not in one and "evidence" not in one
    subject = one["credentialSubject"]
    assert subject["licenseNumber"] == certificate.number
    assert trainee.name not in json.dumps(one, ensure_ascii=False)
    [identity] = subject["identifier"]
    salted = (trainee.name + identity["salt"]).encode()
    assert identity["identityHash"] == f"sha256${hashlib.sha256(salted).hexdigest()}"
    edition = certificate.enrollment.cohort.edition
    words = json.dumps(one, ensure_ascii=False).replace(edition.disclaimer_zh, "")
    assert forbidden_claims(words) == []


def test_it_says_the_level_of_each_station_by_the_rubric(
    certificate: Certificate,
) -> None:
    subject = made(certificate)["credentialSubject"]
    achievement = subject["achievement"]
    rubrics = {one["id"]: one for one in achievement["resultDescription"]}
    found = {}
    for result in subject["result"]:
        rubric = rubrics[result["resultDescription"]]
        [level] = [
            one
            for one in rubric["rubricCriterionLevel"]
            if one["id"] == result["achievedLevel"]
        ]
        found[rubric["name"]] = (level["level"], level["name"])
    stations = certificate.claims["skills"]["stations"]
    assert found == {one["zh"]: ("2", "能安全完成") for one in stations}
    [alignment] = achievement["alignment"]
    standard = Standard.objects.get(code=alignment["targetCode"])
    assert alignment["targetName"] == standard.title_zh
    public = json.loads(Client().get(achievement["id"]).content)
    assert public["criteria"] == achievement["criteria"]
    assert "60 分及格" in public["criteria"]["narrative"]
    assert "at least 60 of 100" in public["criteria"]["narrative"]
    assert rubrics.keys() <= {one["id"] for one in public["resultDescription"]}
    draft = make_edition(version="9.0", status=Edition.Status.DRAFT)
    place = f"/certificates/badges/{draft.course.code}/9.0/"
    assert Client().get(place).status_code == 404


def test_its_bit_follows_every_state_at_once(
    certificate: Certificate, certificate_officer: User, registrar: User
) -> None:
    one = made(certificate)
    actions.suspend(certificate, by=certificate_officer, reason="核实中")
    assert does_not_count(one)
    actions.reinstate(certificate, by=certificate_officer, reason="已核实")
    assert not does_not_count(one)
    actions.reissue(certificate, kind="lost", by=registrar, reason="遗失")
    actions.print_batch(Certificate.objects.latest("pk").batch)
    certificate.refresh_from_db()
    assert certificate.status == "superseded"
    newer = certificate.successor
    assert newer
    assert does_not_count(one) and not does_not_count(made(newer))
    actions.revoke(newer, by=certificate_officer, reason="冒名")
    assert does_not_count(made(newer))
    assert Client().get("/certificates/badges/status/2/").status_code == 404


@pytest.mark.filterwarnings("ignore:EdDSA is deprecated")
def test_her_token_is_taken_by_another_library_and_the_published_keys(
    certificate: Certificate, trainee: Person
) -> None:
    client = signed_in(trainee)
    token = client.get(f"/certificates/badge/{certificate.code}/credential.jwt").text
    ring = json.loads(Client().get("/certificates/badges/keys.json").content)
    read = jwt.decode(token, KeySet.import_key_set(ring), algorithms=["EdDSA"])
    one = made(certificate)
    assert one.items() <= read.claims.items()
    assert read.claims["iss"] == one["issuer"]["id"]
    assert read.claims["sub"] == one["credentialSubject"]["id"]
    assert read.claims["jti"] == one["id"]


def test_the_badge_is_a_picture_with_the_credential_inside(
    certificate: Certificate, trainee: Person
) -> None:
    client = signed_in(trainee)
    one = made(certificate)
    place = f"/certificates/badge/{certificate.code}"
    page = client.get(f"{place}/").text
    assert f"{place}/badge.png" in page and "数字胸牌" in page
    baked = client.get(f"{place}/badge.png").content
    address = one["credentialSubject"]["achievement"]["image"]["id"]
    plain = Client().get(address.replace(".svg", ".png")).content
    with (
        Image.open(io.BytesIO(baked)) as picture,
        Image.open(io.BytesIO(plain)) as bare,
    ):
        assert picture.size == bare.size == (640, 640)
        assert picture.tobytes() == bare.tobytes()
        assert bare.getpixel((0, 0))[3] == 0
        assert bare.getpixel((320, 18))[:3] == (0x1F, 0x4E, 0x79)
        assert json.loads(picture.text["openbadgecredential"]) == one
        assert "openbadgecredential" not in bare.text
    drawn = ElementTree.fromstring(client.get(f"{place}/badge.svg").content)
    assert drawn[0].tag == SVG and json.loads(drawn[0].text or "") == one
    assert ElementTree.fromstring(Client().get(address).content).find(SVG) is None


def test_without_a_key_the_paper_is_printed_and_the_badge_comes_later(
    trainee: Person,
    registrar: User,
    settings: Any,
    ring: Keyring,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    signing.keyring().begin(signing.make(name="夜校"))
    settings.SIGNING_DEVELOPMENT_KEY = False
    enrollment = make_enrollment(make_assessing_cohort(), trainee)
    pass_course(enrollment)
    actions.print_batch(actions.issue(enrollment.cohort, by=registrar))
    certificate = Certificate.objects.get()
    assert certificate.status == "valid" and carried(certificate) is None
    client = signed_in(trainee)
    place = f"/certificates/badge/{certificate.code}"
    assert "还没有准备好" in client.get(f"{place}/").text
    assert client.get(f"{place}/credential.json").status_code == 404
    assert Client().get(LIST).status_code == 404
    ring.begin(signing.make(name="夜校", kind=Kind.CREDENTIALS))
    first = client.get(f"{place}/credential.json").content
    ring.change_to(signing.make(name="夜校", kind=Kind.CREDENTIALS))
    assert client.get(f"{place}/credential.json").content == first
    # The former key is gone, and published still.
    assert proved(json.loads(first)) and not does_not_count(json.loads(first))
    assert len(list(ring.chains())) == 2
    # What does not count is told after the key has run out, too.
    monkeypatch.setattr(Chain, "ends", timezone.now())
    assert not does_not_count(json.loads(first))
    assert client.get(f"{place}/credential.jwt").status_code == 200
    Certificate.objects.update(claims_sha256="0" * 64)
    assert "还没有准备好" in client.get(f"{place}/").text


def test_two_at_once_have_one_badge_and_no_place_is_given_twice(
    certificate: Certificate, registrar: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = made(certificate)
    taken = Badge.objects.get().place
    places = iter([taken, taken + 1])
    monkeypatch.setattr(keeping, "free_place", lambda _taken: next(places))
    # As if it had been stopped and printed with the name put right.
    claims = {**certificate.claims, "name": "李春华"}
    digest = rules.sha256(rules.canonical(claims))
    Certificate.objects.update(claims=claims, claims_sha256=digest)
    certificate.refresh_from_db()
    badge = badge_of(certificate)
    assert badge and badge.place == taken + 1
    assert badge_of(certificate) == badge
    assert Badge.objects.count() == 2
    # The one of the claims before counts no more.
    assert does_not_count(before) and not does_not_count(made(certificate))


def test_a_place_says_nothing_of_when_it_was_given() -> None:
    assert {keeping.free_place(0) // status.SIZE for _ in range(20)} == {0}
    assert keeping.free_place(keeping.FILL) >= status.SIZE
    assert len({keeping.free_place(9) for _ in range(20)}) > 10


def test_it_has_no_end_and_names_the_day_for_a_refresher(
    certificate: Certificate,
) -> None:
    claims = {**certificate.claims, "refresher_by": "2028-11-21"}
    one = credential(claims, place=1)
    assert "validUntil" not in one
    # What the course is called since is none of it.
    Course.objects.update(title_zh="新名称", title_en="New name")
    assert json.dumps(one) == json.dumps(credential(claims, place=1))
    assert "2028年11月21日" in one["description"]
    assert "2028年" not in credential(certificate.claims, place=1)["description"]
    # Claims from before skills were kept, and of a form that is not known.
    for skills in (None, {"version": 2}):
        subject = credential({**claims, "skills": skills}, place=1)["credentialSubject"]
        assert "result" not in subject
        assert "resultDescription" not in subject["achievement"]


def test_whoever_has_her_link_reads_it_as_long_as_it_is_good(
    certificate: Certificate, trainee: Person, certificate_officer: User
) -> None:
    cache.clear()
    account = trainee.user
    assert account
    showing = open_showing(certificate, by=account)
    place = f"/certificates/shown/{showing.code}/credential.json"
    assert place in Client().get(f"/certificates/shown/{showing.code}/").text
    assert json.loads(Client().get(place).content) == made(certificate)
    assert Client().head(place).status_code == 200
    assert showing.looks.count() == 2
    actions.suspend(certificate, by=certificate_officer, reason="核实中")
    assert Client().get(place).status_code == 404
