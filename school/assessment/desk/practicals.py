"""One practical: every sheet, the examiners side by side, and who marks it instead."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from school.assessment import actions, wording
from school.assessment.access import can_release, examiners_of, marks_at
from school.assessment.assessor_wording import why
from school.assessment.assessors import opened_on, staff_of
from school.assessment.desk.steps import reader, worker
from school.assessment.evidence import StationState, practical_states
from school.assessment.forms import ExaminerForm, ReplaceForm
from school.assessment.models import Marking, Practical, Slot
from school.assessment.rules.stations import Sheet
from school.assessment.sheets import STAYS
from school.courses.models import Cohort
from school.people.models import User
from school.ui.steps import send

PARTS = ("enrollment__person", "enrollment__cohort")


@dataclass(frozen=True, slots=True)
class SheetRow:
    marking: Marking
    # None while whoever reads the page marks the station herself.
    sheet: Sheet | None
    # None where the sheet stays with its examiner.
    form: ReplaceForm | None

    @property
    def is_unmarked(self) -> bool:
        """Nothing stands on it yet, which is no mark of 0."""
        is_in = self.marking.status == Marking.Status.SUBMITTED
        sheet = self.sheet
        return bool(sheet and not is_in and not sheet.points and not sheet.critical)


@dataclass(frozen=True, slots=True)
class StationPart:
    state: StationState
    sheets: list[SheetRow]
    # None where no third examiner is to be named.
    form: ExaminerForm | None
    is_hidden: bool

    @property
    def stage(self) -> str:
        return wording.stage_word(self.state.stage)


def practical(request: HttpRequest, code: str) -> HttpResponse:
    found = get_object_or_404(Practical.objects.select_related(*PARTS), code=code)
    return _page(request, found)


def _page(
    request: HttpRequest, found: Practical, sent: ExaminerForm | None = None
) -> HttpResponse:
    """`sent`: the one form of the page that came back with something not right."""
    user = reader(request)
    cohort = found.enrollment.cohort
    state = practical_states([found])[0]
    sheets = [marking for one in state.stations for marking, _sheet in one.sheets]
    prefetch_related_objects(sheets, "examiner")
    forms = _Forms(found, sent, reader=user)
    context = {
        "page_title": found.enrollment.person.name,
        "page_subtitle": cohort.name,
        "header_icon": "tasks",
        "practical": found,
        "cohort": cohort,
        "state": state,
        "stations": [forms.station(one) for one in state.stations],
        "sent": sent,
    }
    return render(request, "assessment/desk/practical.html", context)


@require_POST
def third(request: HttpRequest, code: str, station: str) -> HttpResponse:
    user = worker(request, can_release)
    found = get_object_or_404(Practical.objects.select_related(*PARTS), code=code)
    place = get_object_or_404(found.practical_stations, station__code=station)
    examiners = _examiners(found.enrollment.cohort)
    form = ExaminerForm(request.POST, examiners=examiners, of=station)

    def verb() -> str:
        chosen = form.cleaned_data["examiner"]
        actions.call_third(place, by=user, examiner=chosen)
        return _("%(name)s has a sheet for this station.") % {"name": chosen}

    if not send(request, form, verb):
        return _page(request, found, form)
    return redirect("assessment_desk:practical", code)


@require_POST
def replace(request: HttpRequest, code: str) -> HttpResponse:
    user = worker(request, can_release)
    place = "practical_station__practical"
    sheet = get_object_or_404(
        Marking.objects.select_related(*(f"{place}__{part}" for part in PARTS)),
        code=code,
    )
    found = sheet.practical_station.practical
    examiners = _examiners(found.enrollment.cohort)
    form = ReplaceForm(request.POST, examiners=examiners, of=code)

    def verb() -> str:
        data: dict[str, Any] = form.cleaned_data
        actions.replace_examiner(
            sheet, examiner=data["examiner"], by=user, reason=data["reason"]
        )
        return _("%(name)s has the sheet now.") % {"name": data["examiner"]}

    if not send(request, form, verb):
        return _page(request, found, form)
    return redirect("assessment_desk:practical", found.code)


def _examiners(cohort: Cohort) -> QuerySet[User]:
    return User.objects.filter(pk__in=examiners_of(cohort).values("user"))


class _Forms:
    """The forms of the page: where there is something to choose, and where one was sent."""

    def __init__(
        self, practical: Practical, sent: ExaminerForm | None, *, reader: User
    ) -> None:
        cohort = practical.enrollment.cohort
        self.person = practical.enrollment.person
        self.examiners = _examiners(cohort)
        slots = Slot.objects.filter(practical_station__practical=practical)
        turns = list(slots.select_related("lane__day"))
        self.turns = {slot.practical_station_id: slot for slot in turns}
        staff = staff_of(cohort, on_day=opened_on(practical))
        self.staff = staff.knowing(turns)
        self.sent = sent
        self.may_change = can_release(reader)
        self.marks_at = marks_at(reader, practical)
        sheets = Marking.objects.filter(practical_station__practical=practical)
        self.staying = set(sheets.filter(STAYS).values_list("pk", flat=True))

    def station(self, state: StationState) -> StationPart:
        code = state.station.code
        form = self._sent(code)
        if form is None and self.may_change and state.lacks_third:
            form = ExaminerForm(
                examiners=self.examiners, of=code, against=self._against(state)
            )
        is_hidden = state.place.pk in self.marks_at
        rows = list(self._sheets(state, is_hidden=is_hidden))
        return StationPart(state, rows, form, is_hidden)

    def _sheets(self, state: StationState, *, is_hidden: bool) -> Iterator[SheetRow]:
        for marking, sheet in state.sheets:
            form = self._sent(marking.code)
            may_move = self.may_change and marking.pk not in self.staying
            if form is None and may_move:
                form = ReplaceForm(
                    examiners=self.examiners,
                    of=marking.code,
                    against=self._against(state, instead_of=marking),
                )
            yield SheetRow(marking, None if is_hidden else sheet, form)

    def _against(
        self, state: StationState, *, instead_of: Marking | None = None
    ) -> dict[int, str]:
        """Of each examiner who may not mark the station, why."""
        here = {marking.examiner_id for marking, _sheet in state.sheets}
        leaves = instead_of.examiner_id if instead_of else None
        is_there = instead_of is not None and not instead_of.is_called
        turn = self.turns.get(state.place.pk) if is_there else None
        found = {}
        for pk in self.staff.assessors:
            others = here if pk == leaves else here - {leaves}
            reasons = self.staff.against(pk, self.person, others=others, turn=turn)
            if reasons:
                found[pk] = why(reasons)
        return found

    def _sent(self, of: str) -> Any:
        return self.sent if self.sent and self.sent.of == of else None
