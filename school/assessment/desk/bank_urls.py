from django.urls import path

from school.assessment.desk import items, questions

urlpatterns = [
    # assessment-desk/questions/
    path("assessment-desk/questions/<int:pk>/submit/", questions.submit, name="submit"),
    path("assessment-desk/questions/<int:pk>/revise/", questions.revise, name="revise"),
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
