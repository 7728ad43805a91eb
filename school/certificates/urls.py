from django.urls import path

from school.certificates import views

app_name = "certificates"
urlpatterns = [
    # verify/
    path("verify/", views.verify_search, name="verify_search"),
    path("verify/<slug:code>/", views.verify, name="verify"),
    # pdf/
    path("pdf/<slug:code>/", views.download, name="download"),
]
