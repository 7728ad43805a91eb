from django.urls import path

from school.certificates.renewal import desk

renewal_patterns = [
    path(
        "certificate-desk/certificates/<slug:number>/renew/", desk.renew, name="renew"
    ),
    path(
        "certificate-desk/renewals/<slug:code>/withdraw/",
        desk.withdraw,
        name="withdraw_renewal",
    ),
    path("certificate-desk/refreshers/", desk.refreshers, name="refreshers"),
    path(
        "certificate-desk/refreshers/<slug:code>/",
        desk.set_refreshers,
        name="set_refreshers",
    ),
]
