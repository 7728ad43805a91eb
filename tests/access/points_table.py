"""The screens of the desk about points: awards, reversals, deductions."""

from tests.access.rows import Row, named, of

PROPOSERS = named("inspector points_officer registrar")
CASES = PROPOSERS | {"auditor"}
POINTS: dict[str, Row] = {
    "points_desk:award": Row(named("points_officer")),
    "points_desk:reverse": Row(named("points_officer"), of("posting.pk")),
    "points_desk:cases": Row(CASES),
    "points_desk:propose_case": Row(PROPOSERS),
    "points_desk:case": Row(CASES, of("cases.answered.code")),
    "points_desk:prove_case": Row(PROPOSERS, of("cases.proposed.code")),
    "points_desk:notify_case": Row(PROPOSERS, of("cases.proposed.code"), True),
    "points_desk:confirm_case": Row(
        named("points_officer registrar"), of("cases.answered.code")
    ),
    "points_desk:withdraw_case": Row(PROPOSERS, of("cases.answered.code")),
    "points_desk:decide_case": Row(named("registrar"), of("cases.appealed.code")),
}
