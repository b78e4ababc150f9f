"""The manifest of a pack: what it holds, byte for byte, and where the ledger stood. Its keys are English."""

import json
from collections.abc import Iterable
from importlib import metadata
from typing import Any

from jobs.pack.values import Contents, Document, Row
from models.rules.zone import local
from models.store import sha256_of

MANIFEST = "manifest.json"


def manifest_of(contents: Contents, indexes: Iterable[tuple[str, bytes]]) -> bytes:
    """`indexes`: the paths and bytes of the indexes. Each piece of evidence has an entry, by number; its `path` is
    "" where it has no file here: a figure, a tick, a letter to a citizen, a file with a `fault`."""
    seq, last_hash = contents.anchor
    told = {
        "agency": contents.agency_code,
        "year": contents.year,
        "edition": contents.edition.value,
        "number": contents.number,
        "made_at": local(contents.made_at).isoformat(),
        "version": _version(),
        "ledger": {"seq": seq, "hash": last_hash},
        "indexes": [_index(path, data) for path, data in indexes],
        "files": [
            _entry(part.code, row, row.document)
            for part in contents.criteria()
            for row in (*part.rows, *part.cases)
            if row.document is not None
        ],
    }
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def _version() -> str:
    """Of this program; "" where it runs from a checkout that was never installed."""
    try:
        return metadata.version("nhacviec")
    except metadata.PackageNotFoundError:
        return ""


def _index(path: str, data: bytes) -> dict[str, Any]:
    return {"path": path, "sha256": sha256_of(data), "size": len(data)}


def _entry(criterion: str, row: Row, document: Document) -> dict[str, Any]:
    entry = {
        "number": document.number,
        "path": document.path,
        "sha256": document.sha256,
        "size": document.size,
        "criterion": criterion or None,
        "requirement": row.work.requirement,
        "period": row.work.period,
        "task": row.work.task_id,
        "item": row.item,
        "evidence": document.evidence_id,
    }
    return entry | ({"fault": document.fault.value} if document.fault else {})
