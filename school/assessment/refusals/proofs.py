"""What stands against a photo, a clip or a voice note on a marking sheet."""

from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class PicturesNotAgreed(Refusal):
    code = "pictures_not_agreed"
    message = _(
        "The trainee has not agreed to pictures at the assessment. Mark the step "
        "without them; she may agree under “Me”."
    )


class ProofTooLarge(Refusal):
    code = "proof_too_large"
    message = _(
        "This file is larger than %(megabytes)s MB. Take a shorter or smaller one."
    )


class NoClip(Refusal):
    code = "no_clip"
    message = _("This file is no video that we can read. Send an MP4 or WebM video.")


class NoVoiceNote(Refusal):
    code = "no_voice_note"
    message = _(
        "This file is no sound that we can read. Send sound alone: M4A, WebM, OGG or MP3."
    )


class ProofTooLong(Refusal):
    code = "proof_too_long"
    message = _(
        "This recording is longer than %(seconds)s seconds. Record a shorter one."
    )


class TooManyProofs(Refusal):
    code = "too_many_proofs"
    message = _(
        "%(most)s are pinned to this step already. Remove one that you do not need."
    )


class ProofGone(Refusal):
    code = "proof_gone"
    message = _("This has been removed already. Open the sheet again.")
