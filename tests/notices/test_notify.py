from datetime import date, datetime, timedelta, timezone

import pytest
from django.db import transaction
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.translation import override

from school.journal.models import Entry
from school.lib import queue
from school.notices import actions, tasks
from school.notices.kinds import KINDS, UnknownKind
from school.notices.models import Delivery, Notice
from school.notices.wording import body, subject
from school.people.models import Person
from tests.factories.notices import CONTEXTS, make_notice
from tests.factories.people import make_person

EVENING = datetime(2026, 3, 20, 19, tzinfo=timezone(timedelta(hours=8)))


def test_a_notice_stands_in_the_inbox_and_in_the_journal(
    trainee: Person, queued: list
) -> None:
    notice = actions.notify(
        trainee, kind="result_released", context={"cohort": "第1期"}, link="/study/"
    )
    assert Notice.objects.get(person=trainee) == notice
    assert notice.read_at is None
    assert Entry.objects.get(verb="notices.notify").object_id == str(notice.pk)
    assert queued == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_kind_can_be_read_in_both_languages(
    trainee: Person, kind: str, language: str
) -> None:
    notice = make_notice(trainee, kind)
    with override(language):
        assert subject(notice)
        assert "\n" not in subject(notice)
        assert body(notice)
        assert "{" not in subject(notice) + body(notice)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_said_with_no_more_than_it_needs(
    trainee: Person, kind: str
) -> None:
    context = {name: CONTEXTS[kind][name] for name in KINDS[kind]}
    notice = make_notice(trainee, kind, context=context)
    assert subject(notice)
    assert body(notice)
    assert "None" not in subject(notice) + body(notice)


def test_dates_and_words_are_in_the_readers_language(trainee: Person) -> None:
    notice = actions.notify(
        trainee,
        kind="place_offered",
        context={"cohort": {"zh": "养老班", "en": "Elder care"}, "until": EVENING},
    )
    notice.refresh_from_db()
    with override("zh-hans"):
        assert "养老班" in subject(notice)
        assert "3月20日(周五)19:00" in subject(notice)
    with override("en"):
        assert "Elder care" in subject(notice)
        assert "Fri 20 Mar, 19:00" in subject(notice)


def test_a_name_beside_its_english_is_chosen_too(trainee: Person) -> None:
    context = {"course": "居家养老护理", "course_en": "Home elder care", "number": "1"}
    notice = actions.notify(trainee, kind="certificate_issued", context=context)
    with override("en"):
        assert "Home elder care" in subject(notice)
    with override("zh-hans"):
        assert "居家养老护理" in subject(notice)


def test_a_date_is_kept_as_a_date(trainee: Person) -> None:
    notice = actions.notify(
        trainee, kind="follow_up_due", context={"months": 3, "until": date(2026, 3, 20)}
    )
    notice.refresh_from_db()
    assert "3月20日(周五)" in body(notice)


@pytest.mark.parametrize(
    ("kind", "context"),
    [("love_letter", {}), ("place_offered", {"cohort": "第1期"})],
)
def test_an_unknown_kind_or_a_missing_word_fails_at_once(
    trainee: Person, kind: str, context: dict[str, object]
) -> None:
    with pytest.raises(UnknownKind), transaction.atomic():
        actions.notify(trainee, kind=kind, context=context)
    assert not Notice.objects.exists()


def test_a_row_is_no_word(trainee: Person) -> None:
    with pytest.raises(TypeError):
        actions.notify(trainee, kind="result_released", context={"cohort": trainee})


def test_every_kind_has_its_templates() -> None:
    for kind in KINDS:
        for part in ("subject", "body"):
            try:
                get_template(f"notices/{kind}/{part}.txt")
            except TemplateDoesNotExist:
                pytest.fail(f"{kind} has no {part}")


def test_an_sms_is_queued_where_it_cannot_wait(trainee: Person, queued: list) -> None:
    actions.notify(
        trainee, kind="result_released", context={"cohort": "第1期"}, sms=True
    )
    assert queued == [(tasks.deliver, Delivery.objects.get().pk)]


def test_who_has_no_number_gets_no_sms(db: None, queued: list) -> None:
    person = make_person("周无号")
    actions.notify(
        person, kind="result_released", context={"cohort": "第1期"}, sms=True
    )
    assert not Delivery.objects.exists()
    assert queued == []


@pytest.mark.django_db(transaction=True)
def test_nothing_is_queued_when_the_change_is_taken_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    handed: list[object] = []
    monkeypatch.setattr(queue, "async_task", lambda *args, **kw: handed.append(args))
    person = make_notice().person
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.notify(
            person, kind="result_released", context={"cohort": "第1期"}, sms=True
        )
        raise RuntimeError
    assert handed == []
    actions.notify(
        person, kind="result_released", context={"cohort": "第1期"}, sms=True
    )
    assert len(handed) == 1
