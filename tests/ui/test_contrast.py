"""The colours of every theme, measured as WCAG 2.2 measures them."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CSS = (ROOT / "school/ui/static/ui/tokens.css").read_text(encoding="utf-8")
GROUNDS = ("paper", "surface", "sunken")
INKS = ("ink", "muted", "seal", "jade", "amber", "blue", "rose")
TINTED = ("seal", "jade", "amber", "blue", "rose")


def block(selector: str) -> dict[str, str]:
    found = re.search(re.escape(selector) + r"\s*\{(.*?)\}", CSS, re.S)
    assert found, selector
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6});", found.group(1)))


THEMES = {
    "light": block(":root"),
    "dark": block(':root[data-theme="dark"]'),
    "contrast": block(':root[data-theme="contrast"]'),
}


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#8c7f70", "#ffffff") == pytest.approx(3.9, abs=0.1)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", INKS)
def test_text_can_be_read_on_every_ground(theme: str, ground: str, ink: str) -> None:
    least = 7 if theme == "contrast" else 4.5
    colours = THEMES[theme]
    assert contrast(colours[ink], colours[ground]) >= least


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("colour", TINTED)
def test_a_status_can_be_read_on_its_own_tint(theme: str, colour: str) -> None:
    least = 7 if theme == "contrast" else 4.5
    colours = THEMES[theme]
    tint = colours[f"{colour}-tint"]
    assert contrast(colours[colour], tint) >= least
    assert contrast(colours["ink"], tint) >= 7


@pytest.mark.parametrize("theme", THEMES)
def test_the_primary_button_can_be_read(theme: str) -> None:
    least = 7 if theme == "contrast" else 4.5
    colours = THEMES[theme]
    assert contrast(colours["on-seal"], colours["seal"]) >= least
    assert contrast(colours["on-seal"], colours["seal-strong"]) >= least


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_the_edge_of_a_control_can_be_seen(theme: str, ground: str) -> None:
    colours = THEMES[theme]
    assert contrast(colours["line"], colours[ground]) >= 3


def test_the_phone_s_own_wishes_give_the_same_colours() -> None:
    media = dict(
        re.findall(
            r"@media \(prefers-(color-scheme|contrast).*?\{(.*?\})\s*\}", CSS, re.S
        )
    )
    dark = dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6});", media["color-scheme"]))
    more = dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6});", media["contrast"]))
    assert dark == THEMES["dark"]
    assert {**THEMES["light"], **more} == THEMES["contrast"]
