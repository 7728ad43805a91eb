"""The desk and the pages of the site."""

from school.settings.accounts import LOGIN_URL
from school.settings.core import LANGUAGES, SITE_URL

WAGTAIL_SITE_NAME = "赋能夜校"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_I18N_ENABLED = WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
# One's password is one's own, and the school's pages are the way to it.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
# What cameras and drawing programs write; each is drawn anew.
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.handed_in.PictureForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.handed_in.DocumentForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
# Sheets to print and to fill in; nothing that a browser would run as a page of ours.
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "txt"]
WAGTAILMEDIA = {
    "MEDIA_MODEL": "cms.Recording",
    "MEDIA_FORM_BASE": "cms.recordings.forms.RecordingForm",
    "VIDEO_EXTENSIONS": ["mp4", "webm"],
    "AUDIO_EXTENSIONS": ["m4a", "mp3", "ogg"],
}
# A page shows nothing from elsewhere, so nothing is asked of where an editor points to.
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
