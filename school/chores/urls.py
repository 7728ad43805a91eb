from django.urls import path

from school.chores import health

app_name = "chores"
urlpatterns = [
    path("", health.site, name="site"),
    path("worker/", health.worker, name="worker"),
]
