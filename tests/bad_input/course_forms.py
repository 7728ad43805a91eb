"""The desk's forms about classes and their evenings."""

from collections.abc import Callable
from datetime import date, datetime, time

from django import forms
from django.utils import timezone

from school.courses import proposals
from school.courses.actions.plan import Pattern
from school.courses.content import content_of
from school.courses.desk.edition_forms import (
    EveningsForm,
    FactsForm,
    ModuleForm,
    StationForm,
)
from school.courses.models import Edition, Session
from school.courses.rules.content import Content, seal
from tests.access.rows import of
from tests.access.world import World
from tests.bad_input.form import Data, Form, day, reason
from tests.factories.courses import make_edition


def to_come(world: World) -> Session:
    return world.open_cohort.sessions.get()


def evening(world: World) -> Data:
    session = to_come(world)
    starts, ends = map(timezone.localtime, (session.starts_at, session.ends_at))
    return {
        "day": str(starts.date()),
        "begins": f"{starts:%H:%M}",
        "ends": f"{ends:%H:%M}",
        "venue": session.venue_id,
        "room": "实训室 B",
        "teacher": "",
        "reason": "换教室",
    }


def seen(data: Data, session: Session) -> Data:
    """As after the page that shows what is about to be saved."""
    zone = timezone.get_current_timezone()
    on = date.fromisoformat(data["day"])
    proposed = Session(
        cohort=session.cohort,
        evening=session.evening,
        starts_at=datetime.combine(on, time.fromisoformat(data["begins"]), zone),
        ends_at=datetime.combine(on, time.fromisoformat(data["ends"]), zone),
        venue_id=data["venue"],
        room=data["room"],
        teacher_id=session.teacher_id,
    )
    return {**data, "confirmed": proposals.of_evening(proposed).seal}


def change(world: World) -> Data:
    return seen(evening(world), to_come(world))


def again(world: World) -> Data:
    return seen({**evening(world), "day": day(40)}, world.session)


def planned(world: World) -> Data:
    pattern = Pattern([0, 2, 4], [date(2027, 10, 1)], holidays_off=True)
    return {
        "weekdays": ["0", "2", "4"],
        "begins": "19:00",
        "ends": "21:25",
        "holidays_off": "on",
        "skipping": "2027-10-01",
        "confirmed": proposals.of_plan(world.open_cohort, pattern).seal,
    }


def by_another_edition(world: World) -> Data:
    course = world.edition.course
    pattern = Pattern([0, 2, 4], [date(2027, 10, 1)], holidays_off=True)
    other = make_edition(course=course, evenings=2)
    shown = proposals.of_edition(world.open_cohort, other, pattern)
    typed = {**planned(world), "edition": other.pk}
    return {**typed, "reason": "新版课程", "confirmed": shown.seal}


def as_it_stands(
    build: Callable[[Edition, Content], forms.Form],
) -> Callable[[World], Data]:
    """A page of the draft as it is shown, sent back unchanged."""

    def sent(world: World) -> Data:
        form = build(world.draft, content_of(world.draft))
        shown = {field.html_name: field.value() for field in form}
        return {
            name: "on" if value is True else value
            for name, value in shown.items()
            if value is not None and value is not False and value != []
        }

    return sent


def facts_page(edition: Edition, content: Content) -> forms.Form:
    part = content.facts
    return FactsForm(part=part, initial={"seen": seal([part])})


def evenings_page(edition: Edition, content: Content) -> forms.Form:
    seen = seal(content.page_of("evening"))
    return EveningsForm(edition=edition, content=content, initial={"seen": seen})


def module_page(edition: Edition, content: Content) -> forms.Form:
    part = content.modules[0]
    seen = seal(content.page_of("module", part.code))
    return ModuleForm(content=content, part=part, stem="", initial={"seen": seen})


def station_page(edition: Edition, content: Content) -> forms.Form:
    part = content.stations[0]
    seen = seal(content.page_of("station", part.code))
    return StationForm(
        edition=edition, content=content, part=part, stem="", initial={"seen": seen}
    )


# The seal that a page was read under is the school's, and renewed.
SEEN = frozenset({"seen"})
EDITIONS = [
    Form(
        "courses_desk:draft",
        "editor",
        lambda w: {"version": "9.1"},
        "school.courses.actions.draft_edition",
    ),
    *(
        Form(
            f"courses_desk:{name}",
            "editor",
            as_it_stands(build),
            f"school.courses.actions.{verb}",
            forgotten=SEEN,
        )
        for name, build, verb in (
            ("facts", facts_page, "write_facts"),
            ("evenings", evenings_page, "write_evenings"),
            ("module", module_page, "write_module"),
            ("station", station_page, "write_station"),
        )
    ),
]
COURSES = [
    *EDITIONS,
    Form(
        "courses_desk:cancel",
        "registrar",
        reason,
        "school.courses.actions.cancel",
        values=of("open_cohort.code"),
    ),
    Form(
        "courses_desk:plan",
        "registrar",
        planned,
        "school.courses.actions.plan_sessions",
        values=of("open_cohort.code"),
    ),
    Form(
        "courses_desk:edition",
        "registrar",
        by_another_edition,
        "school.courses.actions.change_edition",
        values=of("open_cohort.code"),
    ),
    Form(
        "courses_desk:assign",
        "registrar",
        lambda w: {"user": w.people["other_instructor"].pk, "kind": "assistant"},
        "school.courses.actions.assign_duty",
    ),
    Form(
        "courses_desk:session",
        "registrar",
        change,
        "school.courses.actions.move_session",
        values=lambda w: [to_come(w).code],
    ),
    Form(
        "courses_desk:make_up",
        "registrar",
        again,
        "school.courses.actions.make_up",
        # The class of the world is under assessment, its first evening over.
        values=of("session.code"),
    ),
    Form(
        "courses_desk:cancel_session",
        "registrar",
        reason,
        "school.courses.actions.cancel_session",
        values=lambda w: [to_come(w).code],
    ),
]
