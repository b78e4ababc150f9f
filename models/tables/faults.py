"""What went wrong while nobody looked."""

from datetime import datetime

from sqlmodel import UniqueConstraint

from models.tables.base import OfAgency


class StepFault(OfAgency, table=True):
    """A step of the tick that fails, or one person's or task's part of it. It is tried again with every tick, and
    the row goes as soon as it succeeds."""

    __tablename__ = "step_fault"
    __table_args__ = (UniqueConstraint("agency_id", "step", "about"),)

    step: str
    # The part that failed, as "task/12" or "person/3"; empty for the whole step.
    about: str = ""
    since_at: datetime
    last_at: datetime
    times: int = 0
    # The class of the exception and nothing else of it.
    error: str
