"""What a completion cost: read in one query, and told in words."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from school.courses.costs.actions import are_complete
from school.courses.models import Cohort, CostClosing, CostLine
from school.lib.format import yuan
from school.outcomes.facts import class_key
from school.outcomes.figures import DASH, Figure, Section
from school.outcomes.rules import Bound, Cost, Kind, Line, Share
from school.outcomes.rules import costs as by_group
from school.outcomes.rules.costs import Key
from school.outcomes.tables import FEW, Table, TableRow, Told, name

HOW: Final = gettext_lazy(
    "What the classes cost whose costs are said to be complete, divided by how many completed in them, to the fen. It tells only of numbers that are shown here anyway."
)


def spent_in(cohorts: QuerySet[Cohort]) -> dict[Key, int | None]:
    """Of each class; None until its costs are said to be complete."""
    complete = CostClosing.objects.in_force().filter(cohort=OuterRef("pk"))
    found = cohorts.select_related("edition__course").annotate(
        cost_fen=Sum("cost_lines__amount_fen", filter=Q(cost_lines__replaced_by=None)),
        are_complete=Exists(complete),
    )
    return {
        class_key(one): (one.cost_fen or 0) if one.are_complete else None
        for one in found
    }


def section_of_all(cost: Cost) -> Section:
    """Of the school; `cost` of all completed classes."""
    if not cost.classes:
        return Section(
            _("Cost per completion"),
            [],
            empty=_("No class's costs are complete yet."),
        )
    covered = _("costs complete and told in %(some)s of %(all)s completed classes") % {
        "some": cost.classes,
        "all": cost.everything,
    }
    return Section(
        _("Cost per completion"),
        [
            Figure(
                label=_("Cost per completion"),
                value=each(cost),
                of=of(cost),
                coverage=covered,
                definition=str(HOW),
            )
        ],
        left_out=list(_left_out(cost)),
        left_out_of=_("Which classes are not in it, and why"),
    )


def section_of(cohort: Cohort, completed: Share) -> Section:
    """Of one class; `completed` as its page tells it."""
    standing = CostLine.objects.standing().filter(cohort=cohort)
    sums = standing.order_by("kind").values_list("kind").annotate(Sum("amount_fen"))
    by_kind = {kind: fen for kind, fen in sums if fen}
    title, fen = _("Cost per completion"), sum(by_kind.values())
    if not by_kind:
        return Section(title, [], empty=_("No cost of this class is noted yet."))
    is_complete = are_complete(cohort)
    is_told = is_complete and completed.bound == Bound.EXACT
    cost = Cost(fen, completed.numerator or 0, 1) if is_told else None
    kinds = " · ".join(
        f"{CostLine.Kind(kind).label} {yuan(one)}" for kind, one in by_kind.items()
    )
    return Section(
        title,
        [
            Figure(
                label=_("Costs of the class"),
                value=yuan(fen),
                of=kinds,
                coverage=_("complete") if is_complete else _("not complete yet"),
                definition=_("What was noted as paid, corrections taken in."),
            ),
            Figure(
                label=title,
                value=each(cost) if cost else DASH,
                of=of(cost) if cost else _why_not(is_complete=is_complete),
                coverage=_("everyone who completed"),
                definition=_(
                    "What the class cost, divided by how many completed it, to the fen."
                ),
            ),
        ],
    )


def each(cost: Cost) -> str:
    return DASH if cost.each_fen is None else yuan(cost.each_fen)


def of(cost: Cost) -> str:
    if not cost.completed:
        return _("%(sum)s; nobody completed") % {"sum": yuan(cost.fen)}
    return ngettext(
        "%(sum)s for %(completed)s completion",
        "%(sum)s for %(completed)s completions",
        cost.completed,
    ) % {"sum": yuan(cost.fen), "completed": cost.completed}


def _why_not(*, is_complete: bool) -> str:
    if not is_complete:
        return _("told once the costs are complete")
    return _("not shown: it would tell how many completed")


def _left_out(cost: Cost) -> Iterable[str]:
    reasons = (
        (_("costs not said to be complete"), cost.not_complete),
        (_("the number who completed is not shown"), cost.not_shown),
    )
    for words, number in reasons:
        if number:
            yield f"{words}: {number}"


def table(
    lines: Sequence[Line], spent: Mapping[Key, int | None], courses: Mapping[str, str]
) -> Table:
    """By course, year and class: those with complete costs in them; the whole last."""
    found = by_group(lines, spent)
    told = [key for key in found if key and _is_told(found[key])]
    keys = [*told, ()] if told else []
    return Table(
        title=_("Costs by course, year and class"),
        columns=[
            (_("Costs"), _("of classes whose costs are complete")),
            (_("Cost per completion"), _("of those who completed in them")),
            (_("Classes"), _("told of, of all completed")),
        ],
        rows=[
            TableRow(
                label=name(Kind.CLASS, key, courses),
                depth=max(len(key) - 1, 0),
                is_whole=not key,
                cells=_cells(found[key]),
            )
            for key in keys
        ],
        withheld=0,
        is_of_question=False,
    )


def _is_told(cost: Cost) -> bool:
    return bool(cost.classes or cost.not_shown)


def _cells(cost: Cost) -> list[Told]:
    classes = Told(f"{cost.classes}/{cost.everything}")
    if not cost.classes:
        return [Told(str(FEW)), Told(str(FEW)), classes]
    return [Told(yuan(cost.fen)), Told(each(cost), of(cost)), classes]
