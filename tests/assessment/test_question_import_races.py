"""Two editors import at once, on the database in use."""

from dataclasses import replace
from functools import partial

import pytest

from school.assessment import actions
from school.assessment.exchange.examples import examples
from school.assessment.exchange.reading import Reading
from school.assessment.models import QuestionFile
from school.journal.actors import SYSTEM
from school.people.models import User
from tests.assessment.test_races import at_once
from tests.factories.courses import make_edition

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_same_questions_twice_at_once_are_there_once() -> None:
    edition = make_edition()
    (row, *_others) = examples(edition.modules.first().code)
    rows = [replace(row, code=f"Q{serial}") for serial in range(20)]
    done = at_once(*[partial(actions.import_questions, edition, rows, by=SYSTEM)] * 3)
    assert sorted(one.new for one in done) == [0, 0, 20]
    assert sorted(one.unchanged for one in done) == [0, 20, 20]
    assert edition.questions.count() == 20


def test_a_file_confirmed_twice_at_once_is_imported_once(editor: User) -> None:
    edition = make_edition()
    kept = actions.keep_file(edition, by=editor, name="a.xlsx", data=b"1")
    (row, *_others) = examples(edition.modules.first().code)

    def confirm() -> object:
        mine = QuestionFile.objects.get(pk=kept.pk)
        return actions.import_file(mine, Reading(questions=[row]), by=editor)

    answers = at_once(*[confirm] * 3)
    refused = [one.code for one in answers if hasattr(one, "code")]
    assert refused == ["so_already", "so_already"]
    assert edition.questions.count() == 1
