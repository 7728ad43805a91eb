"""What the papers rest on: each ledger's lines, counted, named from first to last, and hashed.

Whoever has the database can make the same hashes from it, and so prove that the papers
tell what it held.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

from school.outcomes.dossier.facts import Facts

# The columns of each that are hashed. Never the ID number itself: its keyed hash.
ENROLLMENT = (
    "pk",
    "code",
    "person_id",
    "moved_from_id",
    "status",
    "applied_at",
    "ended_at",
)
SESSION = ("pk", "code", "evening_id", "starts_at", "ends_at", "status", "teacher_id")
EVENT = (
    "pk",
    "session_id",
    "enrollment_id",
    "kind",
    "at",
    "method",
    "level",
    "noted_at",
    "device_at",
    "uuid",
    "recorded_by_id",
    "recorded_at",
    "reason",
)
ENTRY = ("pk", "session_id", "enrollment_id", "minutes", "event_id", "at")
READING = (
    "pk",
    "enrollment_id",
    "lesson_id",
    "uuid",
    "begun_at",
    "ended_at",
    "claimed_seconds",
    "seconds",
    "received_at",
)
ATTEMPT = ("pk", "enrollment_id", "number", "status", "submitted_at", "points")
RESULT = (
    "pk",
    "enrollment_id",
    "supersedes_id",
    "theory_points",
    "practical_points",
    "minutes_credited",
    "minutes_required",
    "has_passed",
    "reasons",
    "breakdown",
    "decided_at",
)
CERTIFICATE = ("pk", "number", "status", "claims_sha256", "pdf_sha256")
FOLLOW_UP = (
    "pk",
    "enrollment_id",
    "months",
    "due_on",
    "status",
    "employment",
    "record_id",
    "answered_at",
)
SCAN = ("pk", "code", "sheet_id", "page", "sha256")


@dataclass(frozen=True, slots=True)
class Ground:
    """`first` and `last` are row numbers of the ledger, 0 where it has no row."""

    ledger: str
    rows: int
    first: int
    last: int
    sha256: str


def grounds_of(facts: Facts) -> list[Ground]:
    edition = facts.cohort.edition
    people = [one.person for one in facts.roll]
    return [
        _ground("courses.edition", [edition], ("pk", "version", "source_hash")),
        _ground("courses.session", facts.sessions, SESSION),
        _ground("people.person", people, ("pk", "name", "id_number_hash")),
        _ground("enrollment.enrollment", facts.roll, ENROLLMENT),
        _ground("attendance.event", facts.events, EVENT),
        _ground("attendance.minuteentry", facts.entries, ENTRY),
        _ground("attendance.scan", facts.scans, SCAN),
        _ground("learning.readingtime", facts.reading, READING),
        _ground("assessment.attempt", facts.attempts, ATTEMPT),
        _ground("assessment.result", facts.results, RESULT),
        _ground("certificates.certificate", facts.certificates, CERTIFICATE),
        _ground("wages.followup", facts.follow_ups, FOLLOW_UP),
    ]


def _ground(ledger: str, rows: Iterable[Model], columns: Sequence[str]) -> Ground:
    ordered = sorted(rows, key=lambda row: row.pk)
    lines = [
        canonical({name: getattr(row, name) for name in columns}) for row in ordered
    ]
    numbers = [row.pk for row in ordered]
    return Ground(
        ledger=ledger,
        rows=len(ordered),
        first=numbers[0] if numbers else 0,
        last=numbers[-1] if numbers else 0,
        sha256=sha256("\n".join(lines).encode()),
    )


def canonical(value: Any) -> str:
    return json.dumps(
        value,
        cls=DjangoJSONEncoder,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def as_dict(ground: Ground) -> dict[str, Any]:
    return asdict(ground)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
