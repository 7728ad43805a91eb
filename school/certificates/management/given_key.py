"""What the commands that bring a key have in common: where it comes from."""

from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from school.certificates import signing
from school.certificates.badges import keys as badges
from school.lib.pades.keys import Key, Keyring, Kind

RINGS = {Kind.DOCUMENTS: signing.keyring, Kind.CREDENTIALS: badges.keyring}
SIGNED = {Kind.DOCUMENTS: "PDFs", Kind.CREDENTIALS: "credentials"}


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--name",
        default=f"{settings.SCHOOL_NAME['zh']} 证书签名",
        help="the name in the certificate of a new key (default: %(default)s)",
    )
    parser.add_argument(
        "--key",
        type=Path,
        help=(
            "a key made elsewhere: PEM, without a password; on the curve P-256, "
            "or Ed25519 with --credentials"
        ),
    )
    parser.add_argument(
        "--chain",
        type=Path,
        help="its certificates, PEM, each followed by the one that issued it",
    )
    parser.add_argument(
        "--credentials",
        action="store_true",
        help="the key that signs credentials (badges), not that of the PDFs",
    )


def ring_of(kind: Kind) -> Keyring:
    return RINGS[kind]()


def kind_told(options: Mapping[str, Any]) -> Kind:
    return Kind.CREDENTIALS if options["credentials"] else Kind.DOCUMENTS


def told(options: Mapping[str, Any], kind: Kind) -> Key:
    """The key that the options ask for: made now, or read from the files they name."""
    files = options["key"], options["chain"]
    token = ring_of(kind).token
    if token and files[0]:
        raise CommandError("The key lies in the token. Name its --chain alone.")
    if not token and (files[0] is None) != (files[1] is None):
        raise CommandError("Name both: --key and --chain.")
    try:
        if token and files[1]:
            return Key.of_token(token, files[1].read_bytes(), kind=kind)
        if None in files:
            return signing.make(name=options["name"], kind=kind, token=token)
        key, chain = (file.read_bytes() for file in files)
        return Key.read(key, chain, kind=kind)
    except (OSError, ValueError) as error:
        raise CommandError(f"This key cannot be used: {error}.") from error
