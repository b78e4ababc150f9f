"""A folder of trust and the moment at which files are judged."""

from pathlib import Path

import pytest

from jobs.inspecting.trust import TrustStore, read_trust
from tests import papers


@pytest.fixture
def trust(tmp_path: Path) -> TrustStore:
    """The test's root and its intermediate, with a fresh revocation list."""
    return read_trust(papers.trust_folder(tmp_path, revocations=True), pins=())


@pytest.fixture
def trust_without_list(tmp_path: Path) -> TrustStore:
    return read_trust(papers.trust_folder(tmp_path), pins=())
