from django.urls import path

from school.privacy import views

app_name = "privacy"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("copies/ask/", views.ask, name="ask"),
    path("copies/<slug:code>/<str:key>/", views.file, name="file"),
]
