"""Who knows a candidate: declaring it, declining a sheet, and who has it then."""

from datetime import timedelta

import pytest

from school.assessment import actions
from school.assessment.models import Conflict, Marking, Practical
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.notices.models import Notice
from tests.factories.assessment import add_examiner, fill_sheet, markings_of
from tests.factories.assessors import examiners_of, markers
from tests.refused import refused_by

RELATIVE, OTHER = Conflict.Kind.RELATIVE, Conflict.Kind.OTHER
DAY = timedelta(days=1)


class TestDeclining:
    def test_the_sheet_goes_to_the_next(self, practical, chief) -> None:
        sheet = markings_of(practical)[0]
        user = sheet.examiner
        actions.decline_sheet(sheet, kind=RELATIVE, by=user)
        assert user.pk not in markers(practical)
        assert chief.pk in markers(practical)
        assert not Notice.objects.filter(kind="sheet_declined").exists()
        conflict = Conflict.objects.get()
        assert (conflict.user, conflict.person) == (user, practical.enrollment.person)
        verbs = Entry.objects.values_list("verb", flat=True)
        assert {"assessment.decline_sheet", "assessment.declare_conflict"} <= {*verbs}

    def test_where_nobody_is_left_the_registrar_is_told(
        self, cohort, practical, registrar
    ) -> None:
        sheet = markings_of(practical)[0]
        user = sheet.examiner
        actions.decline_sheet(sheet, kind=OTHER, by=user)
        declined = Marking.objects.filter(status=Marking.Status.DECLINED)
        assert declined.count() == 3
        assert not Marking.objects.visible_to(user).exists()
        notice = Notice.objects.get(kind="sheet_declined")
        assert notice.person.user == registrar
        chief = add_examiner(cohort)
        moved = actions.replace_examiner(
            declined.first(), examiner=chief, by=registrar, reason="回避"
        )
        assert (moved.status, moved.examiner) == (Marking.Status.OPEN, chief)
        fill_sheet(moved)

    def test_a_sheet_with_marks_stays_and_is_told(
        self, practical, chief, registrar
    ) -> None:
        sheet = markings_of(practical)[0]
        user = sheet.examiner
        item = sheet.practical_station.station.items.first()
        actions.mark_item(sheet, item=item, points=1, by=user)
        refused_by(
            "begun_with_conflict",
            actions.decline_sheet,
            sheet,
            kind=OTHER,
            by=user,
        )
        person = practical.enrollment.person
        actions.declare_conflict(user, person, kind=OTHER, by=user)
        hers = [m for m in markings_of(practical) if m.examiner == user]
        assert hers == [sheet]
        assert Notice.objects.filter(kind="sheet_declined").exists()

    def test_only_its_examiner_declines_a_sheet(self, practical, chief) -> None:
        sheet = markings_of(practical)[0]
        with pytest.raises(NotPermitted):
            actions.decline_sheet(sheet, kind=OTHER, by=chief)

    def test_released_practicals_are_left_alone(self, practical, chief) -> None:
        sheet = markings_of(practical)[0]
        Practical.objects.update(status=Practical.Status.RELEASED)
        actions.declare_conflict(
            sheet.examiner, practical.enrollment.person, kind=OTHER, by=SYSTEM
        )
        assert markings_of(practical)[0].examiner == sheet.examiner


class TestConflicts:
    def test_an_examiner_declares_only_of_her_own_classes(
        self, cohort, enrollment, examiner
    ) -> None:
        hers = examiners_of(cohort)[0]
        person = enrollment.person
        one = actions.declare_conflict(hers, person, kind=RELATIVE, by=hers)
        again = actions.declare_conflict(hers, person, kind=OTHER, by=hers)
        assert again == one
        refused_by(
            "not_of_your_classes",
            actions.declare_conflict,
            examiner,
            person,
            kind=OTHER,
            by=examiner,
        )
        with pytest.raises(NotPermitted):
            actions.declare_conflict(hers, person, kind=OTHER, by=examiner)

    def test_the_registrar_enters_and_ends_one(
        self, cohort, enrollment, registrar
    ) -> None:
        user = examiners_of(cohort)[0]
        one = actions.declare_conflict(
            user, enrollment.person, kind=OTHER, by=registrar
        )
        with pytest.raises(NotPermitted):
            actions.end_conflict(one, by=user, reason="")
        actions.end_conflict(one, by=registrar, reason="记错了人")
        refused_by("so_already", actions.end_conflict, one, by=registrar, reason="")
        assert actions.open_practical(enrollment, by=registrar)
