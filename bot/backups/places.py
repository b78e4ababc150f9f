"""Of what this installation makes backups, when, and where it writes to."""

from pathlib import Path

from bot.settings import Settings
from jobs.backup.keeping import Plan
from jobs.backup.values import Sources
from models.database import file_of


def sources_of(settings: Settings) -> Sources:
    """Of what a backup is made, and with which key."""
    return Sources(
        settings.database_url, settings.evidence_dir, settings.letters_dir, settings.backup_key_file
    )


def plan_of(settings: Settings) -> Plan:
    return Plan(settings.backup_at, *settings.backup_keep)


def folders_of(settings: Settings) -> list[Path]:
    """Where the program writes: the folders of the database, of the evidence and of the backups."""
    database = file_of(settings.database_url)
    own = [database.parent] if database is not None else []
    return [*own, settings.evidence_dir, settings.backup_dir]
