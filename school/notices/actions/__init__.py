from school.notices.actions.delivering import deliver, resend, retry
from school.notices.actions.devices import allow_push, revoke_push
from school.notices.actions.mailbox import (
    confirm_address,
    forget_address,
    give_address,
    send_code,
)
from school.notices.actions.reading import mark_all_read, mark_read
from school.notices.actions.telling import notify, notify_colleague
from school.notices.actions.texts import revert_text, write_text
from school.notices.actions.ways import choose_ways

__all__ = [
    "allow_push",
    "choose_ways",
    "confirm_address",
    "deliver",
    "forget_address",
    "give_address",
    "mark_all_read",
    "mark_read",
    "notify",
    "notify_colleague",
    "resend",
    "retry",
    "revert_text",
    "revoke_push",
    "send_code",
    "write_text",
]
