from django.urls import path

from school.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("read/", views.read_all, name="read_all"),
    path("<str:code>/read/", views.read, name="read"),
]
