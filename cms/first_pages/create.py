"""Every page of the school from the curriculum; what an editor has written stays."""

import json
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from cms.first_pages import bodies, words
from cms.first_pages.pictures import pictures_of
from cms.first_pages.sync import Wanted, bring_in_line, follow
from cms.models import (
    CoursePage,
    CoursesPage,
    HomePage,
    LecturerPage,
    LecturersPage,
    LessonPage,
    NewsIndexPage,
    NewsPage,
    StandardPage,
    StandardsIndexPage,
    TrackPage,
)
from cms.models.base import SchoolPage
from school.courses.curriculum.kinds import Bilingual
from school.courses.curriculum.lessons import Lesson as LessonText
from school.courses.curriculum.reader import CourseSet, Curriculum
from school.courses.curriculum.standards import Standards
from school.courses.models import Course, Edition, Instructor, Lesson, Standard, Track
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.lib.sync import Counts


@transaction.atomic
def create_pages(curriculum: Curriculum, *, by: Actor) -> Counts:
    """Make what is missing. Pages of a draft edition wait until it is published."""
    if not by.has_perm("wagtailcore.add_page"):
        raise NotPermitted
    home = HomePage.objects.get()
    how = {"how": json.dumps(bodies.how(words.HOW))}
    source = [words.HOME, words.HOW]
    counts = follow(home, Wanted("home", {**words.HOME, **how}, source))
    counts += _lists(curriculum.standards)
    counts += _standards(curriculum.standards)
    counts += _tracks(curriculum)
    counts += create_lecturer_pages()
    counts += _news()
    if counts.changed:
        journal.record(by=by, verb="cms.create_pages", on=home, data=vars(counts))
    return counts


def create_lecturer_pages() -> Counts:
    """A page for every lecturer who has none yet."""
    parent = LecturersPage.objects.get()
    present = {
        str(page.instructor_id): page for page in LecturerPage.objects.order_by("path")
    }
    wanted = {
        str(one.pk): (parent, _lecturer(one))
        for one in Instructor.objects.select_related("user").order_by("pk")
        if str(one.pk) not in present
    }
    made, counts = bring_in_line(LecturerPage, {}, wanted)
    return counts + Counts(unchanged=len(present))


def _lists(standards: Standards) -> Counts:
    rules = [standards.status, standards.spot_check.scoring]
    rules += [standards.spot_check.red_line_rule]
    note = {
        "note_zh": "\n".join(f"{rule.zh}。" for rule in rules),
        "note_en": "\n".join(f"{rule.en}." for rule in rules),
    }
    lists: list[tuple[type[SchoolPage], dict[str, Any]]] = [
        (CoursesPage, words.COURSES),
        (LecturersPage, words.LECTURERS),
        (NewsIndexPage, words.NEWS_INDEX),
        (StandardsIndexPage, {**words.STANDARDS, **note}),
    ]
    total = Counts()
    for kind, own in lists:
        page = kind._default_manager.get()
        total += follow(page, Wanted(page.slug, own))
    return total


def _standards(standards: Standards) -> Counts:
    parent = StandardsIndexPage.objects.get()
    facts = {row.code: row for row in Standard.objects.all()}
    wanted = {
        one.code: (
            parent,
            Wanted(
                one.code.lower(),
                {**_title(one.title), **_summary(one.requirement)},
                facts={"standard": facts[one.code]},
            ),
        )
        for one in standards.items
    }
    pages = StandardPage.objects.select_related("standard")
    present = {page.standard.code: page for page in pages}
    return bring_in_line(StandardPage, present, wanted)[1]


def _tracks(curriculum: Curriculum) -> Counts:
    parent = CoursesPage.objects.get()
    facts = {row.code: row for row in Track.objects.all()}
    wanted = {
        one.code: (
            parent,
            Wanted(
                one.code,
                {**_title(one.title), **_summary(one.summary)},
                facts={"track": facts[one.code]},
            ),
        )
        for one in curriculum.tracks
    }
    present = {
        page.track.code: page for page in TrackPage.objects.select_related("track")
    }
    tracks, total = bring_in_line(TrackPage, present, wanted)
    in_force = set(
        Edition.objects.filter(status=Edition.Status.PUBLISHED).values_list(
            "course__code", "version"
        )
    )
    for part in curriculum.courses:
        if (part.course.code, part.course.version) in in_force:
            total += _course(part, tracks[part.track.code])
    return total


def _course(part: CourseSet, track: SchoolPage) -> Counts:
    course = part.course
    lead = words.COURSE_LEADS.get(course.code)
    summary = Bilingual(*lead) if lead else part.track.summary
    wanted = Wanted(
        course.code.lower(),
        {**_title(course.title), **_summary(summary)},
        facts={"course": Course.objects.get(code=course.code)},
    )
    present = {
        page.course.code: page
        for page in CoursePage.objects.select_related("course")
        if page.course.code == course.code
    }
    pages, counts = bring_in_line(CoursePage, present, {course.code: (track, wanted)})
    return counts + _lessons(part, pages[course.code])


def _lessons(part: CourseSet, parent: SchoolPage) -> Counts:
    code, version = part.course.code, part.course.version
    rows = Lesson.objects.filter(
        module__edition__course__code=code, module__edition__version=version
    )
    facts = {row.code: row for row in rows}
    wanted = {
        one.id: (parent, _lesson(one, facts[one.id], prefix=code))
        for one in part.lessons
    }
    pages = LessonPage.objects.filter(
        lesson__module__edition__course__code=code
    ).select_related("lesson")
    present = {page.lesson.code: page for page in pages}
    return bring_in_line(LessonPage, present, wanted)[1]


def _lesson(text: LessonText, fact: Lesson, *, prefix: str) -> Wanted:
    own = {
        **_title(text.title),
        **_summary(text.summary),
        "objectives_zh": "\n".join(one.zh for one in text.objectives),
        "objectives_en": "\n".join(one.en for one in text.objectives),
        "body": json.dumps(bodies.body(text)),
        "self_checks": json.dumps(bodies.self_checks(text)),
    }
    slug = text.id.removeprefix(f"{prefix}-").lower()
    drawn = pictures_of(text.id)
    source = (text, *drawn) if drawn else text
    return Wanted(slug, own, source, {"lesson": fact})


def _lecturer(instructor: Instructor) -> Wanted:
    zh, en = words.LECTURER_LEADS.get(instructor.kind, ("", ""))
    own = {"title": str(instructor), "summary_zh": zh, "summary_en": en}
    return Wanted(f"lecturer-{instructor.pk}", own, facts={"instructor": instructor})


def _news() -> Counts:
    """Only a school without any news is given its first."""
    parent = NewsIndexPage.objects.get()
    if NewsPage.objects.exists():
        return Counts(unchanged=NewsPage.objects.count())
    today = timezone.localdate()
    wanted = {item["slug"]: (parent, _news_item(item, today)) for item in words.NEWS}
    return bring_in_line(NewsPage, {}, wanted)[1]


def _news_item(item: words.Words, today: date) -> Wanted:
    own = {
        name: item[name]
        for name in ("title", "title_en", "summary_zh", "summary_en", "text_en")
    }
    own["date"] = today - timedelta(days=item["days_before"])
    own["body"] = json.dumps(bodies.paragraphs(item["text"]))
    return Wanted(item["slug"], own, item)


def _title(pair: Bilingual) -> dict[str, str]:
    return {"title": pair.zh, "title_en": pair.en}


def _summary(pair: Bilingual) -> dict[str, str]:
    return {"summary_zh": pair.zh, "summary_en": pair.en}
