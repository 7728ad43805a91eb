from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from cms import catalogue
from cms.blocks import BodyBlock
from cms.models.base import SchoolPage, tabs
from school.courses.models import Course, Track
from school.wages.bands.shown import of_course


class TrackPageQuerySet(PageQuerySet):
    def in_order(self) -> "TrackPageQuerySet":
        return self.live().select_related("track").order_by("track__position")


class CoursePageQuerySet(PageQuerySet):
    def in_order(self) -> "CoursePageQuerySet":
        return (
            self.live()
            .select_related("course__track")
            .order_by("course__track__position", "course__code")
        )


class CoursesPage(SchoolPage):
    """All tracks with their courses."""

    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["cms.TrackPage"]
    max_count = 1
    template = "cms/courses.html"
    edit_handler = tabs()

    class Meta:
        verbose_name = _("list of courses")
        verbose_name_plural = _("lists of courses")

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "tracks": TrackPage.objects.in_order(),
            "courses": CoursePage.objects.in_order(),
            "editions": catalogue.current_editions(),
            "cohorts": catalogue.open_classes(),
        }


class TrackPage(SchoolPage):
    """A field of training."""

    track = models.ForeignKey(
        Track, models.PROTECT, related_name="+", verbose_name=_("track")
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    objects = PageManager.from_queryset(TrackPageQuerySet)()

    parent_page_types: ClassVar[list[str]] = ["cms.CoursesPage"]
    subpage_types: ClassVar[list[str]] = ["cms.CoursePage"]
    template = "cms/track.html"
    search_fields = [*SchoolPage.search_fields, index.SearchField("body")]
    edit_handler = tabs(
        chinese=[FieldPanel("body")], more={_("Facts"): [FieldPanel("track")]}
    )

    class Meta:
        verbose_name = _("page of a track")
        verbose_name_plural = _("pages of tracks")

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "courses": CoursePage.objects.in_order().child_of(self),
            "editions": catalogue.current_editions(),
            "cohorts": catalogue.open_classes(edition__course__track=self.track_id),
        }


class CoursePage(SchoolPage):
    """A course: who it is for, what it asks, what it gives. The facts are its edition's."""

    course = models.ForeignKey(
        Course, models.PROTECT, related_name="+", verbose_name=_("course")
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    objects = PageManager.from_queryset(CoursePageQuerySet)()

    parent_page_types: ClassVar[list[str]] = ["cms.TrackPage"]
    subpage_types: ClassVar[list[str]] = ["cms.LessonPage"]
    template = "cms/course.html"
    search_fields = [*SchoolPage.search_fields, index.SearchField("body")]
    edit_handler = tabs(
        chinese=[FieldPanel("body")], more={_("Facts"): [FieldPanel("course")]}
    )

    class Meta:
        verbose_name = _("page of a course")
        verbose_name_plural = _("pages of courses")

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        edition = catalogue.current_edition(self.course_id)
        if edition:
            # It came with its track, which the page then need not read again.
            self.course = edition.course
        publication, bands = of_course(self.course_id)
        return context | {
            "edition": edition,
            "publication": publication,
            "bands": bands,
            "cohorts": catalogue.open_classes(edition__course=self.course_id),
            "lecturers": catalogue.lecturers_of(self.course_id),
        }
