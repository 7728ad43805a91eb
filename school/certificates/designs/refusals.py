from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class ForbiddenWords(Refusal):
    code = "forbidden_words"
    message = _(
        "“%(template)s” says %(words)s, which no certificate of ours may say. Have the "
        "template or the title of the course changed, then issue again."
    )


class NoTemplate(Refusal):
    code = "no_template"
    message = _(
        "No certificate template is chosen for the school. Choose one under "
        "“Which template where”, then issue again."
    )


class NewerVersion(Refusal):
    code = "newer_version"
    message = _(
        "Somebody has made a newer version of this template meanwhile. Open that one "
        "and change it there."
    )


class WordingRefused(Refusal):
    code = "wording_refused"
    message = _("The template cannot be printed as it is: %(why)s")


class SchoolNeedsTemplate(Refusal):
    code = "school_needs_template"
    message = _("The school itself needs a template: choose one.")


class PictureGone(Refusal):
    code = "picture_gone"
    message = _(
        "The picture of the seal or the signature is not there, or is not the one that "
        "was kept. Have it restored from the backup, then issue again."
    )
