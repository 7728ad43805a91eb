from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class SurveyUnknown(Refusal):
    code = "survey_unknown"
    message = _(
        "This link leads nowhere. Perhaps a piece of it is missing: open it from the message itself."
    )


class SurveyAnswered(Refusal):
    code = "survey_answered"
    message = _(
        "Your answer has arrived. It bears no name, so it cannot be looked up or changed."
    )


class SurveyOver(Refusal):
    code = "survey_over"
    message = _("The questions about this class were open until %(day)s.")


class MarkMissing(Refusal):
    code = "survey_mark_missing"
    message = _("Each of the five questions needs a tap.")
