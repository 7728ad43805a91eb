"""What the desk sees in a preview: each fact's name in words, and one that might be."""

from typing import Any

from django.utils.translation import pgettext_lazy

from school.notices.kinds import FLAGS, facts_of

EVENING = {"at": "2026-03-20T19:00:00+08:00"}
# A fact that is not listed is shown by its bare name.
SAMPLES: dict[str, Any] = {
    "cohort": {"zh": "养老护理第8期", "en": "Elder care, class 8"},
    "former": {"zh": "养老护理第7期", "en": "Elder care, class 7"},
    "course": {"zh": "居家养老护理", "en": "Home elder care"},
    "title": {"zh": "第3晚 移位与搬运", "en": "Evening 3: moving and lifting"},
    "venue": {"zh": "实训室201", "en": "Training room 201"},
    "contest": {"zh": "金溪县家政服务技能竞赛", "en": "Jinxi home-service contest"},
    "start_number": 7,
    "round": 2,
    "name": {"zh": "韩雪枫", "en": "Han Xuefeng"},
    "teacher": {"zh": "周敏慧", "en": "Zhou Minhui"},
    "why": {"zh": "记错了人", "en": "a mix-up"},
    "reason": {"zh": "下雪路滑", "en": "snow on the roads"},
    "starts_at": EVENING,
    "when": EVENING,
    "was_at": {"at": "2026-03-18T19:00:00+08:00"},
    "day": {"on": "2026-03-20"},
    "until": EVENING,
    "number": "FNYX-361027-2026-000012",
    "certificate": "养老护理员 三级",
    "authority": "县市场监督管理局",
    "decision": "金市监信〔2026〕12号",
    "card": "watch",
    "question": "M3-12",
    "what": {"zh": "迟到", "en": "Late"},
    "company": {"zh": "华丽家政", "en": "Huali Home Services"},
    "position": 3,
    "points": 50,
    "reward": {"zh": "喷雾消毒壶", "en": "Spray bottle"},
    "months": 3,
    "count": 5,
    "evenings": 20,
    "hours": 60,
    "ends_on": {"on": "2026-05-22"},
}
DAYS: dict[str, Any] = {
    "follow_up_due": {"until": {"on": "2026-03-20"}},
    "follow_up_waited": {"until": {"on": "2026-03-20"}},
    "certificate_renewed": {"until": {"on": "2028-03-20"}},
    "renewal_withdrawn": {"until": {"on": "2026-03-20"}},
    "refresher_suggested": {"until": {"on": "2026-03-20"}},
    "external_expires": {"until": {"on": "2026-03-20"}},
    "card_review": {"until": {"on": "2026-03-20"}},
    "licence_expires": {"until": {"on": "2026-03-20"}},
    "redemption_ready": {"until": {"on": "2026-03-20"}},
    "deduction_proposed": {"until": {"on": "2026-03-20"}},
    "rules_changed": {"starts_on": {"on": "2026-03-20"}},
    "deduction_posted": {"until": {"on": "2026-03-20"}},
    "deduction_appealed": {"until": {"on": "2026-03-20"}},
}
WORDS: dict[str, Any] = {
    "cohort": pgettext_lazy("fact", "the class"),
    "former": pgettext_lazy("fact", "the class before"),
    "course": pgettext_lazy("fact", "the course"),
    "title": pgettext_lazy("fact", "what the evening is about"),
    "venue": pgettext_lazy("fact", "the room"),
    "name": pgettext_lazy("fact", "whose it is"),
    "teacher": pgettext_lazy("fact", "who teaches"),
    "reason": pgettext_lazy("fact", "why"),
    "why": pgettext_lazy("fact", "why it is taken back"),
    "starts_at": pgettext_lazy("fact", "when it begins"),
    "was_at": pgettext_lazy("fact", "when it was to begin"),
    "day": pgettext_lazy("fact", "the day"),
    "until": pgettext_lazy("fact", "the last moment to answer"),
    "number": pgettext_lazy("fact", "the certificate's number"),
    "certificate": pgettext_lazy("fact", "the certificate's title"),
    "question": pgettext_lazy("fact", "the question's number"),
    "position": pgettext_lazy("fact", "the place in line"),
    "authority": pgettext_lazy("fact", "which authority decided"),
    "decision": pgettext_lazy("fact", "the number of the decision"),
    "card": pgettext_lazy("fact", "the card"),
    "what": pgettext_lazy("fact", "what was complained of"),
    "points": pgettext_lazy("fact", "how many points"),
    "reward": pgettext_lazy("fact", "what was redeemed"),
    "count": pgettext_lazy("fact", "how many trainees"),
    "evenings": pgettext_lazy("fact", "how many evenings"),
    "hours": pgettext_lazy("fact", "how many hours"),
    "ends_on": pgettext_lazy("fact", "the last day"),
    "months": pgettext_lazy("fact", "months since completion"),
    "is_upheld": pgettext_lazy("fact", "the appeal is upheld"),
    "is_answered": pgettext_lazy("fact", "the worker has answered"),
    "is_late": pgettext_lazy("fact", "the days to decide are over"),
    "is_granted": pgettext_lazy("fact", "the grounds are recognised"),
    "is_confirmed": pgettext_lazy("fact", "it was confirmed"),
    "is_read": pgettext_lazy("fact", "it was read and noted"),
    "month": pgettext_lazy("fact", "the month"),
    "is_changed": pgettext_lazy("fact", "it was planned otherwise before"),
    "is_put_off": pgettext_lazy("fact", "it is put off, without a new time"),
    "is_make_up": pgettext_lazy("fact", "it is a make-up evening"),
    "contest": pgettext_lazy("fact", "the contest"),
    "start_number": pgettext_lazy("fact", "the start number"),
    "round": pgettext_lazy("fact", "the number of the round"),
    "is_moved_up": pgettext_lazy("fact", "it is in the place of who withdrew"),
    "is_own": pgettext_lazy("fact", "it is about what the reader did"),
    "is_cancelled": pgettext_lazy("fact", "the evening is cancelled"),
}


def full(kind: str) -> dict[str, Any]:
    """Everything that a notice of the kind may be told."""
    facts = facts_of(kind)
    return {name: sample(kind, name) for name in sorted(facts.always | facts.sometimes)}


def least(kind: str) -> dict[str, Any]:
    """What every notice of the kind is told, each yes-or-no the other way round."""
    always = {name: sample(kind, name) for name in sorted(facts_of(kind).always)}
    return {**always, **dict.fromkeys(FLAGS.get(kind, ()), True)}


def sample(kind: str, name: str) -> Any:
    own = DAYS.get(kind, {}).get(name)
    return own or SAMPLES.get(name, f"〈{name}〉")
