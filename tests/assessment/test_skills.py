"""What a person can do: from released results alone, and read by whom it may be."""

from copy import deepcopy

import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from school.assessment.models import Result
from school.assessment.rules.skills import Level
from school.assessment.skills import profile_of
from school.assessment.skills.claims import skills_of_results
from school.assessment.skills.profile import Skill
from school.courses.models import Instructor
from school.enrollment.models import Enrollment
from school.people.models import ConsentText, Person, User
from tests.cast import signed_in
from tests.factories.assessment import (
    credit_all,
    make_assessing_cohort,
    sit_exam,
    take_practical,
)
from tests.factories.courses import make_course, make_edition
from tests.factories.enrollment import make_enrollment
from tests.factories.people import make_company, make_consent
from tests.factories.skills import (
    fail_but_for_the_first_station,
    pass_course,
    practical_of,
    retake,
)

OWN = reverse("assessment:own_skills")
STATION = "EC-S01"


def skill_of(person: Person, code: str = STATION) -> Skill:
    return next(one for one in profile_of(person).skills if one.station.code == code)


def page_of(person: Person) -> str:
    return reverse("assessment:skills", args=[person.code])


def pdf_of(person: Person) -> str:
    return reverse("assessment:skills_pdf", args=[person.code])


class TestBeforeTheRelease:
    def test_every_station_of_the_course_is_still_to_show(
        self, enrollment: Enrollment, trainee: Person
    ) -> None:
        credit_all(enrollment)
        sit_exam(enrollment)
        take_practical(enrollment, points=50)
        profile = profile_of(trainee)
        assert [skill.station.code for skill in profile.missing] == [
            "EC-S01",
            "EC-S02",
            "EC-S03",
        ]
        assert not any(skill.showings for skill in profile.skills)
        html = signed_in(trainee).get(OWN).text
        assert "步骤" not in html
        assert "还没有考评员看过这一项" in html

    def test_each_names_the_lessons_to_go_back_to(
        self, enrollment: Enrollment, trainee: Person
    ) -> None:
        assert [lesson.code for lesson in skill_of(trainee).lessons] == ["EC-M01-L1"]
        assert reverse("cms:lesson", args=["EC-M01-L1"]) in (
            signed_in(trainee).get(OWN).text
        )


class TestAfterTheRelease:
    def test_a_skill_has_its_level_day_and_steps(
        self, enrollment: Enrollment, trainee: Person
    ) -> None:
        pass_course(enrollment)
        skill = skill_of(trainee)
        [showing] = skill.showings
        assert (skill.level, skill.level_word) == (Level.SAFELY, "能安全完成")
        assert timezone.localdate(showing.at) == timezone.localdate()
        assert [step.done for step in showing.steps] == ["partly", "partly"]
        assert skill in profile_of(trainee).shown

    def test_examiners_are_told_by_role_and_named_to_staff_alone(
        self, enrollment: Enrollment, trainee: Person, registrar: User
    ) -> None:
        pass_course(enrollment)
        sheet = practical_of(enrollment).practical_stations.first().markings.first()
        Instructor.objects.create(user=sheet.examiner, kind=Instructor.Kind.NURSE)
        assert skill_of(trainee).showings[0].roles == ["examiner", "nurse_instructor"]
        name = sheet.examiner.get_full_name()
        assert name not in signed_in(trainee).get(OWN).text
        assert name in signed_in(registrar).get(page_of(trainee)).text

    def test_a_later_failure_stands_beside_what_was_shown(
        self, trainee: Person
    ) -> None:
        takes_all_again = make_edition(keeps_stations_months=0)
        enrollment = make_enrollment(
            make_assessing_cohort(edition=takes_all_again), trainee
        )
        fail_but_for_the_first_station(enrollment)
        assert skill_of(trainee).level is Level.FULLY
        retake(enrollment, points=10)
        skill = skill_of(trainee)
        assert [showing.level for showing in skill.showings] == [
            Level.NOT_YET,
            Level.FULLY,
        ]
        assert skill in profile_of(trainee).shaken

    def test_a_station_that_a_retake_keeps_was_shown_once_and_then(
        self, enrollment: Enrollment, trainee: Person
    ) -> None:
        first = fail_but_for_the_first_station(enrollment)
        result = retake(enrollment, points=40)
        assert result.practical != first.practical
        [showing] = skill_of(trainee).showings
        assert showing.practical_id == first.practical_id
        frozen = skills_of_results([result])[result.pk]["stations"]
        assert [one["level"] for one in frozen] == ["fully", "safely", "safely"]
        assert frozen[0]["by"] == ["examiner"]

    def test_what_fails_a_station_leaves_it_with_help_and_says_why(
        self, enrollment: Enrollment, trainee: Person
    ) -> None:
        fail_but_for_the_first_station(enrollment)
        critical = [one for one in profile_of(trainee).skills if one.showings][1]
        assert critical.level is Level.WITH_HELP
        assert critical.showings[0].criticals == ["离开老人"]

    def test_a_result_changed_for_the_same_practical_takes_the_former_s_place(
        self, enrollment: Enrollment, trainee: Person
    ) -> None:
        result = pass_course(enrollment)
        breakdown = deepcopy(result.breakdown)
        for item in breakdown[0]["items"]:
            item["points"] = "50.0"
        again(result, practical=result.practical, breakdown=breakdown)
        assert [one.level for one in skill_of(trainee).showings] == [Level.FULLY]


