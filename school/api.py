"""The doors for other programs, in one description: /api/openapi.json."""

from ninja import NinjaAPI

from school.points.shop.api import router as points
from school.service.api import router as service

api = NinjaAPI(
    title="赋能夜校 Night School",
    version="1",
    description=(
        "For the order platform. Each door is shut until the school has set its key. "
        "What is posted is signed: X-Timestamp, in seconds since 1970, and X-Signature, the "
        "hex HMAC-SHA256 of timestamp, full stop and body."
    ),
    urls_namespace="api",
    docs_url=None,
)
api.add_router("points/", points, tags=["points"])
api.add_router("service/", service, tags=["service"])
