from typing import Any
from unicodedata import east_asian_width

from django.conf import settings
from django.core.management.base import BaseCommand

from school.people.models import User
from school.portal.demonstration.logins import LOGINS, PASSWORD, Login

GAP = "  "


class Command(BaseCommand):
    help = "Prints the accounts of the demonstration; nothing where there is none."

    def handle(self, *args: Any, **options: Any) -> None:
        phones = [login.phone for login in LOGINS]
        there = set(
            User.objects.filter(phone__in=phones).values_list("phone", flat=True)
        )
        logins = [login for login in LOGINS if login.phone in there]
        if not settings.DEMONSTRATION or not logins:
            return
        self.stdout.write(
            f"\n演示账号，密码都是 / demonstration logins, password: {PASSWORD}\n"
        )
        for line in table([cells(login) for login in logins]):
            self.stdout.write(line)


def cells(login: Login) -> list[str]:
    return [login.phone, login.role_zh, login.try_zh, login.role_en, login.try_en]


def table(rows: list[list[str]]) -> list[str]:
    """Columns aligned on a terminal, where a Chinese character takes two places."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return [
        GAP.join(
            cell + " " * (most - width(cell))
            for cell, most in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]


def width(text: str) -> int:
    return sum(1 + (east_asian_width(sign) in "WF") for sign in text)
