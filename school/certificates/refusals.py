from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from school.certificates.designs.refusals import PictureGone
from school.lib.errors import Refusal


class NobodyEligible(Refusal):
    code = "nobody_eligible"
    message = _(
        "Nobody in this class has passed yet, so there is nothing to issue. Release "
        "the results first."
    )


class NotEligible(Refusal):
    code = "not_eligible"
    message = _(
        "No certificate can be issued to %(names)s. Read the reason on the page of the "
        "class, and choose the others."
    )


class IssuedBeforeRelease(Refusal):
    code = "issued_before_release"
    message = _(
        "The results came out on %(day)s. A certificate cannot be dated earlier: choose "
        "that day or a later one."
    )


class IssuedInFuture(Refusal):
    code = "issued_in_future"
    message = _("The day of issue lies ahead. Choose today or an earlier day.")


class NothingPrinted(Refusal):
    code = "nothing_printed"
    message = _("No certificate stands here that is printed. Issue them first.")


class TooManyAtOnce(Refusal):
    code = "too_many_at_once"
    message = _(
        "These are more than %(most)s certificates. Take them batch by batch instead."
    )


class FileGone(Refusal):
    code = "file_gone"
    message = _(
        "The file of certificate %(number)s is not there, or is not the one that was "
        "kept. Show whoever runs the school this number; it can be restored from the "
        "backup. What is lost is printed again from its page at the desk."
    )


class FileThere(Refusal):
    code = "file_there"
    message = _("The file of this certificate is there. Take it from its page.")


class NotPrintedAgain(Refusal):
    code = "not_printed_again"
    message = _(
        "It could not be printed: files or time-stamping service cannot be reached. Try "
        "again in a minute; if it stays so, show whoever runs the school the log."
    )


class NotPossible(Refusal):
    code = "status_not_possible"
    message = _(
        "This certificate is %(now)s and cannot become %(then)s. Read its history."
    )


class ReasonNeeded(Refusal):
    code = "reason_needed"
    message = _("Say why. The reason stays in the certificate's history.")


class ReplacedAlready(Refusal):
    code = "replaced_already"
    message = _("Certificate %(number)s has taken the place of this one already.")


class NameUnchanged(Refusal):
    code = "name_unchanged"
    message = _(
        "The name in the person's record is the one on the paper: %(name)s. Correct the "
        "record first, then reissue."
    )


class MarksUnchanged(Refusal):
    code = "marks_unchanged"
    message = _(
        "No newer result has been released than the one on the paper. Release it first, "
        "or choose another reason."
    )


class NoLongerPassed(Refusal):
    code = "no_longer_passed"
    message = _(
        "The result that counts now is not passed, so no certificate can take this "
        "one's place. Look at the result; it may have to be revoked."
    )


class AskedTooOften(Refusal):
    code = "asked_too_often"
    message = _(
        "This was asked for too often today. Try again tomorrow, or scan the QR code "
        "and compare number, course and date with the paper."
    )


class NotOnThePaper(Refusal):
    code = "not_on_the_paper"
    message = _(
        "That does not agree with this certificate. Compare it with the paper and type "
        "it again."
    )


class CannotPrint(Refusal):
    code = "cannot_print"
    message = _(
        "These characters of the name cannot be printed: %(characters)s. Check how "
        "the name is written, or have the font installed, then issue again."
    )


class ResultChanged(Refusal):
    code = "result_changed"
    message = _(
        "The result was decided anew while this certificate waited to be printed. Look "
        "at the result; if it is passed, issue again."
    )


class PhotoMissing(Refusal):
    code = "photo_missing"
    message = _(
        "The photo on file cannot be read. Have the trainee's photo uploaded again, "
        "then issue again."
    )


class SigningKeyMissing(Refusal):
    code = "signing_key_missing"
    message = _(
        "There is no key to sign certificates with. Whoever runs the school makes one "
        "with “manage.py make_signing_key”; then issue again."
    )


class SigningKeyUnusable(Refusal):
    code = "signing_key_unusable"
    message = _(
        "The key that signs certificates cannot be used. Whoever runs the school reads "
        "why with “manage.py check_signing_keys” and mends it; then issue again."
    )


class SigningKeyRunOut(Refusal):
    code = "signing_key_run_out"
    message = _(
        "The key that signs certificates was good until %(day)s. Whoever runs the "
        "school makes another with “manage.py rotate_signing_key”; then issue again."
    )


class SigningKeyRevoked(Refusal):
    code = "signing_key_revoked"
    message = _(
        "The authority has taken back a certificate behind the key that signs, or "
        "behind the time stamps. Whoever runs the school reads which with “manage.py "
        "check_signing_keys” and takes another into use with “manage.py "
        "rotate_signing_key”; then issue again."
    )


class FontUnusable(Refusal):
    code = "font_unusable"
    message = _(
        "The font %(font)s is missing or damaged. Whoever runs the school installs the "
        "package %(package)s anew; then issue again."
    )


class DiskFull(Refusal):
    code = "disk_full"
    message = _(
        "The disk is full, so printing waits. Whoever runs the school makes room; it "
        "goes on by itself within a minute or two."
    )


class OutOfReach(Refusal):
    code = "out_of_reach"
    message = _(
        "Database, files or time-stamping service cannot be reached, so printing waits. "
        "It goes on by itself; if it does not, show whoever runs the school the log."
    )


class PrintingFailed(Refusal):
    code = "printing_failed"
    message = _(
        "Something went wrong while this certificate was printed. Issue again; if it "
        "happens again, show whoever runs the school the log."
    )


class PrintingGivenUp(Refusal):
    code = "printing_given_up"
    message = _(
        "The batch was begun %(tries)s times and never printed to its end. Show "
        "whoever runs the school the log, then issue again."
    )


BY_CODE: Mapping[str, type[Refusal]] = {
    refusal.code: refusal
    for refusal in (
        CannotPrint,
        PhotoMissing,
        PictureGone,
        SigningKeyMissing,
        SigningKeyUnusable,
        SigningKeyRunOut,
        SigningKeyRevoked,
        FontUnusable,
        DiskFull,
        OutOfReach,
        PrintingFailed,
        PrintingGivenUp,
        ResultChanged,
    )
}


def kept(refusal: Refusal) -> dict[str, Any]:
    """The reason as a row keeps it, to be said in the language of whoever reads it."""
    return {"code": refusal.code, "data": dict(refusal.data)}


def explain(because: Mapping[str, Any] | None) -> str:
    """The sentence for the reason that a stopped certificate or a waiting batch keeps."""
    if not because:
        return ""
    kind = BY_CODE.get(because["code"], Refusal)
    return str(kind(**because["data"]))
