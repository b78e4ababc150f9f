"""Words that are written alike without marks, told apart by their neighbours."""

_AWAITED = (
    "so lanh van sep ky chu truong y ket tham thong phan xac ban phong duyet ben cap trinh ubnd huyen "
    "tinh cong don he "
    "phe hoi thuong bi pho nguoi may no ti chut"
)

ALIKE: dict[str, list[tuple[str, str, str]]] = {
    "da": [
        ("đá", "*", "bong banh cau"),
        ("đã", "", "nop gui ban phat ky trinh xong hoan lam co tai cap nhap bo thuc to hop day xu chuyen"),
        (
            "đã",
            "",
            "du soan khac dua cong chot tra ra thay ro nhan biet xem doc hieu tiep nam lap bao gan thong "
            "niem dinh dien scan up tai dan treo khai in man phan kiem tong danh kien mo duyet quet goi lien "
            "xay giai chap luu chinh khao nghiem tuyen so tien tap",
        ),
        ("dạ", "", "*"),
        ("đã", "*", "*"),
    ],
    "cho": [
        ("cho", "*", "hoi"),
        ("chờ", "bao keu noi", ""),
        ("chứ", "lam man", "tui toi em no xa"),
        ("chứ", "*", "khong"),
        ("cho", "gui nop chuyen giao trinh tra bao lam cap ban het phan dua de nham giup thay ra xin", "*"),
        ("chờ", "", _AWAITED),
        ("chờ", "em tui toi minh roi xong la do vi tai thi chua nen anh chi ma", _AWAITED),
        ("chờ", "dang van con phai", "*"),
        ("chờ", "chi", "anh chi sep"),
    ],
    "toi": [
        ("tối", "*", "qua"),
        ("tới", "khat lui doi hen han hoan", "*"),
        ("tới", "tuan thang nam quy ky gui hop ngay thu lan xong", "*"),
        ("tối", "*", "nay mai thu qua hom t2 t3 t4 t5 t6 t7 chu kia mot"),
        ("tối", "chieu dem buoi", "*"),
        ("tối", "de", "em anh"),
        ("tôi", "*", "*"),
        ("tôi", "", "*"),
    ],
    "sang": [
        ("sang", "de", "tuan thang quy nam"),
        ("sang", "chuyen lui doi khat keo han hoan rut dời lich", "*"),
        ("sáng", "*", "nay mai mot thu t2 t3 t4 t5 t6 t7 hom qua som chu ngay kia"),
        ("sáng", "6h 7h 8h 9h 10h 11h", "*"),
        ("sáng", "an", "*"),
        ("sáng", "buoi gio hoi ban khi luc", "*"),
    ],
    "mot": [
        (
            "1",
            "*",
            "ngay tuan thang hom so phan nua viec van buoi cai lan it chut ban muc noi trong nam quy tieng vai",
        ),
        ("mốt", "", "*"),
        ("mốt", "hom ngay mai sang chieu trua den hoac", "*"),
        ("mốt", "*", "em tui toi nop gui xong a nhe nha lam"),
    ],
    "dau": [
        ("đầu", "*", "tuan thang nam gio quy viec tien moi buoi"),
        ("đầu", "bat ban di", "*"),
        ("đầu", "phan buoc", "roi"),
        ("dấu", "dong danh con bo", "*"),
        ("dấu", "*", "do cham cua giap treo"),
        ("đau", "bi dang om", "*"),
        ("đau", "*", "bung mat rang lung chan om"),
    ],
    "muon": [("muốn", "em tui minh toi anh chi khong cho", "*")],
    "may": [
        ("máy", "sua hong hu cai bat tat mo do bi", "*"),
        ("máy", "*", "tinh in scan hong loi em treo bi photo moc"),
    ],
    "ky": [
        ("kỳ", "dinh hoc dung bat nhiem theo cuoi giua thoi hai cac tung", "*"),
        ("kỳ", "*", "nay truoc sau hop"),
    ],
    "tam": [("tám", "yen trung quan", "*"), ("tám", "*", "doi ngay hom tuan thang tieng gio phut")],
    "nghe": [("", "*", ""), ("", "*", "anh chi sep bot")],
    "dang": [
        ("đăng", "*", "tai ky len cong tin bai trang web fanpage facebook zalo"),
        ("đăng", "da", "*"),
        ("đảng", "*", "uy vien bo"),
    ],
    "lon": [
        ("lộn", "bam an go nhan bao chon ghi em gui nop tich loi giao nham dau", "*"),
        ("lộn", "", "*"),
    ],
    "chuyen": [("chuyện", "noi ke cau tro co", "*")],
    "tui": [("tối", "*", "nay em"), ("tôi", "*", "*")],
    "moi": [
        ("mỗi", "con xong co duoc lam", "phan cai khau chu viec muc ban van minh bao"),
        ("mời", "", "cac anh chi dong ba thanh toan du"),
        ("mời", "kinh xin tran", "*"),
    ],
    "han": [("hắn", "", "lam man nop phu lo gui biet"), ("hắn", "chu viec de", "lam man nop phu lo gui")],
    "no": [
        (
            "khong",
            "*",
            "phu nho viet nghi biet kip phai co duoc lam man thay xong nop hieu can ra gui chiu dam ky mo",
        ),
        ("còn thiếu", "con dang van", "*"),
    ],
    "cha": [("khong", "", "con co thay biet kip lam")],
    "kh": [("khong", "*", "phai biet kip co duoc thuoc hieu thay can xong")],
    "ban": [("bận", "em tui hoi dang toi minh", "qua hop viec lam di cong suot ti chut hoc")],
    "ht": [
        ("hoan thanh", "*", "roi r bao xong"),
        ("hoan thanh", "da", "*"),
        ("he thong", "*", "*"),
    ],
    "x": [("xong", "*", "roi r rui rùi roy het")],
    "song": [("xong", "*", "roi r het rui"), ("xong", "da lam nop", "*")],
    "s": [("sau", "tuan thang quy nam", "*"), ("sao", "*", "*")],
    "a": [("anh", "*", "*")],
    "man": [
        ("lam", "*", "xong roi chi rang mo duoc viec cai r het"),
        ("lam", "dang em da tui se chua khong no toi biet", "*"),
        ("lam", "mai mot de chieu kia", ""),
    ],
    "mo": [
        ("đâu", "o ngay hom nop gui lay tim", "*"),
        ("mo", "*", "may file ra lai hop he lop duoc link tai len phan hang thau"),
        ("đâu", "*", "*"),
        ("đâu", "", "*"),
    ],
    "ha": [
        ("hả", "khong nha a nhe roi do vay nao gi sao dau chua phai bot nua lai ban day", ""),
        ("hả", "*", "bot anh chi sep"),
    ],
    "nhi": [
        ("nhỉ", "khong nao gi sao dau chua vay roi anh do ai", ""),
        ("nhỉ", "khong nao gi sao dau chua vay roi anh do ai", "a"),
    ],
    "ho": [("hắn", "*", "lam nop gui chua khong bao da noi")],
    "so": [
        ("sở", "*", "yeu bat keu doi tra chua noi tai tu ke xay y giao nong khoa thong tnmt lao tt noivu"),
        ("sở", "len tren ve cho", ""),
        ("sở", "cua", "chu"),
    ],
    "doi": [
        ("doi", "chuyen thay sua trao", "*"),
        (
            "chờ",
            "*",
            "dong cap cho in em anh chi sep lanh van so den ky y ket mai ti chut phong nguoi he chu",
        ),
    ],
    "he": [("", "*", "")],
    "te": [("kia", "ngay hom bua", "*")],
    "rang": [("sao", "*", "*"), ("sao", "", "*")],
    "rua": [("", "*", "*")],
    "chi": [
        (
            "gi",
            "lam man can cai la viec thieu sot vuong co con cau nhung nop gui kieu",
            "rua vay hay do the mo dau het ca nua ri ha da co kip",
        ),
        ("gi", "cai viec cau lam thieu sot", "anh bot sep em day"),
        ("gi", "cai viec cau lam thieu sot nhung bi kieu", ""),
    ],
    "th": [("thang", "*", "s sau nay toi truoc roi"), ("thu", "*", "2 3 4 5 6 7")],
}
"""folded word → (what it is, words before, words after), first that fits; "*" is anything, "" the edge."""
