"""`pip install .` elsewhere works too: what the program reads at run time is in the wheel
(docs/design.md, Rooms)."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("bot", "jobs", "models")
DATA = {
    "models/data/tan-ky.yaml",
    "models/data/working-days.yaml",
    "models/data/computed-days.csv",
    "models/rules/reading/patterns.txt",
    "models/migrations/env.py",
    "models/migrations/script.py.mako",
    "models/migrations/versions/v0001_first.py",
    "bot/letters/mau-xin-loi.docx",
    "bot/sandbox/page.html",
    "bot/sandbox/page.css",
    "bot/sandbox/page.js",
    "bot/sandbox/message.js",
}
LEFT_BEHIND = shutil.ignore_patterns("__pycache__")


def run(*command: object, folder: Path, **environment: str) -> str:
    """What a command printed; its errors are shown when it fails."""
    done = subprocess.run(
        [str(each) for each in command],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, so that nothing an earlier build left in the checkout gets into it."""
    source, made = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for room in ROOMS:
        shutil.copytree(ROOT / room, source / room, ignore=LEFT_BEHIND)
    for name in ("pyproject.toml", "README.md"):
        if (ROOT / name).exists():
            shutil.copy(ROOT / name, source)
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
    run(*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", made, ".", folder=source)
    return next(made.glob("nhacviec-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel alone was installed."""
    target = tmp_path_factory.mktemp("installed")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
    run(*pip, "install", "--no-deps", "--no-index", "--target", target, wheel, folder=target)
    return target


def test_the_wheel_holds_every_module_and_every_data_file(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    files = {
        path.relative_to(ROOT).as_posix()
        for room in ROOMS
        for path in (ROOT / room).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert names >= files | DATA


def test_the_wheel_holds_nothing_but_the_three_rooms(wheel: Path) -> None:
    tops = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert tops == {*ROOMS, "nhacviec-0.1.0.dist-info"}


def test_an_installed_copy_sets_itself_up_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    """The installed files come first on the path; only the dependencies are this environment's."""
    command = sys.executable, "-m", "bot"
    from_there = {"PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}
    ask = "import bot, jobs, models; print(bot.__file__, jobs.__file__, models.__file__)"
    for file in run(sys.executable, "-c", ask, folder=tmp_path, **from_there).split():
        assert Path(file).is_relative_to(installed)

    assert "Đã nạp danh mục" in run(*command, "init", folder=tmp_path, **from_there)
    assert (tmp_path / "data" / "nhacviec.db").is_file()
    assert "Sổ ghi nguyên vẹn" in run(*command, "verify", folder=tmp_path, **from_there)
    assert json.loads(run(*command, "verify", "--json", folder=tmp_path, **from_there)) == []


def test_the_installed_command_is_nhacviec(installed: Path, tmp_path: Path) -> None:
    said = run(installed / "bin" / "nhacviec", "--help", folder=tmp_path, PYTHONPATH=str(installed))
    assert "init" in said
    assert "verify" in said
