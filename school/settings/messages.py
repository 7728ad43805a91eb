"""SMS, e-mail and web push, and when they leave."""

from email.utils import parseaddr

from school.lib import env, messages
from school.settings.core import DEBUG, keep_in

SMS_BACKEND = env.text("SMS_BACKEND", "school.lib.sms.ConsoleBackend")
ALIYUN_SMS = messages.aliyun()
# smtp://user:password@host:587 (STARTTLS), smtps://…:465 (TLS), smtp+plain://… (neither).
EMAIL_SERVER = messages.mail_server(env.text("EMAIL_URL"))
EMAIL_BACKEND = f"django.core.mail.backends.{EMAIL_SERVER.backend}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = EMAIL_SERVER.host, EMAIL_SERVER.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = EMAIL_SERVER.user, EMAIL_SERVER.password
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL_SERVER.starttls, EMAIL_SERVER.tls
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "school@example.org")
# Without a key no browser is asked whether it wants messages.
VAPID_KEY = env.secret("VAPID_KEY", keep_in=keep_in) if DEBUG else env.text("VAPID_KEY")
VAPID_CONTACT = f"mailto:{parseaddr(DEFAULT_FROM_EMAIL)[1]}"
# The services that browsers name as theirs; a leading dot stands for any host under it.
PUSH_SERVICES = env.words(
    "PUSH_SERVICES",
    "fcm.googleapis.com,.push.services.mozilla.com,.notify.windows.com,.push.apple.com",
)
# Messages that can wait do not leave in these hours.
QUIET_HOURS = env.hours("QUIET_HOURS", "21:30-07:30")
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
