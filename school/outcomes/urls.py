from django.urls import path

from school.outcomes import views

app_name = "outcomes"
urlpatterns = [
    path("", views.public, name="public"),
    path("reports/<int:number>/", views.frozen, name="frozen"),
    path("reports/<int:number>/figures.json", views.frozen_json, name="frozen_json"),
    path("reports/<int:number>/report.pdf", views.report_pdf, name="report_pdf"),
    path("reports/<int:number>/report.xlsx", views.report_xlsx, name="report_xlsx"),
    path("cohorts/<slug:code>/", views.cohort, name="cohort"),
]
