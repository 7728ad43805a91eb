from django.urls import path
from django.views.i18n import set_language

from school.ui import views

app_name = "ui"

urlpatterns = [
    path("", views.style_guide, name="style_guide"),
    path("large-mode/", views.large_mode, name="large_mode"),
    path("data/", views.data, name="data"),
    path("theme/", views.theme, name="theme"),
    path("language/", set_language, name="language"),
]
