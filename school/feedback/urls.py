from django.urls import path

from school.feedback import views
from school.feedback.surveys import views as surveys

app_name = "feedback"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("survey/by/<slug:key>/", surveys.by_link, name="survey_by_link"),
    path("survey/of/<slug:code>/", surveys.of_class, name="survey_of_class"),
    path("survey/<slug:code>/", surveys.survey, name="survey"),
    path("<slug:code>/", views.note, name="note"),
    path("<slug:code>/read/", views.read, name="read"),
    path("<slug:code>/practised/", views.practise, name="practise"),
]
