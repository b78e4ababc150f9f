"""The verbs `backup` and `restore`."""

import argparse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from sqlmodel import col, func, select

from bot.backups.places import plan_of, sources_of
from bot.settings import Settings
from bot.storing import store_of
from bot.texts import backups as texts
from bot.texts.private import come_back as come_back_words
from bot.verbs import NO_CATALOGUE, CannotDo, as_it_stands, say, the_agency
from jobs.backup.keeping import rotate
from jobs.backup.lasting import Lasting, come_back, keep_lasting, keep_what_lasts, read_lasting
from jobs.backup.making import Made, make_backup
from jobs.backup.restoring import Occupied, Target, restore
from jobs.backup.values import DATABASE, EVIDENCE, LETTERS, Failed, Manifest, NoBackup, Unusable
from jobs.verify import verify
from models.clock import SystemClock
from models.database import connect_to_read, exists, file_of, reading
from models.private import anything_sealed
from models.sealing import BadKey, make_key, read_key
from models.tables import Confirmation, Task


def backup(settings: Settings, arguments: argparse.Namespace) -> int:
    """A backup now; with --make-key only the key. Old ones go only where the nightly ones lie."""
    if arguments.make_key:
        return _make_key(settings, arguments)
    if not exists(settings.database_url):
        raise CannotDo(NO_CATALOGUE)
    try:
        made = make_backup(sources_of(settings), arguments.to or settings.backup_dir, SystemClock().now())
    except NoBackup as failed:
        raise CannotDo(texts.not_made(failed.why)) from None
    keep_what_lasts(connect_to_read(settings.database_url), made.file.parent)
    is_kept = arguments.to is not None or made.manifest.contents.broken
    gone = [] if is_kept else rotate(settings.backup_dir, plan_of(settings))
    say(arguments, _facts(made), texts.made(made, len(gone)))
    return 0


def _make_key(settings: Settings, arguments: argparse.Namespace) -> int:
    key = settings.backup_key_file
    is_new = not key.exists()
    make_key(key)
    say(
        arguments,
        {"key": str(key), "new": is_new},
        texts.key_made(key) if is_new else texts.key_is_there(key),
    )
    return 0


def _facts(made: Made) -> dict[str, object]:
    manifest = made.manifest
    return {
        "file": str(made.file),
        "size": made.file.stat().st_size,
        "sealed": made.is_sealed,
        "made_at": manifest.made_at.isoformat(),
        "files": manifest.files,
        "missing": list(manifest.missing),
        "rows": manifest.contents.rows,
        "anchors": manifest.contents.anchors,
    }


def put_back(settings: Settings, arguments: argparse.Namespace) -> int:
    """Exit 1 where what was restored does not agree with its ledger; it is there all the same, and said so."""
    place = _place(settings, arguments.into)
    try:
        lasting = read_lasting(arguments.file.parent) | read_lasting(settings.backup_dir)
        manifest = restore(arguments.file, _secret(settings), place, SystemClock().now(), lasting)
    except Occupied as occupied:
        raise CannotDo(texts.occupied(occupied.path)) from None
    except Unusable as error:
        raise CannotDo(texts.unusable(arguments.file, error.why)) from None
    if arguments.into is None:
        keep_lasting(settings.backup_dir, lasting)
    return _proved(_at(settings, place), arguments, manifest, lasting)


def _secret(settings: Settings) -> bytes | None:
    """None where there is no key. Raises CannotDo where its file holds none."""
    try:
        return read_key(settings.backup_key_file)
    except BadKey as bad:
        if not bad.is_missing:
            raise CannotDo(texts.bad_key(settings.backup_key_file)) from None
        return None


def _place(settings: Settings, into: Path | None) -> Target:
    """A folder, or where the settings say. Raises CannotDo."""
    if into is not None:
        return Target(into / DATABASE, into / EVIDENCE, into / LETTERS)
    database = file_of(settings.database_url)
    if database is None:
        raise CannotDo(texts.not_made(Failed.NOT_SQLITE))
    return Target(database, settings.evidence_dir, settings.letters_dir)


def _at(settings: Settings, place: Target) -> Settings:
    return replace(settings, database_url=place.url, evidence_dir=place.evidence, letters_dir=place.letters)


def _proved(settings: Settings, arguments: argparse.Namespace, manifest: Manifest, lasting: Lasting) -> int:
    """`verify` on what is there now, and what is to be done next."""
    with reading(as_it_stands(settings)) as session:
        faults = verify(session, store_of(settings))
        tasks, receipts = (
            session.exec(select(func.count(col(each.id)))).one() for each in (Task, Confirmation)
        )
        seq, is_sealed = the_agency(session).ledger_seq, anything_sealed(session)
        back = [person.code for person in come_back(session, lasting)]
    lines = [
        texts.restored(manifest, tasks, receipts),
        texts.not_sound(faults) if faults else texts.sound(seq),
        *(_to_do(settings, arguments, is_sealed, back)),
    ]
    said = {
        "made_at": manifest.made_at.isoformat(),
        "tasks": tasks,
        "receipts": receipts,
        "files": manifest.files,
        "faults": faults,
        "come_back": back,
        "database": settings.database_url,
    }
    say(arguments, said, "\n".join(lines))
    return 1 if faults else 0


def _to_do(
    settings: Settings, arguments: argparse.Namespace, is_sealed: bool, back: list[str]
) -> Iterator[str]:
    if arguments.into is not None:
        yield texts.settings(
            [
                f"DATABASE_URL={settings.database_url}",
                f"EVIDENCE_DIR={settings.evidence_dir}",
                f"LETTERS_DIR={settings.letters_dir}",
            ]
        )
    if is_sealed and not settings.personal_key_file.exists():
        yield texts.personal_key(settings.personal_key_file)
    if back:
        yield come_back_words(back)
    yield texts.what_next()
