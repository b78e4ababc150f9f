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
    "ASKING": "gì nào sao ai đâu bao_giờ bao_nhiêu mấy thế_nào như_thế_nào làm_sao khi_nào hôm_nào lúc_nào",
    "SYSTEM": "hệ_thống phần_mềm bot trang cổng web app máy mạng ioffice",
    "OFFICE": "phòng bên sở tổ trung_tâm trạm công_an huyện tỉnh đơn_vị văn_phòng tài_chính tư_pháp địa_chính "
    "vp vhxh vh_xh hcc ttpvhcc cnscd quân_sự mặt_trận mttq cấp_trên cấp_tỉnh hội_phụ_nữ hội_nông_dân "
    "đoàn_thanh_niên",
    "ANSWER_FOR": "phụ_trách đảm_nhiệm theo_dõi quản_lý chủ_trì tham_mưu",
    "POST": "tạp_vụ bảo_vệ kế_toán thủ_quỹ lái_xe công_an quân_sự địa_chính tư_pháp hộ_tịch thú_y "
    "khuyến_nông y_tế "
    "văn_thư trưởng_thôn",
    "ITEM": "việc cái phần mảng nhiệm_vụ báo_cáo tiêu_chí nội_dung kế_hoạch văn_bản vụ đầu_việc mục chỉ_tiêu",
    "THIS": "này đó kia ấy nớ",
    "SOME": "một_ít một_phần một_nửa một_tí một_chút một_số mấy_cái vài_cái nửa ít phần_nào lai_rai",
    "PRIVATE": "phụ_huynh ăn_cơm ăn_trưa ăn_sáng ăn_gì ăn_bánh ăn_cưới đi_ăn đi_chơi liên_hoan cà_phê "
    "cafe karaoke "
    "đám_cưới đám_hiếu đám_tang đám_giỗ sinh_nhật bóng_đá đội_bóng bóng_chuyền đá_bóng cầu_lông mũ_bảo_hiểm xe_máy "
    "gửi_xe "
    "đỗ_xe chìa_khóa sạc_pin sạc_điện_thoại sạc_iphone wifi cho_mượn cháo_lươn xổ_số tiền_điện tiền_nước "
    "cắt_điện cúp_điện "
    "cắt_nước hiến_máu tiền_quỹ nghỉ_mát nghỉ_bù nghỉ_làm_bù người_yêu lớp_mình ngủ_ngon cơm_trưa "
    "đặt_cơm ca_hát biết_hát vui_vẻ may_mắn hạnh_phúc giá_vàng đón_con",
    "TELL": "báo nhắn nói bấm tích bảo thưa trả_lời phản_hồi nhắn_lại báo_lại",
}

ACK_WORDS = (
    "ok dạ vâng ừ rõ rồi được biết nhận cảm ơn anh chị em sếp bot bác chú tôi nhiều nha nghe thế đó à a "
    "hiểu nắm đã nhất trí đồng ý noted roger tốt yes sir yep thông tin tin nhắn này tuân lệnh đồng chí "
    "👍 👌 🙏 🫡 ❤ ♥ 😊 😀 😁 🙂 😄 💪 🤝 👏 ☺ 🥰 😍 🆗 tiếp thu ghi để với hệ thống các mọi người"
)

TASK_WORDS = (
    "xong nộp gửi làm báo cáo kế hoạch quyết định văn bản ký số phát hành ban hành hạn minh chứng hồ "
    "sơ tiêu chí "
    "trình hoàn thành tải lên chưa không rồi duyệt sửa việc tài liệu lùi hẹn <doc> <cited> <old> <hoso> "
    "<ahead> "
    "<vague> <part> <whole>"
)

DATE_FILLERS = (
    "để em anh chị mình cháu sếp hẹn nhé nha nhe thì là chắc khoảng tầm được cho xin thế vào lúc đến "
    "trước trong thôi "
    "vậy nhất chnhat chậm muộn trễ phải qua mới dạ vâng ok ừ đi sang qua tới hạn hết bot ngày có gì ơi ạ "
    "chứ cũng thêm nữa lại"
)
