"""The certificates by which signatures are believed: which are official, confirmed, missing, until when."""

from collections.abc import Iterable
from datetime import datetime
from textwrap import wrap
from typing import Any

from jobs.inspecting.official import Official
from jobs.inspecting.trust import CONFIRMED, Installed, Revocations, TrustStore, Unread, common_name
from models.rules.zone import day_of

_NO_FOLDER = (
    "Chưa đặt TRUST_ROOTS_DIR: chữ ký số vẫn được kiểm tra toàn vẹn, nhưng chưa xác nhận được ai cấp chứng thư.\n"
    "Tạo một thư mục, chép các chứng thư dưới đây vào rồi ghi đường dẫn vào tệp .env."
)
_MISSING_FOLDER = "Không có thư mục {folder}: tạo thư mục đó, hoặc sửa TRUST_ROOTS_DIR trong tệp .env."
_TO_CONFIRM = (
    "Vân tay SHA-256 kèm theo chương trình lấy từ nguồn công khai. Nhờ quản trị đối chiếu một lần với cơ quan cấp "
    f"chứng thư, rồi chép vân tay, mỗi dòng một chứng thư, vào tệp {CONFIRMED} trong thư mục này."
)
_ASK = "Hỏi Cục Chứng thực số và Bảo mật thông tin (ca.gov.vn)"
_WIDTH = 100


def shown(store: TrustStore, now: datetime) -> str:
    """All of it for a person who looks after the installation."""
    parts = [_head(store)]
    parts += _part("Đã cài", (_installed(each, now) for each in store.certificates))
    if any(each.is_anchor and not each.is_confirmed for each in store.certificates):
        parts.append("\n".join(wrap(_TO_CONFIRM, _WIDTH)))
    parts += _part("Chưa cài, cần cho chữ ký số của cơ quan", map(_missing, needed(store)))
    others = [each for each in store.missing if not each.is_needed]
    parts += _part("Chưa cài, chỉ cần khi nhận văn bản của nơi dùng chứng thư đó", map(_missing, others))
    parts += _part("Danh sách thu hồi", (_list(each, now) for each in store.revocations))
    parts += _part("Không đọc được, đã bỏ qua", map(_unread, store.unread))
    return "\n\n".join(parts)


def shown_as_json(store: TrustStore, now: datetime) -> dict[str, Any]:
    """The same as values; days are days in Vietnam."""
    return {
        "folder": str(store.folder) if store.folder else None,
        "folder_is_missing": store.is_missing,
        "certificates": [_installed_values(each, now) for each in store.certificates],
        "missing": [
            {
                "name": each.name,
                "sha256": each.sha256,
                "until": each.until.isoformat(),
                "needed": each.is_needed,
                "address": each.address or None,
                "source": each.source,
            }
            for each in store.missing
        ],
        "revocation_lists": [
            {"file": each.file, "issuer": issuer_of(each), "until": _until(each), "fresh": each.is_fresh(now)}
            for each in store.revocations
        ],
        "unread": [{"file": each.file, "other_kind": each.is_other_kind} for each in store.unread],
    }


def needed(store: TrustStore) -> list[Official]:
    """The official certificates that a commune's own signatures hang on and that are not there."""
    return [each for each in store.missing if each.is_needed]


def is_over(installed: Installed, now: datetime) -> bool:
    """Whether the certificate's days are over."""
    return installed.certificate.not_valid_after_utc < now


def issuer_of(revocations: Revocations) -> str:
    """Whose list it is, by its CN."""
    return common_name(revocations.revoked.issuer)


def _head(store: TrustStore) -> str:
    if store.folder is None:
        return _NO_FOLDER
    if store.is_missing:
        return _MISSING_FOLDER.format(folder=store.folder)
    anchors = len(store.anchors)
    return f"Thư mục {store.folder}: {len(store.certificates)} chứng thư, {anchors} dùng làm gốc tin cậy."


