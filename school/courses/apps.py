from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CoursesConfig(AppConfig):
    name = "school.courses"
    verbose_name = _("Classes and courses")
    journal_words: ClassVar[dict[str, Any]] = {
        "announce": pgettext_lazy("journal", "announced a class"),
        "assign_duty": pgettext_lazy("journal", "gave a duty"),
        "begin_assessment": pgettext_lazy("journal", "began the assessment"),
        "cancel": pgettext_lazy("journal", "cancelled a class"),
        "cancel_session": pgettext_lazy("journal", "cancelled an evening"),
        "change_edition": pgettext_lazy("journal", "changed the edition of a class"),
        "change_cohort": pgettext_lazy("journal", "changed a class"),
        "complete": pgettext_lazy("journal", "closed a class"),
        "complete_costs": pgettext_lazy("journal", "said that costs are complete"),
        "correct_cost": pgettext_lazy("journal", "corrected a cost"),
        "create_cohort": pgettext_lazy("journal", "made a class"),
        "discard_draft": pgettext_lazy("journal", "discarded a draft of an edition"),
        "draft_edition": pgettext_lazy("journal", "drafted an edition"),
        "enter_cost": pgettext_lazy("journal", "noted a cost"),
        "load_edition": pgettext_lazy("journal", "took an edition in"),
        "load_standards": pgettext_lazy("journal", "took the service standards in"),
        "load_tracks": pgettext_lazy("journal", "took the fields of training in"),
        "make_up": pgettext_lazy("journal", "planned a make-up evening"),
        "move_session": pgettext_lazy("journal", "moved an evening"),
        "open_enrollment": pgettext_lazy("journal", "opened enrolment"),
        "open_feed": pgettext_lazy("journal", "gave a calendar address"),
        "plan_sessions": pgettext_lazy("journal", "planned the evenings"),
        "publish_edition": pgettext_lazy("journal", "published an edition"),
        "record_instructor": pgettext_lazy("journal", "recorded a lecturer"),
        "record_venue": pgettext_lazy("journal", "recorded a venue"),
        "relieve_duty": pgettext_lazy("journal", "took a duty away"),
        "reopen_costs": pgettext_lazy("journal", "opened costs again"),
        "replace_teacher": pgettext_lazy("journal", "replaced a teacher"),
        "revoke_feed": pgettext_lazy("journal", "revoked a calendar address"),
        "sign_off": pgettext_lazy("journal", "signed an edition off"),
        "start": pgettext_lazy("journal", "began a class"),
        "write_edition": pgettext_lazy("journal", "wrote a draft of an edition"),
        "supersede_edition": pgettext_lazy("journal", "superseded an edition"),
    }
