from school.courses.actions.change_edition import change_edition
from school.courses.actions.cohorts import (
    announce,
    begin_assessment,
    cancel,
    change,
    complete,
    create,
    open_enrollment,
    start,
)
from school.courses.actions.drafts import discard_draft, draft_edition
from school.courses.actions.duties import assign_duty, relieve_duty
from school.courses.actions.editions import publish_edition, sign_off
from school.courses.actions.facts import record_instructor, record_venue
from school.courses.actions.feeds import open_feed, revoke_feed
from school.courses.actions.plan import plan_sessions
from school.courses.actions.sessions import (
    cancel_session,
    make_up,
    move_session,
    replace_teacher,
)
from school.courses.actions.writing import (
    remove_module,
    remove_station,
    write_evenings,
    write_facts,
    write_module,
    write_station,
)

__all__ = [
    "announce",
    "assign_duty",
    "begin_assessment",
    "cancel",
    "cancel_session",
    "change",
    "change_edition",
    "complete",
    "create",
    "discard_draft",
    "draft_edition",
    "make_up",
    "move_session",
    "open_enrollment",
    "open_feed",
    "plan_sessions",
    "publish_edition",
    "record_instructor",
    "record_venue",
    "relieve_duty",
    "replace_teacher",
    "revoke_feed",
    "sign_off",
    "start",
    "remove_module",
    "remove_station",
    "write_evenings",
    "write_facts",
    "write_module",
    "write_station",
]
