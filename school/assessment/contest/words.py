"""What the journal says of a contest."""

from typing import Any

from django.utils.translation import pgettext_lazy

CONTEST_WORDS: dict[str, Any] = {
    "appoint_judges": pgettext_lazy("journal", "named the judges of a station"),
    "close_round": pgettext_lazy("journal", "closed a round of a contest"),
    "correct_mark": pgettext_lazy("journal", "corrected a mark of a contest"),
    "draft_contest": pgettext_lazy("journal", "set up a contest"),
    "enter_contest": pgettext_lazy("journal", "entered a contestant"),
    "hand_over": pgettext_lazy("journal", "gave a judge's sheets to another judge"),
    "open_contest": pgettext_lazy("journal", "opened a contest for entries"),
    "plan_round": pgettext_lazy("journal", "planned a round of a contest"),
    "publish_contest": pgettext_lazy("journal", "published the results of a contest"),
    "show_name": pgettext_lazy("journal", "decided whether a contestant is named"),
    "start_round": pgettext_lazy("journal", "began a round of a contest"),
    "submit_judging": pgettext_lazy("journal", "handed in a judge's sheet"),
    "withdraw_contestant": pgettext_lazy("journal", "withdrew a contestant"),
}
