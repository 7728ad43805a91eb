"""What browsers are told to keep to."""

from csp.constants import NONE, SELF, UNSAFE_INLINE

from school.lib import env
from school.settings.core import DEBUG

SECURE_REFERRER_POLICY = "same-origin"
# Wagtail shows an editor its preview in a frame.
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = not DEBUG
# Browsers take such a cookie only from the host itself, over TLS and for all of it.
COOKIE_PREFIX = "" if DEBUG else "__Host-"
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}django_language"
# Machines that call by http are refused (`ui.middleware.refuse_plain_calls`); a load
# balancer asks from within.
SECURE_REDIRECT_EXEMPT = [r"^api/", r"^healthz/"]
SECURE_SSL_REDIRECT = env.flag("SSL_REDIRECT", not DEBUG)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if not DEBUG else None
SECURE_HSTS_SECONDS = 0 if DEBUG else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEBUG
# No page has a script or a style of its own; what it shows and asks comes from here.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        # A picture that is about to be handed in is shown from where the phone has it.
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
    }
}
# Wagtail's widgets start themselves by a script beside them, and its editor styles what it
# shows; the preview of a certificate is a file made in the page.
DESK_SECURITY_POLICY = {
    "script-src": [UNSAFE_INLINE],
    "style-src": [UNSAFE_INLINE],
    "frame-src": ["blob:"],
}
# Of the phone a page may ask for the camera and microphone, for a scan or a proof.
PERMISSIONS_POLICY = ", ".join(
    (
        "camera=(self)",
        "microphone=(self)",
        "publickey-credentials-create=(self)",
        "publickey-credentials-get=(self)",
        "display-capture=()",
        "geolocation=()",
        "hid=()",
        "midi=()",
        "payment=()",
        "serial=()",
        "usb=()",
    )
)
