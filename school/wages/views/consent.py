from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from school.lib.errors import Refusal
from school.people import actions as people
from school.people.access import person_of
from school.people.models import ConsentText, Person, User
from school.people.refusals import ConsentTextOutdated
from school.wages.models import FollowUp


def wage_text() -> ConsentText | None:
    """What one is asked to agree to; None if the school has not written it yet."""
    texts = ConsentText.objects.current()
    return texts.filter(purpose=ConsentText.Purpose.WAGES).first()


def covers(text: ConsentText, follow_up: FollowUp) -> bool:
    """Whether who agrees to it may be asked; a newer text need not speak of who waits."""
    return text.covers_waiting or not follow_up.has_waited


def agree(person: Person, *, version: str, by: User) -> None:
    text = ConsentText.objects.as_shown(ConsentText.Purpose.WAGES, version)
    if text is None:
        raise ConsentTextOutdated
    people.give_consent(person, text=text, by=by)


@login_required
@require_POST
def consent(request: HttpRequest) -> HttpResponse:
    """Agree to being asked about pay, or take that back."""
    assert isinstance(request.user, User)
    person = person_of(request.user)
    if person is None:
        return redirect("wages:mine")
    try:
        if request.POST.get("answer") == "agree":
            agree(person, version=request.POST.get("version", ""), by=request.user)
        else:
            people.withdraw_consent(
                person, purpose=ConsentText.Purpose.WAGES, by=request.user
            )
            messages.success(
                request,
                _(
                    "Taken back. From now on no new figure counts your pay, and nobody asks."
                ),
            )
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    return redirect("wages:mine")
