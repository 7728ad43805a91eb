"""What is earned: an edition of a course as an achievement, and who issues it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from school.assessment.rules.skills import Level
from school.assessment.skills.claims import VERSION
from school.assessment.skills.words import LEVELS
from school.certificates.badges import addresses
from school.courses.models import Edition, Standard
from school.lib.credentials import achievements
from school.lib.fields import in_language

LANGUAGES = ("zh-hans", "en")
CHINESE = LANGUAGES[0]
# What a line of a list begins with.
ITEM = "- "


@dataclass(frozen=True)
class Station:
    code: str
    title: str
    standards: Sequence[str]
    # That was shown; a station of the edition alone has none.
    level: str = ""


def issuer() -> dict[str, Any]:
    return achievements.profile(
        address=addresses.issuer(),
        name=settings.SCHOOL_NAME["zh"],
        url=addresses.home(),
    )


def stations_of(edition: Edition) -> list[Station]:
    return [
        Station(one.code, one.title_zh, [each.code for each in one.standards.all()])
        for one in edition.stations.prefetch_related("standards")
    ]


def stations_claimed(claims: Mapping[str, Any]) -> list[Station]:
    """As they were frozen; claims from before skills have none, of another form neither."""
    skills = claims.get("skills") or {}
    found = skills["stations"] if skills.get("version") == VERSION else []
    return [
        Station(one["code"], one["zh"], one["standards"], one["level"]) for one in found
    ]


def achievement(
    edition: Edition, stations: Sequence[Station], *, titles: Mapping[str, str]
) -> dict[str, Any]:
    """The same for everyone who took these stations; the edition's rows are frozen.

    `titles`: of the course, which may be called otherwise later.
    """
    course = edition.course
    address = addresses.achievement(course.code, edition.version)
    alignments = _alignments({code for one in stations for code in one.standards})
    with override(CHINESE):
        levels = [(level.code, str(LEVELS[level])) for level in Level]
    return achievements.achievement(
        address,
        name=titles["zh"],
        description=both("description.txt", {"edition": edition}, titles),
        criteria=both("criteria.txt", {"edition": edition}),
        alignments=[alignments[code] for code in sorted(alignments)],
        rubrics=[
            achievements.rubric(
                rubric(edition, one.code), name=one.title, levels=levels
            )
            for one in stations
        ],
        creator=issuer(),
        humanCode=course.code,
        version=edition.version,
        inLanguage="zh",
        image=achievements.image(
            addresses.image(course.code, edition.version), caption=titles["zh"]
        ),
    )


class Achievements:
    """What is earned, worked out once for all of a class who took the same stations."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], dict[str, Any]] = {}

    def of(
        self,
        edition: Edition,
        stations: Sequence[Station],
        *,
        titles: Mapping[str, str],
    ) -> dict[str, Any]:
        taken = [(one.code, one.title, *one.standards) for one in stations]
        key = (edition.pk, *titles.values(), *taken)
        if key not in self._known:
            self._known[key] = achievement(edition, stations, titles=titles)
        return self._known[key]


def in_words(edition: Edition, *, titles: Mapping[str, str]) -> dict[str, Any]:
    """The same for whoever reads it in a browser."""
    criteria = said("criteria.txt", {"edition": edition})
    stations = edition.stations.prefetch_related("standards")
    standards = {one for each in stations for one in each.standards.all()}
    return {
        "edition": edition,
        "title": in_language(titles),
        "description": said("description.txt", {"edition": edition}, titles),
        "criteria": [line.removeprefix(ITEM) for line in criteria.splitlines()],
        "stations": stations,
        "standards": sorted(standards, key=lambda one: one.code),
    }


def rubric(edition: Edition, station: str) -> str:
    address = addresses.achievement(edition.course.code, edition.version)
    return f"{address}#{station}"


def both(
    template: str, context: Mapping[str, Any], titles: Mapping[str, str] | None = None
) -> str:
    """A text in Chinese, then in English, whoever asks for it."""
    texts = []
    for language in LANGUAGES:
        with override(language):
            texts.append(said(template, context, titles))
    return "\n\n".join(texts)


def said(
    template: str, context: Mapping[str, Any], titles: Mapping[str, str] | None = None
) -> str:
    """A text in the reader's language; `titles` become `title`.

    Its lines are sentences, one after another as that language sets them, or a list.
    """
    title = in_language(titles)
    text = render_to_string(
        f"certificates/badges/{template}", {**context, "title": title}
    )
    lines = [line for line in text.splitlines() if line]
    between = in_language({"zh": "", "en": " "})
    return ("\n" if lines[0].startswith(ITEM) else between).join(lines)


def _alignments(codes: Iterable[str]) -> dict[str, dict[str, Any]]:
    with override(CHINESE):
        framework = _("The twenty service standards of the school")
    return {
        standard.code: achievements.alignment(
            name=standard.title_zh,
            url=addresses.standard(standard.code),
            code=standard.code,
            framework=framework,
        )
        for standard in Standard.objects.filter(code__in=codes)
    }
