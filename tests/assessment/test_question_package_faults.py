"""Whatever is wrong with a QTI package is said by item and element."""

import io
import zipfile

import pytest
from django.utils import translation

from school.assessment.exchange.examining import read_file
from school.assessment.exchange.qti.package_out import package
from school.courses.models import Edition
from tests.factories.packages import (
    PICTURES,
    TEXT,
    choice,
    item,
    number,
    packed,
    read_packed,
)
from tests.factories.questions import make_each_kind, png

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (item('<uploadInteraction responseIdentifier="RESPONSE"/>'), "uploadInteraction"),
        (item("<p>Nothing is asked.</p>"), "itemBody"),
        (item("<p/>", root="<templateDeclaration/>"), "itemBody"),
        (TEXT, "responseDeclaration › correctResponse"),
        (choice(correct="Z"), "responseDeclaration › correctResponse"),
        (choice(correct=""), "responseDeclaration › correctResponse"),
        (number('<equal toleranceMode="absolute" tolerance="0 1">'), "equal"),
        (number('<gte tolerance="0">'), "responseProcessing"),
        (PICTURES, "simpleChoice › A"),
        (choice(picture="http://elsewhere.example/a.png"), "itemBody › img"),
    ],
)  # fmt: skip
def test_what_is_wrong_stands_at_its_element(
    edition: Edition, data: str, place: str
) -> None:
    reading = read_packed(edition, packed({"items/a.xml": data}))
    assert reading.questions == []
    assert reading.problems[0].place == f"items/a.xml › {place}"
    assert all(problem.sentence for problem in reading.problems)
    with translation.override("en"):
        assert (
            "%("
            not in read_packed(edition, packed({"a.xml": data})).problems[0].sentence
        )


def test_every_bad_item_of_a_package_is_said(edition: Edition) -> None:
    items = {f"{serial}.xml": choice(name=f"q{serial}") for serial in range(20)}
    items |= {f"{one}.xml": TEXT.replace("text", f"t{one}", 1) for one in (3, 7)}
    items["11.xml"] = "<assessmentItem"
    places = [problem.place for problem in read_packed(edition, packed(items)).problems]
    assert sorted(place.split(" ")[0] for place in places) == [
        *("11.xml", "3.xml", "7.xml")
    ]


def test_without_a_module_the_question_has_no_home(edition: Edition) -> None:
    (problem,) = read_file(packed({"a.xml": choice()}), edition).problems
    assert problem.place == "imsmanifest.xml › item-1"


@pytest.mark.parametrize(
    "data",
    [
        packed({"a.xml": choice()}, kind="imsqti_xmlv1p2"),
        packed({"a.xml": choice()}, kind="webcontent"),
        packed({}, manifest="<manifest"),
        packed({}, manifest='<!DOCTYPE a [<!ENTITY b "c">]><manifest>&b;</manifest>'),
        packed(
            {}, manifest="<manifest>" + "<a>" * 5000 + "</a>" * 5000 + "</manifest>"
        ),
    ],
)
def test_a_manifest_without_questions_is_said(edition: Edition, data: bytes) -> None:
    (problem,) = read_packed(edition, data).problems
    assert problem.place == "imsmanifest.xml"


@pytest.mark.parametrize("href", ["gone.xml", "../a.xml", "/etc/passwd", ""])
def test_an_item_that_is_not_there_is_said(edition: Edition, href: str) -> None:
    manifest = (
        '<manifest><resources><resource identifier="r1" type="imsqti_item_xmlv2p1" '
        f'href="{href}"/></resources></manifest>'
    )
    (problem,) = read_packed(edition, packed({}, manifest=manifest)).problems
    assert problem.place == "imsmanifest.xml › r1"


def test_a_picture_that_is_none_is_said(edition: Edition) -> None:
    files = {"i/a.xml": PICTURES, "img/a b.png": b"no picture", "img/b.png": png()}
    (problem,) = read_packed(edition, packed(files)).problems
    assert problem.place == "i/a.xml › simpleChoice › A"


def test_a_unit_in_one_language_alone_is_a_problem_not_a_fault(
    edition: Edition,
) -> None:
    make_each_kind(edition)
    data = package(edition, edition.questions.filter(kind="numeric"), language="zh")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        (name,) = [one for one in archive.namelist() if one.startswith("items/")]
        mended = archive.read(name).replace("℃</p><rubric".encode(), b"</p><rubric")
        files = {"imsmanifest.xml": archive.read("imsmanifest.xml"), name: mended}
    manifest = files.pop("imsmanifest.xml").decode()
    (problem,) = read_packed(edition, packed(files, manifest=manifest)).problems
    assert problem.place == f"{name} › textEntryInteraction"
