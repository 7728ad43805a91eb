"""The journal is read in words: no verb and no kind of object shows its code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import translation

from school.certificates.models import Certificate
from school.courses.rules import COHORT_TRANSITIONS
from school.enrollment.rules import TRANSITIONS
from school.journal import actions as journal
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.journal.words import kind_words, verb_words
from school.people.models import Person, User
from school.points.models import Step
from school.points.shop.rules import TRANSITIONS as REDEEMING
from tests.cast import signed_in

ROOT = Path(__file__).resolve().parent.parent.parent
HAN = re.compile(r"[\u4e00-\u9fff]")
CHANGES = (Certificate.Status.SUSPENDED, Certificate.Status.REVOKED)
WRITERS = ("journal.record", "journal.record_each")
# Of verbs whose name is put together: all that it can be.
PUT_TOGETHER = {
    "certificates": {
        "reinstate",
        *(status.value for status in CHANGES),
        *(f"{verb}_request" for verb in ("confirm", "refuse", "withdraw")),
    },
    "courses": set(COHORT_TRANSITIONS),
    "standing": {
        "lift",
        "change_card",
        *(f"{verb}_retraining" for verb in ("order", "book", "cancel", "pass")),
        *(f"{verb}_listing" for verb in ("record", "check", "refuse", "end")),
        "forget_listing_files",
    },
    "wages": {
        *(f"{verb}_payslip" for verb in ("hand_in", "read", "refuse", "withdraw")),
        "forget_payslip_files",
        # Of older entries alone.
        "unreached",
    },
    "feedback": {"read_note", "practise_note"},
    "enrollment": {*TRANSITIONS, "decline_invitation", "withdraw_invitation"},
    "points": {
        *(f"{verb}_case" for verb in Step.Verb.values),
        *("award", "carry_over", "collect", "deduct", "expire"),
        *("hold", "release", "reverse"),
        *(f"{verb}_deed" for verb in ("enter", "prove", "confirm", "refuse")),
        "forget_deed_files",
        *(f"{verb}_award" for verb in ("propose", "confirm", "refuse", "withdraw")),
        *(f"{verb}_scheme" for verb in ("draft", "write", "propose", "withdraw")),
        *(f"{verb}_scheme" for verb in ("approve", "refuse", "drop", "enact")),
        *(f"{verb}_redemption" for verb in REDEEMING),
    },
}


def given() -> Iterator[ast.expr]:
    """What stands after `verb=` wherever the journal is written."""
    for file in (*ROOT.glob("school/**/*.py"), *ROOT.glob("cms/**/*.py")):
        text = file.read_text(encoding="utf-8")
        # Few do, and to take a file apart takes long.
        if not any(writer in text for writer in WRITERS):
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in WRITERS:
                yield next(one.value for one in node.keywords if one.arg == "verb")


def verbs() -> set[str]:
    found = set()
    for value in given():
        if isinstance(value, ast.Constant):
            found.add(str(value.value))
            continue
        assert isinstance(value, ast.JoinedStr), ast.unparse(value)
        assert isinstance(value.values[0], ast.Constant)
        app = str(value.values[0].value).removesuffix(".")
        found |= {f"{app}.{name}" for name in PUT_TOGETHER[app]}
    return found


def test_the_words_are_those_of_the_verbs() -> None:
    named = {
        f"{config.label}.{name}"
        for config in apps.get_app_configs()
        for name in getattr(config, "journal_words", {})
    }
    assert named == verbs()


@pytest.mark.parametrize("verb", sorted(verbs()))
def test_a_verb_has_words_in_both_languages(verb: str) -> None:
    assert HAN.search(verb_words(verb))
    with translation.override("en"):
        assert verb not in verb_words(verb)
        assert not HAN.search(verb_words(verb))


def test_what_there_is_no_more_keeps_its_code() -> None:
    assert verb_words("gone.do") == "gone.do"
    assert verb_words("people.fly") == "people.fly"
    assert kind_words("gone.thing") == "gone.thing"
    assert kind_words("system") == "system"


@pytest.fixture
def entry(trainee: Person) -> Entry:
    return journal.record(by=SYSTEM, verb="people.set_town", on=trainee)


def test_the_desk_shows_words(superuser: User, entry: Entry) -> None:
    client = signed_in(superuser)
    for address in (
        reverse("journal:index"),
        reverse("journal:inspect", args=[entry.pk]),
    ):
        page = client.get(address).text
        assert "设置乡镇" in page
        assert "系统自动" in page
    assert str(entry) == "系统自动 设置乡镇 " + entry.object_label


def test_the_filters_offer_words(superuser: User, entry: Entry) -> None:
    page = signed_in(superuser).get(reverse("journal:index"))
    fields = page.context["filters"].form.fields
    assert ("people.set_town", "设置乡镇") in list(fields["verb"].choices)
    assert ("people.person", "人员") in list(fields["object_type"].choices)


def test_the_file_holds_words(superuser: User, entry: Entry) -> None:
    address = reverse("journal:index")
    answer = signed_in(superuser).get(address, {"export": "csv"})
    text = answer.getvalue().decode()
    assert "设置乡镇" in text
    assert "people.person" not in text
