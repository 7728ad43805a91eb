from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class NotRenewed(Refusal):
    code = "not_renewed"
    message = _(
        "This certificate is %(now)s. Only one that is valid can be renewed; read its "
        "history to see what has to be cleared up first."
    )


class NothingSuggested(Refusal):
    code = "nothing_suggested"
    message = _(
        "This certificate names no day for a refresher, so there is nothing to renew."
    )


class RenewedInFuture(Refusal):
    code = "renewed_in_future"
    message = _("The day lies ahead. Enter the renewal once it has taken place.")


class RenewedBeforeIssue(Refusal):
    code = "renewed_before_issue"
    message = _(
        "The certificate was issued on %(day)s. Choose that day or a later one."
    )


class CarriesNoFurther(Refusal):
    code = "carries_no_further"
    message = _(
        "The next refresher is suggested by %(until)s already, and this would not "
        "carry further. Enter it when it does, or withdraw the other first."
    )


class NoRefresher(Refusal):
    code = "no_refresher"
    message = _(
        "This class does not refresh the certificate: it is not passed, counted "
        "already, or its course is not named as a refresher."
    )


class WithdrawnAlready(Refusal):
    code = "renewal_withdrawn_already"
    message = _("This renewal was withdrawn already.")
