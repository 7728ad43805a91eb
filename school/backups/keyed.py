"""What the two commands that open a backup have in common."""

from argparse import ArgumentParser
from pathlib import Path

from school.backups.restoring import Report
from school.backups.troubles import Trouble


def ask(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a backup")
    parser.add_argument(
        "--key",
        type=Path,
        required=True,
        help="the file with its private key, made by backup_key",
    )


def read(path: Path) -> str:
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise Trouble(f"{path} cannot be read as a key.") from None
    found = [line.strip() for line in lines if line.strip()[:1] not in {"", "#"}]
    if len(found) != 1:
        raise Trouble(f"{path} is no file that backup_key made.")
    return found[0]


def sentences(report: Report) -> list[str]:
    manifest = report.backup.manifest
    counts = manifest.facts.counts
    return [
        f"Taken at {manifest.taken_at}, of {manifest.engine}. SHA-256 {report.sha256}; the "
        "journal of the school that made it names the same.",
        f"{sum(counts.values())} rows in {len(counts)} tables and {report.backup.count} files "
        "are as they were.",
        "Every posting of points adds up to zero, and the sums of the ledgers are the same: "
        + ", ".join(f"{name} {total}" for name, total in manifest.facts.sums.items())
        + ".",
        f"The journal's chain holds to its seal {manifest.facts.seal[0]}.",
        *report.advice,
    ]
