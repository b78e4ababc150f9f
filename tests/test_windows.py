"""What Windows does not have is asked for behind a look at the system only; what is there in its place works."""

import ast
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.letters.placing import place
from models.sealing import KEY_BYTES, make_key, read_key
from models.store import write_whole

ROOT = Path(__file__).parents[1]
# docs.python.org: "Availability: Unix".
MODULES = {"fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty"}
NAMES = {
    "os": {
        "chown",
        "fork",
        "forkpty",
        "getegid",
        "geteuid",
        "getgid",
        "getpgrp",
        "getuid",
        "killpg",
        "nice",
        "setsid",
    },
    "signal": {"SIGALRM", "SIGHUP", "SIGKILL", "SIGUSR1", "SIGUSR2", "alarm", "pthread_sigmask", "setitimer"},
}


def unguarded(tree: ast.AST, is_guarded: bool = False) -> Iterator[str]:
    """What of it is reached without a look at `sys.platform` or `os.name`."""
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.Import(names=names) if not is_guarded:
                yield from (each.name for each in names if each.name in MODULES)
            case ast.ImportFrom(module=str(module)) if not is_guarded and module in MODULES:
                yield module
            case ast.Attribute(value=ast.Name(id=owner), attr=name) if not is_guarded:
                if name in NAMES.get(owner, ()):
                    yield f"{owner}.{name}"
        asks = isinstance(node, ast.If | ast.IfExp | ast.BoolOp)
        looks = asks and any(each in ast.unparse(node) for each in ("sys.platform", "os.name"))
        yield from unguarded(node, is_guarded or looks)


def test_nothing_that_windows_does_not_have_is_taken_for_granted() -> None:
    found = {
        f"{path.relative_to(ROOT)}: {each}"
        for folder in ("bot", "jobs", "models")
        for path in (ROOT / folder).rglob("*.py")
        for each in unguarded(ast.parse(path.read_text("utf-8")))
    }
    assert found == set()


def test_the_look_sees_what_is_not_guarded() -> None:
    tree = ast.parse("import fcntl, os\nif os.name == 'posix':\n    os.killpg(1, 9)\nos.fork()\n")
    assert list(unguarded(tree)) == ["fcntl", "os.fork"]


@pytest.fixture
def stick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk whose files have one name only: FAT, and some disks of the network."""

    def refuse(self: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted", str(self))

    monkeypatch.setattr(Path, "hardlink_to", refuse)


@pytest.mark.usefixtures("stick")
def test_a_key_is_made_once_on_a_stick_too(tmp_path: Path) -> None:
    key = tmp_path / "backup.key"
    make_key(key)
    secret = read_key(key)
    make_key(key)
    assert (read_key(key), len(secret)) == (secret, KEY_BYTES)
    assert os.name != "posix" or stat.S_IMODE(key.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [key]


@pytest.mark.usefixtures("stick")
def test_a_letter_takes_no_others_place_on_a_stick_either(tmp_path: Path) -> None:
    assert place(tmp_path / "thu.docx", b"mot")
    assert not place(tmp_path / "thu.docx", b"hai")
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [b"mot"]


def test_what_a_full_disk_refuses_is_closed_before_it_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Windows has it, an open file cannot be deleted: the disk is said to be full, not the file to be held."""
    opened: list[int] = []
    unlink = Path.unlink

    def full(descriptor: int) -> None:
        opened.append(descriptor)
        raise OSError(errno.ENOSPC, "No space left on device")

    def held_while_open(self: Path, missing_ok: bool = False) -> None:
        try:
            os.fstat(opened[0])
        except OSError:
            return unlink(self, missing_ok)
        raise PermissionError(errno.EACCES, "being used by another process", str(self))

    monkeypatch.setattr("os.fsync", full)
    monkeypatch.setattr(Path, "unlink", held_while_open)
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path / "tep", b"x")
    assert list(tmp_path.iterdir()) == []
