"""What a check may say of a file: a closed list (docs/design.md, Evidence)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How much a finding weighs; a blocking one holds the file back until it is mended, or sent all the same."""

    INFO = "info"
    WARNING = "warning"
    BLOCKING = "blocking"


class Rule(StrEnum):
    """Every finding there is, by its id."""

    # No digital signature · broken, or changed after signing · a person's without the agency's.
    SIG001 = "SIG001"
    SIG002 = "SIG002"
    SIG003 = "SIG003"
    # The chain reaches no installed anchor · signed after the day it was due · long after the document's date.
    SIG004 = "SIG004"
    SIG005 = "SIG005"
    SIG006 = "SIG006"
    # Not valid when it was signed · old hash or weak key · revoked · the agency's without a person's · old kind.
    SIG007 = "SIG007"
    SIG008 = "SIG008"
    SIG009 = "SIG009"
    SIG010 = "SIG010"
    SIG011 = "SIG011"
    # No number · no date, or its day blank · wrong type · wrong title · a section or words missing.
    DOC001 = "DOC001"
    DOC002 = "DOC002"
    DOC003 = "DOC003"
    DOC004 = "DOC004"
    DOC005 = "DOC005"
    # Issued too late · of another year · of another body · marked secret.
    DOC006 = "DOC006"
    DOC007 = "DOC007"
    DOC008 = "DOC008"
    DOC009 = "DOC009"
    # No PDF · wants a password · damaged · a scan without text · active content · too large, or the reader stopped.
    PDF001 = "PDF001"
    PDF002 = "PDF002"
    PDF003 = "PDF003"
    PDF004 = "PDF004"
    PDF005 = "PDF005"
    PDF006 = "PDF006"
    # The same file serves another task.
    DUP001 = "DUP001"


class Mender(StrEnum):
    """Who can mend what was found."""

    OFFICER = "officer"
    SIGNER = "signer"
    CLERK = "clerk"


@dataclass(frozen=True)
class Found:
    """One finding: its rule, how much it weighs here, and what its sentence needs, as JSON."""

    rule: Rule
    severity: Severity
    facts: Mapping[str, Any] = field(default_factory=dict)


MENDED_BY: Mapping[Rule, Mender] = {
    Rule.SIG001: Mender.SIGNER,
    Rule.SIG002: Mender.CLERK,
    Rule.SIG003: Mender.CLERK,
    Rule.SIG007: Mender.SIGNER,
    Rule.SIG009: Mender.SIGNER,
    Rule.SIG010: Mender.SIGNER,
    Rule.SIG011: Mender.SIGNER,
    Rule.DOC001: Mender.CLERK,
    Rule.DOC002: Mender.CLERK,
}
"""Who can mend what was found, where it is not the officer."""


def mender_of(rule: Rule) -> Mender:
    """Who can mend what was found."""
    return MENDED_BY.get(rule, Mender.OFFICER)
