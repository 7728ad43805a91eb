"""Why a message did not leave, the same for every way out of the house."""


class NotSent(Exception):
    """It did not leave; trying again later may help. `code` names the reason without naming anyone."""

    def __init__(self, *args: object, code: str = "") -> None:
        super().__init__(*args)
        self.code = code or type(self).__name__


class Refused(NotSent):
    """It never will: the other side has said so."""


class Gone(Refused):
    """The address does not exist any more."""


class Unsure(NotSent):
    """The line broke before the answer: it may have left, so it is not sent again unasked."""
