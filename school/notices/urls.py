from django.urls import path

from school.notices.views import devices, inbox, mailbox, ways

app_name = "notices"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("read/", inbox.read_all, name="read_all"),
    # How one is told
    path("ways/", ways.ways, name="ways"),
    path("ways/email/", mailbox.address, name="address"),
    path("ways/email/code/", mailbox.confirm, name="confirm"),
    path("ways/email/code/again/", mailbox.send_again, name="send_again"),
    path("ways/email/forget/", mailbox.forget, name="forget"),
    path("ways/devices/", devices.devices, name="devices"),
    path("ways/devices/<str:code>/revoke/", devices.revoke, name="revoke"),
    path("<str:code>/read/", inbox.read, name="read"),
]
