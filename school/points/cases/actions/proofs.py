"""Files of a case: read outside the transaction, kept within it, and never left without a row."""

from datetime import datetime
from typing import IO

from django.core.files.base import ContentFile

from school.journal.actors import Actor
from school.people.models import User
from school.points.cases import evidence, refusals
from school.points.cases.models import Case, CaseProof

MOST = 6


class Incoming:
    """A file on its way in: stored, and taken away again unless its row was kept."""

    def __init__(self, file: IO[bytes] | None) -> None:
        self.proof: CaseProof | None = None
        self.is_kept = False
        if file is None:
            return
        # Unpacking a large picture takes a second.
        kept = evidence.taken(file)
        self.proof = CaseProof(
            kind=kept.kind,
            media_type=kept.media_type,
            sha256=kept.sha256,
            size=len(kept.data),
            seconds=kept.seconds,
        )
        self.proof.file.save(kept.name, ContentFile(kept.data), save=False)

    def __enter__(self) -> "Incoming":
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        if self.proof and (kind or not self.is_kept):
            self.proof.file.delete(save=False)

    def keep(
        self, case: Case, *, by: Actor, at: datetime, is_workers: bool = False
    ) -> dict[str, str]:
        """What the journal says of it; nothing where no file came."""
        if self.proof is None:
            return {}
        if case.proofs.filter(is_workers=is_workers).count() >= MOST:
            raise refusals.TooManyProofs(most=MOST)
        self.proof.case, self.proof.is_workers = case, is_workers
        self.proof.by = by if isinstance(by, User) else None
        self.proof.at = at
        self.proof.save()
        self.is_kept = True
        return {"kind": self.proof.kind, "sha256": self.proof.sha256}
