"""What `nhacviec verify --pack` says of a pack: a sentence for each fault, or what it is."""

from bot.texts.words import cut
from jobs.pack.proof import PackFault, Proof, Wrong
from models.tables import Edition

_FAULTS = {
    Wrong.NO_ARCHIVE: "Tệp này không phải tệp ZIP nguyên vẹn.",
    Wrong.NO_MANIFEST: "Hồ sơ không có bản kê manifest.json đọc được: đây không phải hồ sơ do Nhắc Việc lập.",
    Wrong.OTHER_AGENCY: "Hồ sơ là của cơ quan khác, sổ ghi ở đây không đối chiếu được.",
    Wrong.UNKNOWN: "Bản kê manifest.json không khớp lần lập hồ sơ nào trong sổ ghi: đã bị thay hoặc bị sửa.",
    Wrong.ANCHOR: "Mã đối chiếu sổ ghi trong manifest.json không khớp sổ ghi.",
    Wrong.CHAIN: "Sổ ghi không còn nguyên vẹn: xem từng lỗi bằng nhacviec verify.",
    Wrong.GONE: "Thiếu tệp {what} có trong bản kê.",
    Wrong.ALTERED: "Tệp {what} đã bị sửa: mã băm không khớp bản kê.",
    Wrong.NOT_ENTERED: "Tài liệu {what} không khớp dòng nộp minh chứng nào trong sổ ghi.",
    Wrong.ADDED: "Tệp {what} không có trong bản kê: được thêm vào sau.",
    Wrong.TWICE: "Hồ sơ có hai tệp cùng tên {what}: một tệp được thêm vào sau.",
}


def fault(found: PackFault) -> str:
    return _FAULTS[found.wrong].format(what=cut(found.what, 160))


def sound(proof: Proof) -> str:
    """Hồ sơ minh chứng năm 2026 (bản nộp, bổ sung lần 1) nguyên vẹn: 43 tệp đều khớp bản kê và sổ ghi."""
    told = proof.manifest
    edition = "bản nội bộ" if told["edition"] == Edition.INTERNAL else "bản nộp"
    later = f", bổ sung lần {told['number']}" if told["number"] else ""
    return (
        f"Hồ sơ minh chứng năm {told['year']} ({edition}{later}) nguyên vẹn: {proof.files} tệp đều khớp bản kê và "
        "sổ ghi."
    )
