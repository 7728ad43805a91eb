"""What people may not do with names, numbers, companies and consents, and why."""

from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal
from school.people.rules import NAME_LENGTH, Fault


class NameRefused(Refusal):
    """The name as typed cannot be kept."""


class NameEmpty(NameRefused):
    code = Fault.NAME_EMPTY.value
    message = _("No name has been written. Write it as on your ID card.")


class NameTooShort(NameRefused):
    code = Fault.NAME_TOO_SHORT.value
    message = _("A name has at least 2 characters. Write it as on your ID card.")


class NameNotLetters(NameRefused):
    code = Fault.NAME_NOT_LETTERS.value
    message = _(
        "A name holds only letters, “·”, blanks, hyphens and apostrophes. "
        "Delete digits and other signs."
    )


class NameTooLong(NameRefused):
    code = Fault.NAME_TOO_LONG.value
    message = _(
        "The name is longer than %(most)s characters. Write it as on your ID card."
    )


class NameUnreadable(NameRefused):
    code = Fault.NAME_UNREADABLE.value
    message = _(
        "The name holds a sign that cannot be read. Delete it and type it again."
    )


class IdNumberRefused(Refusal):
    """The ID number as typed cannot be right, or cannot be this person's."""


class IdNumberFifteen(IdNumberRefused):
    code = Fault.NUMBER_FIFTEEN.value
    message = _(
        "This is an old ID number of 15 digits. "
        "Type the number of 18 digits on your present ID card."
    )


class IdNumberLength(IdNumberRefused):
    code = Fault.NUMBER_LENGTH.value
    message = _("An ID number has 18 signs. Count again and type all 18.")


class IdNumberForm(IdNumberRefused):
    code = Fault.NUMBER_FORM.value
    message = _(
        "An ID number is 17 digits and a last digit or X. Check what you typed."
    )


class IdNumberDate(IdNumberRefused):
    code = Fault.NUMBER_DATE.value
    message = _(
        "The 7th to 14th digits of an ID number are a birthday; these are none. "
        "Compare them with your ID card."
    )


class IdNumberRegion(IdNumberRefused):
    code = Fault.NUMBER_REGION.value
    message = _(
        "No region has the first six digits of this ID number. "
        "Compare them with your ID card."
    )


class IdNumberCheck(IdNumberRefused):
    code = Fault.NUMBER_CHECK.value
    message = _(
        "One of the digits is wrong: they do not fit the last one. "
        "Compare all 18 with your ID card."
    )


class IdNumberMissing(IdNumberRefused):
    code = "id_number_missing"
    message = _("No ID number has been written. Type the 18 signs on your ID card.")


class IdNumberTaken(IdNumberRefused):
    """Deliberately says nothing about whose it is."""

    code = "id_number_taken"
    message = _(
        "This ID number is on file already. Check what you typed; "
        "if it is yours, ask the registrar to put your records together."
    )


class IdentityOnFile(Refusal):
    code = "identity_on_file"
    message = _(
        "Your name and ID number are on file and cannot be changed here. "
        "Ask the registrar to correct them."
    )


class IdentityMissing(Refusal):
    code = "identity_missing"
    message = _("Your name is not on file yet. Write your name and ID number first.")


class ReasonMissing(Refusal):
    code = "reason_missing"
    message = _("A change of name or ID number needs a reason. Write the reason.")


class ConsentTextOutdated(Refusal):
    code = "consent_text_outdated"
    message = _("This text has been replaced. Read the new text, then decide.")


class ConsentNotGiven(Refusal):
    code = "consent_not_given"
    message = _("This consent does not stand. There is nothing to take back.")


class NoCompany(Refusal):
    code = "no_company"
    message = _("You have not named your company. Choose it first.")


class AccountTaken(Refusal):
    code = "account_taken"
    message = _(
        "Somebody on file signs in with this number already. Check the number, "
        "or look for the person in the list."
    )


class DeskAccount(Refusal):
    code = "desk_account"
    message = _(
        "The account with this number works at the desk. "
        "Ask an administrator to link it."
    )


class DeskRole(Refusal):
    code = "desk_role"
    message = _(
        "Only an administrator gives roles of the desk. "
        "Choose among the teaching roles, or ask an administrator."
    )


class SignInOfRole(Refusal):
    code = "sign_in_of_role"
    message = _(
        "This account has a role. Ask an administrator to change "
        "its mobile number or password."
    )


class RoleKept(Refusal):
    """Or a role could be put aside for as long as it takes to move the number."""

    code = "role_kept"
    message = _(
        "An account with a role keeps at least one. If its holder has left, "
        "close the account: untick “active”."
    )


class NoSuchAccount(Refusal):
    code = "no_such_account"
    message = _(
        "No account has this number. Ask its owner to sign up first, then try again."
    )


class AlreadyContact(Refusal):
    code = "already_contact"
    message = _("This account is a contact of the company already.")


class HealthCheckExpired(Refusal):
    code = "health_check_expired"
    message = _("This certificate has run out. Ask for a new one and note its date.")


class ReasonForReset(Refusal):
    code = "reason_for_reset"
    message = _("A reset needs a reason. Write what happened, and how you knew her.")


class NoSecondFactor(Refusal):
    code = "no_second_factor"
    message = _("This account has no second step. There is nothing to reset.")


OF_FAULT: dict[Fault, type[Refusal]] = {
    Fault(kind.code): kind
    for kind in (
        NameEmpty,
        NameTooShort,
        NameTooLong,
        NameUnreadable,
        NameNotLetters,
        IdNumberFifteen,
        IdNumberLength,
        IdNumberForm,
        IdNumberDate,
        IdNumberRegion,
        IdNumberCheck,
    )
}


def of_fault(fault: Fault) -> Refusal:
    return OF_FAULT[fault](most=NAME_LENGTH)


class TableUnderWay(Refusal):
    code = "under_way"
    message = _("This file is being taken in, or has been. Look at its page.")


class NothingFits(Refusal):
    code = "nothing_fits"
    message = _("No row of this file can be taken in. The list says why.")
