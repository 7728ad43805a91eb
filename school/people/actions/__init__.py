from school.people.actions.account import (
    open_account,
    put_on_file,
    record_account,
    record_phone,
    record_sign_up,
)
from school.people.actions.company import (
    choose_company,
    dismiss_contact,
    name_contact,
    record_company,
    set_town,
)
from school.people.actions.consent import (
    give_consent,
    publish_consent_text,
    withdraw_consent,
)
from school.people.actions.erasing import erase_identity
from school.people.actions.health import record_health_check
from school.people.actions.identity import (
    acceptable_id_number,
    acceptable_name,
    record_identity,
)
from school.people.actions.photo import set_photo
from school.people.actions.second_factor import (
    add_second_factor,
    remove_second_factor,
    reset_second_factor,
)
from school.people.actions.sessions import end_sessions

__all__ = [
    "acceptable_id_number",
    "acceptable_name",
    "add_second_factor",
    "choose_company",
    "dismiss_contact",
    "end_sessions",
    "erase_identity",
    "give_consent",
    "name_contact",
    "open_account",
    "put_on_file",
    "publish_consent_text",
    "record_account",
    "record_company",
    "record_health_check",
    "record_identity",
    "record_phone",
    "record_sign_up",
    "remove_second_factor",
    "reset_second_factor",
    "set_photo",
    "set_town",
    "withdraw_consent",
]
