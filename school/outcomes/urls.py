from django.urls import path

from school.outcomes import views

app_name = "outcomes"
urlpatterns = [
    path("", views.public, name="public"),
    path("cohorts/<slug:code>/", views.cohort, name="cohort"),
]
