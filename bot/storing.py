"""Where this installation keeps evidence, and with which key."""

from functools import partial

from bot.settings import Settings
from models.database import connect_to_read, exists, reading
from models.private import anything_sealed
from models.sealing import KeyFile
from models.store import EvidenceStore


def key_of(settings: Settings) -> KeyFile:
    """What seals and opens what is of a citizen."""
    return KeyFile(settings.personal_key_file, partial(_was_used, settings))


def store_of(settings: Settings) -> EvidenceStore:
    """The evidence as it lies on disk."""
    return EvidenceStore(settings.evidence_dir, key_of(settings))


def _was_used(settings: Settings) -> bool:
    """Whether something in the database was sealed; asked only where there is no key."""
    if not exists(settings.database_url):
        return False
    engine = connect_to_read(settings.database_url)
    try:
        with reading(engine) as session:
            return anything_sealed(session)
    finally:
        engine.dispose()
