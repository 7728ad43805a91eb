"""What stands against a step in a contest."""

from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class NotInDraft(Refusal):
    code = "not_in_draft"
    message = _(
        "The contest is open or past that; its rounds and rules stay as they are."
    )


class NoRounds(Refusal):
    code = "no_rounds"
    message = _("The contest has no round yet. Plan its rounds first.")


class LastRoundUnclear(Refusal):
    code = "last_round_unclear"
    message = _(
        "From every round but the last a number goes on, and from the last one nobody. "
        "Correct round %(number)s."
    )


class StationElsewhere(Refusal):
    code = "station_elsewhere"
    message = _("A station of another edition cannot be part of this contest.")


class NoDecidingStation(Refusal):
    code = "no_deciding_station"
    message = _("Name the station whose points break a tie.")


class NotOpenForEntries(Refusal):
    code = "not_open_for_entries"
    message = _("Entries are taken while the contest is open, before its first round.")


class NoConsent(Refusal):
    code = "no_consent"
    message = _("Nobody is entered without a signed consent. Have it signed first.")


class PersonOrGuest(Refusal):
    code = "person_or_guest"
    message = _("Enter either somebody on file or the name of a guest.")


class InContestAlready(Refusal):
    code = "in_contest_already"
    message = _("%(name)s is in this contest with start number %(number)s.")


class JudgeCompetes(Refusal):
    code = "judge_competes"
    message = _("%(name)s competes in this contest and cannot judge in it.")


class JudgeIsClose(Refusal):
    code = "judge_is_close"
    message = _(
        "%(name)s is on file as a relative or acquaintance of %(contestant)s. Name "
        "another judge."
    )


class NotAJudge(Refusal):
    code = "not_a_judge"
    message = _("%(name)s has no role that marks. Give the role first.")


class TooFewJudges(Refusal):
    code = "too_few_judges"
    message = _(
        "“%(station)s” has %(have)s judges in this round and needs two. Name more."
    )


class JudgesThisStation(Refusal):
    code = "judges_this_station"
    message = _("%(name)s judges this station already. Choose somebody else.")


class RoundBegun(Refusal):
    code = "round_begun"
    message = _("The round has begun. Its judges change by handing sheets over.")


class NoRoundWaits(Refusal):
    code = "no_round_waits"
    message = _("No round waits to begin. The page says which one is under way.")


class TooFewContestants(Refusal):
    code = "too_few_contestants"
    message = _("A contest needs two contestants at least. Enter more.")


class NoRoundRuns(Refusal):
    code = "no_round_runs"
    message = _("No round is under way, so there is nothing to close.")


class SheetsOpen(Refusal):
    code = "sheets_open"
    message = _("%(count)s sheets are not handed in yet. Wait for them.")


class NothingToHandOver(Refusal):
    code = "nothing_to_hand_over"
    message = _("%(name)s has no open sheet at this station.")


class GoneAlready(Refusal):
    code = "gone_already"
    message = _("%(name)s has withdrawn already.")


class ContestOver(Refusal):
    code = "contest_over"
    message = _("The contest is over; who took part stays in its results.")


class NotOver(Refusal):
    code = "not_over"
    message = _("The contest is not over. Close its last round first.")


class PublishedAlready(Refusal):
    code = "published_already"
    message = _("The results are published. What is wrong is corrected, with a reason.")


class MarkIsSo(Refusal):
    code = "mark_is_so"
    message = _("The mark is so already. Nothing was changed.")


class PartyCorrects(Refusal):
    code = "party_corrects"
    message = _(
        "You judge or compete in this contest, so you correct no marks in it. "
        "Ask a colleague."
    )


class NotHandedIn(Refusal):
    code = "not_handed_in"
    message = _("The sheet is not handed in; its judge can still change it.")
