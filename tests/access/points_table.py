"""The screens of the desk about points: awards, reversals, deductions."""

from tests.access.rows import Row, named, of

PROPOSERS = named("inspector points_officer registrar")
CASES = PROPOSERS | {"auditor"}
SECONDS = named("points_officer registrar")
SCHEMES = named("auditor points_officer registrar")
POINTS: dict[str, Row] = {
    "points_desk:award": Row(named("points_officer")),
    "points_desk:reverse": Row(named("points_officer"), of("posting.pk")),
    "points_desk:award_requests": Row(named("auditor points_officer registrar")),
    "points_desk:award_request": Row(
        named("auditor points_officer registrar"), of("award_request.code")
    ),
    "points_desk:confirm_award": Row(SECONDS, of("award_request.code"), True),
    "points_desk:refuse_award": Row(SECONDS, of("award_request.code")),
    "points_desk:withdraw_award": Row(
        named("points_officer"), of("award_request.code"), True
    ),
    "points_desk:deeds": Row(CASES),
    "points_desk:enter_deed": Row(PROPOSERS),
    "points_desk:deed": Row(CASES, of("deeds.waiting.code")),
    "points_desk:prove_deed": Row(named("inspector"), of("deeds.open.code")),
    "points_desk:deed_file": Row(PROPOSERS, of("deeds.waiting.code")),
    "points_desk:confirm_deed": Row(PROPOSERS, of("deeds.waiting.code"), True),
    "points_desk:refuse_deed": Row(PROPOSERS, of("deeds.waiting.code")),
    "points_desk:schemes": Row(SCHEMES),
    "points_desk:draft_scheme": Row(named("points_officer"), post=True),
    "points_desk:scheme": Row(SCHEMES, of("schemes.draft.code")),
    "points_desk:try_scheme": Row(SCHEMES, of("schemes.draft.code")),
    "points_desk:write_rule": Row(
        named("points_officer"), of("schemes.draft.code", "schemes.rule")
    ),
    "points_desk:write_reward": Row(
        named("points_officer"), of("schemes.draft.code", "schemes.reward")
    ),
    "points_desk:write_tiers": Row(named("points_officer"), of("schemes.draft.code")),
    "points_desk:propose_scheme": Row(
        named("points_officer"), of("schemes.draft.code")
    ),
    "points_desk:withdraw_scheme": Row(
        named("points_officer"), of("schemes.draft.code"), True
    ),
    "points_desk:approve_scheme": Row(SECONDS, of("schemes.draft.code"), True),
    "points_desk:refuse_scheme": Row(SECONDS, of("schemes.draft.code")),
    "points_desk:drop_scheme": Row(named("points_officer"), of("schemes.draft.code")),
    "points_desk:cases": Row(CASES),
    "points_desk:absences": Row(PROPOSERS),
    "points_desk:open_absence": Row(
        PROPOSERS, of("session.code", "enrollment.code"), True
    ),
    "points_desk:propose_case": Row(PROPOSERS),
    "points_desk:case": Row(CASES, of("cases.answered.code")),
    "points_desk:prove_case": Row(PROPOSERS, of("cases.proposed.code")),
    "points_desk:notify_case": Row(PROPOSERS, of("cases.proposed.code")),
    "points_desk:confirm_case": Row(
        named("points_officer registrar"), of("cases.answered.code")
    ),
    "points_desk:go_on_case": Row(PROPOSERS, of("cases.recalled.code")),
    "points_desk:withdraw_case": Row(PROPOSERS, of("cases.answered.code")),
    "points_desk:decide_case": Row(named("registrar"), of("cases.appealed.code")),
}