def again(result: Result, **changes: object) -> Result:
    """A later decision in place of `result`."""
    return Result.objects.create(
        **{
            "enrollment": result.enrollment,
            "supersedes": result,
            "minutes_credited": result.minutes_credited,
            "minutes_required": result.minutes_required,
            "has_passed": True,
            "decided_at": timezone.now(),
            **changes,
        }
    )


def test_skills_of_several_courses_stand_together_at_constant_cost(
    enrollment: Enrollment, trainee: Person
) -> None:
    pass_course(enrollment)
    assert (few := counted(trainee)) <= 12
    course = make_course("PC", title_zh="母婴护理", title_en="Postpartum care")
    other = make_assessing_cohort(
        name="母婴第1期", edition=make_edition(course=course, stations=5)
    )
    pass_course(make_enrollment(other, trainee))
    assert counted(trainee) == few
    codes = {skill.course.code for skill in profile_of(trainee).shown}
    assert codes == {"EC", "PC"}


def counted(person: Person) -> int:
    with CaptureQueriesContext(connection) as captured:
        list(profile_of(person).by_standard)
    return len(captured)


class TestWhoReads:
    @pytest.fixture
    def worker(self, trainee: Person, enrollment: Enrollment) -> Person:
        trainee.company = make_company()
        trainee.save(update_fields=["company"])
        pass_course(enrollment)
        return trainee

    def test_a_company_reads_skills_once_both_are_agreed_to(
        self, worker: Person, company_contact: User
    ) -> None:
        browser = signed_in(company_contact)
        purposes = [ConsentText.Purpose.COMPANY, ConsentText.Purpose.SKILLS]
        for purpose in purposes:
            assert browser.get(page_of(worker)).status_code == 404
            make_consent(worker, purpose)
        html = browser.get(page_of(worker)).text
        assert "能安全完成" in html
        assert "步骤" not in html
        assert "考评员" not in html
        assert browser.get(pdf_of(worker)).status_code == 404
        workers = browser.get(reverse("people:company_workers")).text
        assert page_of(worker) in workers
        worker.consents.filter(text__purpose="skills").update(
            withdrawn_at=timezone.now()
        )
        assert browser.get(page_of(worker)).status_code == 404
        assert (
            page_of(worker) not in browser.get(reverse("people:company_workers")).text
        )

    def test_others_find_nothing(
        self, worker: Person, classmate: Person, examiner: User
    ) -> None:
        make_consent(worker, ConsentText.Purpose.SKILLS)
        for who in (classmate, examiner):
            assert signed_in(who).get(page_of(worker)).status_code == 404
            assert signed_in(who).get(pdf_of(worker)).status_code == 404

    def test_the_paper_says_what_the_page_says(self, worker: Person) -> None:
        answer = signed_in(worker).get(pdf_of(worker))
        assert answer["Content-Disposition"].startswith("attachment")
        text = "".join(
            page.get_textpage().get_text_bounded()
            for page in pypdfium2.PdfDocument(answer.content)
        )
        for words in ("技能档案", "李春花", "考站1", "能安全完成", "0 / 2"):
            assert words in text


def test_an_account_without_a_name_is_told_what_to_do(stranger: User) -> None:
    assert reverse("people:profile") in signed_in(stranger).get(OWN).text
