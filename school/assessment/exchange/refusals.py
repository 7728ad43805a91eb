from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class FileTooLarge(Refusal):
    code = "file_too_large"
    message = _("This file is larger than 20 MB. Divide it and send the parts.")


class UnknownFile(Refusal):
    code = "unknown_file"
    message = _(
        "This is no Excel workbook (.xlsx) and no QTI package (.zip), or it is damaged. "
        "Save it as one of the two and send it again."
    )


class FileUnpacksTooLarge(UnknownFile):
    code = "file_unpacks_too_large"
    message = _(
        "Unpacked, this file is far too large for questions. Copy them into a fresh "
        "template, without empty formatted rows, and send that."
    )


class FileReachesOut(UnknownFile):
    code = "file_reaches_out"
    message = _(
        "A file in this package would lie outside of it. Have the package made again."
    )


class CodeTwice(Refusal):
    code = "code_twice"
    message = _("Two questions of the file have one code. Give each its own.")


class FileHasMistakes(Refusal):
    code = "file_has_mistakes"
    message = _("Nothing was imported. See below why not.")
