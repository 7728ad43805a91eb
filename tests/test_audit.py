"""What is known against a dependency stops `make check`; what could not be asked is said."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

FILE = Path(__file__).resolve().parent.parent / "bin" / "audit.py"
CLEAN: dict[str, Any] = {"name": "django", "version": "5.2", "vulns": []}
KNOWN: dict[str, Any] = {
    "name": "pillow",
    "version": "1.0",
    "vulns": [{"id": "PYSEC-1", "aliases": ["CVE-1"]}],
}
UNASKED: dict[str, Any] = {"name": "wagtail", "skip_reason": "not found"}
WHY = {"CVE-1": {"id": "CVE-1", "package": "pillow", "why": "No such picture here."}}


@pytest.fixture(scope="module")
def audit() -> ModuleType:
    spec = importlib.util.spec_from_file_location("audit", FILE)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_is_known_and_not_explained_fails(audit: ModuleType) -> None:
    verdict = audit.judge([CLEAN, KNOWN], {})
    assert verdict.is_bad
    assert verdict.lines() == ["FAILED   pillow 1.0: CVE-1, PYSEC-1"]


def test_what_is_explained_by_any_of_its_numbers_passes(audit: ModuleType) -> None:
    verdict = audit.judge([CLEAN, KNOWN], WHY)
    assert not verdict.is_bad
    assert "known and explained: pillow" in verdict.lines()[0]


def test_an_explanation_that_is_over_goes(audit: ModuleType) -> None:
    assert audit.judge([CLEAN], WHY).is_bad
    assert not audit.judge([CLEAN, UNASKED], WHY).is_bad, "it may be of the unasked one"


def test_what_could_not_be_asked_is_never_called_clean(audit: ModuleType) -> None:
    said = audit.judge([CLEAN, UNASKED], {}).lines()
    assert [one[:8] for one in said] == ["UNKNOWN "]
    assert "1 of 2" in said[0]


@pytest.mark.parametrize(
    ("answer", "required", "code"),
    [
        ("", "", 0),
        ("", "required", 1),
        ('{"dependencies": [{"name": "a", "skip_reason": "b"}]}', "", 0),
        ('{"dependencies": [{"name": "a", "skip_reason": "b"}]}', "required", 1),
        (
            '{"dependencies": [{"name": "a", "version": "1", "vulns": []}]}',
            "required",
            0,
        ),
        (
            '{"dependencies": [{"name": "a", "version": "1", "vulns": [{"id": "C"}]}]}',
            "",
            1,
        ),
    ],
)
def test_how_it_ends(
    audit: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    answer: str,
    required: str,
    code: int,
) -> None:
    class Done:
        stdout = answer

    monkeypatch.setattr(audit.subprocess, "run", lambda *args, **kwargs: Done)
    monkeypatch.setattr(audit, "explanations", lambda text: {})
    monkeypatch.setenv("AUDIT", required)
    assert audit.main() == code
    assert capsys.readouterr().out.strip(), "it never passes in silence"


def test_every_explanation_says_of_what_and_why(audit: ModuleType) -> None:
    audit.explanations(audit.EXPLAINED.read_text(encoding="utf-8"))
    with pytest.raises(ValueError, match="why"):
        audit.explanations('[[advisory]]\nid = "C"\npackage = "a"\nwhy = " "')
