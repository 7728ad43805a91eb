"""Asks what is known against every pinned dependency; whatever could not be asked is said.

Ends with 1 where something is known that docs/advisories.toml does not explain, or where
that file explains what is no longer known. Where the advisories cannot be reached nothing
is known, which is no fault of the code: it is said and passes, unless AUDIT=required.
"""

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
EXPLAINED = ROOT / "docs" / "advisories.toml"
PINNED = ROOT / "requirements-dev.txt"
PATIENCE = 300


@dataclass
class Verdict:
    asked: int = 0
    unasked: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    explained: list[str] = field(default_factory=list)
    over: list[str] = field(default_factory=list)

    @property
    def is_bad(self) -> bool:
        return bool(self.open or self.over)

    def lines(self) -> list[str]:
        said = [f"FAILED   {one}" for one in self.open]
        said += [f"FAILED   explained, but known no more: {one}" for one in self.over]
        said += [f"ok       known and explained: {one}" for one in self.explained]
        if self.unasked:
            said.append(
                f"UNKNOWN  {len(self.unasked)} of {len(self.unasked) + self.asked} "
                "dependencies: the advisories of PyPI could not be asked about them"
            )
        elif not self.is_bad:
            said.append(f"ok       advisories on {self.asked} dependencies")
        return said


def judge(
    found: Iterable[Mapping[str, Any]], explained: Mapping[str, Mapping[str, str]]
) -> Verdict:
    """`explained` by the number of the advisory; one has several, and any will do."""
    verdict, met = Verdict(), set()
    for one in found:
        if "skip_reason" in one:
            verdict.unasked.append(one["name"])
            continue
        verdict.asked += 1
        for known in one["vulns"]:
            numbers = {known["id"], *known.get("aliases", ())}
            said = f"{one['name']} {one['version']}: {', '.join(sorted(numbers))}"
            why = [number for number in numbers if number in explained]
            met.update(why)
            (verdict.explained if why else verdict.open).append(said)
    if not verdict.unasked:
        verdict.over = sorted(explained.keys() - met)
    return verdict


def explanations(text: str) -> dict[str, dict[str, str]]:
    found = tomllib.loads(text).get("advisory", [])
    for one in found:
        if not all(one.get(part, "").strip() for part in ("id", "package", "why")):
            raise ValueError(f"{one}: an advisory has an id, a package and a why")
    return {one["id"]: one for one in found}


def main() -> int:
    command = [str(Path(sys.executable).parent / "pip-audit"), "--disable-pip"]
    command += ["--require-hashes", "--requirement", str(PINNED), "--format", "json"]
    command += ["--progress-spinner", "off", "--timeout", "15"]
    explained = explanations(EXPLAINED.read_text(encoding="utf-8"))
    is_required = os.environ.get("AUDIT") == "required"
    try:
        asked = subprocess.run(
            command, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
        found = json.loads(asked.stdout)["dependencies"]
    except (OSError, subprocess.TimeoutExpired, ValueError, KeyError) as reason:
        print(f"UNKNOWN  dependencies: the advisories could not be asked ({reason})")
        return int(is_required)
    verdict = judge(found, explained)
    print("\n".join(verdict.lines()))
    return int(verdict.is_bad or (is_required and bool(verdict.unasked)))


if __name__ == "__main__":
    sys.exit(main())
