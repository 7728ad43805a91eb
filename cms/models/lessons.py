from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from cms import reading
from cms.blocks import BodyBlock, CheckBlock, shown
from cms.forms import Check, ChecksForm
from cms.models.base import SchoolPage, tabs
from school.courses.models import Edition, Lesson
from school.lib.fields import Bilingual
from school.people.models import User
from school.ui import phone

# Without them a lesson is read all the same.
SCRIPTS = [
    *phone.SCRIPTS,
    *(f"learning/{name}.js" for name in ("queue", "keeping", "reading")),
]


class LessonPageQuerySet(PageQuerySet):
    def for_code(self, code: str) -> "LessonPageQuerySet":
        """The lesson's page: its code outlives editions."""
        return (
            self.live()
            .filter(lesson__code=code)
            .select_related("lesson__module__edition__course__track")
            .order_by("-lesson")
        )

    def in_force(self) -> "LessonPageQuerySet":
        """Of lessons that a published edition has, whichever edition's the page was made for."""
        published = Lesson.objects.filter(
            module__edition__status=Edition.Status.PUBLISHED
        )
        return self.filter(lesson__code__in=published.values("code"))


class LessonPage(SchoolPage):
    """A lesson's words. They are Chinese, like the teaching; heads and aims are English too."""

    lesson = models.ForeignKey(
        Lesson, models.PROTECT, related_name="+", verbose_name=_("lesson")
    )
    objectives_zh = models.TextField(
        _("Chinese objectives"), blank=True, help_text=_("One a line.")
    )
    objectives_en = models.TextField(
        _("English objectives"), blank=True, help_text=_("One a line.")
    )
    objectives_text = Bilingual("objectives")
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    self_checks = StreamField(
        [("check", CheckBlock())], verbose_name=_("self-checks"), blank=True
    )

    objects = PageManager.from_queryset(LessonPageQuerySet)()

    parent_page_types: ClassVar[list[str]] = ["cms.CoursePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "cms/lesson.html"
    search_fields = [*SchoolPage.search_fields, index.SearchField("body")]
    edit_handler = tabs(
        chinese=[FieldPanel("objectives_zh"), FieldPanel("body")],
        english=[FieldPanel("objectives_en")],
        more={
            _("Self-checks"): [FieldPanel("self_checks")],
            _("Facts"): [FieldPanel("lesson")],
        },
    )

    class Meta:
        verbose_name = _("page of a lesson")
        verbose_name_plural = _("pages of lessons")

    @property
    def objectives(self) -> list[str]:
        return [line for line in str(self.objectives_text).splitlines() if line.strip()]

    @property
    def parts(self) -> list[str]:
        """The blocks of the body by the names that stay theirs when others change."""
        return [str(block.id) for block in self.body if block.id]

    @property
    def checks(self) -> Sequence[Check]:
        return [
            Check(
                stem=block.value["stem"],
                options=tuple(option["text"] for option in block.value["options"]),
                answer=frozenset(
                    number
                    for number, option in enumerate(block.value["options"])
                    if option["is_right"]
                ),
                explanation=block.value["explanation"],
                drawing=block.value.get("drawing") or "",
                picture=block.value.get("picture"),
            )
            for block in self.self_checks
        ]

    @cached_property
    def facts(self) -> Lesson:
        """The lesson as its own edition has it, or else the one in force."""
        own = models.Q(pk=self.lesson_id)
        published = models.Q(
            code__in=Lesson.objects.filter(own).values("code"),
            module__edition__status=Edition.Status.PUBLISHED,
        )
        found = Lesson.objects.select_related("module__edition__course__track").filter(
            own | published
        )
        return max(
            found,
            key=lambda one: (
                one.module.edition.status == Edition.Status.PUBLISHED,
                one.pk == self.lesson_id,
                one.pk,
            ),
        )

    def reader(self, user: User | AnonymousUser) -> reading.Reader | None:
        """Who reads; asked for twice while the page is served, looked up once."""
        if not hasattr(self, "_reader"):
            self._reader = reading.reader_of(self.facts, user)
        return self._reader

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        reader = self.reader(request.user)
        shown.fetch_sizes(self.body, self.self_checks)
        return context | {
            "lesson": self.facts,
            "way": reading.way_at(self.facts, reader, parts=self.parts),
            "owner": reading.owner(request.user)
            if reader and isinstance(request.user, User)
            else "",
            "is_copy": False,
            "checks": kwargs.get("checks") or ChecksForm(self.checks),
            "scripts": SCRIPTS,
            "standards": self.facts.standards.all(),
        }
