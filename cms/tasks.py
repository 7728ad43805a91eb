from django.core.management import call_command


def publish_scheduled() -> None:
    """Bring out what editors have scheduled, and take down what has expired."""
    call_command("publish_scheduled")
