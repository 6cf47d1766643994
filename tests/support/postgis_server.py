"""A real server in a temporary folder, on a free port, as an ordinary user; gone at the end."""

import os
import shutil
import socket
import subprocess
import tempfile
from itertools import count
from pathlib import Path
from typing import Self

import psycopg
from psycopg import sql

PASSWORD = "open-sesame"  # noqa: S105 - of a server that lives as long as the tests
_USER = "shimai"
_TEMPLATE = "with_postgis"
_SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_wal_size=4GB")


def missing_tool() -> str:
    """Return why no such server can run here; "" where one can."""
    if _programs() is None:
        return "PostgreSQL isn't installed"
    if not any(Path("/usr/share/postgresql").glob("*/extension/postgis.control")):
        return "PostGIS isn't installed"
    return ""


class PostgisServer:
    """A server that can be stopped and started again; it keeps its port and its databases."""

    def __init__(self, *settings: str) -> None:
        programs = _programs()
        assert programs is not None
        self._programs = programs
        self._settings = (*_SETTINGS, *settings)
        self._numbers = count(1)
        self._folder = Path(tempfile.mkdtemp(prefix="shimai-postgis-"))
        self._port = _free_port()

    def __enter__(self) -> Self:
        """Make the server's own files, and start it."""
        password = self._folder / "password"
        password.write_text(PASSWORD)
        if os.geteuid() == 0:
            for path in (self._folder, password):
                shutil.chown(path, "postgres", "postgres")
        self._run("initdb", "--username", _USER, "--pwfile", str(password), "--auth", "scram-sha-256",
                  "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync")  # fmt: skip
        self.start()
        self._administer(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(_TEMPLATE)))
        with psycopg.connect(self.url(_TEMPLATE)) as connection:
            connection.execute("CREATE EXTENSION postgis")
            connection.execute("CREATE EXTENSION pg_trgm")
        return self

    def __exit__(self, *_: object) -> None:
        """Stop it, and remove its files."""
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def start(self) -> None:
        """Start the server, and wait until it takes connections."""
        options = [f"-c {one}" for one in self._settings]
        options += [f"-p {self._port}", "-c listen_addresses=127.0.0.1", f"-k {self._folder}"]
        log = str(self._folder / "log")
        self._run("pg_ctl", "start", "--wait", "--log", log, "--options", " ".join(options))

    def stop(self, mode: str = "fast") -> None:
        """Stop the server, even if clients are connected; `immediate` as if it crashed."""
        self._run("pg_ctl", "stop", "--wait", "--mode", mode)

    def url(self, database: str) -> str:
        """Return the address of a database, with its password."""
        return f"postgresql://{_USER}:{PASSWORD}@127.0.0.1:{self._port}/{database}"

    def new_database(self) -> str:
        """Make an empty database with PostGIS, and return its address."""
        name = f"test_{next(self._numbers)}"
        self._administer(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(_TEMPLATE))
        )
        return self.url(name)

    def _administer(self, command: sql.Composable) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(command)

    def _run(self, program: str, *words: str) -> None:
        # PostgreSQL refuses to run as root.
        as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        command = [*as_user, str(self._programs / program), "--pgdata", str(self._folder / "data"), *words]
        done = subprocess.run(
            command, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr}")


def _programs() -> Path | None:
    """Return the folder with the newest initdb and pg_ctl; Debian keeps them off the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
