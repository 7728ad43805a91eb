from typing import Any

from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class DayEndsFirst(Refusal):
    code = "day_ends_first"
    message = _("The evening ends before it begins. Check both times.")


class DayPast(Refusal):
    code = "day_past"
    message = _("This evening is over. Choose a later day.")


class DayTwice(Refusal):
    code = "day_twice"
    message = _(
        "The class is assessed on this day already. Change that plan, or choose "
        "another day."
    )


class DayGone(Refusal):
    code = "day_gone"
    message = _(
        "This evening was called off, or everybody has another time by now. Plan a new "
        "one."
    )


class NothingToCallOff(Refusal):
    code = "nothing_to_call_off"
    message = _(
        "Every turn of this evening has begun. What is marked stays; there is nothing "
        "to call off."
    )


class PlanChanged(Refusal):
    code = "plan_changed"
    message = _(
        "The plan of the evening has changed since you saw it. Look at the preview "
        "again, then save."
    )


class NobodyToPlan(Refusal):
    code = "nobody_to_plan"
    message = _(
        "Nobody has a station left to take on this evening. Open the practicals "
        "first, or tick who comes."
    )


class LaneExaminers(Refusal):
    code = "lane_examiners"
    message = _(
        "In %(room)s there have to be %(needs)s examiners and there are %(has)s. Tick "
        "as many as the edition asks for."
    )


class LaneOwnInstructors(Refusal):
    code = "lane_own_instructors"
    message = _(
        "All examiners in %(room)s teach this class. Tick one who does not: who "
        "taught may not be the only one to judge."
    )


class PlanLacks(Refusal):
    """Something is too little for the evening to be held as it is typed."""


class StationWithoutRoom(PlanLacks):
    code = "station_without_room"
    message = _("Rooms are lacking: “%(station)s” stands in none. Give it a room.")


class NobodyMayExamine(PlanLacks):
    code = "nobody_may_examine"
    message = _(
        "Examiners are lacking: nobody at “%(station)s” may examine candidate "
        "%(number)s. Set it up in a second room with others."
    )


class RoomsTooFew(PlanLacks):
    code = "rooms_too_few"
    message = _(
        "Rooms are lacking: “%(station)s” has %(has)s and so many candidates need "
        "%(needs)s in the time of the evening. Add rooms, or let some come another day."
    )


class ExaminersTooFew(PlanLacks):
    code = "examiners_too_few"
    message = _(
        "Examiners are lacking: %(name)s would have %(turns)s turns, too many for one "
        "evening. Put others into some of the rooms."
    )


class RoomTooFull(PlanLacks):
    code = "room_too_full"
    message = _(
        "Rooms are lacking: %(room)s would have %(turns)s turns, too many for one "
        "evening. Set up one of its stations in another room."
    )


class TimeTooShort(PlanLacks):
    code = "time_too_short"
    message = _(
        "Time is lacking: all turns take %(needs)s minutes and the evening has "
        "%(has)s. Begin earlier, end later, or let some come another day."
    )


LACKING: dict[Any, type[PlanLacks]] = {
    "station": StationWithoutRoom,
    "nobody": NobodyMayExamine,
    "rooms": RoomsTooFew,
    "examiners": ExaminersTooFew,
    "room": RoomTooFull,
    "time": TimeTooShort,
}


# Of evenings of lessons


class RoomOfStation(Refusal):
    code = "room_of_station"
    message = _(
        "%(cohort)s is assessed in %(room)s at %(when)s. Choose another room or date."
    )


class TeacherExamines(Refusal):
    code = "teacher_examines"
    message = _(
        "%(teacher)s examines %(cohort)s at %(when)s. Choose another teacher or date."
    )
