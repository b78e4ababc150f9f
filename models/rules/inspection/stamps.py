"""What looks like a signature on a page, or says that there is one: no proof of any."""

import re

# The lines of a box that a signing tool draws, in Vietnamese and English.
_SIGNED = r"(?:ký bởi|người ký|ký số bởi|được ký (?:số )?bởi|digitally signed by|signature valid)"
_BESIDE = r"(?:e-?mail|cơ quan|tổ chức|đơn vị|chức vụ|ngày ký|thời gian ký|date|reason|location)"
_SAYS_SIGNED = re.compile(rf"^\s*{_SIGNED}\b", re.IGNORECASE | re.MULTILINE)
_BOX = re.compile(rf"^\s*(?:{_SIGNED}|{_BESIDE})\s*:?.*$", re.IGNORECASE | re.MULTILINE)
_NAMED_SIGNED = re.compile(r"(?:^|[^a-z])(?:signed|da[ _-]?ky|đã[ _-]?ký)(?![a-z])", re.IGNORECASE)

_SIGNED_HERE = re.compile("nơi nhận", re.IGNORECASE)


def says_signed(text: str) -> bool:
    """Whether a page's text (NFC) holds the words of a signature box."""
    return _SAYS_SIGNED.search(text) is not None


def is_signed_here(text: str) -> bool:
    """Whether a page's text (NFC) holds what stands beside a document's signature (Decree 30/2020, annex I)."""
    return _SIGNED_HERE.search(text) is not None


def without_boxes(text: str) -> str:
    """The text without the lines of signature boxes."""
    return _BOX.sub("", text)


def names_signed(file_name: str) -> bool:
    """Whether a file's name says so: "KH-25.signed.pdf"."""
    return _NAMED_SIGNED.search(file_name) is not None
