from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from school.courses.models import (
    Cohort,
    Course,
    CriticalFail,
    Duty,
    Edition,
    Evening,
    Instructor,
    Item,
    Lesson,
    Module,
    Session,
    Station,
    Track,
    Venue,
)
from school.people.models import User
from tests.factories.people import make_user

HOUR = 45


def make_course(code: str = "EC", **extra: Any) -> Course:
    track, _made = Track.objects.get_or_create(
        code="elder-care",
        defaults={"title_zh": "养老护理", "title_en": "Elder care", "colour": "blue"},
    )
    return Course.objects.get_or_create(
        code=code,
        defaults={
            "slug": f"course-{code.lower()}",
            "track": track,
            "title_zh": "居家养老护理",
            "title_en": "Home elder care",
            **extra,
        },
    )[0]


def make_nurse() -> Instructor:
    return Instructor.objects.create(
        user=make_user(display_name="周护士长"), kind=Instructor.Kind.NURSE
    )


def make_edition(
    *,
    evenings: int = 4,
    stations: int = 3,
    items: int = 2,
    signed_off: bool = True,
    **extra: Any,
) -> Edition:
    """A small but whole edition: two modules, `evenings` of 3 hours, `stations` with two items of 50."""
    course = extra.pop("course", None) or make_course()
    # Published, it takes nothing more in.
    status = extra.pop("status", Edition.Status.PUBLISHED)
    edition = Edition.objects.create(
        course=course,
        **{
            "version": f"{course.editions.count() + 1}.0",
            "disclaimer_zh": "本证书不是职业资格证书，也不是职业技能等级证书。",
            "disclaimer_en": "Not a vocational qualification.",
            "class_size_max": 24,
            "theory_minutes": evenings * HOUR,
            "practical_minutes": evenings * HOUR * 2,
            "assessment_minutes": 0,
            "exam_questions": 4,
            "exam_points_each": 25,
            "signed_off_by": make_nurse() if signed_off else None,
            "signed_off_at": timezone.now() if signed_off else None,
            **extra,
        },
    )
    make_modules(edition)
    make_evenings(edition, evenings)
    make_stations(edition, range(1, stations + 1), items=items)
    edition.status = status
    edition.save(update_fields=["status"])
    return edition


def make_modules(edition: Edition) -> None:
    modules = Module.objects.bulk_create(
        Module(
            edition=edition,
            code=f"{edition.course.code}-M0{number}",
            number=number,
            title_zh=f"模块{number}",
            title_en=f"Module {number}",
            theory_minutes=HOUR,
            practical_minutes=HOUR * 2,
        )
        for number in (1, 2)
    )
    Lesson.objects.bulk_create(
        Lesson(
            module=module,
            code=f"{module.code}-L1",
            number=1,
            title_zh=f"第{module.number}课",
            title_en=f"Lesson {module.number}",
            reading_minutes=8,
        )
        for module in modules
    )


def make_evenings(edition: Edition, count: int) -> None:
    modules = list(edition.modules.all())
    Evening.objects.bulk_create(
        Evening(
            edition=edition,
            module=modules[number % 2],
            code=f"{edition.course.code}-E{number:02d}",
            number=number,
            title_zh=f"第{number}晚",
            title_en=f"Evening {number}",
            theory_minutes=HOUR,
            practical_minutes=HOUR * 2,
            assessment_minutes=0,
            room="实训室 A",
            lead_role="nurse_instructor",
        )
        for number in range(1, count + 1)
    )


def make_station(edition: Edition, number: int, *, items: int = 2) -> Station:
    return make_stations(edition, [number], items=items)[0]


def make_stations(
    edition: Edition, numbers: Iterable[int], *, items: int = 2
) -> list[Station]:
    """Each with steps worth 100 points in all, the first what does not divide."""
    stations = Station.objects.bulk_create(
        Station(
            edition=edition,
            code=f"{edition.course.code}-S{number:02d}",
            number=number,
            title_zh=f"考站{number}",
            title_en=f"Station {number}",
            scenario_zh="老人需要帮助。",
            scenario_en="An elder needs help.",
            minutes=8,
            weight=10,
            is_mandatory=number == 1,
            is_in_pool=number != 1,
        )
        for number in numbers
    )
    examined = edition.modules.all()[:1]
    for station in stations:
        station.modules.set(examined)
    Item.objects.bulk_create(
        _item(station, number, of=items)
        for station in stations
        for number in range(1, items + 1)
    )
    CriticalFail.objects.bulk_create(
        _critical_fail(station, number, effect)
        for station in stations
        for number, effect in enumerate(CriticalFail.Effect.values, start=1)
    )
    return stations


def _item(station: Station, number: int, *, of: int) -> Item:
    return Item(
        station=station,
        code=f"{station.code}-I{number:02d}",
        number=number,
        points=100 // of + (100 % of if number == 1 else 0),
        text_zh=f"步骤{number}",
        text_en=f"Step {number}",
    )


def _critical_fail(station: Station, number: int, effect: str) -> CriticalFail:
    return CriticalFail(
        station=station,
        code=f"{station.code}-X{number}",
        number=number,
        effect=effect,
        text_zh="离开老人",
        text_en="Leaves the elder",
    )


def make_venue(name: str = "夜校一号教室", **extra: Any) -> Venue:
    return Venue.objects.get_or_create(
        name=name, defaults={"address": "秀谷大道1号", "capacity": 40, **extra}
    )[0]


def make_cohort(
    *, sessions: bool = True, starts_on: date | None = None, **extra: Any
) -> Cohort:
    """A cohort with an evening a day from `starts_on` (default: in a week), open for enrolment."""
    edition = extra.pop("edition", None) or make_edition()
    starts_on = starts_on or timezone.localdate() + timedelta(days=7)
    evenings = list(edition.evenings.all())
    cohort = Cohort.objects.create(
        edition=edition,
        **{
            "name": "养老护理第1期",
            "status": Cohort.Status.ENROLLING,
            "seats": 3,
            "venue": make_venue(),
            "starts_on": starts_on,
            "ends_on": starts_on + timedelta(days=max(len(evenings) - 1, 0)),
            "enrol_until": max(starts_on, timezone.localdate()),
            **extra,
        },
    )
    if sessions:
        Session.objects.bulk_create(
            _session(cohort, evening, on=starts_on + timedelta(days=offset))
            for offset, evening in enumerate(evenings)
        )
    return cohort


def make_session(
    cohort: Cohort, evening: Evening, *, on: date, **extra: Any
) -> Session:
    session = _session(cohort, evening, on=on, **extra)
    session.save()
    return session


def _session(cohort: Cohort, evening: Evening, *, on: date, **extra: Any) -> Session:
    zone = timezone.get_current_timezone()
    return Session(
        cohort=cohort,
        evening=evening,
        **{
            "starts_at": datetime.combine(on, time(19), zone),
            "ends_at": datetime.combine(on, time(21, 25), zone),
            "venue": cohort.venue,
            **extra,
        },
    )


def assign(cohort: Cohort, user: User, kind: str = Duty.Kind.INSTRUCTOR) -> Duty:
    return Duty.objects.create(cohort=cohort, user=user, kind=kind)
