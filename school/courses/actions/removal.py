"""What something else still refers to does not go."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models import ProtectedError

from school.courses.refusals import StillReferredTo


@contextmanager
def refusing_what_is_held() -> Iterator[None]:
    """Higher apps hold rows of a draft too: the page of a lesson, the evenings of a class."""
    try:
        yield
    except ProtectedError as error:
        kinds = {str(one._meta.verbose_name) for one in error.protected_objects}
        raise StillReferredTo(
            count=len(error.protected_objects), kinds=" / ".join(sorted(kinds))
        ) from error
