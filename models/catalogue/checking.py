"""What is wrong with the checks that an item names. Sentences are read by the admin, hence Vietnamese."""

from models.rules.document_types import KINDS
from models.rules.inspection.checks import Checks

_TYPES = tuple(KINDS.values())


def checks_fault(checks: Checks) -> str | None:
    """Of types of documents those that there are not (Decree 30/2020 annex III)."""
    strange = [each for each in checks.types if each not in _TYPES]
    if not strange:
        return None
    return f"“types: {strange[0]}” không phải loại văn bản: chọn trong {', '.join(_TYPES)}."
