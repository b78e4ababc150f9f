"""Word classes for the phrases of `asking` and `telling`: to teach the reader a word, add it to its class.

An underscore joins words; `{NAME}` is another class.
"""

CLASSES: dict[str, str] = {
    "NEG": "không chưa",
    "ME": "em tôi mình cháu bên_em phòng_em bên_tôi phòng_tôi bên_mình phòng_mình chúng_em chúng_tôi xã_em",
    "YOU": "anh chị em sếp bot bác chú cô đồng_chí bạn bà ông mọi_người",
    "THEM": "anh chị cô chú bác ông bà đồng_chí",
    "XONG": "xong hoàn_thành hoàn_tất hoàn_thiện",
    "SEND": "nộp gửi phát_hành ban_hành tải_lên đăng_tải đăng đăng_ký cập_nhật chuyển đẩy đưa_lên công_khai "
    "nhập "
    "bổ_sung cung_cấp tổ_chức công_bố niêm_yết báo_cáo_lên trả_kết_quả gửi_đi đính_kèm trả_lời",
    "WORK": "làm xử_lý giải_quyết thực_hiện khắc_phục triển_khai lo rà_soát tổng_hợp",
    "DEED": "{XONG} {SEND} {WORK}",
    "SIGN": "ký ký_số ký_tên ký_duyệt đóng_dấu",
    "DRAFT": "soạn dự_thảo viết đánh_máy",
    "SUBMIT": "trình trình_ký trình_duyệt dự_trình",
    "BOSS": "sếp lãnh_đạo trưởng_phòng phó_phòng chủ_tịch phó_chủ_tịch bí_thư chánh_văn_phòng thủ_trưởng",
    "ASKING": "gì nào sao ai đâu bao_giờ bao_nhiêu mấy thế_nào như_thế_nào làm_sao khi_nào hôm_nào lúc_nào",
    "OFFICE": "phòng bên sở ban tổ trung_tâm trạm công_an huyện tỉnh đơn_vị văn_phòng tài_chính tư_pháp "
    "địa_chính",
    "ITEM": "việc cái phần mảng nhiệm_vụ báo_cáo tiêu_chí nội_dung kế_hoạch văn_bản vụ đầu_việc mục chỉ_tiêu",
    "THIS": "này đó kia ấy nớ",
    "TELL": "báo nhắn nói bấm tích bảo thưa trả_lời phản_hồi nhắn_lại báo_lại",
}

ACK_WORDS = (
    "ok dạ vâng ừ rõ rồi được biết nhận cảm ơn anh chị em sếp bot bác chú tôi nhiều nha nghe thế đó à a "
    "hiểu nắm đã nhất trí đồng ý noted roger tốt yes yep thông tin tin nhắn này tuân lệnh đồng chí "
    "👍 👌 🙏 🫡 ❤ ♥ 😊 😀 😁 🙂 😄 💪 🤝 👏 ☺ 🥰 😍 🆗 tiếp thu ghi để với hệ thống các mọi người"
)

TASK_WORDS = (
    "xong nộp gửi làm báo cáo kế hoạch quyết định văn bản ký số phát hành ban hành hạn minh chứng hồ "
    "sơ tiêu chí "
    "trình hoàn thành tải lên chưa không rồi duyệt sửa việc tài liệu lùi hẹn <doc> <cited> <old> <hoso> <ahead> "
    "<vague> <part> <whole>"
)

DATE_FILLERS = (
    "để em anh chị mình cháu sếp hẹn nhé nha nhe thì là chắc khoảng tầm được cho xin thế vào lúc đến "
    "trước trong thôi "
    "vậy nhất chậm muộn dạ vâng ok ừ đi sang qua tới hạn hết bot ngày có gì ơi ạ chứ cũng thêm nữa lại"
)
