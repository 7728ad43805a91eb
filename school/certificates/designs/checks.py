"""Whether a certificate may say, and can be printed with, what a template has."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from school.certificates.designs import refusals, samples
from school.certificates.designs.models import DesignVersion
from school.lib import fonts
from school.lib.claims import forbidden_claims
from school.lib.diploma import words
from school.lib.diploma.looks import Look
from school.lib.diploma.sheets import overflow

# White paper, and words of twelve points on it.
LEAST_CONTRAST = 4.5
SENTENCES: Mapping[str, str | Promise] = {
    "unknown": _(
        "There is no {%(word)s}. Use one of the placeholders in the list, spelt as there."
    ),
    "missing": _("{%(word)s} is missing: a certificate has to say it."),
    "alone": _("{%(word)s} has to stand once, on a line of its own."),
    "brace": _("A { or } stands alone. Placeholders are written as {hours}."),
    "star": _("A * stands alone in “%(word)s”. Bold words stand between two of them."),
    "lines": _("These are more than %(word)s lines. Leave some out."),
}
TEXTS = ("title_zh", "title_en", "wording_zh", "wording_en", "seal_words")


def complaints(look: Look) -> Iterator[tuple[str, str]]:
    """Field and sentence of everything that is wrong with a look."""
    for field in TEXTS:
        yield from _about(field, getattr(look, field))
    yield from _about_wording("wording_zh", look.wording_zh, words.ZH)
    if look.has_english_words:
        yield from _about_wording("wording_en", look.wording_en, words.EN)
    if look.is_bilingual and not look.title_en:
        yield "title_en", str(_("Write the heading in English too."))
    if not look.seal_words and not look.seal_sha256:
        yield "seal_words", str(_("A drawn seal needs words: what it is for."))
    if look.colour and contrast_on_white(look.colour) < LEAST_CONTRAST:
        yield (
            "colour",
            str(
                _(
                    "This colour is too light to read on white paper. Choose a darker one."
                )
            ),
        )


def room(look: Look) -> Iterator[tuple[str, str]]:
    """Asked only of a look without complaints: it is set in full."""
    if any(map(overflow, samples.extremes(look))):
        yield (
            "wording_zh",
            str(
                _(
                    "These are more words than the sheet has room for, however small. "
                    "Leave some out, or choose larger paper."
                )
            ),
        )


def refuse_unprintable(version: DesignVersion) -> None:
    found = list(complaints(look := version.look())) or list(room(look))
    if found:
        raise refusals.WordingRefused(why=" ".join(why for _field, why in found))


def refuse_forbidden(design: Mapping[str, Any], *, course_title: str) -> None:
    """What was fine when it was written may have been forbidden since."""
    said = [design[field] for field in TEXTS] + [course_title]
    if found := list(dict.fromkeys(w for text in said for w in forbidden_claims(text))):
        raise refusals.ForbiddenWords(
            template=design["name"], words="、".join(f"“{word}”" for word in found)
        )


def contrast_on_white(colour: str) -> float:
    """As WCAG counts it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _about(field: str, text: str) -> Iterator[tuple[str, str]]:
    if found := forbidden_claims(text):
        sentence = _("No certificate of ours may say %(words)s. Say it in other words.")
        yield field, str(sentence) % {"words": "、".join(f"“{word}”" for word in found)}
    if lacking := fonts.missing_glyphs("".join(text.splitlines())):
        sentence = _("These characters cannot be printed: %(characters)s.")
        yield field, str(sentence) % {"characters": " ".join(map(repr, lacking))}


def _about_wording(
    field: str, wording: str, language: str
) -> Iterator[tuple[str, str]]:
    for problem in words.problems(wording, language):
        yield field, str(SENTENCES[problem.kind]) % {"word": problem.word}
