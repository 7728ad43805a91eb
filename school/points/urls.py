from django.urls import path

from school.points import views
from school.points.cases import views as cases
from school.points.schemes import views as schemes
from school.points.shop.urls import shop_patterns

app_name = "points"
urlpatterns = [
    path("", views.account, name="account"),
    *shop_patterns,
    # Public.
    path("rules/", schemes.current, name="rules"),
    path("rules/<str:version>/", schemes.version, name="rules_version"),
    path("cases/", cases.mine, name="cases"),
    path("cases/<slug:code>/", cases.case, name="case"),
    path("cases/<slug:code>/appeal/", cases.appeal, name="appeal"),
    path("cases/files/<slug:code>/", cases.proof, name="case_proof"),
    path("cases/files/<slug:code>/small/", cases.proof_thumb, name="case_proof_thumb"),
]
