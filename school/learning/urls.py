from django.urls import path

from school.learning import views

app_name = "learning"
urlpatterns = [
    # courses/
    path("courses/<slug:code>/", views.syllabus, name="syllabus"),
]
