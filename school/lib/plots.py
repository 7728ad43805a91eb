"""One door to pygal: plots as SVG, the same on a page and in a PDF.

pygal styles its drawings by a `<style>` element and carries a script; a strict
content policy refuses both. So every rule is turned into presentation
attributes, which no policy touches, and all else is dropped: the SVG may stand
inline in a page. Lines and words take the colour of the text around them
(`currentColor`); the marks have the class `plot-mark`, by which a dark theme may
change their colour.
"""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any
from unicodedata import east_asian_width
from xml.etree import ElementTree

import pygal
from django.utils.safestring import SafeString, mark_safe

SEAL_RED = "#a4201b"
JADE = "#1c6b4a"
BLUE = "#1f4e79"
AMBER = "#7a4f00"

SVG = "http://www.w3.org/2000/svg"
MINUS = "\u2212"
MOST_BINS = 8
# As many along an axis as stand apart on paper beside long labels.
MOST_NUMBERS = 4
STEPS = (1, 2, 5)
# Drawn narrow, so that the words stay legible when a phone shrinks it.
WIDTH, ROW, MARGINS, DOTS_HEIGHT = 480, 38, 110, 320
FAMILIES = (
    "School Hei, PingFang SC, HarmonyOS Sans SC, MiSans, Noto Sans CJK SC, "
    "Microsoft YaHei, sans-serif"
)
DROPPED_TAGS = {"defs", "desc", "title", "style", "script"}
DROPPED_CLASSES = {"tooltip-overlay", "background", "tooltip"}
TEXT = {"fill": "currentColor", "stroke": "none", "font-size": "15"}
GUIDE = {"stroke": "currentColor", "stroke-opacity": "0.2", "fill": "none"}
AXIS = {"stroke": "currentColor", "stroke-opacity": "0.7", "fill": "none"}


def bars(
    labels: Sequence[str],
    values: Sequence[int | float],
    *,
    title: str,
    unit: str,
    colour: str = BLUE,
) -> SafeString:
    """One bar for each label, from the top downwards, its value at its end."""
    chart = pygal.HorizontalBar(
        **_settings(title, height=MARGINS + ROW * len(labels)),
        x_title=unit,
        margin_left=16 + max(map(_underrated, labels), default=0),
        print_values=True,
        print_values_position="top",
        value_formatter=_number,
        range=(min([0, *values]), max([1, *values]) * 1.15),
    )
    chart.x_labels = list(reversed(labels))
    chart.add(unit, list(reversed(values)))
    told = "; ".join(
        f"{label}: {_number(value)} {unit}"
        for label, value in zip(labels, values, strict=True)
    )
    return _finished(chart, title, told, colour)


def histogram(
    values: Sequence[int], *, title: str, unit: str, count_unit: str, colour: str = BLUE
) -> SafeString:
    """How many of `values` fall in each of at most eight equal steps.

    Zero is always the edge of a step, so that no bar mixes gains and losses.
    """
    edges = bin_edges(values)
    labels = [f"{_number(low)} ~ {_number(high)}" for low, high in pairwise(edges)]
    counts = [
        sum(low <= value < high for value in values) for low, high in pairwise(edges)
    ]
    return bars(
        labels, counts, title=f"{title} ({unit})", unit=count_unit, colour=colour
    )


def changes(
    values: Sequence[int], *, title: str, unit: str, count_unit: str = "人"
) -> SafeString:
    """The distribution of changes, such as those of monthly pay."""
    return histogram(values, title=title, unit=unit, count_unit=count_unit, colour=JADE)


def dots(
    points: Iterable[tuple[float, float]],
    *,
    title: str,
    unit: str,
    colour: str = SEAL_RED,
) -> SafeString:
    """One dot for each pair of numbers."""
    chart = pygal.XY(
        **_settings(title, height=DOTS_HEIGHT),
        y_title=unit,
        stroke=False,
        dots_size=4,
        value_formatter=_number,
        x_value_formatter=_number,
    )
    pairs = list(points)
    chart.add(unit, pairs)
    told = "; ".join(f"{_number(x)}, {_number(y)}" for x, y in pairs)
    return _finished(chart, title, told, colour)


def bin_edges(values: Sequence[int]) -> list[int]:
    """Equal steps of 1, 2 or 5 times a power of ten that cover `values`."""
    low, high = min(values, default=0), max(values, default=0)
    step = next(
        size
        for exponent in range(20)
        for size in (factor * 10**exponent for factor in STEPS)
        if _steps(low, high, size) <= MOST_BINS
    )
    first = math.floor(low / step)
    return [step * (first + index) for index in range(_steps(low, high, step) + 1)]


def _steps(low: int, high: int, step: int) -> int:
    return math.floor(high / step) + 1 - math.floor(low / step)


def _number(value: float) -> str:
    text = f"{abs(value):,.10g}"
    return MINUS + text if value < 0 else text


def _underrated(label: str) -> int:
    """What pygal lacks for `label`: it takes a Han character for a narrow one."""
    return sum(7 for character in label if east_asian_width(character) in "WF")


def _settings(title: str, *, height: int) -> dict[str, Any]:
    return {
        "title": title,
        "truncate_label": -1,
        "js": [],
        "width": WIDTH,
        "height": height,
        "show_legend": False,
        "show_x_guides": False,
        "margin": 16,
        "max_scale": MOST_NUMBERS,
        "style": pygal.style.Style(
            label_font_size=15,
            major_label_font_size=15,
            title_font_size=16,
            value_font_size=15,
        ),
    }


def _finished(chart: Any, title: str, told: str, colour: str) -> SafeString:
    drawn = ElementTree.fromstring(chart.render(is_unicode=True))
    root = ElementTree.Element(
        "svg",
        {
            "xmlns": SVG,
            "viewBox": str(drawn.get("viewBox")),
            "class": "plot",
            "role": "img",
            "aria-label": f"{title}. {told}",
            "font-family": FAMILIES,
        },
    )
    ElementTree.SubElement(root, "title").text = title
    ElementTree.SubElement(root, "desc").text = told
    for child in drawn:
        _copy(child, root, [], colour)
    # ElementTree has escaped every text that came from outside.
    return mark_safe(ElementTree.tostring(root, encoding="unicode"))


def _copy(
    source: ElementTree.Element,
    parent: ElementTree.Element,
    within: list[str],
    colour: str,
) -> None:
    tag = str(source.tag).removeprefix("{" + SVG + "}")
    classes = source.get("class", "").split()
    if tag in DROPPED_TAGS or DROPPED_CLASSES.intersection(classes):
        return
    kept = {
        name: value
        for name, value in source.attrib.items()
        if name not in {"class", "style", "id"}
    }
    path = within + classes
    copied = ElementTree.SubElement(parent, tag, kept | _look(tag, path, colour))
    copied.text = source.text
    for child in source:
        _copy(child, copied, path, colour)


def _look(tag: str, classes: list[str], colour: str) -> dict[str, str]:
    if tag == "text":
        if "title" in classes:
            return TEXT | {"text-anchor": "middle"}
        if "text-overlay" in classes:
            return TEXT | {"text-anchor": "start", "dx": "5"}
        return TEXT | {"text-anchor": _anchor(classes)}
    if tag == "path":
        return AXIS if "axis" in classes[-3:] else GUIDE
    if tag in {"rect", "circle"}:
        return {"fill": colour, "class": "plot-mark"}
    return {}


def _anchor(classes: list[str]) -> str:
    return "end" if "y" in classes and "guides" in classes else "middle"
