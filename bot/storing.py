"""Where this installation keeps evidence, and with which key."""

from bot.settings import Settings
from models.sealing import KeyFile
from models.store import EvidenceStore


def key_of(settings: Settings) -> KeyFile:
    """What seals and opens what is of a citizen."""
    return KeyFile(settings.personal_key_file)


def store_of(settings: Settings) -> EvidenceStore:
    """The evidence as it lies on disk."""
    return EvidenceStore(settings.evidence_dir, key_of(settings))
