from django.urls import path

from school.outcomes import views

app_name = "outcomes"
urlpatterns = [
    path("", views.public, name="public"),
    path("reports/<int:number>/", views.frozen, name="frozen"),
    path("reports/<int:number>/figures.json", views.frozen_json, name="frozen_json"),
    path("cohorts/<slug:code>/", views.cohort, name="cohort"),
]
