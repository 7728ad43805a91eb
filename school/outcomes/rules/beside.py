"""What the page of one class tells, beside the school's figures and the other classes' pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from school.outcomes.rules.breakdown import Count, Kind, Member
from school.outcomes.rules.results import After, Change, Results, results
from school.outcomes.rules.rows import LeftOut
from school.outcomes.rules.shares import Bound, Share
from school.outcomes.rules.withheld import Figure, Key, withheld

SHUT: Final = Share(None, None, Bound.HIDDEN)


def results_beside(members: Sequence[Member], key: Key) -> Results:
    """The results of the class at `key`, so that no class's small number follows from all."""
    own = [each.row for each in members if each.groups[Kind.CLASS] == key]
    found = results(own)
    if len(own) == len(members):
        return found
    narrow = _Narrow(withheld(members, key))
    return replace(
        found,
        completed=narrow.share(found.completed, Figure(Count.COMPLETED)),
        certified=narrow.share(found.certified, Figure(Count.CERTIFIED)),
        external=narrow.share(found.external, Figure(Count.EXTERNAL)),
        after=tuple(map(narrow.after, found.after)),
    )


@dataclass(frozen=True, slots=True)
class _Narrow:
    """Results less what is withheld; of that, with whether a bound may stand."""

    away: Mapping[Figure, bool]

    def share(self, share: Share, figure: Figure) -> Share:
        if figure not in self.away or share.bound == Bound.NOBODY:
            return share
        if self.away[figure] and share.bound != Bound.EXACT:
            return share
        return SHUT

    def after(self, one: After) -> After:
        def share(told: Share, count: Count) -> Share:
            return self.share(told, Figure(count, one.months))

        # They add up with the pairs: one that is not told follows from the others.
        are_told = not any(
            figure.months == one.months
            and (isinstance(figure.count, LeftOut) or figure.count == Count.PAIRED)
            for figure in self.away
        )
        return replace(
            one,
            employed=share(one.employed, Count.EMPLOYED),
            reached=share(one.reached, Count.REACHED),
            stayed=one.stayed and share(one.stayed, Count.STAYED),
            changes=tuple(self.change(each, one.months) for each in one.changes),
            left_out=tuple(
                (reason, number if are_told else None)
                for reason, number in one.left_out
            ),
        )

    def change(self, one: Change, months: int) -> Change:
        like = (one.kind, one.basis)
        if Figure(Count.PAIRED, months, like) in self.away:
            return Change(one.kind, SHUT, one.basis)
        rose = one.rose and self.share(one.rose, Figure(Count.ROSE, months, like))
        return replace(one, rose=rose)
