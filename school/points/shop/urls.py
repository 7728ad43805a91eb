from django.urls import path

from school.points.shop import views

shop_patterns = [
    # /points/shop/
    path("shop/", views.shop, name="shop"),
    path("shop/<slug:code>/", views.reward, name="reward"),
    path("shop/<slug:code>/redeem/", views.redeem, name="redeem"),
    # /points/redemptions/
    path("redemptions/", views.redemptions, name="redemptions"),
    path("redemptions/<slug:code>/", views.redemption, name="redemption"),
    path("redemptions/<slug:code>/cancel/", views.cancel, name="cancel_redemption"),
    path("redemptions/<slug:code>/voucher.pdf", views.voucher_pdf, name="voucher_pdf"),
    # /points/vouchers/
    path("vouchers/<slug:code>/", views.voucher, name="voucher"),
]
