from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from cms.first_pages.create import create_lecturer_pages


class Command(BaseCommand):
    help = "Gives every lecturer who has no page yet a page. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        counts = create_lecturer_pages()
        if options["verbosity"] and counts.created:
            said = _("Pages of lecturers made: %(count)s")
            self.stdout.write(said % {"count": counts.created})