def _part(title: str, entries: Iterable[str]) -> list[str]:
    lines = list(entries)
    return ["\n".join([title, *lines])] if lines else []


def _installed(each: Installed, now: datetime) -> str:
    mark = "⚠" if each.is_named_only or is_over(each, now) or not each.is_anchor else "✔"
    until = f"{'Đã hết hạn ngày' if is_over(each, now) else 'Dùng đến hết ngày'} {each.until:%d/%m/%Y}."
    compared = "Quản trị đã đối chiếu vân tay." if each.is_confirmed else "Chưa đối chiếu vân tay."
    said = f"{until} {compared}" if each.is_anchor else until
    return _entry(mark, f"{each.name} ({each.file})", _which(each), said, f"SHA-256 {_grouped(each.sha256)}")


def _entry(mark: str, first: str, *others: str) -> str:
    """A line with its mark, and what belongs to it below, no wider than a terminal."""
    below = [line for each in others for line in wrap(each, _WIDTH - 6, break_long_words=False)]
    return "\n      ".join([f"  {mark} {first}", *below])


def _which(each: Installed) -> str:
    if each.official is not None:
        named = "" if each.official.name == each.name else f" “{each.official.name}”"
        return f"{_kind(each)}, đúng vân tay của chứng thư chính thức{named}."
    if each.is_named_only:
        return (
            f"{_kind(each)}, tên giống CA của Chính phủ nhưng vân tay không có trong danh sách chính thức: không "
            "rõ ai làm ra, chỉ giữ khi biết chắc nguồn."
        )
    return f"{_kind(each)}, không có trong danh sách chính thức."


def _kind(each: Installed) -> str:
    if not each.is_authority:
        return "Chứng thư không phải của CA, không dùng làm gốc tin cậy"
    if each.is_root:
        return "Chứng thư gốc"
    return (
        "Chứng thư CA trung gian" if each.is_anchor else "Chứng thư CA trung gian, không tự làm gốc tin cậy"
    )


def _missing(each: Official) -> str:
    where = f"Tải ở {each.address}" if each.address else _ASK
    until = f"Dùng đến hết ngày {each.until:%d/%m/%Y}."
    return _entry("•", each.name, f"{where}. {until}", f"SHA-256 {_grouped(each.sha256)}")


def _list(each: Revocations, now: datetime) -> str:
    until = each.revoked.next_update_utc
    if until is None:
        said = "Không ghi hạn, nên chỉ dùng để biết chứng thư nào đã bị thu hồi."
    elif each.is_fresh(now):
        said = f"Còn mới, đến hết ngày {day_of(until):%d/%m/%Y}."
    else:
        said = f"Đã cũ từ ngày {day_of(until):%d/%m/%Y}, cần chép bản mới."
    return _entry("•", f"{each.file}, của {issuer_of(each)}", said)


def _unread(each: Unread) -> str:
    if each.is_other_kind:
        return _entry("•", each.file, "Chỉ đọc tệp .pem, .crt, .cer, .der, .p7b và .crl.")
    return _entry(
        "•", each.file, "Nội dung hỏng, hoặc không phải chứng thư hay danh sách thu hồi: chép lại từ nơi cấp."
    )


def _until(each: Revocations) -> str | None:
    until = each.revoked.next_update_utc
    return until.isoformat() if until else None


def _installed_values(each: Installed, now: datetime) -> dict[str, Any]:
    return {
        "file": each.file,
        "name": each.name,
        "sha256": each.sha256,
        "until": each.until.isoformat(),
        "expired": is_over(each, now),
        "root": each.is_root,
        "anchor": each.is_anchor,
        "official": each.official.name if each.official else None,
        "named_only": each.is_named_only,
        "confirmed": each.is_confirmed,
    }


def _grouped(sha256: str) -> str:
    """In fours, to be compared by eye."""
    return " ".join(wrap(sha256, 4))
