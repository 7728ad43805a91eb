"""A part of a file, as players ask for it: some telephones play nothing otherwise."""

import re

from django.db.models.fields.files import FieldFile
from django.http import HttpRequest, HttpResponse

RANGE = re.compile(r"bytes=(\d{1,12})-(\d{0,12})")


def private(response: HttpResponse) -> HttpResponse:
    """For the reader alone, and kept by nothing on the way nor on her phone."""
    response["Cache-Control"] = "private, no-store"
    return response


def answer(request: HttpRequest, file: FieldFile, *, media_type: str) -> HttpResponse:
    """The whole of a small file, or the one part that is asked for."""
    with file.open("rb") as opened:
        data = opened.read()
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    if asked is None:
        response = HttpResponse(data, content_type=media_type)
    else:
        first, last = int(asked[1]), int(asked[2] or len(data) - 1)
        part = data[first : last + 1]
        response = HttpResponse(part, content_type=media_type, status=206)
        if part:
            end = first + len(part) - 1
            response["Content-Range"] = f"bytes {first}-{end}/{len(data)}"
        else:
            response.status_code = 416
            response["Content-Range"] = f"bytes */{len(data)}"
    response["Accept-Ranges"] = "bytes"
    # Compressed on the way, its parts would be others.
    response["Content-Encoding"] = "identity"
    return response
