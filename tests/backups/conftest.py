from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import LazySettings

from school.lib import age


@dataclass(frozen=True)
class Keys:
    public: str
    private: str
    file: Path


@pytest.fixture
def keys(tmp_path: Path, settings: LazySettings) -> Keys:
    """A pair, of which the school has the public half."""
    public, private = age.make_pair()
    file = tmp_path / "backup.key"
    file.write_text(f"# public key: {public}\n{private}\n")
    settings.BACKUP_KEY = public
    return Keys(public, private, file)


@pytest.fixture
def shelf(tmp_path: Path, settings: LazySettings) -> Path:
    settings.BACKUP_DIR = str(tmp_path / "backups")
    return tmp_path / "backups"
