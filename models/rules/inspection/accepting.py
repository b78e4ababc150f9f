"""What is after its due day, and accepted all the same until a later one."""

from datetime import date


def accepted_facts(day: date, limit: str, accepted_until: date | None) -> dict[str, str]:
    """Until when a day past a limit ("issue_by", "due_on") is accepted: only the due day has such another."""
    if limit != "due_on" or accepted_until is None or day > accepted_until:
        return {}
    return {"accepted_until": accepted_until.isoformat()}
