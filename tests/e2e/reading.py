"""What tests of the inspection share: a report that must be signed, its papers, and a reader in this process."""

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Any

from jobs.inspecting.files import read_now
from models.rules.inspection.reading import FileRead
from tests.commune import REPORTS, at
from tests.documents import document_pdf
from tests.papers import sign

PDF = "application/pdf"
ON_THE_EVE = at("15/12/2026", "07:50")
_ITEM = "kind: screenshot"
_SIGNED = """kind: signed_document
        checks:
          types: [BC]
          title: [tình hình hồ sơ, thủ tục hành chính | TTHC]
          amounts: [kinh phí | nguồn kinh phí | dự toán]"""
BUDGET = ((3, "IV. Kinh phí thực hiện", "Kinh phí 120.000.000 đồng từ ngân sách xã."),)


def signed_reports(folder: Path) -> Path:
    """The catalogue of the reports, where the monthly one is a signed document with a section on money."""
    file = folder / "bao-cao-ky-so.yaml"
    file.write_text(REPORTS.read_text("utf-8").replace(_ITEM, _SIGNED, 1), "utf-8")
    return file


def report(**wanted: Any) -> bytes:
    """The December report as an office makes it, not signed yet."""
    usual: dict[str, Any] = {
        "type_name": "BÁO CÁO",
        "number": "Số: 120/BC-UBND",
        "dated": "Tân Kỳ, ngày 15 tháng 12 năm 2026",
        "subject": "Tình hình hồ sơ giải quyết thủ tục hành chính tháng 12 năm 2026",
        "sections": BUDGET,
    }
    return document_pdf(**usual | wanted)


async def signed(pdf: bytes, *by: str, at: datetime = ON_THE_EVE) -> bytes:
    """Signed by these, a person and the agency where nobody is named."""
    return await asyncio.to_thread(sign, pdf, by=by or ("person", "agency"), at=at)


class ReadsHere:
    """Reads in this process: no child to start for each test. Who tests the child has one of its own."""

    def __init__(self, trust_dir: Path | None = None) -> None:
        self._trust_dir = trust_dir

    async def read(self, path: Path, *, now: datetime, file_name: str, received_at: datetime) -> FileRead:
        data = await asyncio.to_thread(path.read_bytes)
        return await asyncio.to_thread(
            lambda: read_now(
                data, now=now, trust_dir=self._trust_dir, received_at=received_at, file_name=file_name
            )
        )

    async def close(self) -> None:
        """Holds nothing."""
