"""Word classes for the phrases of `guards` and `lying`: to teach the reader a word, add it to its class.

An underscore joins words; `{NAME}` is another class.
"""

CLASSES: dict[str, str] = {
    "NEG": "không chưa",
    "ME": "em tôi mình cháu bên_em phòng_em bên_tôi phòng_tôi bên_mình phòng_mình chúng_em chúng_tôi xã_em",
    "YOU": "anh chị em sếp bot bác chú cô đồng_chí bạn bà ông mọi_người",
    "THEM": "anh chị cô chú bác ông bà đồng_chí",
    "XONG": "xong hoàn_thành hoàn_tất hoàn_thiện thành_công",
    "SEND": "nộp gửi phát_hành ban_hành chuyển đẩy đưa_lên bổ_sung cung_cấp báo_cáo_lên trả_kết_quả "
    "gửi_đi đính_kèm "
    "trả_lời nộp_lại giao_nộp thông_qua",
    "PUBLISH": "tải_lên đăng_tải đăng công_khai công_bố niêm_yết truyền_thông",
    "RECORD": "cập_nhật nhập kê_khai khai scan số_hóa tích_hợp đồng_bộ vào_sổ",
    "HOLD": "tổ_chức tập_huấn sinh_hoạt tuyên_truyền phát_động khảo_sát kiểm_tra_xong phổ_biến",
    "WORK": "làm xử_lý giải_quyết thực_hiện khắc_phục triển_khai lo rà_soát tổng_hợp xây_dựng lập "
    "tham_mưu thống_kê "
    "sửa chỉnh_sửa phản_hồi đối_soát chốt nghiệm_thu giải_ngân lắp_đặt tự_chấm chấm_điểm",
    "DEED": "{XONG} {SEND} {PUBLISH} {RECORD} {HOLD} {WORK}",
    "SIGN": "ký ký_số ký_tên ký_duyệt đóng_dấu",
    "DRAFT": "soạn dự_thảo viết đánh_máy",
    "SUBMIT": "trình trình_ký trình_duyệt dự_trình",
    "BOSS": "sếp lãnh_đạo trưởng_phòng phó_phòng chủ_tịch phó_chủ_tịch bí_thư chánh_văn_phòng thủ_trưởng",
}
