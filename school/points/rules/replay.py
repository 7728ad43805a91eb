"""The ledger of one person gone through anew: what each posting must have written."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from school.points.rules import accounts, lots
from school.points.rules.accounts import Accounts, Line
from school.points.rules.lots import Move


@dataclass(frozen=True, slots=True)
class Written:
    """A posting as it stands, with its lines: account, delta and after."""

    pk: int
    kind: str
    points: int
    on: date
    is_spendable: bool = True
    reverses: int | None = None
    lines: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(slots=True)
class Replay:
    """Keeps what is held so far; each posting is worked out from that alone."""

    sums: dict[str, int] = field(default_factory=dict)
    moves: list[Move] = field(default_factory=list)
    # What moved the score, and on which day.
    rated: list[tuple[date, int]] = field(default_factory=list)

    def off(self, postings: Iterable[Written]) -> Iterator[tuple[int, str]]:
        """The postings that are not as they must be, with the account that is off."""
        for posting in postings:
            lines = self.lines_of(posting)
            self.sums = accounts.sums_after(self.sums, lines)
            self.rated += [
                (posting.on, line.delta)
                for line in lines
                if line.account == accounts.SCORE
            ]
            if posting.is_spendable:
                self.moves.append(_move(posting))
            right = {
                line.account: (line.delta, self.sums[line.account]) for line in lines
            }
            for account in sorted({*right, *posting.lines}):
                if right.get(account) != posting.lines.get(account):
                    yield posting.pk, account

    def lines_of(self, posting: Written) -> list[Line]:
        held, points = Accounts.of(self.sums), posting.points
        match posting.kind:
            case "award":
                lines = accounts.rate(points)
                return lines + (
                    accounts.give(points, held) if posting.is_spendable else []
                )
            case "deduction":
                return accounts.rate(points)
            case "reversal":
                return accounts.rate(points) + self._taken_back(posting, held)
            case "hold":
                return accounts.hold(-points)
            case "collection":
                return accounts.collect(-points)
            case "release":
                return accounts.release(points, held)
            case "expiry":
                return accounts.expire(self._ended(posting.on, held.balance))
            case "carry_over":
                return accounts.rate(self._carried(posting.on))
        return []

    def _taken_back(self, posting: Written, held: Accounts) -> list[Line]:
        for lot in lots.fold(self.moves):
            if lot.posting == posting.reverses:
                return accounts.take_back(lot.points, held, expired=lot.expired)
        return []

    def _carried(self, on: date) -> int:
        then = sum(delta for day, delta in self.rated if day <= on)
        score = accounts.carry_over(accounts.held_score(then))
        return score - accounts.INITIAL_SCORE - then

    def _ended(self, on: date, balance: int) -> int:
        parts = lots.left(lots.fold(self.moves), balance)
        return sum(points for lot, points in parts if lot.last_day < on)


def _move(posting: Written) -> Move:
    return Move(
        posting.kind, posting.pk, posting.on, abs(posting.points), posting.reverses
    )
