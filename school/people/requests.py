from django.http import HttpRequest

from school.people.models import User


class MemberRequest(HttpRequest):
    """The request of someone signed in, which `login_required` has made sure of."""

    user: User
