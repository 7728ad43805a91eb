"""A dossier as one ZIP: each paper as PDF and as workbook, the list of it all, the hashes."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.apps import apps
from django.utils.translation import gettext as _

from school.attendance.papers.documents import fact_columns, issuer
from school.certificates.papers.register import register
from school.lib import paper
from school.lib.paper import Column, Paper, Table
from school.outcomes.dossier import (
    class_papers,
    follow_up_papers,
    marks_papers,
    survey_papers,
    trainee_papers,
)
from school.outcomes.dossier.facts import Facts
from school.outcomes.dossier.grounds import Ground, as_dict, grounds_of, sha256
from school.ui.templatetags.ui import evening, full_date

MANIFEST, SUMS = "manifest.json", "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class File:
    name: str
    data: bytes


def papers(facts: Facts, *, with_id_numbers: bool) -> list[tuple[str, Paper]]:
    """Numbered as the trade numbers them; 08 where enough have said how content they were."""
    content = facts.content
    return [
        ("01", class_papers.opening(facts)),
        ("02", trainee_papers.roster(facts, with_id_numbers=with_id_numbers)),
        ("03", class_papers.timetable(facts)),
        ("04", class_papers.staff(facts)),
        ("05", trainee_papers.attendance(facts)),
        ("06", marks_papers.marks(facts)),
        ("07", register(facts.cohort, facts.certificates)),
        *(
            [("08", survey_papers.satisfaction(facts, content))]
            if content and content.tally.is_told
            else []
        ),
        ("09", follow_up_papers.follow_up(facts)),
        ("10", trainee_papers.pictures(facts)),
    ]


def files(facts: Facts, *, with_id_numbers: bool) -> Iterator[File]:
    """One after another, so that whoever waits sees how far it has come.

    Nothing in them tells the day of printing: unchanged facts give the same bytes.
    """
    numbered = papers(facts, with_id_numbers=with_id_numbers)
    made: list[File] = []
    printed = paper.as_pdfs([[one] for _number, one in numbered])
    for (number, one), data in zip(numbered, printed, strict=True):
        name = f"{number} {one.title}"
        workbook = paper.as_workbook(one, made_at=facts.as_of)
        made += [File(f"{name}.pdf", data), File(f"{name}.xlsx", workbook)]
        yield from made[-2:]
    grounds = grounds_of(facts)
    cover = _contents(facts, made, grounds, with_id_numbers=with_id_numbers)
    made.append(File(f"00 {cover.title}.pdf", paper.as_pdf(cover)))
    yield made[-1]
    made.append(File(MANIFEST, _manifest(facts, made, grounds, with_id_numbers)))
    yield made[-1]
    sums = "".join(f"{sha256(one.data)}  {one.name}\n" for one in made)
    yield File(SUMS, sums.encode())


def count_of(facts: Facts) -> int:
    """How many files there will be, before one is printed."""
    return 2 * len(papers(facts, with_id_numbers=False)) + 3


def zipped(made: Sequence[File]) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for one in sorted(made, key=lambda file: file.name):
            archive.writestr(ZipInfo(one.name), one.data, ZIP_DEFLATED)
    return target.getvalue()


def _manifest(
    facts: Facts, made: Sequence[File], grounds: Sequence[Ground], with_id_numbers: bool
) -> bytes:
    told = {
        "class": {"code": facts.cohort.code, "name": facts.cohort.name},
        "as_of": facts.as_of.isoformat(),
        "with_id_numbers": with_id_numbers,
        "files": {one.name: sha256(one.data) for one in made},
        "rests_on": [as_dict(ground) for ground in grounds],
        "certificates": {
            one.number: {"claims": one.claims_sha256, "pdf": one.pdf_sha256}
            for one in facts.certificates
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True).encode()


def _contents(
    facts: Facts,
    made: Sequence[File],
    grounds: Sequence[Ground],
    *,
    with_id_numbers: bool,
) -> Paper:
    cohort = facts.cohort
    return Paper(
        title=_("Contents of the dossier"),
        subject=cohort.name,
        issuer=issuer(),
        facts=[
            (_("Training project"), str(cohort.edition.course.title)),
            (
                _("From – to"),
                f"{full_date(cohort.starts_on)} – {full_date(cohort.ends_on)}",
            ),
            (
                _("As recorded up to"),
                full_date(facts.as_of) + " " + evening(facts.as_of)[-5:],
            ),
            (_("ID numbers"), _("whole") if with_id_numbers else _("masked")),
        ],
        fact_columns=fact_columns(),
        tables=_lists(made, grounds),
        notes=_not_in_it(facts),
        signatures=[_("Training institution (seal)"), _("Date of signing")],
    )


def _not_in_it(facts: Facts) -> list[str]:
    if facts.content and facts.content.tally.is_told:
        return []
    return [
        _(
            "08, a summary of how content the trainees were, is not in it: they were not asked, may still answer, or fewer than nine answered."
        )
    ]


def _lists(made: Sequence[File], grounds: Sequence[Ground]) -> list[Table]:
    listed = Table(
        [
            Column(_("File of the dossier")),
            Column(_("SHA-256 of the file"), 96, "code"),
        ],
        [[one.name, sha256(one.data)] for one in made],
        title=_("Files of the dossier"),
    )
    rests = Table(
        [
            Column(_("Ledger of the school")),
            Column(_("Code of the ledger"), 30, "code"),
            Column(_("Rows of the ledger"), 12, "number"),
            Column(_("First – last"), 20, "number"),
            Column(_("SHA-256 of its rows"), 96, "code"),
        ],
        [
            [
                _name_of(one),
                one.ledger,
                one.rows,
                f"{one.first} – {one.last}",
                one.sha256,
            ]
            for one in grounds
        ],
        title=_("What the papers rest on"),
    )
    return [listed, rests]


def _name_of(ground: Ground) -> str:
    return str(apps.get_model(ground.ledger)._meta.verbose_name)
