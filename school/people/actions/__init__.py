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

__all__ = [
    "acceptable_id_number",
    "acceptable_name",
    "choose_company",
    "dismiss_contact",
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
    "set_photo",
    "set_town",
    "withdraw_consent",
]
