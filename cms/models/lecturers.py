from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from cms import catalogue
from cms.blocks import BodyBlock
from cms.models.base import SchoolPage, tabs
from school.courses.models import Instructor


class LecturerPageQuerySet(PageQuerySet):
    def in_order(self) -> "LecturerPageQuerySet":
        return (
            self.live()
            .filter(instructor__user__is_active=True)
            .select_related("instructor__user", "photo")
            .prefetch_related("photo__renditions")
            .order_by("path")
        )


class LecturersPage(SchoolPage):
    """Who teaches."""

    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["cms.LecturerPage"]
    max_count = 1
    template = "cms/lecturers.html"
    edit_handler = tabs()

    class Meta:
        verbose_name = _("list of lecturers")
        verbose_name_plural = _("lists of lecturers")

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | {"lecturers": LecturerPage.objects.in_order().child_of(self)}


class LecturerPage(SchoolPage):
    """A lecturer in words and, where there is one, a picture."""

    instructor = models.ForeignKey(
        Instructor, models.PROTECT, related_name="+", verbose_name=_("instructor")
    )
    photo = models.ForeignKey(
        get_image_model_string(),
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    objects = PageManager.from_queryset(LecturerPageQuerySet)()

    parent_page_types: ClassVar[list[str]] = ["cms.LecturersPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "cms/lecturer.html"
    edit_handler = tabs(
        chinese=[FieldPanel("photo"), FieldPanel("body")],
        more={_("Facts"): [FieldPanel("instructor")]},
    )

    class Meta:
        verbose_name = _("page of a lecturer")
        verbose_name_plural = _("pages of lecturers")

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "courses": catalogue.courses_of(self.instructor).select_related("track"),
            "evenings": catalogue.evenings_of(self.instructor, at=timezone.now()),
        }
