"""Words that neither our certificate nor our pages may claim.

A training completion certificate is no qualification of the state. The one
sentence that says so, word for word, is the one place for these words.
"""

import re

DISCLAIMER = (
    "本证书证明持证人完成本校培训并通过结业考核，"
    "不是职业资格证书，也不是职业技能等级证书。"
)
TITLES = (
    "中华人民共和国",
    "中国",
    "中华",
    "国家",
    "全国",
    "职业资格",
    "执业资格",
    "人员资格",
    "岗位合格",
    "专业技术职务",
    "职业技能鉴定",
    "职业技能等级",
    "专项职业能力",
)
PROMISES = (
    "政府主推",
    "包过",
    "不过包退",
    "速成",
    "上岗必须",
    "天拿证",
    "包拿证",
    "挂靠",
    "轻松月入过万",
    "高薪入职",
    "推荐高薪工作",
)


# Neither a gap nor a change to bold and back makes another word of it.
BETWEEN = re.compile(r"[\s*]+")


def forbidden_claims(text: str) -> list[str]:
    """The forbidden words in `text`, each once; the disclaimer does not count."""
    rest = BETWEEN.sub("", text.replace(DISCLAIMER, ""))
    return [word for word in TITLES + PROMISES if word in rest]
