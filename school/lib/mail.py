"""E-mail, through whichever backend Django is set to: plain text, one reader a letter."""

import smtplib
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from school.lib.unsent import NotSent, Refused, Unsure

CONSOLE = "django.core.mail.backends.console.EmailBackend"
PERMANENT = 500


def send(address: str, subject: str, text: str, *, reference: str) -> None:
    """Hand one letter over; `reference` makes it the same letter if it comes twice."""
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    letter = EmailMessage(
        subject,
        text,
        to=[address],
        headers={
            "Message-ID": f"<{reference}@{host}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    connection = get_connection()
    try:
        connection.open()
    except (smtplib.SMTPException, OSError) as error:
        raise NotSent(code=_named(error)) from None
    try:
        connection.send_messages([letter])
    except smtplib.SMTPRecipientsRefused as refused:
        raise _answered(
            max(code for code, _said in refused.recipients.values())
        ) from None
    except smtplib.SMTPResponseException as error:
        raise _answered(error.smtp_code) from None
    except (smtplib.SMTPException, OSError) as error:
        raise Unsure(code=_named(error)) from None
    finally:
        connection.close()


def is_on_console() -> bool:
    """Letters are printed for the developer and reach nobody."""
    return settings.EMAIL_BACKEND == CONSOLE


def is_offered() -> bool:
    """A school in earnest without a mail server asks nobody for an address."""
    return settings.DEBUG or settings.DEMONSTRATION or not is_on_console()


def _answered(code: int) -> NotSent:
    return (Refused if code >= PERMANENT else NotSent)(code=f"SMTP {code}")


def _named(error: Exception) -> str:
    # The class alone: a server's sentence may hold the address.
    return type(error).__name__
