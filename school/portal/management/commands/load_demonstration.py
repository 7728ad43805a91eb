from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from school.portal.demonstration import generator


class Command(BaseCommand):
    help = (
        "Fills an empty school with a made-up one in mid-term. Does nothing where a "
        "class exists."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError(
                _(
                    "The demonstration setting is off, so made-up people are not "
                    "admitted. Set DEMONSTRATION=1, on a school that is not a real one."
                )
            )
        if generator.exists():
            self.say(_("The school has classes already: nothing was added."), options)
            return
        self.say(_("Making up a school in mid-term; this takes a minute."), options)
        try:
            generator.build()
        except generator.NoCurriculum:
            raise CommandError(
                _("The courses are not there yet. Run load_curriculum first.")
            ) from None
        self.say(_("The demonstration school is ready."), options)

    def say(self, sentence: str, options: dict[str, Any]) -> None:
        if options["verbosity"]:
            self.stdout.write(sentence)
            self.stdout.flush()
