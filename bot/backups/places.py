"""Of what this installation makes backups, when, and where it writes to."""

from pathlib import Path

from sqlalchemy import make_url

from bot.settings import Settings
from jobs.backup.keeping import Plan
from jobs.backup.values import Sources


def sources_of(settings: Settings) -> Sources:
    """Of what a backup is made, and with which key."""
    return Sources(
        settings.database_url, settings.evidence_dir, settings.letters_dir, settings.backup_key_file
    )


def plan_of(settings: Settings) -> Plan:
    return Plan(settings.backup_at, *settings.backup_keep)


def folder_of(database_url: str) -> list[Path]:
    """The folder in which the database lies, where it is a file."""
    url = make_url(database_url)
    return [Path(url.database).parent] if url.get_backend_name() == "sqlite" and url.database else []
