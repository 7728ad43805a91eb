"""The pictures of questions are small, and only for those who are asked them."""

from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image

from school.assessment import actions
from school.assessment.models import Question, QuestionPicture
from school.courses.models import Cohort
from school.journal.actors import SYSTEM
from school.lib.errors import NotPermitted
from school.people.models import Person, User
from tests.cast import signed_in
from tests.factories.assessment import make_picture
from tests.factories.diplomas import photo
from tests.factories.enrollment import make_enrollment
from tests.refused import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture() -> QuestionPicture:
    return make_picture()


def shown(user: User | Person | None, picture: QuestionPicture) -> int:
    url = reverse("assessment:picture", args=[picture.code])
    return signed_in(user).get(url).status_code


def asked_with(cohort: Cohort, picture: QuestionPicture, **changes: object) -> None:
    """Every question of the bank has the picture as one of its options."""
    options = [
        {"key": key, "zh": f"图{key}", "en": key, "picture": picture.code}
        for key in "ABCD"
    ]
    cohort.edition.questions.update(
        **{"kind": Question.Kind.PICTURE, "options": options, **changes}
    )


def test_a_picture_is_made_light_and_loses_its_metadata(editor: User) -> None:
    file = BytesIO(photo((3000, 2000)))
    kept = actions.keep_picture(file, alt_zh="翻身", by=editor)
    assert (kept.width, kept.height) == (720, 480)
    drawn = Image.open(kept.file)
    assert (drawn.format, drawn.size) == ("JPEG", (720, 480))
    assert not drawn.getexif()
    assert kept.file.size < 150_000
    assert kept.code in kept.file.name


def test_the_same_picture_with_the_same_words_is_kept_once(editor: User) -> None:
    file = photo()
    one, same, other = (
        actions.keep_picture(BytesIO(file), alt_zh=alt, by=editor)
        for alt in ("甲", " 甲 ", "乙")
    )
    assert one == same
    assert one != other


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (b"GIF89a", "bad_photo"),
        (b"", "bad_photo"),
        (photo((90, 400)), "illustration_too_small"),
        (b"\xff" * (5 * 1024 * 1024 + 1), "photo_too_large"),
    ],
)
def test_what_is_no_picture_is_refused(file: bytes, code: str, editor: User) -> None:
    with refused(code):
        actions.keep_picture(BytesIO(file), alt_zh="图", by=editor)
    assert not QuestionPicture.objects.exists()


def test_who_does_not_write_questions_adds_no_picture(auditor: User) -> None:
    with pytest.raises(NotPermitted):
        actions.keep_picture(BytesIO(photo()), alt_zh="图", by=auditor)


def test_whoever_is_asked_sees_the_picture_of_the_question(
    cohort: Cohort, picture: QuestionPicture, trainee: Person, classmate: Person
) -> None:
    cohort.edition.questions.update(picture=picture, use=Question.Use.EXAM_ONLY)
    make_enrollment(cohort, classmate)
    attempt = actions.start_exam(make_enrollment(cohort, trainee), by=SYSTEM)
    assert (shown(trainee, picture), shown(classmate, picture)) == (200, 404)
    actions.submit_exam(attempt, by=SYSTEM)
    assert shown(trainee, picture) == 200


def test_whoever_is_asked_sees_the_pictures_to_choose_from(
    cohort: Cohort, picture: QuestionPicture, trainee: Person, classmate: Person
) -> None:
    asked_with(cohort, picture, use=Question.Use.EXAM_ONLY)
    make_enrollment(cohort, classmate)
    actions.start_exam(make_enrollment(cohort, trainee), by=SYSTEM)
    assert (shown(trainee, picture), shown(classmate, picture)) == (200, 404)


def test_the_class_sees_what_it_may_practise(
    cohort: Cohort, picture: QuestionPicture, trainee: Person, classmate: Person
) -> None:
    asked_with(cohort, picture, use=Question.Use.PRACTICE_ONLY)
    make_enrollment(cohort, trainee)
    assert (shown(trainee, picture), shown(classmate, picture)) == (200, 404)


def test_a_draft_shows_its_picture_to_nobody_but_those_at_the_desk(
    cohort: Cohort,
    picture: QuestionPicture,
    trainee: Person,
    registrar: User,
    stranger: User,
) -> None:
    asked_with(cohort, picture, status=Question.Status.DRAFT)
    make_enrollment(cohort, trainee)
    seen = [shown(user, picture) for user in (trainee, registrar, stranger, None)]
    assert seen == [404, 200, 404, 302]
