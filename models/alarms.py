"""What an admin is told of the installation itself, at once, and when it is over."""

from enum import StrEnum


class Alarm(StrEnum):
    """What is wrong."""

    STORAGE = "storage"
    DEAF = "deaf"
    LATE_ANSWERS = "late_answers"
    FILE_GONE = "file_gone"
    BACKUP = "backup"
    LEDGER = "ledger"
    DISK = "disk"
    INCIDENT = "incident"
    INCIDENT_NOTICE = "incident_notice"
    GUESSING = "guessing"
