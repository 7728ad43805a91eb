"""Licences, conflicts of interest and load: who is given a sheet, and why others are not."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from school.assessment import actions, tasks
from school.assessment.models import Conflict, Licence, Marking
from school.assessment.rules import assessors as rules
from school.courses.models import Duty
from school.enrollment.models import Enrollment
from school.lib.errors import NotPermitted
from school.notices.models import Notice
from school.people.models import CompanyContact, Person
from tests.factories.assessment import add_examiner, fill_sheet, markings_of
from tests.factories.assessors import (
    codes,
    examiners_of,
    make_conflict,
    make_licence,
    markers,
)
from tests.factories.courses import assign, make_course
from tests.factories.enrollment import make_enrollment
from tests.factories.people import make_company, make_trainee
from tests.refused import refused_by

RELATIVE, OTHER = Conflict.Kind.RELATIVE, Conflict.Kind.OTHER
DAY = timedelta(days=1)


class TestOpening:
    def test_one_licence_in_the_course_makes_all_need_one(
        self, cohort, enrollment, registrar
    ) -> None:
        one, other = examiners_of(cohort)
        course = cohort.edition.course
        make_licence(one, course)
        refusal = refused_by(
            "too_few_examiners", actions.open_practical, enrollment, by=registrar
        )
        assert "杨考评员：没有登记考评员证" in str(refusal)
        assert (refusal.data["have"], refusal.data["name"]) == (1, "李春花")
        make_licence(other, make_course("PC"))
        assert codes(other, cohort) == [rules.LICENCE_ELSEWHERE]
        make_licence(other, course, valid_until=timezone.localdate())
        assert actions.open_practical(enrollment, by=registrar)

    def test_a_relative_marks_the_others_of_the_class(
        self, cohort, enrollment, chief, registrar
    ) -> None:
        close, *others = examiners_of(cohort)
        make_conflict(close, enrollment.person)
        make_enrollment(cohort)
        hers, classmates = actions.open_practicals(cohort, by=registrar)
        if hers.enrollment != enrollment:
            hers, classmates = classmates, hers
        assert markers(hers) == {one.pk for one in others}
        assert close.pk in markers(classmates)

    @pytest.mark.parametrize("how", ["works", "contact"])
    def test_who_is_of_the_same_company_does_not_mark(
        self, cohort, chief, registrar, how
    ) -> None:
        company = make_company("华丽家政")
        if how == "works":
            Person.objects.create(name="林考评员", user=chief, company=company)
        else:
            CompanyContact.objects.create(user=chief, company=company)
        person = make_trainee("王秀英", company=company)
        practical = actions.open_practical(
            make_enrollment(cohort, person), by=registrar
        )
        assert chief.pk not in markers(practical)
        assert rules.SAME_COMPANY in codes(chief, practical.practical_stations.first())

    def test_nobody_marks_herself(self, cohort, enrollment, registrar) -> None:
        one, _other = examiners_of(cohort)
        Person.objects.filter(pk=enrollment.person_id).update(user=one)
        refusal = refused_by(
            "too_few_examiners", actions.open_practical, enrollment, by=registrar
        )
        assert "韩考评员" in str(refusal.data["unfit"])

    def test_of_full_examiners_the_next_is_taken(
        self, cohort, enrollment, chief, registrar
    ) -> None:
        course = cohort.edition.course
        for user, most in zip(examiners_of(cohort), (2, None, None), strict=True):
            make_licence(user, course, sheets_a_class=most)
        practical = actions.open_practical(enrollment, by=registrar)
        first = examiners_of(cohort)[0]
        assert sum(m.examiner == first for m in markings_of(practical)) == 2
        assert rules.CLASS_FULL in codes(first, cohort)

    def test_a_day_has_its_limit_over_all_classes(
        self, cohort, enrollment, registrar
    ) -> None:
        for user in examiners_of(cohort):
            make_licence(user, cohort.edition.course, sheets_a_day=3)
        actions.open_practical(enrollment, by=registrar)
        mate = make_enrollment(cohort)
        refused_by("too_few_examiners", actions.open_practical, mate, by=registrar)
        later = timezone.now() + DAY
        assert actions.open_practical(mate, by=registrar, at=later)

    def test_the_day_is_that_on_which_the_practical_was_opened(
        self, cohort, enrollment, registrar
    ) -> None:
        early = actions.open_practical(enrollment, by=registrar)
        later = timezone.now() + DAY
        mate = make_enrollment(cohort)
        late = actions.open_practical(mate, by=registrar, at=later)
        stands_in = add_examiner(cohort)
        make_licence(stands_in, cohort.edition.course, sheets_a_day=1)
        told = {"examiner": stands_in, "by": registrar, "reason": "请假"}
        one, _same_station, other, *_rest = markings_of(late)
        actions.replace_examiner(one, **told)
        refused_by("examiner_unfit", actions.replace_examiner, other, **told)
        moved = actions.replace_examiner(markings_of(early)[0], **told)
        assert moved.examiner == stands_in

    def test_teachers_left_alone_by_a_conflict_do_not_judge_alone(
        self, cohort, enrollment, registrar
    ) -> None:
        own = examiners_of(cohort)
        for user in own:
            assign(cohort, user, Duty.Kind.INSTRUCTOR)
        outside = add_examiner(cohort)
        make_conflict(outside, enrollment.person, kind=OTHER)
        refusal = refused_by(
            "only_own_instructors", actions.open_practical, enrollment, by=registrar
        )
        assert "林考评员：认识这位考生" in str(refusal)
        assert codes(own[0], cohort) == []


class TestNaming:
    def test_a_refused_examiner_is_told_every_reason(
        self, practical, chief, registrar
    ) -> None:
        sheet = markings_of(practical)[0]
        make_conflict(chief, practical.enrollment.person)
        Person.objects.filter(pk=practical.enrollment.person_id).update(
            company=make_company("华丽家政")
        )
        CompanyContact.objects.create(user=chief, company=make_company("华丽家政"))
        refusal = refused_by(
            "examiner_unfit",
            actions.replace_examiner,
            Marking.objects.get(pk=sheet.pk),
            examiner=chief,
            by=registrar,
            reason="生病",
        )
        told = [reason.code for reason in refusal.data["reasons"]]
        assert told == [rules.RELATIVE, rules.SAME_COMPANY]
        assert "考生的亲属、与考生同一企业" in str(refusal)

    def test_the_third_is_never_somebody_close(self, cohort, practical, chief) -> None:
        make_conflict(chief, practical.enrollment.person)
        free = add_examiner(cohort, "谢考评员")
        one, other = practical.practical_stations.first().markings.all()
        fill_sheet(one, points=45)
        fill_sheet(other, points=20)
        third = one.practical_station.markings.get(role="third")
        assert third.examiner == free


class TestLicences:
    def test_the_registrar_records_one(self, registrar, examiner, cohort) -> None:
        today = timezone.localdate()
        licence = Licence(
            user=examiner,
            number="1",
            issued_by="县鉴定站",
            valid_from=today,
            valid_until=today,
        )
        courses = [cohort.edition.course]
        with pytest.raises(NotPermitted):
            actions.record_licence(licence, courses=courses, by=examiner)
        actions.record_licence(licence, courses=courses, by=registrar)
        assert list(Licence.objects.get().courses.all()) == courses

    def test_it_is_warned_of_once_thirty_days_before(
        self, registrar, examiner, cohort
    ) -> None:
        today = timezone.localdate()
        course = cohort.edition.course
        for number, days in enumerate((-1, 30, 31)):
            make_licence(
                examiner,
                course,
                number=str(number),
                valid_until=today + days * DAY,
            )
        tasks.warn_of_licences()
        tasks.warn_of_licences()
        told = Notice.objects.filter(kind="licence_expires")
        assert {notice.person.user for notice in told} == {registrar, examiner}
        assert told.count() == 2
        licence = Licence.objects.get(number="1")
        assert licence.warned_at
        actions.record_licence(licence, courses=[course], by=registrar)
        assert licence.warned_at is None
        with pytest.raises(NotPermitted):
            actions.warn_of_licences(by=examiner)


def test_opening_asks_as_often_for_many_examiners(
    cohort, registrar, django_assert_max_num_queries
) -> None:
    def cost(enrollment: Enrollment) -> int:
        with CaptureQueriesContext(connection) as captured:
            actions.open_practical(enrollment, by=registrar)
        return len(captured)

    first = cost(make_enrollment(cohort))
    for number in range(5):
        add_examiner(cohort, f"考评员{number}")
    assert cost(make_enrollment(cohort)) <= first
