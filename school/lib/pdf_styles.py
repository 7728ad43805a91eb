"""Styles reckoned once for a batch: what WeasyPrint would work out anew for each page.

What is kept follows from the style sheets alone and from nothing that a page says. Each
page has styles of its own, filled with what is known, for its layout changes some.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from weasyprint.css import AnonymousStyle, ComputedStyle, StyleFor

Values = dict[str, Any]


@dataclass(eq=False)
class Reckoned:
    """What is known of one style. Its rules stay with it, as it is found by where they lie."""

    rules: Values
    values: Values = field(default_factory=dict)
    specified: Values = field(default_factory=dict)
    anonymous: Values = field(default_factory=dict)


class Known:
    """Every style of a batch, by the rules that made it and the style around it."""

    def __init__(self) -> None:
        self._found: dict[tuple[object, ...], Reckoned] = {}

    def of(self, style: ComputedStyle, around: Reckoned | None) -> Reckoned:
        rules = style.cascaded
        key = (
            id(around),
            style.pseudo_type,
            *((name, _mark(name, value)) for name, (value, _weight) in rules.items()),
        )
        if key not in self._found:
            self._found[key] = Reckoned(rules)
        return self._found[key]


def _mark(name: str, value: object) -> object:
    """A language is parsed anew for each page; all else lies in the sheets of the batch."""
    return value if name == "lang" else id(value)


class Style(ComputedStyle):
    """One filled with what is known; `filled` are those around it, by what they were."""

    def __init__(
        self, bare: ComputedStyle, known: Known, filled: Mapping[int, "Style"]
    ) -> None:
        self.__dict__.update(vars(bare))
        self.root_style = filled.get(id(bare.root_style), bare.root_style)
        # A style without values is false, though it is one.
        around = bare.parent_style
        if around is not None:
            self.parent_style = around = filled.get(id(around), around)
        self.reckoned = known.of(bare, None if around is None else around.reckoned)
        self.specified = self.reckoned.specified.copy()
        self.update(self.reckoned.values)

    def __missing__(self, key: str) -> Any:
        value = super().__missing__(key)
        self.reckoned.values[key] = value
        if key in self.specified:
            self.reckoned.specified[key] = self.specified[key]
        return value

    @cached_property
    def anonymous_style(self) -> AnonymousStyle:
        return Anonymous(self)


class Anonymous(AnonymousStyle):
    def __init__(self, around: Style) -> None:
        super().__init__(around)
        self._known = around.reckoned.anonymous
        self.update(self._known)

    def __missing__(self, key: str) -> Any:
        self._known[key] = value = super().__missing__(key)
        return value


class Styles(StyleFor):
    """Those of a document; what stands around an element comes before it."""

    def __init__(self, bare: StyleFor, known: Known) -> None:
        self.__dict__.update(vars(bare))
        self._known = known
        filled: dict[int, Style] = {}
        for place, style in list(self._computed_styles.items()):
            if id(style) not in filled:
                filled[id(style)] = Style(style, known, filled)
            self._computed_styles[place] = filled[id(style)]

    def set_computed_styles(
        self, element: Any, *more: Any, pseudo_type: str | None = None, **named: Any
    ) -> None:
        """Of the page and its margins, which are known when they are laid out."""
        super().set_computed_styles(element, *more, pseudo_type=pseudo_type, **named)
        place = element, pseudo_type
        style = Style(self._computed_styles[place], self._known, {})
        self._computed_styles[place] = style
