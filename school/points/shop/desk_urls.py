from django.urls import path

from school.points.shop import desk

ROOT = "points-desk/shop"
shop_desk_patterns = [
    path(f"{ROOT}/hand-over/", desk.hand_over, name="hand_over"),
    path(f"{ROOT}/stock/", desk.stock, name="stock"),
    path(f"{ROOT}/stock/<slug:code>/", desk.move_stock, name="move_stock"),
    path(f"{ROOT}/<slug:code>/approve/", desk.approve, name="approve_redemption"),
    path(f"{ROOT}/<slug:code>/cancel/", desk.cancel, name="cancel_redemption"),
    path(f"{ROOT}/partners/<int:pk>/key/", desk.give_key, name="give_key"),
]
