from django.urls import path

from school.assessment.desk import items, questions

QUESTION = "assessment-desk/questions/<str:course>/<str:version>/<str:code>"
urlpatterns = [
    # assessment-desk/questions/
    path(f"{QUESTION}/submit/", questions.submit, name="submit"),
    path(f"{QUESTION}/revise/", questions.revise, name="revise"),
    # assessment-desk/items/
    path("assessment-desk/items/", items.items, name="items"),
    path(
        "assessment-desk/items/<str:course>/<str:version>/",
        items.edition_items,
        name="edition_items",
    ),
    path(
        "assessment-desk/items/<str:course>/<str:version>/xlsx/",
        items.edition_items_xlsx,
        name="edition_items_xlsx",
    ),
]
