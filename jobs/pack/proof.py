"""Proof that a pack is what was made: against its manifest, and its manifest against the ledger."""

import hashlib
import json
import zipfile
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeAlias

from sqlmodel import Session, col, select

from jobs.pack.manifest import MANIFEST
from models.ledger import chain_faults
from models.rules.lifecycle import Change
from models.store import sha256_of
from models.tables import Agency, LedgerEntry

Body: TypeAlias = dict[str, Any]


class Wrong(StrEnum):
    """What may be wrong with a pack."""

    NO_ARCHIVE = "no_archive"
    NO_MANIFEST = "no_manifest"
    OTHER_AGENCY = "other_agency"
    UNKNOWN = "unknown"
    ANCHOR = "anchor"
    CHAIN = "chain"
    GONE = "gone"
    ALTERED = "altered"
    NOT_ENTERED = "not_entered"
    ADDED = "added"
    TWICE = "twice"


@dataclass(frozen=True)
class PackFault:
    """One fault; `what`: the path, or the number in the index, that it is about."""

    wrong: Wrong
    what: str = ""


@dataclass(frozen=True)
class Proof:
    """What was found, and of a sound manifest what the pack is: year, edition and number."""

    faults: tuple[PackFault, ...]
    manifest: Body
    files: int = 0


def prove(session: Session, file: Path) -> Proof:
    """Every fault of a pack, none where it is sound. Reads only. Raises OSError."""
    try:
        with zipfile.ZipFile(file) as archive:
            return _prove(session, archive)
    except zipfile.BadZipFile:
        return Proof((PackFault(Wrong.NO_ARCHIVE),), {})


def _prove(session: Session, archive: zipfile.ZipFile) -> Proof:
    spelled = _contents(archive, MANIFEST)
    manifest = _manifest(spelled)
    if spelled is None or manifest is None:
        return Proof((PackFault(Wrong.NO_MANIFEST),), {})
    agency = session.exec(select(Agency).where(Agency.code == manifest["agency"])).first()
    if agency is None:
        return Proof((PackFault(Wrong.OTHER_AGENCY),), manifest)
    entries = session.exec(
        select(LedgerEntry).where(LedgerEntry.agency_id == agency.id).order_by(col(LedgerEntry.seq))
    ).all()
    faults = (
        *_ledger_faults(agency, list(entries), manifest, sha256_of(spelled)),
        *_file_faults(archive, manifest, _handed_in(list(entries))),
    )
    return Proof(faults, manifest, len(_packed(manifest)))


def _manifest(spelled: bytes | None) -> Body | None:
    """The manifest, if it reads as one."""
    try:
        read = json.loads(spelled or b"")
        entries = [*read["indexes"], *read["files"]]
        is_one = {"agency", "year", "edition", "number", "ledger"} <= read.keys() and all(
            {"path", "sha256", "size"} <= each.keys() for each in entries
        )
        seq, last_hash = read["ledger"]["seq"], read["ledger"]["hash"]
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return read if is_one and isinstance(seq, int) and isinstance(last_hash, str) else None


def _ledger_faults(
    agency: Agency, entries: list[LedgerEntry], manifest: Body, sha256: str
) -> Iterator[PackFault]:
    """The manifest is that of an entry, where the ledger stood then is where it stood, and its chain holds."""
    if next(chain_faults(entries, agency.ledger_seq, agency.ledger_hash), None) is not None:
        yield PackFault(Wrong.CHAIN)
    if not _is_entered(entries, manifest, sha256):
        yield PackFault(Wrong.UNKNOWN)
    hashes = {entry.seq: entry.hash for entry in entries}
    if hashes.get(manifest["ledger"]["seq"], "") != manifest["ledger"]["hash"]:
        yield PackFault(Wrong.ANCHOR)


def _is_entered(entries: list[LedgerEntry], manifest: Body, sha256: str) -> bool:
    """Whether a pack of this manifest was made, of the year, edition and number that it says."""
    said = {name: manifest[name] for name in ("year", "edition", "number")} | {"manifest_sha256": sha256}
    made = (json.loads(each.body) for each in entries if each.change == Change.MAKE_PACK)
    return any(said.items() <= body.items() for body in made)


def _handed_in(entries: list[LedgerEntry]) -> dict[object, set[tuple[object, object]]]:
    """Of each piece of evidence what was entered: its SHA-256, with each task that it was added to."""
    found: dict[object, set[tuple[object, object]]] = {}
    for entry in entries:
        body = json.loads(entry.body)
        if "evidence" in body and "sha256" in body:
            found.setdefault(body["evidence"], set()).add((body["sha256"], body.get("task")))
    return found


def _file_faults(
    archive: zipfile.ZipFile, manifest: Body, handed_in: dict[object, set[tuple[object, object]]]
) -> Iterator[PackFault]:
    packed = _packed(manifest)
    for path, (sha256, size) in packed.items():
        found = _digest(archive, path)
        if found is None:
            yield PackFault(Wrong.GONE, path)
        elif found != (sha256, size):
            yield PackFault(Wrong.ALTERED, path)
    for each in manifest["files"]:
        if (each["sha256"], each.get("task")) not in handed_in.get(each.get("evidence"), set()):
            yield PackFault(Wrong.NOT_ENTERED, each["path"] or str(each.get("number", "")))
    yield from _strange_members(archive, packed)


def _strange_members(archive: zipfile.ZipFile, packed: Collection[str]) -> Iterator[PackFault]:
    for name, times in Counter(archive.namelist()).items():
        if name not in packed and name != MANIFEST:
            yield PackFault(Wrong.ADDED, name)
        elif times > 1:  # one program unpacks this one, another program that one
            yield PackFault(Wrong.TWICE, name)


def _packed(manifest: Body) -> dict[str, tuple[str, int]]:
    """What ought to lie in the archive, beside the manifest itself."""
    entries = [*manifest["indexes"], *manifest["files"]]
    return {each["path"]: (each["sha256"], each["size"]) for each in entries if each["path"]}


def _contents(archive: zipfile.ZipFile, path: str) -> bytes | None:
    try:
        return archive.read(path)
    except (KeyError, zipfile.BadZipFile):
        return None


def _digest(archive: zipfile.ZipFile, path: str) -> tuple[str, int] | None:
    """The SHA-256 and the size of a member; None where there is none. One that its own checksum gives away has
    neither."""
    digest, size = hashlib.sha256(), 0
    try:
        with archive.open(path) as member:
            while block := member.read(1 << 20):
                digest.update(block)
                size += len(block)
    except KeyError:
        return None
    except zipfile.BadZipFile:
        return "", 0
    return digest.hexdigest(), size
