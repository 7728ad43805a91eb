import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from school.journal.requests import set_request_id


def request_id(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        made = secrets.token_hex(8)
        set_request_id(made)
        response = get_response(request)
        response["X-Request-ID"] = made
        return response

    return middleware
