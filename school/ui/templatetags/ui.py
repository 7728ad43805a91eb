"""Words, dates, money and drawings, as every page of the school writes them."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import template
from django.conf import settings
from django.forms import BaseForm, BoundField
from django.http import QueryDict
from django.middleware.csrf import get_token
from django.template import Context
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from school.lib import format as written
from school.lib import masking
from school.ui import icons

register = template.Library()

NOTHING = SafeString("")
SHAPES = {
    "done": "done",
    "attention": "warning",
    "refused": "refused",
    "info": "info",
    "neutral": "neutral",
}


def _chinese() -> bool:
    return (get_language() or "zh").startswith("zh")


@register.filter
def evening(value: datetime | date | None) -> str:
    """3月20日(周五)19:00; a date whose hour is not fixed yet stands alone."""
    if not isinstance(value, datetime):
        return day(value)
    return written.evening(_here(value), chinese=_chinese())


@register.filter
def day(value: date | None) -> str:
    """3月20日(周五)."""
    return written.day(_here(value), chinese=_chinese()) if value else ""


@register.filter
def day_of_year(value: date | None) -> str:
    """As `day`, but of another year than this one the year is said too."""
    is_near = value is None or _here(value).year == timezone.localdate().year
    return day(value) if is_near else full_date(value)


@register.filter
def listed(words: Sequence[Any]) -> str:
    """One after the other, with the comma of the reader's language."""
    return ("、" if _chinese() else ", ").join(str(word) for word in words)


@register.filter
def evening_of_year(value: datetime | date | None) -> str:
    """As `evening`, but of another year than this one the year is said too."""
    if not isinstance(value, datetime):
        return day_of_year(value)
    here = _here(value)
    if here.year == timezone.localdate().year:
        return evening(value)
    return f"{full_date(value)} {here:%H:%M}"


@register.filter
def full_date(value: date | None) -> str:
    """2026年3月20日, where the year matters."""
    return written.full_date(_here(value), chinese=_chinese()) if value else ""


@register.filter
def week(monday: date) -> str:
    """11月30日–12月6日, from Monday to Sunday."""
    return written.week(monday, chinese=_chinese())


@register.filter
def clock(value: datetime | time | None) -> str:
    return written.clock(_here(value)) if value else ""


@register.filter
def greeting(value: datetime) -> str:
    """What one says at this hour where the school is."""
    hour = _here(value).hour
    if 5 <= hour < 11:
        return _("Good morning!")
    if 11 <= hour < 14:
        return _("Have a good noon!")
    return _("Good afternoon!") if 14 <= hour < 18 else _("Good evening!")


@register.filter
def span(start: datetime | time, end: datetime | time) -> str:
    """19:00–21:25, written {{ session.start|span:session.end }}."""
    return written.span(_here(start), _here(end))


@register.filter
def yuan(fen: int | None) -> str:
    return "" if fen is None else written.yuan(int(fen))


@register.filter
def yuan_change(fen: int | None) -> str:
    return "" if fen is None else written.yuan_change(int(fen))


@register.filter
def hours(minutes: int | None) -> str:
    """The number alone; write the unit after it, or use {% hours_of %}."""
    return "" if minutes is None else written.hours(int(minutes))


@register.filter
def hours_needed(minutes: int | None) -> str:
    return "" if minutes is None else written.hours_needed(int(minutes))


@register.simple_tag
def hours_of(done: int, needed: int) -> str:
    """42 / 60 学时, from two numbers of minutes."""
    return _("%(done)s / %(needed)s hours") % {
        "done": written.hours(done),
        "needed": written.hours_needed(needed),
    }


@register.simple_tag
def code_minutes() -> int:
    """How long a code of the sign-in works."""
    return settings.CODE_MINUTES


@register.simple_tag
def hours_left(done: int, needed: int) -> str:
    if done >= needed:
        return _("All hours are done.")
    # What is left is rounded the other way: 59.9 done of 60 leaves 0.2, never nothing.
    left = {"left": written.hours_left(done, needed)}
    return _("%(left)s hours to go") % left


@register.filter
def mask_name(name: str) -> str:
    return masking.mask_name(name)


@register.filter
def mask_id(number: str) -> str:
    return masking.mask_id(number)


@register.filter
def mask_phone(phone: str) -> str:
    return masking.mask_phone(phone)


@register.simple_tag
def icon(name: str) -> SafeString:
    return icons.drawn(name)


@register.simple_tag
def shape(kind: str) -> SafeString:
    """The drawing that goes with a kind of status, so that colour is never alone."""
    return icons.drawn(SHAPES.get(kind, "neutral"))


@register.simple_tag
def drawing(name: str) -> SafeString:
    """One of the house's own drawings: templates/components/art/<name>.html."""
    return render_to_string(f"components/art/{name}.html")


@register.simple_tag(takes_context=True)
def active(
    context: Context, view_name: str, *namespaces: str, exact: bool = False
) -> SafeString:
    """aria-current for the link to a view or path, on that page and on those below."""
    request = getattr(context, "request", None)
    if request is None:
        return NOTHING
    match = request.resolver_match
    if (match and match.view_name == view_name) or request.path == _path(view_name):
        return SafeString(' aria-current="page"')
    if exact:
        return NOTHING
    address = _path(view_name)
    is_below = len(address) > 1 and request.path.startswith(address)
    if is_below or (match and match.app_name in namespaces):
        return SafeString(' aria-current="true"')
    return NOTHING


@register.simple_tag(takes_context=True)
def here(context: Context) -> str:
    """The address of this page, also inside a component called with "only"."""
    request = getattr(context, "request", None)
    return request.get_full_path() if request else "/"


@register.simple_tag(takes_context=True)
def csrf_field(context: Context) -> SafeString:
    """The hidden token of a form, also inside a component called with "only"."""
    request = getattr(context, "request", None)
    if request is None:
        return NOTHING
    return format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">',
        get_token(request),
    )


@register.simple_tag(takes_context=True)
def page_address(context: Context, number: int, name: str = "") -> str:
    """This page's query with another page number."""
    request = getattr(context, "request", None)
    query = request.GET.copy() if request else QueryDict(mutable=True)
    query[name or "page"] = str(number)
    return f"?{query.urlencode()}"


@register.filter
def under(row: Sequence[Any], columns: Sequence[str]) -> list[tuple[str, Any]]:
    """Set each cell under its column's word."""
    return list(zip(columns, row, strict=True))


@register.filter
def in_fours(code: str) -> str:
    """A long code as it is copied by hand."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


@register.filter
def faulty_fields(form: BaseForm) -> list[BoundField]:
    return [field for field in form if field.errors]


@register.filter
def anchor(field: BoundField) -> str:
    """The id that a link to this field should name, also for a group of choices."""
    return field.id_for_label or f"{field.auto_id}_0"


def _path(view_name: str) -> str:
    """Return where a view lives; empty while it does not."""
    if view_name.startswith("/"):
        return view_name
    try:
        return reverse(view_name)
    except NoReverseMatch:
        return ""


def _here(value: Any) -> Any:
    """Bring an aware moment to the school's own zone."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value
