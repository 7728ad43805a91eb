from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]


def nothing_ahead(get_response: Answer) -> Answer:
    """Nothing is given to a browser that only guesses what its reader opens next.

    It would be noted as seen, or be seen later without being noted.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        purpose = request.headers.get("Sec-Purpose") or request.headers.get("Purpose")
        is_ahead = "prefetch" in (purpose or "")
        if is_ahead and request.user.is_authenticated:
            return HttpResponse(status=503, headers={"Cache-Control": "no-store"})
        return get_response(request)

    return middleware
