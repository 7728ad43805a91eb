"""One verb for several rows at once, which whoever may use it ticks in a list of the desk."""

import logging
from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model, QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_list_or_404, redirect
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.admin.views.generic import IndexView

from school.lib.errors import Refusal
from school.lib.typed import is_row_id
from school.ui.desk import LedgerIndex
from school.ui.step_up import StepUp

logger = logging.getLogger(__name__)


class BulkVerb(StepUp, BulkAction):
    """A verb for the rows that are ticked, each for itself: what is refused is said by name."""

    template_name = "ui/desk/bulk.html"
    aria_label: Any = ""
    # Every verb of one list needs the same: its readers see all the buttons or none.
    permission: ClassVar[str]
    # Whether whoever does it shows once more who she is.
    asks_again = False
    related: ClassVar[tuple[str, ...]] = ()
    ordering: ClassVar[tuple[Any, ...]] = ()
    # What to know before pressing.
    note: str | Promise = ""

    # What is done to each row; it is told who does it, and what the form asks.
    verb: Callable[..., Any]

    def matters(self, request: HttpRequest) -> bool:
        return self.asks_again

    def take(self, row: Any, form: Any) -> None:
        type(self).verb(row, by=self.request.user, **form.cleaned_data)

    @classmethod
    def is_for(cls, user: Any) -> bool:
        """Whoever has the right, and the right to read the list."""
        meta = cls.get_default_model()._meta
        view = f"{meta.app_label}.{get_permission_codename('view', meta)}"
        return bool(user.has_perms([cls.permission, view]))

    def visible(self) -> QuerySet[Any]:
        manager = self.model._default_manager
        rows: QuerySet[Model] = (
            manager.visible_to(self.request.user)
            if hasattr(manager, "visible_to")
            else manager.all()
        )
        return rows

    def get_actionable_objects(self) -> tuple[list[Any], dict[str, Any]]:
        """Only what has been ticked: "all" would mean every row there ever was."""
        rows = self.visible()
        if self.related:
            rows = rows.select_related(*self.related)
        if self.ordering:
            rows = rows.order_by(*self.ordering)
        ticked = [one for one in self.request.GET.getlist("id") if is_row_id(one)]
        return self.in_turn(get_list_or_404(rows, pk__in=ticked)), {}

    def in_turn(self, rows: list[Any]) -> list[Any]:
        """The rows in the order in which they are taken; `ordering` where SQL can say it."""
        return rows

    def title_of(self, row: Any) -> str:
        return str(row)

    def state_of(self, row: Any) -> str:
        display = getattr(row, "get_status_display", None)
        return str(display()) if display else ""

    def object_context(self, row: Any) -> dict[str, Any]:
        return {"title": self.title_of(row), "state": self.state_of(row)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            page_title=self.display_name,
            header_icon="check",
            note=self.note,
            is_serious="serious" in self.classes,
            **kwargs,
        )

    def dispatch(self, request: HttpRequest) -> HttpResponseBase:
        if not self.is_for(request.user):
            raise PermissionDenied
        return super().dispatch(request)

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """With nothing done the page comes again, and what was typed stays."""
        rows = self.get_actionable_objects()[0]
        refused = [sentence for row in rows if (sentence := self._refused(row, form))]
        done = len(rows) - len(refused)
        if not done:
            for sentence in refused:
                form.add_error(None, sentence)
            return self.form_invalid(form)
        words = ngettext(
            "%(verb)s: %(done)s is done.", "%(verb)s: %(done)s are done.", done
        )
        said = words % {"verb": self.display_name, "done": done}
        messages.success(self.request, said)
        for sentence in refused:
            messages.error(self.request, sentence)
        return redirect(self.next_url)

    def _refused(self, row: Any, form: BaseForm) -> str:
        """Each in a transaction of its own: what it locks is free before the next."""
        # Its verb may change what the row is called.
        title = self.title_of(row)
        try:
            with transaction.atomic():
                self.take(row, form)
        except Refusal as refusal:
            return f"{title}: {refusal}"
        except Exception:
            # The rows before this one are done, which has to be said all the same.
            logger.exception(
                "%s failed for %s %s", self.action_type, row._meta.label, row.pk
            )
            sentence = _("This one is not done. Try it again.")
            return f"{title}: {sentence}"
        return ""

    def remark(self, row: Any, sentence: str) -> None:
        """Say what is to be known of one row that was done."""
        messages.warning(self.request, f"{self.title_of(row)}: {sentence}")


def title_id(row: Model) -> str:
    """What a row's box refers to for those who hear the page."""
    return f"{row._meta.model_name}_{row.pk}_title"


class BulkIndex(IndexView):
    """A list with boxes to tick, for those who have a verb for several of its rows."""

    template_name = "ui/desk/list.html"

    @cached_property
    def has_boxes(self) -> bool:
        meta = self.model._meta
        return any(
            issubclass(verb, BulkVerb) and verb.is_for(self.request.user)
            for verb in bulk_action_registry.get_bulk_actions_for_model(
                meta.app_label, meta.model_name
            )
        )

    @cached_property
    def columns(self) -> list[Any]:
        columns: list[Any] = super().columns
        if not self.has_boxes:
            return columns
        kind = self.model._meta.model_name
        return [BulkActionsCheckboxColumn("bulk_actions", obj_type=kind), *columns]

    def _get_title_column(self, *args: Any, **kwargs: Any) -> Any:
        return super()._get_title_column(*args, **{"get_title_id": title_id, **kwargs})

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        return {**context, "has_boxes": self.has_boxes}


class BulkLedgerIndex(BulkIndex, LedgerIndex):
    pass
