"""The embedded servers, started and ended in every way that happens to them."""

import os
import signal
import subprocess
import sys
import time

import psycopg2
import pytest
import redis

from werkcentrum import embedded
from werkcentrum.embedded.places import take_lock

pytestmark = pytest.mark.slow

HOLD = """
import pathlib, sys, time
from werkcentrum.embedded import EmbeddedServers
with EmbeddedServers(pathlib.Path(sys.argv[1]), holder="the test"):
    print("up", flush=True)
    time.sleep(120)
"""


@pytest.fixture(autouse=True)
def _no_other_servers(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)


@pytest.fixture
def directory(tmp_path):
    tmp_path.chmod(0o755)
    return tmp_path / "data"


def hold(directory):
    """A process that holds the servers of `directory` until it is ended."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(directory)], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "up\n"
    return process


def query(directory, sql):
    connection = psycopg2.connect(embedded.database_url(directory))
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


def programs_of(directory):
    """Servers that work on `directory`."""
    listed = subprocess.run(["ps", "axww", "-o", "args="], capture_output=True, text=True, check=True)  # noqa: S607
    places = {str(directory), str(embedded.places.socket_directory(directory))}
    lines = [line for line in listed.stdout.splitlines() if any(place in line for place in places)]
    return [line for line in lines if "EmbeddedServers" not in line]


def wait_until_gone(directory):
    deadline = time.monotonic() + 20
    while programs_of(directory) and time.monotonic() < deadline:
        time.sleep(0.1)
    return programs_of(directory)


def test_data_and_queued_work_survive_a_restart(directory):
    with embedded.EmbeddedServers(directory):
        query(directory, "create table kept (a int); insert into kept values (42)")
        with redis.from_url(embedded.redis_url(directory)) as connection:
            connection.lpush("celery", "work")
    assert programs_of(directory) == []
    with embedded.EmbeddedServers(directory):
        assert query(directory, "select a from kept") == [(42,)]
        with redis.from_url(embedded.redis_url(directory)) as connection:
            assert connection.lrange("celery", 0, -1) == [b"work"]
        assert query(directory, "show server_version")[0][0].startswith("18")


def test_nothing_is_orphaned_when_the_owner_is_killed_and_the_next_start_works(directory):
    owner = hold(directory)
    query(directory, "create table kept (a int)")
    owner.kill()
    owner.wait()
    owner.stdout.close()
    with embedded.EmbeddedServers(directory):
        assert query(directory, "select count(*) from kept") == [(0,)]
    assert wait_until_gone(directory) == []


def test_stale_files_of_a_crash_do_not_stop_the_next_start(directory):
    with embedded.EmbeddedServers(directory):
        pid_file = (directory / "postgres" / "postmaster.pid").read_text().splitlines()
    pid_file[0] = str(os.getpid())  # a number that was given to another process meanwhile
    (directory / "postgres" / "postmaster.pid").write_text("\n".join(pid_file) + "\n")
    (directory / "redis" / "redis.pid").write_text("999999\n")
    with embedded.EmbeddedServers(directory):
        assert query(directory, "select 1") == [(1,)]


def test_a_second_owner_is_refused_and_told_who_the_first_is(directory):
    owner = hold(directory)
    try:
        with pytest.raises(embedded.AlreadyRunning) as refusal:
            embedded.EmbeddedServers(directory).start()
        assert refusal.value.holder == "the test"
    finally:
        owner.send_signal(signal.SIGINT)
        owner.wait()
        owner.stdout.close()
    assert wait_until_gone(directory) == []


def test_a_path_that_is_too_long_for_a_socket_works_too(directory):
    deep = directory.joinpath(*["a-rather-long-directory-name"] * 4)
    deep.mkdir(parents=True)
    with embedded.EmbeddedServers(deep):
        assert query(deep, "select 1") == [(1,)]
    assert not embedded.places.socket_directory(deep).is_relative_to(deep)


def test_an_interrupted_first_start_is_begun_again(directory):
    for name in ("postgres.new", "postgres"):
        (directory / name).mkdir(parents=True)
        (directory / name / "half").write_text("")
    with embedded.EmbeddedServers(directory):
        assert query(directory, "select 1") == [(1,)]


def test_addresses_in_the_environment_replace_the_servers(directory, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/x")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere/0")
    with embedded.EmbeddedServers(directory):
        assert programs_of(directory) == []
        assert not (directory / "postgres").exists()


def test_another_major_version_is_one_clear_line(directory):
    (directory / "postgres").mkdir(parents=True)
    (directory / "postgres" / "PG_VERSION").write_text("16\n")
    with pytest.raises(embedded.EmbeddedError, match="make reset"):
        embedded.EmbeddedServers(directory).start()
    take_lock(directory, "free again").close()
