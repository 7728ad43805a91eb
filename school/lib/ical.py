"""The one door to icalendar: a calendar that others' programs subscribe to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar

CALENDAR = "text/calendar; charset=utf-8"
PRODUCT = "-//night school//timetable//ZH"
ZONE = "Asia/Shanghai"
OFFSET = timedelta(hours=8)
# How often a program should ask again.
REFRESH = timedelta(hours=4)


@dataclass(frozen=True)
class Event:
    """`uid` stays for ever; `sequence` rises with every change."""

    uid: str
    sequence: int
    changed_at: datetime
    starts_at: datetime
    ends_at: datetime
    summary: str
    location: str
    description: str
    is_cancelled: bool


def calendar(name: str, events: Iterable[Event]) -> bytes:
    book = icalendar.Calendar()
    book.add("prodid", PRODUCT)
    book.add("version", "2.0")
    book.add("method", "PUBLISH")
    book.add("x-wr-calname", name)
    book.add("x-wr-timezone", ZONE)
    book.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    book.add("x-published-ttl", REFRESH)
    book.add_component(_zone())
    for event in events:
        book.add_component(_component(event))
    return bytes(book.to_ical())


def _zone() -> icalendar.Timezone:
    """China has one time and no summer time; the years when it had are of no use here."""
    zone = icalendar.Timezone()
    zone.add("tzid", ZONE)
    standard = icalendar.TimezoneStandard()
    standard.add("dtstart", datetime(1992, 1, 1))
    standard.add("tzoffsetfrom", OFFSET)
    standard.add("tzoffsetto", OFFSET)
    standard.add("tzname", "CST")
    zone.add_component(standard)
    return zone


def _component(event: Event) -> icalendar.Event:
    here, utc = ZoneInfo(ZONE), ZoneInfo("UTC")
    component = icalendar.Event()
    component.add("uid", event.uid)
    component.add("sequence", event.sequence)
    component.add("dtstamp", event.changed_at.astimezone(utc))
    component.add("last-modified", event.changed_at.astimezone(utc))
    component.add("dtstart", event.starts_at.astimezone(here))
    component.add("dtend", event.ends_at.astimezone(here))
    component.add("summary", event.summary)
    component.add("location", event.location)
    component.add("description", event.description)
    component.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    component.add("transp", "TRANSPARENT" if event.is_cancelled else "OPAQUE")
    return component
