"""The shape of the points file: accounts, rules, tiers, due process and the shop."""

from dataclasses import dataclass
from typing import Annotated, Literal

from school.courses.curriculum.kinds import (
    Between,
    Bilingual,
    Located,
    Many,
    Name,
    Points,
    RuleCode,
    Version,
    Written,
)

Account = Literal["score", "balance"]
Role = Literal[
    "system",
    "head_teacher",
    "registrar",
    "inspector",
    "association_staff",
    "dispatcher",
]
Days = Annotated[int, Between(1, 3660)]
Key = Annotated[str, Written(r"[A-Z][A-Z0-9_]*", "TRAIN_ATTEND")]


@dataclass(frozen=True)
class ScoreAccount(Located):
    title: Bilingual
    initial: Points
    min: Points
    max: Points
    use: Bilingual


@dataclass(frozen=True)
class BalanceAccount:
    title: Bilingual
    initial: Points
    min: Points
    use: Bilingual


@dataclass(frozen=True)
class Accounts:
    score: ScoreAccount
    balance: BalanceAccount


@dataclass(frozen=True)
class Posting:
    positive: tuple[Account, ...]
    negative: tuple[Literal["score"], ...]
    recovery: tuple[Literal["score"], ...]
    reversal: Bilingual
    negative_status_flow: Annotated[tuple[Name, ...], Many]
    counts_when: Bilingual
    append_only: Literal[True]
    idempotency_key: Annotated[tuple[Name, ...], Many]
    cap_behaviour: Bilingual
    timezone: Literal["Asia/Shanghai"]
    periods: dict[str, str]


@dataclass(frozen=True)
class Expiry:
    balance_months: Annotated[int, Between(1, 120)]
    notice_days: Days
    order: Literal["earliest_first"]
    score_year_end: Bilingual


@dataclass(frozen=True)
class Cap(Located):
    period: Name
    max_abs_points: Annotated[int, Between(1, 1000)] | None
    max_times: Annotated[int, Between(1, 1000)] | None


@dataclass(frozen=True)
class PointsRule(Located):
    code: RuleCode
    key: Key
    title: Bilingual
    delta: Annotated[int, Between(-1000, 1000)]
    category: Literal[
        "training",
        "service_quality",
        "community",
        "integrity",
        "compliance",
        "recovery",
    ]
    evidence: Annotated[tuple[Name, ...], Many]
    cap: Cap
    confirm_role: Role
    second_confirmation: bool
    appealable: bool
    unique_on: tuple[Name, ...] = ()
    same_household_cap_per_month: Annotated[int, Between(1, 100)] | None = None
    sets_red: bool = False
    lift_only_by_decision: bool = False
    ceiling_score: Points | None = None
    delta_mode: Literal["fixed", "exact_reversal_of_linked_entry"] = "fixed"


@dataclass(frozen=True)
class Tier(Located):
    code: Name
    title: Bilingual
    card: Literal["green", "none", "red"]
    min_score: Points
    max_score: Points
    text_label: Bilingual


@dataclass(frozen=True)
class RedCardLift:
    all_of: Annotated[tuple[str, ...], Many]
    approved_by: Role


@dataclass(frozen=True)
class RedCard:
    triggers: Annotated[tuple[str, ...], Many]
    effects: Annotated[tuple[Bilingual, ...], Many]
    lift: RedCardLift
    min_days: Days


@dataclass(frozen=True)
class DueProcess:
    notice: Bilingual
    response_working_days: Days
    appeal_working_days: Days
    decision_working_days: Days
    reviewer_rule: Bilingual
    automated_only_allowed: Literal[False]


@dataclass(frozen=True)
class GreenBoard:
    consent_required: Literal[True]
    fields: Annotated[tuple[Name, ...], Many]
    refresh: Name


@dataclass(frozen=True)
class RedBoard:
    public: Literal[False]
    visible_to: Annotated[tuple[str, ...], Many]
    public_form: Bilingual
    if_required_by_competent_authority: Bilingual


@dataclass(frozen=True)
class Publication:
    green_board: GreenBoard
    red_board: RedBoard
    colour_never_alone: Bilingual


@dataclass(frozen=True)
class Limit(Located):
    times: Annotated[int, Between(1, 1000)]
    period: Name


@dataclass(frozen=True)
class Reward(Located):
    code: Annotated[str, Written(r"RD\d{2}", "RD01")]
    key: Key
    title: Bilingual
    kind: Literal["tool", "training_seat", "voucher", "priority_order"]
    cost: Annotated[int, Between(1, 100_000)]
    min_tier: Name
    limit: Limit
    stock_tracked: bool
    valid_days_after_redeem: Days
    fulfil_role: Role


@dataclass(frozen=True)
class RedemptionRules:
    status_flow: Annotated[tuple[Name, ...], Many]
    hold_points_on_request: Literal[True]
    refund_on: Annotated[tuple[Name, ...], Many]
    requires: Annotated[tuple[str, ...], Many]
    no_cash: Literal[True]
    not_transferable: Literal[True]


@dataclass(frozen=True)
class PointsFile(Located):
    schema: str
    code: Literal["POINTS"]
    version: Version
    title: Bilingual
    status: Bilingual
    accounts: Accounts
    posting: Posting
    expiry: Expiry
    rules: Annotated[tuple[PointsRule, ...], Many]
    tiers: Annotated[tuple[Tier, ...], Many]
    red_card: RedCard
    due_process: DueProcess
    publication: Publication
    catalogue: Annotated[tuple[Reward, ...], Many]
    redemption_rules: RedemptionRules
