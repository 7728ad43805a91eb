"""Runs a command with DATABASE_URL naming a PostgreSQL of its own, gone afterwards.

    python bin/with_postgresql.py pytest

The server lives in a temporary directory, listens on a socket in it and on no port,
and has nothing to do with any other server of the machine.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from children import Stop, dies_with_parent, end, raise_on_stop

OPTIONS = {
    "listen_addresses": "",
    "max_connections": "300",
    # Nothing in this database must survive a power cut.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "1h",
    # Tests roll back what they write: nothing is to be found out about the tables.
    "autovacuum": "off",
    # Small tables, many statements: planning machine code costs more than it saves.
    "jit": "off",
}
# Kept in memory where there is room: databases are made and dropped by the hundred.
MEMORY, ROOM = Path("/dev/shm"), 4 * 1024**3


def program(name: str) -> str:
    """Return where `name` is installed; Debian keeps the server's programs off the PATH."""
    versions = Path("/usr/lib/postgresql").glob(f"*/bin/{name}")
    newest = max(versions, key=lambda path: float(path.parts[-3]), default=None)
    found = str(newest) if newest else shutil.which(name)
    if not found:
        sys.exit(f"PostgreSQL's {name} is missing. Run: bin/system-packages test")
    return found


def owner() -> dict[str, Any]:
    """PostgreSQL refuses to run as root; Debian's package brings its own user."""
    if os.getuid():
        return {}
    user = pwd.getpwnam("postgres")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def place() -> Path | None:
    """Where the server is to live; None for the usual folder of temporary files."""
    with suppress(OSError):
        if shutil.disk_usage(MEMORY).free > ROOM:
            return MEMORY
    return None


def make_cluster(home: Path) -> None:
    if identity := owner():
        os.chown(home, identity["user"], identity["group"])
    initdb = [program("initdb"), "-D", f"{home}/cluster", "--no-sync"]
    habits = [
        "--username=school",
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
    ]
    subprocess.run(
        initdb + habits, check=True, stdout=subprocess.DEVNULL, cwd=home, **identity
    )


def start(home: Path) -> subprocess.Popen[bytes]:
    options = {**OPTIONS, "unix_socket_directories": str(home)}
    postgres = [program("postgres"), "-D", f"{home}/cluster"]
    with (home / "log").open("wb") as log:
        return subprocess.Popen(
            postgres + [f"--{name}={value}" for name, value in options.items()],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=home,
            process_group=0,
            preexec_fn=dies_with_parent(signal.SIGQUIT),
            **owner(),
        )


def make_database(server: subprocess.Popen[bytes], home: Path) -> str:
    host = f"--host={home}"
    while subprocess.run([program("pg_isready"), "--quiet", host]).returncode:
        if server.poll() is not None:
            sys.exit(f"PostgreSQL did not start:\n{(home / 'log').read_text()}")
        time.sleep(0.1)
    createdb = [program("createdb"), host, "--username=school", "school"]
    subprocess.run(createdb, check=True)
    return f"postgresql://school@/school?host={home}"


def main() -> int:
    raise_on_stop()
    home = Path(tempfile.mkdtemp(prefix="postgresql-", dir=place()))
    server = None
    try:
        make_cluster(home)
        server = start(home)
        url = make_database(server, home)
        environment = {**os.environ, "DATABASE_URL": url}
        return subprocess.run(sys.argv[1:], env=environment).returncode
    except Stop:
        return 130
    finally:
        if server:
            end(server, number=signal.SIGINT, patience=10)
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
