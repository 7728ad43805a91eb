import pytest
from django.template import Context, Origin, Template

from tests.misspelt import TEMPLATES


def render(words: str, *, folder: str) -> str:
    template = Template(words, origin=Origin(f"{folder}/page.html"))
    return template.render(Context({"right": "yes"}))


def test_a_misspelt_variable_of_ours_is_found() -> None:
    assert render("{{ right }}", folder=str(TEMPLATES)) == "yes"
    with pytest.raises(AssertionError, match="there is no wrong"):
        render("{{ wrong }}", folder=str(TEMPLATES))


def test_what_a_template_prepares_for_is_no_mistake() -> None:
    words = "{% if wrong %}no{% endif %}{{ wrong|default:'none' }}"
    assert render(words, folder=str(TEMPLATES)) == "none"


def test_other_peoples_templates_are_left_alone() -> None:
    assert render("{{ wrong }}", folder="wagtail") == ""
