from pathlib import Path

import pytest

from school.lib.claims import DISCLAIMER, forbidden_claims

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(
    file
    for folder in ("templates", "school", "cms")
    for file in (ROOT / folder).rglob("*")
    if file.suffix in {".html", ".txt", ".svg"}
)


@pytest.mark.parametrize(
    "text",
    [
        "国家认证",
        "职业资格证书",
        "零基础包拿证",
        "七天拿证",
        "速成班",
        # Bold, or with a gap, it says the same.
        "取得职业*资格*",
        "职业　资格\n证书",
    ],
)
def test_a_forbidden_claim_is_found(text: str) -> None:
    assert forbidden_claims(text) != []


def test_the_disclaimer_may_say_what_the_certificate_is_not() -> None:
    assert forbidden_claims(f"<p>{DISCLAIMER}</p>") == []


def test_a_changed_disclaimer_is_a_claim() -> None:
    assert forbidden_claims(DISCLAIMER.replace("不是", "是")) == [
        "职业资格",
        "职业技能等级",
    ]


def test_no_template_claims_what_it_may_not() -> None:
    assert len(TEMPLATES) > 3
    assert {
        str(file.relative_to(ROOT)): found
        for file in TEMPLATES
        if (found := forbidden_claims(file.read_text(encoding="utf-8")))
    } == {}


@pytest.mark.parametrize("sheet", ["sheet", "card"])
def test_the_certificate_bears_the_disclaimer_word_for_word(sheet: str) -> None:
    certificate = ROOT / f"templates/documents/certificate/{sheet}.html"
    assert DISCLAIMER in certificate.read_text(encoding="utf-8")
