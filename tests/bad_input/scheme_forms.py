"""The forms of a draft of the points rules."""

from tests.bad_input.form import Form, day, reason

VERBS = "school.points.schemes.actions"
SCHEMES = [
    Form(
        "points_desk:write_rule",
        "points_officer",
        lambda w: {
            "title_zh": "担任助教一晚",
            "title_en": "Assisting for an evening",
            "is_on": "on",
            "amount": "6",
            "period": "month",
            "most_points": "24",
            "most_times": "",
            "evidence": ["service_log"],
            "approval_above": "5",
        },
        f"{VERBS}.write_rule",
    ),
    Form(
        "points_desk:write_reward",
        "points_officer",
        lambda w: {
            "cost": "25",
            "min_tier": "green",
            "times": "2",
            "period": "quarter",
        },
        f"{VERBS}.write_reward",
    ),
    Form(
        "points_desk:write_tiers",
        "points_officer",
        lambda w: {
            "model_zh": "示范",
            "model_en": "Model",
            "model_from": "150",
            "green_zh": "绿牌",
            "green_en": "Green",
            "green_from": "100",
            "watch_zh": "观察期",
            "watch_en": "Watch",
            "watch_from": "80",
            "red_zh": "红牌",
            "red_en": "Red",
        },
        f"{VERBS}.write_tiers",
    ),
    Form(
        "points_desk:propose_scheme",
        "points_officer",
        lambda w: {"starts_on": day(8), "words": "带教加分多一点。"},
        f"{VERBS}.propose_scheme",
    ),
    Form(
        "points_desk:refuse_scheme",
        "registrar",
        lambda w: {"reason": "不成立", "seen": w.schemes.draft.seal},
        f"{VERBS}.refuse_scheme",
        is_taken=False,
    ),
    Form("points_desk:drop_scheme", "points_officer", reason, f"{VERBS}.drop_scheme"),
]
