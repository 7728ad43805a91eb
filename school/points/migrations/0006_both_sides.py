"""What stood on single lines becomes postings, and each line gets its other side.

What a balance was below zero by is owed from now on; what was taken from it for no
score was spent: held, and collected. Taken back, the lines of score and balance say
again what they said; a posting without a rule cannot be said by them, and stops it.
"""

from collections import defaultdict
from typing import Any

from django.db import migrations

FIELDS = (
    "rule_id",
    "rule_code",
    "source_type",
    "source_id",
    "is_capped",
    "actor_label",
    "reason",
    "at",
)


def put_together(apps: Any, schema_editor: Any) -> None:
    entry, posting = _ledger(apps, schema_editor)
    people = entry.order_by("person_id").values_list("person_id", flat=True)
    for person in list(people.distinct()):
        lines = entry.filter(person=person).select_related("rule")
        _Book(entry, posting).take(list(lines.order_by("pk")))


def _ledger(apps: Any, schema_editor: Any) -> tuple[Any, Any]:
    alias = schema_editor.connection.alias
    entry, posting = (apps.get_model("points", name) for name in ("Entry", "Posting"))
    return entry.objects.using(alias), posting.objects.using(alias)


class _Book:
    """The ledger of one person, in the order in which it was written."""

    def __init__(self, entry: Any, posting: Any) -> None:
        self.entry, self.posting = entry, posting
        self.sums: dict[str, int] = defaultdict(int)
        self.made: dict[int, Any] = {}
        self.others: list[Any] = []

    def take(self, lines: list[Any]) -> None:
        together: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
        for line in lines:
            source = (line.rule_code, line.source_type, line.source_id)
            together[(*source, line.reverses_id is None)].append(line)
        for group in sorted(together.values(), key=lambda each: each[0].pk):
            self._write(group)
        self.entry.bulk_update(lines, ["delta", "after", "posting"], 500)
        self.entry.bulk_create(self.others, 500)

    def _write(self, group: list[Any]) -> None:
        first = next((one for one in group if one.account == "score"), group[0])
        kind = _kind(first)
        posting = self._post(
            first, kind, reverses=first.reverses_id and self.made[first.reverses_id]
        )
        for line in group:
            self.made[line.pk] = line.posting = posting
            own, *sides = _sides(line, kind, self.sums)
            line.delta = own[1]
            line.after = self._move(*own)
            self._add(posting, sides)
        if kind == "hold":
            end = self._post(first, "collection", follows=posting)
            self._add(end, [("held", first.delta), ("shop", -first.delta)])

    def _post(self, line: Any, kind: str, **links: Any) -> Any:
        known = {name: getattr(line, name) for name in FIELDS}
        return self.posting.create(
            kind=kind, person_id=line.person_id, points=line.delta, **known, **links
        )

    def _add(self, posting: Any, sides: list[tuple[str, int]]) -> None:
        self.others += [
            self.entry.model(
                posting=posting,
                person_id=posting.person_id,
                account=account,
                delta=delta,
                after=self._move(account, delta),
            )
            for account, delta in sides
        ]

    def _move(self, account: str, delta: int) -> int:
        self.sums[account] += delta
        return self.sums[account]


def _kind(line: Any) -> str:
    if line.reverses_id is not None:
        return "reversal"
    if line.account == "balance" and line.delta < 0:
        return "hold"
    return "award" if line.rule.delta > 0 else "deduction"


def _sides(line: Any, kind: str, sums: dict[str, int]) -> list[tuple[str, int]]:
    """The line itself, and what stands against it."""
    if line.account == "score":
        return [("score", line.delta), ("rated", -line.delta)]
    if line.delta < 0:
        owed = max(0, -line.delta - sums["balance"])
    else:
        owed = -min(line.delta, -sums["owed"])
    against = "held" if kind == "hold" else "given"
    sides = [("balance", line.delta + owed), (against, -line.delta)]
    return [*sides, ("owed", -owed)] if owed else sides


def take_apart(apps: Any, schema_editor: Any) -> None:
    entry, posting = _ledger(apps, schema_editor)
    if others := posting.filter(rule=None).count():
        raise ValueError(f"{others} postings cannot be said by single lines")
    owed = dict(entry.filter(account="owed").values_list("posting", "delta"))
    entry.exclude(account__in=["score", "balance"]).delete()
    kept = list(entry.select_related("posting").order_by("pk"))
    lines = {(line.posting_id, line.account): line for line in kept}
    for line in kept:
        made = line.posting
        if line.account == "balance":
            line.delta += owed.get(made.pk, 0)
        if made.reverses_id:
            line.reverses = lines[made.reverses_id, line.account]
        for name in FIELDS:
            setattr(line, name, getattr(made, name))
        line.posting = None
    changed = ["delta", "reverses", "posting", *FIELDS]
    entry.bulk_update(kept, changed, batch_size=500)
    posting.exclude(reverses=None, follows=None).delete()
    posting.all().delete()


class Migration(migrations.Migration):
    dependencies = [("points", "0005_postings")]

    operations = [migrations.RunPython(put_together, take_apart)]
