from django.utils.translation import gettext_lazy as _

from school.lib.retention import Kind, Period
from school.people.sign_in import noting

RETENTION = [
    Kind(
        "log_ins",
        _("When and how you logged in, and wrong tries with your number"),
        _(
            "So that a stranger in your account is found out; the law on the security of "
            "networks asks for six months."
        ),
        (Period(_("since it was noted"), noting.KEPT),),
        noting.past_log_ins,
        lambda at: noting.forget_log_ins(at),
    )
]
