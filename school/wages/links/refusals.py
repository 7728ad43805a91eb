from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class LinkUnknown(Refusal):
    code = "link_unknown"
    message = _(
        "This link leads nowhere. Perhaps a piece of it is missing: open it from the "
        "message itself, or log in and answer under My pay."
    )


class LinkOver(Refusal):
    code = "link_over"
    message = _(
        "This link was good until %(day)s. Log in and answer under My pay, or wait: the "
        "school calls."
    )


class LinkUsed(Refusal):
    code = "link_used"
    message = _(
        "This link has been used. To change the answer, log in and open My pay."
    )


class NothingAsked(Refusal):
    code = "nothing_asked"
    message = _(
        "Nothing is asked here any more, as there is no consent to it. Who wants to answer "
        "after all logs in and agrees under My pay."
    )
