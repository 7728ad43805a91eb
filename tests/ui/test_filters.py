from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import resolve
from django.utils import translation

from school.ui import icons

EVENING = datetime(2026, 3, 20, 11, 0, tzinfo=UTC)
END = datetime(2026, 3, 20, 13, 25, tzinfo=UTC)


def written(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        (0, "晚上好！"),
        (7, "早上好！"),
        (12, "中午好！"),
        (15, "下午好！"),
        (19, "晚上好！"),
    ],
)
def test_the_greeting_is_that_of_the_hour_here(hour: int, words: str) -> None:
    moment = datetime(2026, 3, 20, hour, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert written("{{ at|greeting }}", at=moment.astimezone(UTC)) == words


def test_a_moment_is_written_in_the_school_s_own_time() -> None:
    assert written("{{ at|evening }}", at=EVENING) == "3月20日(周五)19:00"
    with translation.override("en"):
        assert written("{{ at|evening }}", at=EVENING) == "Fri 20 Mar, 19:00"


def test_days_dates_and_spans() -> None:
    assert written("{{ at|day }}", at=EVENING) == "3月20日(周五)"
    assert written("{{ at|full_date }}", at=EVENING) == "2026年3月20日"
    assert written("{{ at|span:end }}", at=EVENING, end=END) == "19:00–21:25"
    assert written("{{ at|clock }}", at=time(9, 5)) == "09:05"


@pytest.mark.parametrize(
    "source",
    [
        "{{ x|evening }}",
        "{{ x|day }}",
        "{{ x|full_date }}",
        "{{ x|yuan }}",
        "{{ x|hours }}",
    ],
)
def test_what_is_unknown_is_written_as_nothing(source: str) -> None:
    assert written(source, x=None) == ""


def test_zero_is_not_unknown() -> None:
    assert written("{{ x|yuan }} {{ x|hours }}", x=0) == "¥0 0"


def test_hours_stand_beside_their_goal() -> None:
    assert written("{% hours_of 1890 2700 %}") == "42 / 60 学时"
    assert written("{% hours_left 1890 2700 %}") == "还差 18 学时"
    assert written("{% hours_of 1260 2052 %}") == "28 / 46 学时"
    assert written("{% hours_left 1260 2052 %}") == "还差 18 学时"
    assert written("{% hours_left 2700 2700 %}") == "学时已满。"


def test_every_icon_is_drawn_and_hidden_from_a_reader() -> None:
    for name in icons.ICONS:
        assert 'aria-hidden="true"' in icons.drawn(name)


def test_an_unknown_icon_is_an_error_that_tests_will_see() -> None:
    with pytest.raises(KeyError):
        icons.drawn("unicorn")


@pytest.mark.parametrize(
    ("path", "link", "expected"),
    [
        ("/ui/", "ui:style_guide", ' aria-current="page"'),
        ("/ui/theme/", "ui:style_guide", ' aria-current="true"'),
        ("/account/login/", "ui:style_guide", ""),
        ("/account/login/", "no:such_view", ""),
        ("/courses/elder-care/", "/courses/", ' aria-current="true"'),
        ("/courses/", "/", ""),
    ],
)
def test_the_current_place_is_marked(path: str, link: str, expected: str) -> None:
    assert current(path, f'{{% active "{link}" %}}') == expected


def test_the_first_place_can_insist_on_being_exact() -> None:
    assert current("/ui/theme/", '{% active "ui:style_guide" exact=True %}') == ""


def test_a_place_may_speak_for_whole_apps() -> None:
    assert 'aria-current="true"' in current("/ui/theme/", '{% active "/x/" "ui" %}')


def current(path: str, source: str) -> str:
    request = RequestFactory().get(path)
    request.resolver_match = resolve(path)
    context = Context()
    context.request = request
    return Template("{% load ui %}" + source).render(context)
