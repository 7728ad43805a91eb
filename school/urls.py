"""The table of contents of the product."""

from django.conf import settings
from django.conf.urls.static import static
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from school.api import api
from school.people.sign_in.views import LogoutView

urlpatterns = [
    # Wagtail's own leaves in the browser what was read at the desk.
    path("desk/logout/", LogoutView.as_view(), name="desk_logout"),
    path("desk/", include(wagtailadmin_urls)),
    path("account/", include("school.people.sign_in.urls")),
    path("account/2fa/", include("school.people.second_factor.urls")),
    path("account/", include("allauth.urls")),
    path("ui/", include("school.ui.urls")),
    path("healthz/", include("school.chores.urls")),
    path("me/", include("school.people.urls")),
    path("cohorts/", include("school.courses.urls")),
    path("enrol/", include("school.enrollment.urls")),
    path("attendance/", include("school.attendance.urls")),
    path("lessons/", include("school.learning.urls")),
    path("assessment/", include("school.assessment.urls")),
    path("certificates/", include("school.certificates.urls")),
    path("points/", include("school.points.urls")),
    path("standing/", include("school.standing.urls")),
    path("suggestions/", include("school.feedback.urls")),
    path("service/", include("school.service.urls")),
    path("wages/", include("school.wages.urls")),
    path("outcomes/", include("school.outcomes.urls")),
    path("privacy/", include("school.privacy.urls")),
    path("notices/", include("school.notices.urls")),
    path("study/", include("school.portal.urls")),
    path("api/", api.urls),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("cms.urls")),
    path("", include(wagtail_urls)),
]
