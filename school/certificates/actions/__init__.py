# isort: skip_file
# printing and announcing come first: issuing queues the tasks that do both.
from school.certificates.actions.printing import (
    finish,
    give_up,
    keep_printed,
    print_batch,
    stop,
)
from school.certificates.actions.announcing import announce_batch
from school.certificates.actions.again import print_again
from school.certificates.actions.issuing import issue
from school.certificates.actions.life import reinstate, revoke, suspend
from school.certificates.actions.reissuing import reissue

__all__ = [
    "announce_batch",
    "finish",
    "give_up",
    "issue",
    "keep_printed",
    "print_again",
    "print_batch",
    "reinstate",
    "reissue",
    "revoke",
    "stop",
    "suspend",
]
