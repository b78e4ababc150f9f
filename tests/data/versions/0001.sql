BEGIN TRANSACTION;
CREATE TABLE absence (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	from_on DATE NOT NULL, 
	to_on DATE NOT NULL, 
	deputy_id INTEGER, 
	deputy_state VARCHAR(40) NOT NULL, 
	created_at DATETIME NOT NULL, 
	ended_at DATETIME, 
	handed_back_at DATETIME, 
	CONSTRAINT pk_absence PRIMARY KEY (id), 
	CONSTRAINT fk_absence_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id), 
	CONSTRAINT fk_absence_deputy_id FOREIGN KEY(deputy_id) REFERENCES person (id), 
	CONSTRAINT fk_absence_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT ck_absence_deputystate CHECK (deputy_state IN ('asked', 'accepted', 'declined'))
);
CREATE TABLE agency (
	id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	province VARCHAR NOT NULL, 
	adopted_on DATE NOT NULL, 
	trial_ended_at DATETIME, 
	office_hours VARCHAR NOT NULL, 
	ledger_seq INTEGER NOT NULL, 
	ledger_hash VARCHAR NOT NULL, 
	away_from DATETIME, 
	away_until DATETIME, 
	CONSTRAINT pk_agency PRIMARY KEY (id), 
	CONSTRAINT uq_agency_code UNIQUE (code)
);
INSERT INTO "agency" VALUES(1,'tan-ky','UBND xã Tân Kỳ','Nghệ An','2026-11-23',NULL,'07:30-11:30,13:30-17:00',49,'7ebd5631d737306a959666b5465b360864a39ad449af72226793e9e98dc14ae8',NULL,NULL);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE area (
	id INTEGER NOT NULL, 
	set_id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	max INTEGER NOT NULL, 
	awarded INTEGER, 
	lost INTEGER, 
	note VARCHAR NOT NULL, 
	CONSTRAINT pk_area PRIMARY KEY (id), 
	CONSTRAINT fk_area_set_id FOREIGN KEY(set_id) REFERENCES criteria_set (id), 
	CONSTRAINT uq_area_set_id_code UNIQUE (set_id, code)
);
INSERT INTO "area" VALUES(1,1,'1','Công tác chỉ đạo, điều hành CCHC',1300,1171,129,'');
INSERT INTO "area" VALUES(2,1,'3','Cải cách thủ tục hành chính',1000,850,150,'');
INSERT INTO "area" VALUES(3,1,'5','Cải cách chế độ công vụ',1000,765,235,'');
INSERT INTO "area" VALUES(4,1,'6','Cải cách tài chính công',650,640,10,'Báo cáo in “6,4/1 điểm”, không thể có; 6,4 + 0,1 = 6,5 nên ghi tối đa 6,5.');
INSERT INTO "area" VALUES(5,1,'7','Chuyển đổi số của UBND xã',1700,1459,241,'');
INSERT INTO "area" VALUES(6,2,'1','Công tác chỉ đạo, điều hành CCHC',1300,NULL,NULL,'');
INSERT INTO "area" VALUES(7,2,'3','Cải cách thủ tục hành chính',1000,NULL,NULL,'');
INSERT INTO "area" VALUES(8,2,'5','Cải cách chế độ công vụ',1000,NULL,NULL,'');
INSERT INTO "area" VALUES(9,2,'6','Cải cách tài chính công',650,NULL,NULL,'Báo cáo in “6,4/1 điểm”, không thể có; 6,4 + 0,1 = 6,5 nên ghi tối đa 6,5.');
INSERT INTO "area" VALUES(10,2,'7','Chuyển đổi số của UBND xã',1700,NULL,NULL,'');
CREATE TABLE catalogue_note (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	concerns JSON NOT NULL, 
	text VARCHAR NOT NULL, 
	CONSTRAINT pk_catalogue_note PRIMARY KEY (id), 
	CONSTRAINT fk_catalogue_note_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id), 
	CONSTRAINT uq_catalogue_note_agency_id_code UNIQUE (agency_id, code)
);
INSERT INTO "catalogue_note" VALUES(1,1,'I-01','["2025"]','Báo cáo nêu mất 11,65 điểm nhưng chỉ giải trình 7,65; còn 4,00 điểm chưa rõ lý do, 17 điểm của các lĩnh vực không được mô tả (mã 2 và 4). Cần bảng điểm đầy đủ.');
INSERT INTO "catalogue_note" VALUES(2,1,'I-02','["6"]','Báo cáo in “6,4/1 điểm”, không thể có. Ghi 6,4/6,5 vì 6,4 + 0,1 = 6,5.');
INSERT INTO "catalogue_note" VALUES(3,1,'I-03','["7.9"]','672/5505 là 12,2%, báo cáo in “0,12%” (viết tỷ số thành phần trăm). Tính lại, không chép số phần trăm.');
INSERT INTO "catalogue_note" VALUES(4,1,'I-04','["7.9"]','12,2% ứng với 0,24 điểm, Hội đồng chấm 0,26 (13% theo EMC). Giữ hai nguồn số liệu, mỗi nguồn kèm kỳ của nó.');
INSERT INTO "catalogue_note" VALUES(5,1,'I-05','["7.5", "7.5-bao-cao-tthc-thang", "7.5-bao-cao-tthc-quy", "7.5-bao-cao-tthc-nam"]','Báo cáo giao “Văn phòng VH - XH xã”, đơn vị không có. Tạm giao Phòng Văn hóa – Xã hội (mục III.2.1 giao đúng việc này), xã cần xác nhận.');
INSERT INTO "catalogue_note" VALUES(6,1,'I-06','["1.1.3"]','Ý kiến thẩm định nói “01 nhiệm vụ”, phần nguyên nhân kể 11. Giữ cả hai; 0,91 điểm khớp với 10/11.');
INSERT INTO "catalogue_note" VALUES(7,1,'I-07','["5.7"]','Hội đồng nói kế hoạch tháng 12 mới ban hành; xã nêu Kế hoạch 22/KH-UBND ngày 30/7/2025. Cần đối chiếu ngày văn bản với giờ ký số.');
INSERT INTO "catalogue_note" VALUES(8,1,'I-08','["5.6.1"]','Hội đồng nói chưa theo hướng dẫn; xã nói chưa ký số đủ. Cần soát cả hai.');
INSERT INTO "catalogue_note" VALUES(9,1,'I-09','["5.8"]','Hội đồng nói tài liệu chưa theo hướng dẫn; xã nói chưa ban hành kế hoạch. Coi là chưa có kế hoạch.');
INSERT INTO "catalogue_note" VALUES(10,1,'I-10','["5.1.2"]','Nguyên nhân dựa vào công văn ngày 16/01/2026 cho điểm năm 2025: đó là việc còn chờ cấp trên, không phải nguyên nhân.');
INSERT INTO "catalogue_note" VALUES(11,1,'I-11','["5.1.2", "5.6.1", "5.8"]','Công văn 1450/SNV-CCHC ghi ngày 04/3/2025, trước khi có xã Tân Kỳ mới (01/7/2025); có lẽ là 2026, cần hỏi lại.');
INSERT INTO "catalogue_note" VALUES(12,1,'I-12','["5.1.2", "5.6.1", "5.8"]','Ký hiệu “10457/HD/SNV” viết sai thể thức (đúng là HD-SNV); giữ nguyên như báo cáo.');
INSERT INTO "catalogue_note" VALUES(13,1,'I-13','["5.6.1"]','Báo cáo in lặp “Tiêu chí 5.6.1 – Tiêu chí 5.6.1.”; tên tiêu chí ở đây chỉ ghi một lần.');
INSERT INTO "catalogue_note" VALUES(14,1,'I-14','["5.6.1"]','Tên tiêu chí in “tỉnh giản”, đúng là “tinh giản”; giữ nguyên như báo cáo.');
INSERT INTO "catalogue_note" VALUES(15,1,'I-15','["2025"]','Báo cáo 119/BC-UBND có số nhưng ngày để trống (“ngày tháng 05 năm 2026”): có thể chưa phát hành.');
INSERT INTO "catalogue_note" VALUES(16,1,'I-16','["1.6.2"]','Dấu nháy mở không có dấu đóng; ý kiến nói tất cả các xã được 0 điểm, nên không phải lỗi riêng của xã.');
INSERT INTO "catalogue_note" VALUES(17,1,'I-17','["3.3.2"]','“Nghị định số 118/NĐ-CP” thiếu năm: hiểu là Nghị định 118/2025/NĐ-CP.');
INSERT INTO "catalogue_note" VALUES(18,1,'I-18','["7.5"]','Báo cáo in “sơ sơ”, đúng là “hồ sơ”; giữ nguyên như báo cáo.');
INSERT INTO "catalogue_note" VALUES(19,1,'I-19','["6.1.1"]','63% và 98,9% là số cắt bớt (63,47% và 98,996%); không số nào ra 0,9 điểm. Cần công thức của tỉnh.');
INSERT INTO "catalogue_note" VALUES(20,1,'I-20','["7.3"]','Kế hoạch 81/KH-UBND ghi ngày 1/3/2026 là Chủ nhật, viết “1/3” thay cho “01/3”. Cần xem lại ngày.');
INSERT INTO "catalogue_note" VALUES(21,1,'I-21','["2025"]','Số mục của báo cáo (2 đến 5) khác mã lĩnh vực (3, 5, 6, 7); không có mã 2 và 4. Danh mục này luôn dùng mã của chỉ số.');
INSERT INTO "catalogue_note" VALUES(22,1,'I-22','["7.3", "1.6.2"]','Giải pháp 7.3 chỉ có tập huấn, chưa có kế hoạch ứng dụng AI; kế hoạch khắc phục mà Công văn 2624/SNV-CCHC&VTLT yêu cầu chưa thấy trong báo cáo.');
INSERT INTO "catalogue_note" VALUES(23,1,'I-23','["2025"]','Phần nhiệm vụ hầu như không có hạn; chỉ 3 tiêu chí nêu đơn vị, không tiêu chí nào nêu người. Mỗi yêu cầu ở đây phải có đơn vị và hạn, người do xã giao.');
INSERT INTO "catalogue_note" VALUES(24,1,'I-24','["2025"]','Xếp thứ 3/130 nhưng không có điểm điều tra xã hội học, nên không rõ xếp theo điểm nào. Không tự tính thứ hạng.');
INSERT INTO "catalogue_note" VALUES(25,1,'I-25','["5.1.2"]','Tên tiêu chí 5.1.2 được in hai cách (ở 1.1.3 là “đơn vị UBND xã, phường … đúng theo vị trí việc làm”). Nhận theo mã, không theo tên.');
CREATE TABLE checklist_item (
	id INTEGER NOT NULL, 
	requirement_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	required BOOLEAN NOT NULL, 
	hint VARCHAR NOT NULL, 
	CONSTRAINT pk_checklist_item PRIMARY KEY (id), 
	CONSTRAINT fk_checklist_item_requirement_id FOREIGN KEY(requirement_id) REFERENCES requirement (id), 
	CONSTRAINT uq_checklist_item_requirement_id_code UNIQUE (requirement_id, code), 
	CONSTRAINT ck_checklist_item_itemkind CHECK (kind IN ('signed_document', 'screenshot', 'attachment', 'figure', 'tick'))
);
INSERT INTO "checklist_item" VALUES(1,1,1,'anh-da-gui','Ảnh chụp màn hình báo cáo đã gửi','screenshot',1,'có trạng thái đã gửi và ngày giờ gửi; chụp bằng điện thoại cũng được');
INSERT INTO "checklist_item" VALUES(2,2,1,'anh-da-gui','Ảnh chụp màn hình báo cáo đã gửi','screenshot',1,'có trạng thái đã gửi và ngày giờ gửi; chụp bằng điện thoại cũng được');
INSERT INTO "checklist_item" VALUES(3,3,1,'anh-da-gui','Ảnh chụp màn hình báo cáo đã gửi','screenshot',1,'có trạng thái đã gửi và ngày giờ gửi; chụp bằng điện thoại cũng được');
CREATE TABLE confirmation (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	task_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	receipt VARCHAR NOT NULL, 
	how VARCHAR(40) NOT NULL, 
	words VARCHAR, 
	words_sha256 VARCHAR NOT NULL, 
	document_number VARCHAR NOT NULL, 
	document_on DATE, 
	done_on DATE NOT NULL, 
	said_at DATETIME NOT NULL, 
	processed_at DATETIME NOT NULL, 
	chat_id BIGINT, 
	message_id BIGINT, 
	taken_back_at DATETIME, 
	CONSTRAINT pk_confirmation PRIMARY KEY (id), 
	CONSTRAINT fk_confirmation_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id), 
	CONSTRAINT fk_confirmation_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_confirmation_task_id FOREIGN KEY(task_id) REFERENCES task (id), 
	CONSTRAINT uq_confirmation_agency_id_receipt UNIQUE (agency_id, receipt), 
	CONSTRAINT ck_confirmation_how CHECK (how IN ('button', 'reply', 'file', 'admin'))
);
INSERT INTO "confirmation" VALUES(1,1,18,1,'NV-2026-000001','button','Đã xong','565e93d80c80892280305ea7e73043553f4409d07fb60cdcbbfb0735458205a4','',NULL,'2026-12-15','2026-12-15 02:00:00.000000','2026-12-15 02:00:00.000000',100001,77,NULL);
INSERT INTO "confirmation" VALUES(2,1,17,1,'NV-2026-000002','button','Đã xong','565e93d80c80892280305ea7e73043553f4409d07fb60cdcbbfb0735458205a4','',NULL,'2026-12-15','2026-12-15 02:00:00.000000','2026-12-15 02:00:00.000000',100001,77,NULL);
INSERT INTO "confirmation" VALUES(3,1,17,1,'NV-2026-000003','button','Đã xong','565e93d80c80892280305ea7e73043553f4409d07fb60cdcbbfb0735458205a4','',NULL,'2026-12-15','2026-12-15 07:00:00.000000','2026-12-15 07:00:00.000000',100001,77,NULL);
CREATE TABLE criteria_set (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	scored_max INTEGER NOT NULL, 
	survey_max INTEGER NOT NULL, 
	awarded INTEGER, 
	lost INTEGER, 
	rank VARCHAR, 
	source VARCHAR NOT NULL, 
	CONSTRAINT pk_criteria_set PRIMARY KEY (id), 
	CONSTRAINT fk_criteria_set_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id), 
	CONSTRAINT uq_criteria_set_agency_id_year UNIQUE (agency_id, year)
);
INSERT INTO "criteria_set" VALUES(1,1,2025,7350,2650,6185,1165,'3/130','Báo cáo 119/BC-UBND của UBND xã Tân Kỳ, tháng 05 năm 2026');
INSERT INTO "criteria_set" VALUES(2,1,2026,7350,2650,NULL,NULL,NULL,'Chép từ bộ 2025, không kèm kết quả; chưa có bộ tiêu chí năm 2026 của tỉnh.');
CREATE TABLE criterion (
	id INTEGER NOT NULL, 
	set_id INTEGER NOT NULL, 
	area_id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	short VARCHAR NOT NULL, 
	max INTEGER NOT NULL, 
	formula JSON NOT NULL, 
	unit_id INTEGER, 
	unit_as_named VARCHAR NOT NULL, 
	CONSTRAINT pk_criterion PRIMARY KEY (id), 
	CONSTRAINT fk_criterion_area_id FOREIGN KEY(area_id) REFERENCES area (id), 
	CONSTRAINT fk_criterion_set_id FOREIGN KEY(set_id) REFERENCES criteria_set (id), 
	CONSTRAINT fk_criterion_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_criterion_set_id_code UNIQUE (set_id, code)
);
INSERT INTO "criterion" VALUES(1,1,1,'1.1.2','Chất lượng Kế hoạch CCHC','Chất lượng Kế hoạch CCHC',100,'{"kind": "step", "confidence": "medium", "steps": ["0", "0.2", "0.4", "0.6", "0.8", "1"], "note": "M\u1ea5t 0,2 \u0111i\u1ec3m v\u00ec thi\u1ebfu m\u1ed9t n\u1ed9i dung (kinh ph\u00ed); \u0111o\u00e1n l\u00e0 n\u0103m n\u1ed9i dung, m\u1ed7i n\u1ed9i dung 0,2 \u0111i\u1ec3m."}',1,'UBND xã');
INSERT INTO "criterion" VALUES(2,1,1,'1.1.3','Mức độ hoàn thành Kế hoạch CCHC','Hoàn thành Kế hoạch CCHC',100,'{"kind": "ratio", "confidence": "medium", "counts": "plan_tasks", "steps": [], "note": "10/11 \u00d7 1 = 0,909 \u2192 0,91: kh\u1edbp n\u1ebfu K\u1ebf ho\u1ea1ch c\u00f3 11 nhi\u1ec7m v\u1ee5 v\u00e0 thi\u1ebfu minh ch\u1ee9ng 01; c\u00e1ch chia kh\u00e1c c\u0169ng c\u00f3 th\u1ec3 ra 0,91."}',1,'UBND xã');
INSERT INTO "criterion" VALUES(3,1,1,'1.6.2','Phân tích đánh giá Chỉ số CCHC và khắc phục tồn tại hạn chế','Phân tích Chỉ số CCHC',100,'{"kind": "all_or_nothing", "confidence": "medium", "steps": [], "note": "N\u0103m 2025 t\u1ea5t c\u1ea3 c\u00e1c x\u00e3 \u0111\u01b0\u1ee3c 0 \u0111i\u1ec3m; ch\u01b0a r\u00f5 c\u00f3 m\u1ee9c trung gian kh\u00f4ng."}',1,'UBND xã');
INSERT INTO "criterion" VALUES(4,1,2,'3.1.2','Kiến nghị sửa đổi, bổ sung quy định TTHC trong văn bản quy phạm pháp luật','Kiến nghị sửa đổi TTHC',50,'{"kind": "all_or_nothing", "confidence": "medium", "steps": [], "note": "N\u0103m 2025 \u0111\u01b0\u1ee3c 0 \u0111i\u1ec3m; ch\u01b0a r\u00f5 c\u00f3 m\u1ee9c trung gian kh\u00f4ng."}',3,'Trung tâm Phục vụ hành chính công');
INSERT INTO "criterion" VALUES(5,1,2,'3.3.2','Thực hiện việc xin lỗi (văn bản; gắn file pdf xin lỗi đối với từng trường hợp hồ sơ bị chậm, quá hạn trên Hệ thống thông tin giải quyết TTHC tỉnh) người dân, tổ chức khi để xảy ra trễ hẹn trong giải quyết hồ sơ TTHC','Xin lỗi khi trễ hẹn',100,'{"kind": "all_or_nothing", "confidence": "medium", "steps": [], "note": "N\u0103m 2025 c\u00f3 v\u0103n b\u1ea3n xin l\u1ed7i nh\u01b0ng v\u1eabn \u0111\u01b0\u1ee3c 0 \u0111i\u1ec3m; ch\u01b0a r\u00f5 c\u00f3 m\u1ee9c trung gian kh\u00f4ng."}',3,'Trung tâm Phục vụ hành chính công và các công chức chuyên môn');
INSERT INTO "criterion" VALUES(6,1,3,'5.1.2','Tỷ lệ phòng, ban, đơn vị trực thuộc UBND xã, phường được bố trí công chức, viên chức theo đúng vị trí việc làm được phê duyệt','Bố trí đúng vị trí việc làm',50,'{"kind": "step", "confidence": "low", "steps": ["0", "0.25", "0.5"], "note": "0,25 l\u00e0 m\u1ed9t n\u1eeda c\u1ee7a 0,5: c\u00f3 th\u1ec3 l\u00e0 m\u1ee9c trung gian, c\u0169ng c\u00f3 th\u1ec3 l\u00e0 t\u1ef7 l\u1ec7 50%."}',1,'UBND xã');
INSERT INTO "criterion" VALUES(7,1,3,'5.6.1','Xây dựng, ban hành đề án, kế hoạch tỉnh giản biên chế','Tinh giản biên chế',10,'{"kind": "all_or_nothing", "confidence": "medium", "steps": [], "note": "N\u0103m 2025 \u0111\u01b0\u1ee3c 0 \u0111i\u1ec3m; ch\u01b0a r\u00f5 c\u00f3 m\u1ee9c trung gian kh\u00f4ng."}',1,'UBND xã');
INSERT INTO "criterion" VALUES(8,1,3,'5.7','Đào tạo, bồi dưỡng cán bộ, công chức, viên chức','Đào tạo, bồi dưỡng',100,'{"kind": "all_or_nothing", "confidence": "medium", "steps": [], "note": "N\u0103m 2025 \u0111\u01b0\u1ee3c 0 \u0111i\u1ec3m; ch\u01b0a r\u00f5 c\u00f3 m\u1ee9c trung gian kh\u00f4ng."}',1,'UBND xã');
INSERT INTO "criterion" VALUES(9,1,3,'5.8','Thực hiện việc chuyển đổi định kỳ vị trí công tác đối với cán bộ, công chức, viên chức theo quy định','Chuyển đổi vị trí công tác',100,'{"kind": "all_or_nothing", "confidence": "medium", "steps": [], "note": "N\u0103m 2025 \u0111\u01b0\u1ee3c 0 \u0111i\u1ec3m; ch\u01b0a r\u00f5 c\u00f3 m\u1ee9c trung gian kh\u00f4ng."}',1,'UBND xã');
INSERT INTO "criterion" VALUES(10,1,4,'6.1.1','Giải ngân vốn đầu tư công','Giải ngân vốn đầu tư công',100,'{"kind": "manual", "confidence": "low", "steps": [], "note": "0,9 \u0111i\u1ec3m kh\u00f4ng theo t\u1ef7 l\u1ec7 n\u00e0o \u0111\u01b0\u1ee3c in (63,5% \u2192 0,63; 99,0% \u2192 0,99); c\u1ea7n b\u1ed9 ti\u00eau ch\u00ed c\u1ee7a t\u1ec9nh."}',4,'UBND xã');
INSERT INTO "criterion" VALUES(11,1,5,'7.3','Ứng dụng trí tuệ nhân tạo (AI)','Ứng dụng AI',100,'{"kind": "step", "confidence": "low", "steps": ["0", "0.5", "1"], "note": "\u0110\u01b0\u1ee3c m\u1ed9t n\u1eeda; \u0111o\u00e1n l\u00e0 c\u00f3 \u1ee9ng d\u1ee5ng 0,5 \u0111i\u1ec3m, c\u00f3 k\u1ebft qu\u1ea3 th\u00eam 0,5 \u0111i\u1ec3m."}',1,'UBND xã; các phòng, đơn vị');
INSERT INTO "criterion" VALUES(12,1,5,'7.5','Chế độ báo cáo trên Hệ thống thông tin báo cáo tỉnh','Báo cáo trên hệ thống tỉnh',150,'{"kind": "ratio", "confidence": "high", "counts": "occurrences", "steps": [], "note": "8/9 \u00d7 1,5 = 1,333 \u2192 1,33; m\u1ea5t 0,167 \u2192 0,17: kh\u1edbp c\u1ea3 hai s\u1ed1. M\u1ed7i b\u00e1o c\u00e1o \u0111\u01b0\u1ee3c 1,5/n \u0111i\u1ec3m, n l\u00e0 s\u1ed1 b\u00e1o c\u00e1o ph\u1ea3i g\u1eedi trong n\u0103m."}',1,'Văn phòng VH - XH xã');
INSERT INTO "criterion" VALUES(13,1,5,'7.9','Tỷ lệ hồ sơ trực tuyến toàn trình','Hồ sơ trực tuyến toàn trình',200,'{"kind": "ratio", "confidence": "medium", "counts": "figure", "steps": [], "note": "0,26/2 = 13% theo EMC; s\u1ed1 c\u1ee7a x\u00e3 672/5505 = 12,2% s\u1ebd ra 0,24. Kh\u00f4ng lo\u1ea1i tr\u1eeb c\u00f4ng th\u1ee9c theo ch\u1ec9 ti\u00eau."}',3,'');
INSERT INTO "criterion" VALUES(14,2,6,'1.1.2','Chất lượng Kế hoạch CCHC','Chất lượng Kế hoạch CCHC',100,'{"kind": "step", "confidence": "medium", "steps": ["0", "0.2", "0.4", "0.6", "0.8", "1"], "note": "M\u1ea5t 0,2 \u0111i\u1ec3m v\u00ec thi\u1ebfu m\u1ed9t n\u1ed9i dung (kinh ph\u00ed); \u0111o\u00e1n l\u00e0 n\u0103m n\u1ed9i dung, m\u1ed7i n\u1ed9i dung 0,2 \u0111i\u1ec3m."}',1,'UBND xã');
INSERT INTO "criterion" VALUES(15,2,6,'1.1.3','Mức độ hoàn thành Kế hoạch CCHC','Hoàn thành Kế hoạch CCHC',100,'{"kind": "ratio", "confidence": "medium", "counts": "plan_tasks", "steps": [], "note": "10/11 \u00d7 1 = 0,909 \u2192 0,91: kh\u1edbp n\u1ebfu K\u1ebf ho\u1ea1ch c\u00f3 11 nhi\u1ec7m v\u1ee5 v\u00e0 thi\u1ebfu minh ch\u1ee9ng 01; c\u00e1ch chia kh\u00e1c c\u0169ng c\u00f3 th\u1ec3 ra 0,91."}',1,'UBND xã');
INSERT INTO "criterion" VALUES(16,2,6,'1.6.2','Phân tích đánh giá Chỉ số CCHC và khắc phục tồn tại hạn chế','Phân tích Chỉ số CCHC',100,'{"kind": "all_or_nothing", "confidence": "medium", "steps": [], "note": "N\u0103m 2025 t\u1ea5t c\u1ea3 c\u00e1c x\u00e3 \u0111\u01b0\u1ee3c 0 \u0111i\u1ec3m; ch\u01b0a r\u00f5 c\u00f3 m\u1ee9c trung gian kh\u00f4ng."}',1,'UBND xã');
INSERT INTO "criterion" VALUES(17,2,7,'3.1.2','Kiến nghị sửa đổi, bổ sung quy định TTHC trong văn bản quy phạm pháp luật','Kiến nghị sửa đổi TTHC',50,'{"kind": "all_or_nothing", "confidence": "medium", "steps": [], "note": "N\u0103m 2025 \u0111\u01b0\u1ee3c 0 \u0111i\u1ec3m; ch\u01b0a r\u00f5 c\u00f3 m\u1ee9c trung gian kh\u00f4ng."}',3,'Trung tâm Phục vụ hành chính công');
INSERT INTO "criterion" VALUES(18,2,7,'3.3.2','Thực hiện việc xin lỗi (văn bản; gắn file pdf xin lỗi đối với từng trường hợp hồ sơ bị chậm, quá hạn trên Hệ thống thông tin giải quyết TTHC tỉnh) người dân, tổ chức khi để xảy ra trễ hẹn trong giải quyết hồ sơ TTHC','Xin lỗi khi trễ hẹn',100,'{"kind": "all_or_nothing", "confidence": "medium", "steps": [], "note": "N\u0103m 2025 c\u00f3 v\u0103n b\u1ea3n xin l\u1ed7i nh\u01b0ng v\u1eabn \u0111\u01b0\u1ee3c 0 \u0111i\u1ec3m; ch\u01b0a r\u00f5 c\u00f3 m\u1ee9c trung gian kh\u00f4ng."}',3,'Trung tâm Phục vụ hành chính công và các công chức chuyên môn');
INSERT INTO "criterion" VALUES(19,2,8,'5.1.2','Tỷ lệ phòng, ban, đơn vị trực thuộc UBND xã, phường được bố trí công chức, viên chức theo đúng vị trí việc làm được phê duyệt','Bố trí đúng vị trí việc làm',50,'{"kind": "step", "confidence": "low", "steps": ["0", "0.25", "0.5"], "note": "0,25 l\u00e0 m\u1ed9t n\u1eeda c\u1ee7a 0,5: c\u00f3 th\u1ec3 l\u00e0 m\u1ee9c trung gian, c\u0169ng c\u00f3 th\u1ec3 l\u00e0 t\u1ef7 l\u1ec7 50%."}',1,'UBND xã');
INSERT INTO "criterion" VALUES(20,2,8,'5.6.1','Xây dựng, ban hành đề án, kế hoạch tỉnh giản biên chế','Tinh giản biên chế',10,'{"kind": "all_or_nothing", "confidence": "medium", "steps": [], "note": "N\u0103m 2025 \u0111\u01b0\u1ee3c 0 \u0111i\u1ec3m; ch\u01b0a r\u00f5 c\u00f3 m\u1ee9c trung gian kh\u00f4ng."}',1,'UBND xã');
INSERT INTO "criterion" VALUES(21,2,8,'5.7','Đào tạo, bồi dưỡng cán bộ, công chức, viên chức','Đào tạo, bồi dưỡng',100,'{"kind": "all_or_nothing", "confidence": "medium", "steps": [], "note": "N\u0103m 2025 \u0111\u01b0\u1ee3c 0 \u0111i\u1ec3m; ch\u01b0a r\u00f5 c\u00f3 m\u1ee9c trung gian kh\u00f4ng."}',1,'UBND xã');
INSERT INTO "criterion" VALUES(22,2,8,'5.8','Thực hiện việc chuyển đổi định kỳ vị trí công tác đối với cán bộ, công chức, viên chức theo quy định','Chuyển đổi vị trí công tác',100,'{"kind": "all_or_nothing", "confidence": "medium", "steps": [], "note": "N\u0103m 2025 \u0111\u01b0\u1ee3c 0 \u0111i\u1ec3m; ch\u01b0a r\u00f5 c\u00f3 m\u1ee9c trung gian kh\u00f4ng."}',1,'UBND xã');
INSERT INTO "criterion" VALUES(23,2,9,'6.1.1','Giải ngân vốn đầu tư công','Giải ngân vốn đầu tư công',100,'{"kind": "manual", "confidence": "low", "steps": [], "note": "0,9 \u0111i\u1ec3m kh\u00f4ng theo t\u1ef7 l\u1ec7 n\u00e0o \u0111\u01b0\u1ee3c in (63,5% \u2192 0,63; 99,0% \u2192 0,99); c\u1ea7n b\u1ed9 ti\u00eau ch\u00ed c\u1ee7a t\u1ec9nh."}',4,'UBND xã');
INSERT INTO "criterion" VALUES(24,2,10,'7.3','Ứng dụng trí tuệ nhân tạo (AI)','Ứng dụng AI',100,'{"kind": "step", "confidence": "low", "steps": ["0", "0.5", "1"], "note": "\u0110\u01b0\u1ee3c m\u1ed9t n\u1eeda; \u0111o\u00e1n l\u00e0 c\u00f3 \u1ee9ng d\u1ee5ng 0,5 \u0111i\u1ec3m, c\u00f3 k\u1ebft qu\u1ea3 th\u00eam 0,5 \u0111i\u1ec3m."}',1,'UBND xã; các phòng, đơn vị');
INSERT INTO "criterion" VALUES(25,2,10,'7.5','Chế độ báo cáo trên Hệ thống thông tin báo cáo tỉnh','Báo cáo trên hệ thống tỉnh',150,'{"kind": "ratio", "confidence": "high", "counts": "occurrences", "steps": [], "note": "8/9 \u00d7 1,5 = 1,333 \u2192 1,33; m\u1ea5t 0,167 \u2192 0,17: kh\u1edbp c\u1ea3 hai s\u1ed1. M\u1ed7i b\u00e1o c\u00e1o \u0111\u01b0\u1ee3c 1,5/n \u0111i\u1ec3m, n l\u00e0 s\u1ed1 b\u00e1o c\u00e1o ph\u1ea3i g\u1eedi trong n\u0103m."}',1,'Văn phòng VH - XH xã');
INSERT INTO "criterion" VALUES(26,2,10,'7.9','Tỷ lệ hồ sơ trực tuyến toàn trình','Hồ sơ trực tuyến toàn trình',200,'{"kind": "ratio", "confidence": "medium", "counts": "figure", "steps": [], "note": "0,26/2 = 13% theo EMC; s\u1ed1 c\u1ee7a x\u00e3 672/5505 = 12,2% s\u1ebd ra 0,24. Kh\u00f4ng lo\u1ea1i tr\u1eeb c\u00f4ng th\u1ee9c theo ch\u1ec9 ti\u00eau."}',3,'');
CREATE TABLE evidence (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	task_id INTEGER, 
	item_id INTEGER, 
	confirmation_id INTEGER, 
	sha256 VARCHAR NOT NULL, 
	size INTEGER NOT NULL, 
	media_type VARCHAR NOT NULL, 
	file_name VARCHAR NOT NULL, 
	sent_at DATETIME NOT NULL, 
	received_at DATETIME NOT NULL, 
	chat_id BIGINT, 
	message_id BIGINT, 
	withdrawn_at DATETIME, 
	valid_until DATE, 
	CONSTRAINT pk_evidence PRIMARY KEY (id), 
	CONSTRAINT fk_evidence_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id), 
	CONSTRAINT fk_evidence_confirmation_id FOREIGN KEY(confirmation_id) REFERENCES confirmation (id), 
	CONSTRAINT fk_evidence_item_id FOREIGN KEY(item_id) REFERENCES task_item (id), 
	CONSTRAINT fk_evidence_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_evidence_task_id FOREIGN KEY(task_id) REFERENCES task (id)
);
INSERT INTO "evidence" VALUES(1,1,1,17,17,2,'f731c2528f4184b386555de339aeb78f1f0908532be04e6bfe1ec790f5f50da9',24,'image/png','da-gui.png','2026-12-15 02:00:00.000000','2026-12-15 02:00:00.000000',100001,77,'2026-12-15 03:00:00.000000',NULL);
INSERT INTO "evidence" VALUES(2,1,1,17,17,3,'802b60cd66db0104ba60f788b2477a54e6e993e42680696474b0bf29d660fad2',24,'image/png','da-gui.png','2026-12-15 07:00:00.000000','2026-12-15 07:00:00.000000',100001,77,NULL,NULL);
CREATE TABLE finding (
	id INTEGER NOT NULL, 
	evidence_id INTEGER NOT NULL, 
	rule VARCHAR NOT NULL, 
	severity VARCHAR(40) NOT NULL, 
	found_at DATETIME NOT NULL, 
	CONSTRAINT pk_finding PRIMARY KEY (id), 
	CONSTRAINT fk_finding_evidence_id FOREIGN KEY(evidence_id) REFERENCES evidence (id), 
	CONSTRAINT ck_finding_severity CHECK (severity IN ('info', 'warning', 'blocking'))
);
CREATE TABLE inbox_update (
	update_id BIGINT NOT NULL, 
	payload VARCHAR, 
	received_at DATETIME NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	attempts INTEGER NOT NULL, 
	CONSTRAINT pk_inbox_update PRIMARY KEY (update_id), 
	CONSTRAINT ck_inbox_update_inboxstate CHECK (state IN ('waiting', 'done', 'failed'))
);
CREATE TABLE installation (
	id INTEGER NOT NULL, 
	bot_username VARCHAR, 
	heard_at DATETIME, 
	ticked_at DATETIME, 
	CONSTRAINT pk_installation PRIMARY KEY (id)
);
CREATE TABLE invite (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	code_sha256 VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	spent_at DATETIME, 
	spent_chat_id BIGINT, 
	CONSTRAINT pk_invite PRIMARY KEY (id), 
	CONSTRAINT fk_invite_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id), 
	CONSTRAINT fk_invite_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_invite_code_sha256 UNIQUE (code_sha256)
);
INSERT INTO "invite" VALUES(1,1,1,'09ea94d8339722c380733ebcd1a00dc42aaa3528ae7e6266a795c0c529bf0f51','2026-11-23 00:00:00.000000','2026-11-30 00:00:00.000000','2026-11-23 00:00:00.000000',100001);
INSERT INTO "invite" VALUES(2,1,2,'749cc98a226ce0a6ccbb2ee8e2a7ef13871cd18267c84ee2228a6dfbc4afe457','2026-11-23 00:00:00.000000','2026-11-30 00:00:00.000000','2026-11-23 00:00:00.000000',100002);
INSERT INTO "invite" VALUES(3,1,3,'1630250e34f25c85c1e015d612bd20cec3604332e7ed19888b109826bfd855e9','2026-11-23 00:00:00.000000','2026-11-30 00:00:00.000000','2026-11-23 00:00:00.000000',100003);
INSERT INTO "invite" VALUES(4,1,4,'3f883264113b2b7a9bd9da1e333abc468e68fcd5a484811a2bbe25a3e74debf3','2026-11-23 00:00:00.000000','2026-11-30 00:00:00.000000','2026-11-23 00:00:00.000000',100004);
INSERT INTO "invite" VALUES(5,1,5,'45479a26fce683daec97c33904a8f8412edabc3ac06515fe5cedf5c6aa21c3b9','2026-11-23 00:00:00.000000','2026-11-30 00:00:00.000000','2026-11-23 00:00:00.000000',100005);
INSERT INTO "invite" VALUES(6,1,6,'286e952e7f24bd7a1c5af58519e7972d56d8e3464b4cc1489a757e4ba1d2eac7','2026-11-23 00:00:00.000000','2026-11-30 00:00:00.000000','2026-11-23 00:00:00.000000',100006);
INSERT INTO "invite" VALUES(7,1,7,'7d1f8fbd911f8157f2167cbb8af22222bc021693a7230582c86a5c507a72687f','2026-11-23 00:00:00.000000','2026-11-30 00:00:00.000000','2026-11-23 00:00:00.000000',100007);
INSERT INTO "invite" VALUES(8,1,8,'5164598e192301644344854a799b057b4545d168396902c686bf2f745fbbcb0b','2026-11-23 00:00:00.000000','2026-11-30 00:00:00.000000','2026-11-23 00:00:00.000000',100008);
CREATE TABLE ledger_entry (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	change VARCHAR NOT NULL, 
	person_id INTEGER, 
	task_id INTEGER, 
	body VARCHAR NOT NULL, 
	prev VARCHAR NOT NULL, 
	hash VARCHAR NOT NULL, 
	CONSTRAINT pk_ledger_entry PRIMARY KEY (id), 
	CONSTRAINT fk_ledger_entry_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id), 
	CONSTRAINT fk_ledger_entry_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_ledger_entry_task_id FOREIGN KEY(task_id) REFERENCES task (id), 
	CONSTRAINT uq_ledger_entry_agency_id_seq UNIQUE (agency_id, seq)
);
INSERT INTO "ledger_entry" VALUES(1,1,1,'2026-11-23 00:00:00.000000','load_catalogue',NULL,NULL,'{"at":"2026-11-23T00:00:00+00:00","by":"@operator","change":"load_catalogue","differences":122,"seq":1}','','0c16f5b489f7f28a3810a2675936ae4a3fb899a9e42e3245696abd76e1288e79');
INSERT INTO "ledger_entry" VALUES(2,1,2,'2026-11-23 00:00:00.000000','enlist',NULL,NULL,'{"at":"2026-11-23T00:00:00+00:00","by":"@operator","change":"enlist","person":"an.vhxh","roles":["officer"],"seq":2,"unit":"VHXH"}','0c16f5b489f7f28a3810a2675936ae4a3fb899a9e42e3245696abd76e1288e79','fb998df816ddba816435ce83c2cb51574cbc4850f3a6d88fa4fbca38cd13c97d');
INSERT INTO "ledger_entry" VALUES(3,1,3,'2026-11-23 00:00:00.000000','invite',NULL,NULL,'{"at":"2026-11-23T00:00:00+00:00","by":"@operator","change":"invite","expires_at":"2026-11-30T00:00:00+00:00","person":"an.vhxh","seq":3}','fb998df816ddba816435ce83c2cb51574cbc4850f3a6d88fa4fbca38cd13c97d','93bcbfed0da062edb0c146e2d084e50020a3610f8b9d26b71fbb6e83f1ef4d8b');
INSERT INTO "ledger_entry" VALUES(4,1,4,'2026-11-23 00:00:00.000000','join',1,NULL,'{"at":"2026-11-23T00:00:00+00:00","by":"an.vhxh","change":"join","chat_id":100001,"moved":false,"seq":4}','93bcbfed0da062edb0c146e2d084e50020a3610f8b9d26b71fbb6e83f1ef4d8b','50531d4b9492bdefd7eacfbf90a61eabe991b3ea1777c843eb421aff48b5b244');
INSERT INTO "ledger_entry" VALUES(5,1,5,'2026-11-23 00:00:00.000000','enlist',NULL,NULL,'{"at":"2026-11-23T00:00:00+00:00","by":"@operator","change":"enlist","person":"dung.vhxh","roles":["officer"],"seq":5,"unit":"VHXH"}','50531d4b9492bdefd7eacfbf90a61eabe991b3ea1777c843eb421aff48b5b244','75e23b793ff64eefbcb10de2f695abc9f7a9ea65cb8b0dcd7c997c9ece6632f7');
INSERT INTO "ledger_entry" VALUES(6,1,6,'2026-11-23 00:00:00.000000','invite',NULL,NULL,'{"at":"2026-11-23T00:00:00+00:00","by":"@operator","change":"invite","expires_at":"2026-11-30T00:00:00+00:00","person":"dung.vhxh","seq":6}','75e23b793ff64eefbcb10de2f695abc9f7a9ea65cb8b0dcd7c997c9ece6632f7','8973dd873297e01f7dc405d09ca0cf4415e7e346ef88ed9a709844019f4572da');
INSERT INTO "ledger_entry" VALUES(7,1,7,'2026-11-23 00:00:00.000000','join',2,NULL,'{"at":"2026-11-23T00:00:00+00:00","by":"dung.vhxh","change":"join","chat_id":100002,"moved":false,"seq":7}','8973dd873297e01f7dc405d09ca0cf4415e7e346ef88ed9a709844019f4572da','e838637af1a7a564c6b39c3ca00b3bf955e009e39b1b6f8dda1fc1806be59be5');
INSERT INTO "ledger_entry" VALUES(8,1,8,'2026-11-23 00:00:00.000000','enlist',NULL,NULL,'{"at":"2026-11-23T00:00:00+00:00","by":"@operator","change":"enlist","person":"binh.vhxh","roles":["head","reviewer"],"seq":8,"unit":"VHXH"}','e838637af1a7a564c6b39c3ca00b3bf955e009e39b1b6f8dda1fc1806be59be5','20d96ba9e285384b685ea047c31bc11f315f5b4521538d9dede0d05b4e846849');
INSERT INTO "ledger_entry" VALUES(9,1,9,'2026-11-23 00:00:00.000000','invite',NULL,NULL,'{"at":"2026-11-23T00:00:00+00:00","by":"@operator","change":"invite","expires_at":"2026-11-30T00:00:00+00:00","person":"binh.vhxh","seq":9}','20d96ba9e285384b685ea047c31bc11f315f5b4521538d9dede0d05b4e846849','826d97552942138f7aa0dc21a70f3f1e4e3fb4e87f8093eec78cb30231b9b8fc');
INSERT INTO "ledger_entry" VALUES(10,1,10,'2026-11-23 00:00:00.000000','join',3,NULL,'{"at":"2026-11-23T00:00:00+00:00","by":"binh.vhxh","change":"join","chat_id":100003,"moved":false,"seq":10}','826d97552942138f7aa0dc21a70f3f1e4e3fb4e87f8093eec78cb30231b9b8fc','81ca86b3f0026cf00f169427690cc014489f2327f0bde72353a8a471b21d8e17');
INSERT INTO "ledger_entry" VALUES(11,1,11,'2026-11-23 00:00:00.000000','enlist',NULL,NULL,'{"at":"2026-11-23T00:00:00+00:00","by":"@operator","change":"enlist","person":"hoa.ttpvhcc","roles":["officer"],"seq":11,"unit":"TTPVHCC"}','81ca86b3f0026cf00f169427690cc014489f2327f0bde72353a8a471b21d8e17','1f8d17338e88408379dc60fb4810f6ad0c793b8596998e0db1b469b6f8d95701');
INSERT INTO "ledger_entry" VALUES(12,1,12,'2026-11-23 00:00:00.000000','invite',NULL,NULL,'{"at":"2026-11-23T00:00:00+00:00","by":"@operator","change":"invite","expires_at":"2026-11-30T00:00:00+00:00","person":"hoa.ttpvhcc","seq":12}','1f8d17338e88408379dc60fb4810f6ad0c793b8596998e0db1b469b6f8d95701','eecc32866c5f30206a95f6c558ff263055febe58fce5f940632443d5593fd357');
INSERT INTO "ledger_entry" VALUES(13,1,13,'2026-11-23 00:00:00.000000','join',4,NULL,'{"at":"2026-11-23T00:00:00+00:00","by":"hoa.ttpvhcc","change":"join","chat_id":100004,"moved":false,"seq":13}','eecc32866c5f30206a95f6c558ff263055febe58fce5f940632443d5593fd357','5ccd4f3e890f78a1f8f60c884749abecbd2558904c8842a945b57cb14707295d');
INSERT INTO "ledger_entry" VALUES(14,1,14,'2026-11-23 00:00:00.000000','enlist',NULL,NULL,'{"at":"2026-11-23T00:00:00+00:00","by":"@operator","change":"enlist","person":"khanh.kt","roles":["head","officer"],"seq":14,"unit":"KT"}','5ccd4f3e890f78a1f8f60c884749abecbd2558904c8842a945b57cb14707295d','26145813aa63a30ad1560d011203ce7b11759f17b7ecfe1090269ea63e7a1f95');
INSERT INTO "ledger_entry" VALUES(15,1,15,'2026-11-23 00:00:00.000000','invite',NULL,NULL,'{"at":"2026-11-23T00:00:00+00:00","by":"@operator","change":"invite","expires_at":"2026-11-30T00:00:00+00:00","person":"khanh.kt","seq":15}','26145813aa63a30ad1560d011203ce7b11759f17b7ecfe1090269ea63e7a1f95','a69c331ef77d8ee23eafafaae42d8e5225867dab87a635ca380a3535e9992d37');
INSERT INTO "ledger_entry" VALUES(16,1,16,'2026-11-23 00:00:00.000000','join',5,NULL,'{"at":"2026-11-23T00:00:00+00:00","by":"khanh.kt","change":"join","chat_id":100005,"moved":false,"seq":16}','a69c331ef77d8ee23eafafaae42d8e5225867dab87a635ca380a3535e9992d37','6965101df63d6baeae880028db864f5b0955641bba403cd28960c262764c0ddf');
INSERT INTO "ledger_entry" VALUES(17,1,17,'2026-11-23 00:00:00.000000','enlist',NULL,NULL,'{"at":"2026-11-23T00:00:00+00:00","by":"@operator","change":"enlist","person":"chau.vp","roles":["clerk"],"seq":17,"unit":"VP"}','6965101df63d6baeae880028db864f5b0955641bba403cd28960c262764c0ddf','d974fba2b708d0ebf8a17b43bafc776d3e07c59fd3ba1e984d643aa8571bcac8');
INSERT INTO "ledger_entry" VALUES(18,1,18,'2026-11-23 00:00:00.000000','invite',NULL,NULL,'{"at":"2026-11-23T00:00:00+00:00","by":"@operator","change":"invite","expires_at":"2026-11-30T00:00:00+00:00","person":"chau.vp","seq":18}','d974fba2b708d0ebf8a17b43bafc776d3e07c59fd3ba1e984d643aa8571bcac8','ac6e7c503056eb0ef1d904a77cb05bb9d8533cf3f349a244b97b90c602baed01');
INSERT INTO "ledger_entry" VALUES(19,1,19,'2026-11-23 00:00:00.000000','join',6,NULL,'{"at":"2026-11-23T00:00:00+00:00","by":"chau.vp","change":"join","chat_id":100006,"moved":false,"seq":19}','ac6e7c503056eb0ef1d904a77cb05bb9d8533cf3f349a244b97b90c602baed01','caab6db12b666bd423f2c3936168a6f8acd258e080873e66923454656e10b0b6');
INSERT INTO "ledger_entry" VALUES(20,1,20,'2026-11-23 00:00:00.000000','enlist',NULL,NULL,'{"at":"2026-11-23T00:00:00+00:00","by":"@operator","change":"enlist","person":"lam.ubnd","roles":["leader"],"seq":20,"unit":null}','caab6db12b666bd423f2c3936168a6f8acd258e080873e66923454656e10b0b6','25d940e3779ba9ef775ae83331842fbb9e362590fd8484b387a43b5466a2d50c');
INSERT INTO "ledger_entry" VALUES(21,1,21,'2026-11-23 00:00:00.000000','invite',NULL,NULL,'{"at":"2026-11-23T00:00:00+00:00","by":"@operator","change":"invite","expires_at":"2026-11-30T00:00:00+00:00","person":"lam.ubnd","seq":21}','25d940e3779ba9ef775ae83331842fbb9e362590fd8484b387a43b5466a2d50c','bdebecbb7df29c2fd8898f8062b04795f097df4163cdcc74c93a48c9346396c3');
INSERT INTO "ledger_entry" VALUES(22,1,22,'2026-11-23 00:00:00.000000','join',7,NULL,'{"at":"2026-11-23T00:00:00+00:00","by":"lam.ubnd","change":"join","chat_id":100007,"moved":false,"seq":22}','bdebecbb7df29c2fd8898f8062b04795f097df4163cdcc74c93a48c9346396c3','1f067b0da3cc42674761dc0c4df03e118583ecf914042cd9ebb65971a4e055fd');
INSERT INTO "ledger_entry" VALUES(23,1,23,'2026-11-23 00:00:00.000000','enlist',NULL,NULL,'{"at":"2026-11-23T00:00:00+00:00","by":"@operator","change":"enlist","person":"minh.vp","roles":["admin","head"],"seq":23,"unit":"VP"}','1f067b0da3cc42674761dc0c4df03e118583ecf914042cd9ebb65971a4e055fd','e41c26b0d78d7ef4c2ff24ae22f9f1b9e18e1e067279d811f525e7ef328b769f');
INSERT INTO "ledger_entry" VALUES(24,1,24,'2026-11-23 00:00:00.000000','invite',NULL,NULL,'{"at":"2026-11-23T00:00:00+00:00","by":"@operator","change":"invite","expires_at":"2026-11-30T00:00:00+00:00","person":"minh.vp","seq":24}','e41c26b0d78d7ef4c2ff24ae22f9f1b9e18e1e067279d811f525e7ef328b769f','0f8492aa4683895dcc9a11168f9e1263d99b7eade5ba0e0cf9dd9aacd82d2a7d');
INSERT INTO "ledger_entry" VALUES(25,1,25,'2026-11-23 00:00:00.000000','join',8,NULL,'{"at":"2026-11-23T00:00:00+00:00","by":"minh.vp","change":"join","chat_id":100008,"moved":false,"seq":25}','0f8492aa4683895dcc9a11168f9e1263d99b7eade5ba0e0cf9dd9aacd82d2a7d','bd6957c25ece46cde3f08ee43c4679c364c715f1ec5c4ec33abf7119f9fac0b4');
INSERT INTO "ledger_entry" VALUES(26,1,26,'2026-11-23 00:00:00.000000','assign_requirement',NULL,NULL,'{"at":"2026-11-23T00:00:00+00:00","by":"@operator","change":"assign_requirement","requirement":"7.5-bao-cao-tthc-thang","seq":26,"to":"an.vhxh"}','bd6957c25ece46cde3f08ee43c4679c364c715f1ec5c4ec33abf7119f9fac0b4','06ad1ef9ae7a64644e7d4ca7b9ae1b2e41a379613399fae974ddaa7165ed9169');
INSERT INTO "ledger_entry" VALUES(27,1,27,'2026-11-23 00:00:00.000000','open',NULL,1,'{"at":"2026-11-23T00:00:00+00:00","by":"@clock","change":"open","due_on":"2026-12-16","period":"2026","requirement":"7.5-bao-cao-tthc-nam","seq":27,"state":"open","task":1,"unit":"VHXH"}','06ad1ef9ae7a64644e7d4ca7b9ae1b2e41a379613399fae974ddaa7165ed9169','96c9864b6dd17c276325bdce452713724bb3a0a100654b025130f9e362ebc5e9');
INSERT INTO "ledger_entry" VALUES(28,1,28,'2026-11-23 00:00:00.000000','open',NULL,2,'{"at":"2026-11-23T00:00:00+00:00","by":"@clock","change":"open","due_on":"2026-03-17","period":"2026-Q1","requirement":"7.5-bao-cao-tthc-quy","seq":28,"state":"to_settle","task":2,"unit":"VHXH"}','96c9864b6dd17c276325bdce452713724bb3a0a100654b025130f9e362ebc5e9','aaa27eaf8d16cf75e29c9ba1a779b22e45e677be176804b72002efa61b13ea05');
INSERT INTO "ledger_entry" VALUES(29,1,29,'2026-11-23 00:00:00.000000','open',NULL,3,'{"at":"2026-11-23T00:00:00+00:00","by":"@clock","change":"open","due_on":"2026-06-16","period":"2026-Q2","requirement":"7.5-bao-cao-tthc-quy","seq":29,"state":"to_settle","task":3,"unit":"VHXH"}','aaa27eaf8d16cf75e29c9ba1a779b22e45e677be176804b72002efa61b13ea05','ca34e5f66c547a3c8bbf9095bc7b3b375b12a30b5de88f9cd16ad60fffb188ec');
INSERT INTO "ledger_entry" VALUES(30,1,30,'2026-11-23 00:00:00.000000','open',NULL,4,'{"at":"2026-11-23T00:00:00+00:00","by":"@clock","change":"open","due_on":"2026-09-16","period":"2026-Q3","requirement":"7.5-bao-cao-tthc-quy","seq":30,"state":"to_settle","task":4,"unit":"VHXH"}','ca34e5f66c547a3c8bbf9095bc7b3b375b12a30b5de88f9cd16ad60fffb188ec','9d12c5c410cac59a0bf794b2a1c48dbc5e897e9aaf9f3c711e7e3ab615396a39');
INSERT INTO "ledger_entry" VALUES(31,1,31,'2026-11-23 00:00:00.000000','open',NULL,5,'{"at":"2026-11-23T00:00:00+00:00","by":"@clock","change":"open","due_on":"2026-12-16","period":"2026-Q4","requirement":"7.5-bao-cao-tthc-quy","seq":31,"state":"open","task":5,"unit":"VHXH"}','9d12c5c410cac59a0bf794b2a1c48dbc5e897e9aaf9f3c711e7e3ab615396a39','9d06fcebee33b8f64866942b95fde5fc70511cb2509a7015b9edb4e630453da0');
INSERT INTO "ledger_entry" VALUES(32,1,32,'2026-11-23 00:00:00.000000','open',NULL,6,'{"at":"2026-11-23T00:00:00+00:00","by":"@clock","change":"open","due_on":"2026-01-16","period":"2026-01","requirement":"7.5-bao-cao-tthc-thang","seq":32,"state":"to_settle","task":6,"unit":"VHXH"}','9d06fcebee33b8f64866942b95fde5fc70511cb2509a7015b9edb4e630453da0','de437f071e4f56e091fb707284d2976ae1fb7e0b591cd67eb7e5d37ebb5f6325');
INSERT INTO "ledger_entry" VALUES(33,1,33,'2026-11-23 00:00:00.000000','open',NULL,7,'{"at":"2026-11-23T00:00:00+00:00","by":"@clock","change":"open","due_on":"2026-02-24","period":"2026-02","requirement":"7.5-bao-cao-tthc-thang","seq":33,"state":"to_settle","task":7,"unit":"VHXH"}','de437f071e4f56e091fb707284d2976ae1fb7e0b591cd67eb7e5d37ebb5f6325','07c78f075f33549dccc0559119dbcc68f78a6c1ff6c2cde68ca6e568b551279b');
INSERT INTO "ledger_entry" VALUES(34,1,34,'2026-11-23 00:00:00.000000','open',NULL,8,'{"at":"2026-11-23T00:00:00+00:00","by":"@clock","change":"open","due_on":"2026-03-17","period":"2026-03","requirement":"7.5-bao-cao-tthc-thang","seq":34,"state":"to_settle","task":8,"unit":"VHXH"}','07c78f075f33549dccc0559119dbcc68f78a6c1ff6c2cde68ca6e568b551279b','e46867fcb19bf1fc1cb1459b5c25b6ed4b99f943147c8968d32e9551e1e51ebb');
INSERT INTO "ledger_entry" VALUES(35,1,35,'2026-11-23 00:00:00.000000','open',NULL,9,'{"at":"2026-11-23T00:00:00+00:00","by":"@clock","change":"open","due_on":"2026-04-16","period":"2026-04","requirement":"7.5-bao-cao-tthc-thang","seq":35,"state":"to_settle","task":9,"unit":"VHXH"}','e46867fcb19bf1fc1cb1459b5c25b6ed4b99f943147c8968d32e9551e1e51ebb','79851508d5b4020bdb6f5b5ff606bcb35f91f37188b18a898bde4c1e5f4643c1');
INSERT INTO "ledger_entry" VALUES(36,1,36,'2026-11-23 00:00:00.000000','open',NULL,10,'{"at":"2026-11-23T00:00:00+00:00","by":"@clock","change":"open","due_on":"2026-05-18","period":"2026-05","requirement":"7.5-bao-cao-tthc-thang","seq":36,"state":"to_settle","task":10,"unit":"VHXH"}','79851508d5b4020bdb6f5b5ff606bcb35f91f37188b18a898bde4c1e5f4643c1','7aeae694c728bac8dda95ff81c03fb2d626d695e6fbafb9584da82f5f3e5b1c7');
INSERT INTO "ledger_entry" VALUES(37,1,37,'2026-11-23 00:00:00.000000','open',NULL,11,'{"at":"2026-11-23T00:00:00+00:00","by":"@clock","change":"open","due_on":"2026-06-16","period":"2026-06","requirement":"7.5-bao-cao-tthc-thang","seq":37,"state":"to_settle","task":11,"unit":"VHXH"}','7aeae694c728bac8dda95ff81c03fb2d626d695e6fbafb9584da82f5f3e5b1c7','6b399c45656d72ab84a99171bf7fd3b689c616c6c29c242c9b04d3ca92f948c9');
INSERT INTO "ledger_entry" VALUES(38,1,38,'2026-11-23 00:00:00.000000','open',NULL,12,'{"at":"2026-11-23T00:00:00+00:00","by":"@clock","change":"open","due_on":"2026-07-16","period":"2026-07","requirement":"7.5-bao-cao-tthc-thang","seq":38,"state":"to_settle","task":12,"unit":"VHXH"}','6b399c45656d72ab84a99171bf7fd3b689c616c6c29c242c9b04d3ca92f948c9','5b754cf27209434e09fbc2e27da05e375d844bbf4c09f91cbedc7574dd73b41c');
INSERT INTO "ledger_entry" VALUES(39,1,39,'2026-11-23 00:00:00.000000','open',NULL,13,'{"at":"2026-11-23T00:00:00+00:00","by":"@clock","change":"open","due_on":"2026-08-18","period":"2026-08","requirement":"7.5-bao-cao-tthc-thang","seq":39,"state":"to_settle","task":13,"unit":"VHXH"}','5b754cf27209434e09fbc2e27da05e375d844bbf4c09f91cbedc7574dd73b41c','8d0edf7e4db5674dafca773bf6521596e9fc4bed9c0068ad382e9290ff9f61dd');
INSERT INTO "ledger_entry" VALUES(40,1,40,'2026-11-23 00:00:00.000000','open',NULL,14,'{"at":"2026-11-23T00:00:00+00:00","by":"@clock","change":"open","due_on":"2026-09-16","period":"2026-09","requirement":"7.5-bao-cao-tthc-thang","seq":40,"state":"to_settle","task":14,"unit":"VHXH"}','8d0edf7e4db5674dafca773bf6521596e9fc4bed9c0068ad382e9290ff9f61dd','98b83c03593e61e281812e08a7cb71a81d398166bf509e69670ccfc3aa4621be');
INSERT INTO "ledger_entry" VALUES(41,1,41,'2026-11-23 00:00:00.000000','open',NULL,15,'{"at":"2026-11-23T00:00:00+00:00","by":"@clock","change":"open","due_on":"2026-10-16","period":"2026-10","requirement":"7.5-bao-cao-tthc-thang","seq":41,"state":"to_settle","task":15,"unit":"VHXH"}','98b83c03593e61e281812e08a7cb71a81d398166bf509e69670ccfc3aa4621be','5747b8f74b3b6d68b861c309649841693205d563bdd1b00a43fbe255fff8c14d');
INSERT INTO "ledger_entry" VALUES(42,1,42,'2026-11-23 00:00:00.000000','open',NULL,16,'{"at":"2026-11-23T00:00:00+00:00","by":"@clock","change":"open","due_on":"2026-11-17","period":"2026-11","requirement":"7.5-bao-cao-tthc-thang","seq":42,"state":"to_settle","task":16,"unit":"VHXH"}','5747b8f74b3b6d68b861c309649841693205d563bdd1b00a43fbe255fff8c14d','366356177b26c77dad2dbca88b1e3dd00e38a388e6c43732e447a2ec3ef1018d');
INSERT INTO "ledger_entry" VALUES(43,1,43,'2026-11-23 00:00:00.000000','open',NULL,17,'{"at":"2026-11-23T00:00:00+00:00","by":"@clock","change":"open","due_on":"2026-12-16","period":"2026-12","requirement":"7.5-bao-cao-tthc-thang","seq":43,"state":"open","task":17,"unit":"VHXH"}','366356177b26c77dad2dbca88b1e3dd00e38a388e6c43732e447a2ec3ef1018d','110a95e6b6ac47fb33b9506b76392637c31908c9a3176216322aeacc21803326');
INSERT INTO "ledger_entry" VALUES(44,1,44,'2026-11-23 00:00:00.000000','open',NULL,18,'{"at":"2026-11-23T00:00:00+00:00","by":"@clock","change":"open","due_on":"2027-01-18","period":"2027-01","requirement":"7.5-bao-cao-tthc-thang","seq":44,"state":"open","task":18,"unit":"VHXH"}','110a95e6b6ac47fb33b9506b76392637c31908c9a3176216322aeacc21803326','08f24357dfd35858c59ed54f0828eefbf94acf2b25cf18fe6025c1828247da88');
INSERT INTO "ledger_entry" VALUES(45,1,45,'2026-12-15 02:00:00.000000','claim',1,18,'{"at":"2026-12-15T02:00:00+00:00","by":"an.vhxh","change":"claim","chat_id":100001,"document":null,"done_on":"2026-12-15","due_on":"2027-01-18","how":"button","message_id":77,"receipt":"NV-2026-000001","said_at":"2026-12-15T02:00:00+00:00","seq":45,"state":"claimed","task":18,"words_sha256":"565e93d80c80892280305ea7e73043553f4409d07fb60cdcbbfb0735458205a4"}','08f24357dfd35858c59ed54f0828eefbf94acf2b25cf18fe6025c1828247da88','ec0955f1bfb3ea08ff95c2a07b56d48d3db97587c815509e4059b4f739e06575');
INSERT INTO "ledger_entry" VALUES(46,1,46,'2026-12-15 02:00:00.000000','add_evidence',1,17,'{"at":"2026-12-15T02:00:00+00:00","by":"an.vhxh","change":"add_evidence","chat_id":100001,"document":null,"done_on":"2026-12-15","due_on":"2026-12-16","evidence":1,"how":"button","item":"anh-da-gui","message_id":77,"receipt":"NV-2026-000002","said_at":"2026-12-15T02:00:00+00:00","seq":46,"sha256":"f731c2528f4184b386555de339aeb78f1f0908532be04e6bfe1ec790f5f50da9","size":24,"state":"submitted","task":17,"words_sha256":"565e93d80c80892280305ea7e73043553f4409d07fb60cdcbbfb0735458205a4"}','ec0955f1bfb3ea08ff95c2a07b56d48d3db97587c815509e4059b4f739e06575','79268ed8ac6b677644e475de9e22ee4dc3bb078f17fbe09347ff5822a42c1346');
INSERT INTO "ledger_entry" VALUES(47,1,47,'2026-12-15 03:00:00.000000','return',3,17,'{"at":"2026-12-15T03:00:00+00:00","by":"binh.vhxh","change":"return","done_on":"2026-12-15","due_on":"2026-12-16","files":["f731c2528f4184b386555de339aeb78f1f0908532be04e6bfe1ec790f5f50da9"],"fix_by":"2026-12-17","late_by":0,"reason_sha256":"bba34e18f75a845778ea8a9f42d87a8651fc51ac2caad4991da80e949550c23d","review":1,"seq":47,"state":"returned","task":17}','79268ed8ac6b677644e475de9e22ee4dc3bb078f17fbe09347ff5822a42c1346','068e6557e4849ba0750bf81ab02c555003e1c255772b846de3f8b8a2cdebba54');
INSERT INTO "ledger_entry" VALUES(48,1,48,'2026-12-15 07:00:00.000000','add_evidence',1,17,'{"at":"2026-12-15T07:00:00+00:00","by":"an.vhxh","change":"add_evidence","chat_id":100001,"document":null,"done_on":"2026-12-15","due_on":"2026-12-16","evidence":2,"how":"button","item":"anh-da-gui","message_id":77,"receipt":"NV-2026-000003","said_at":"2026-12-15T07:00:00+00:00","seq":48,"sha256":"802b60cd66db0104ba60f788b2477a54e6e993e42680696474b0bf29d660fad2","size":24,"state":"submitted","task":17,"words_sha256":"565e93d80c80892280305ea7e73043553f4409d07fb60cdcbbfb0735458205a4"}','068e6557e4849ba0750bf81ab02c555003e1c255772b846de3f8b8a2cdebba54','30f652cbb35a2c777cd0b3e37afb100a71efe2eb1142b2cc7b117d229cffb9d5');
INSERT INTO "ledger_entry" VALUES(49,1,49,'2026-12-15 07:00:00.000000','accept',3,17,'{"at":"2026-12-15T07:00:00+00:00","by":"binh.vhxh","change":"accept","done_on":"2026-12-15","due_on":"2026-12-16","files":["802b60cd66db0104ba60f788b2477a54e6e993e42680696474b0bf29d660fad2"],"late_by":0,"reason_sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","review":2,"seq":49,"state":"accepted","task":17}','30f652cbb35a2c777cd0b3e37afb100a71efe2eb1142b2cc7b117d229cffb9d5','7ebd5631d737306a959666b5465b360864a39ad449af72226793e9e98dc14ae8');
CREATE TABLE notification (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	person_id INTEGER, 
	chat_id BIGINT, 
	facts JSON NOT NULL, 
	direct BOOLEAN NOT NULL, 
	reply_to BIGINT, 
	edits BIGINT, 
	not_before DATETIME NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	version INTEGER NOT NULL, 
	lease_until FLOAT, 
	attempts INTEGER NOT NULL, 
	repeats INTEGER NOT NULL, 
	reason VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	sent_at DATETIME, 
	CONSTRAINT pk_notification PRIMARY KEY (id), 
	CONSTRAINT fk_notification_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id), 
	CONSTRAINT fk_notification_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_notification_agency_id_key UNIQUE (agency_id, "key"), 
	CONSTRAINT ck_notification_outboxstate CHECK (state IN ('waiting', 'claimed', 'sent', 'moot', 'failed'))
);
INSERT INTO "notification" VALUES(1,1,'review/17/1/binh.vhxh','review',3,NULL,'{"newest": 1}',0,NULL,NULL,'2026-12-15 02:00:00.000000','waiting',0,NULL,0,0,'','2026-12-15 02:00:00.000000',NULL);
INSERT INTO "notification" VALUES(2,1,'returned/1/an.vhxh','returned',1,NULL,'{"review": 1}',0,NULL,NULL,'2026-12-15 03:00:00.000000','waiting',0,NULL,0,0,'','2026-12-15 03:00:00.000000',NULL);
INSERT INTO "notification" VALUES(3,1,'review/17/2/binh.vhxh','review',3,NULL,'{"newest": 2}',0,NULL,NULL,'2026-12-15 07:00:00.000000','waiting',0,NULL,0,0,'','2026-12-15 07:00:00.000000',NULL);
INSERT INTO "notification" VALUES(4,1,'accepted/2/an.vhxh','accepted',1,NULL,'{"review": 2}',0,NULL,NULL,'2026-12-15 07:00:00.000000','waiting',0,NULL,0,0,'','2026-12-15 07:00:00.000000',NULL);
CREATE TABLE notification_task (
	notification_id INTEGER NOT NULL, 
	task_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	CONSTRAINT pk_notification_task PRIMARY KEY (notification_id, task_id), 
	CONSTRAINT fk_notification_task_notification_id FOREIGN KEY(notification_id) REFERENCES notification (id), 
	CONSTRAINT fk_notification_task_task_id FOREIGN KEY(task_id) REFERENCES task (id), 
	CONSTRAINT uq_notification_task_notification_id_number UNIQUE (notification_id, number)
);
INSERT INTO "notification_task" VALUES(1,17,1);
INSERT INTO "notification_task" VALUES(2,17,1);
INSERT INTO "notification_task" VALUES(3,17,1);
INSERT INTO "notification_task" VALUES(4,17,1);
CREATE TABLE person (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	full_name VARCHAR NOT NULL, 
	address VARCHAR, 
	position VARCHAR NOT NULL, 
	unit_id INTEGER, 
	deputy_id INTEGER, 
	chat_id BIGINT, 
	joined_at DATETIME, 
	heard_at DATETIME, 
	blocked_at DATETIME, 
	deactivated_at DATETIME, 
	CONSTRAINT pk_person PRIMARY KEY (id), 
	CONSTRAINT fk_person_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id), 
	CONSTRAINT fk_person_deputy_id FOREIGN KEY(deputy_id) REFERENCES person (id), 
	CONSTRAINT fk_person_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_person_agency_id_code UNIQUE (agency_id, code), 
	CONSTRAINT uq_person_chat_id UNIQUE (chat_id)
);
INSERT INTO "person" VALUES(1,1,'an.vhxh','Nguyễn Thị An',NULL,'',1,NULL,100001,'2026-11-23 00:00:00.000000',NULL,NULL,NULL);
INSERT INTO "person" VALUES(2,1,'dung.vhxh','Lê Văn Dũng',NULL,'',1,NULL,100002,'2026-11-23 00:00:00.000000',NULL,NULL,NULL);
INSERT INTO "person" VALUES(3,1,'binh.vhxh','Trần Văn Bình',NULL,'',1,NULL,100003,'2026-11-23 00:00:00.000000',NULL,NULL,NULL);
INSERT INTO "person" VALUES(4,1,'hoa.ttpvhcc','Phan Thị Hoa',NULL,'',3,NULL,100004,'2026-11-23 00:00:00.000000',NULL,NULL,NULL);
INSERT INTO "person" VALUES(5,1,'khanh.kt','Hồ Sỹ Khánh',NULL,'',4,NULL,100005,'2026-11-23 00:00:00.000000',NULL,NULL,NULL);
INSERT INTO "person" VALUES(6,1,'chau.vp','Phạm Minh Châu',NULL,'',2,NULL,100006,'2026-11-23 00:00:00.000000',NULL,NULL,NULL);
INSERT INTO "person" VALUES(7,1,'lam.ubnd','Võ Đình Lâm',NULL,'',NULL,NULL,100007,'2026-11-23 00:00:00.000000',NULL,NULL,NULL);
INSERT INTO "person" VALUES(8,1,'minh.vp','Cao Quang Minh',NULL,'',2,NULL,100008,'2026-11-23 00:00:00.000000',NULL,NULL,NULL);
CREATE TABLE person_role (
	person_id INTEGER NOT NULL, 
	role VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_person_role PRIMARY KEY (person_id, role), 
	CONSTRAINT fk_person_role_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT ck_person_role_role CHECK (role IN ('officer', 'head', 'reviewer', 'leader', 'clerk', 'admin'))
);
INSERT INTO "person_role" VALUES(1,'officer');
INSERT INTO "person_role" VALUES(2,'officer');
INSERT INTO "person_role" VALUES(3,'head');
INSERT INTO "person_role" VALUES(3,'reviewer');
INSERT INTO "person_role" VALUES(4,'officer');
INSERT INTO "person_role" VALUES(5,'head');
INSERT INTO "person_role" VALUES(5,'officer');
INSERT INTO "person_role" VALUES(6,'clerk');
INSERT INTO "person_role" VALUES(7,'leader');
INSERT INTO "person_role" VALUES(8,'admin');
INSERT INTO "person_role" VALUES(8,'head');
CREATE TABLE requirement (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	criterion_code VARCHAR, 
	title VARCHAR NOT NULL, 
	short VARCHAR NOT NULL, 
	unit_id INTEGER NOT NULL, 
	responsible_id INTEGER, 
	cadence VARCHAR(40) NOT NULL, 
	cutoff_day INTEGER, 
	due_rule JSON NOT NULL, 
	shift VARCHAR(40) NOT NULL, 
	starts_on DATE NOT NULL, 
	system VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	retired_at DATETIME, 
	CONSTRAINT pk_requirement PRIMARY KEY (id), 
	CONSTRAINT fk_requirement_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id), 
	CONSTRAINT fk_requirement_responsible_id FOREIGN KEY(responsible_id) REFERENCES person (id), 
	CONSTRAINT fk_requirement_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_requirement_agency_id_code UNIQUE (agency_id, code), 
	CONSTRAINT ck_requirement_cadence CHECK (cadence IN ('once', 'monthly', 'quarterly', 'half_yearly', 'yearly', 'per_case')), 
	CONSTRAINT ck_requirement_shift CHECK (shift IN ('earlier', 'later', 'keep'))
);
INSERT INTO "requirement" VALUES(1,1,'7.5-bao-cao-tthc-thang','7.5','Báo cáo tình hình hồ sơ giải quyết TTHC','Báo cáo TTHC',1,1,'monthly',14,'{"after_cutoff": 2}','earlier','2025-12-15','baocao.nghean.gov.vn','proposed','Nghị định 09/2019/NĐ-CP chốt số liệu tháng vào ngày 14 (Điều 12) và để ít nhất 01 ngày làm việc mới đến hạn gửi (Điều 8); chưa thấy quyết định của tỉnh về hạn của cấp xã nên đề xuất 02 ngày làm việc sau ngày chốt, xã cần xác nhận.',NULL);
INSERT INTO "requirement" VALUES(2,1,'7.5-bao-cao-tthc-quy','7.5','Báo cáo tình hình, kết quả giải quyết TTHC','Báo cáo TTHC',1,NULL,'quarterly',14,'{"after_cutoff": 2}','earlier','2025-12-15','baocao.nghean.gov.vn','proposed','Nghị định 09/2019/NĐ-CP chốt số liệu quý vào ngày 14 của tháng cuối quý (Điều 12); chưa thấy danh mục báo cáo và hạn của tỉnh, nên đoán là có báo cáo quý (9 báo cáo từ tháng 7 đến tháng 12/2025 = 6 tháng + 2 quý + 1 năm) và đề xuất 02 ngày làm việc sau ngày chốt, xã cần xác nhận.',NULL);
INSERT INTO "requirement" VALUES(3,1,'7.5-bao-cao-tthc-nam','7.5','Báo cáo tình hình, kết quả giải quyết TTHC','Báo cáo TTHC',1,NULL,'yearly',14,'{"after_cutoff": 2}','earlier','2025-12-15','baocao.nghean.gov.vn','proposed','Nghị định 09/2019/NĐ-CP chốt số liệu năm vào ngày 14/12 (Điều 12); chưa thấy danh mục báo cáo và hạn của tỉnh, nên đoán là có báo cáo năm (9 báo cáo từ tháng 7 đến tháng 12/2025 = 6 tháng + 2 quý + 1 năm) và đề xuất 02 ngày làm việc sau ngày chốt, xã cần xác nhận.',NULL);
CREATE TABLE requirement_partner (
	requirement_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	CONSTRAINT pk_requirement_partner PRIMARY KEY (requirement_id, unit_id), 
	CONSTRAINT fk_requirement_partner_requirement_id FOREIGN KEY(requirement_id) REFERENCES requirement (id), 
	CONSTRAINT fk_requirement_partner_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
);
INSERT INTO "requirement_partner" VALUES(1,3);
INSERT INTO "requirement_partner" VALUES(2,3);
INSERT INTO "requirement_partner" VALUES(3,3);
CREATE TABLE result (
	criterion_id INTEGER NOT NULL, 
	awarded INTEGER NOT NULL, 
	lost INTEGER NOT NULL, 
	opinion VARCHAR NOT NULL, 
	cause VARCHAR NOT NULL, 
	remedy VARCHAR NOT NULL, 
	explanation VARCHAR NOT NULL, 
	CONSTRAINT pk_result PRIMARY KEY (criterion_id), 
	CONSTRAINT fk_result_criterion_id FOREIGN KEY(criterion_id) REFERENCES criterion (id)
);
INSERT INTO "result" VALUES(1,80,20,'“Mục kinh phí không bố trí trong quyết định ban hành Kế hoạch CCHC năm 2025 của đơn vị”.','Kế hoạch CCHC chưa thể hiện nội dung bố trí kinh phí thực hiện trong quyết định ban hành kế hoạch; hồ sơ minh chứng chưa đảm bảo yêu cầu của Hội đồng thẩm định.','UBND xã đã xây dựng và ban hành Quyết định số 18/QĐ-UBND ngày 12/01/2026 ban hành kế hoạch cải cách hành chính nhà nước xã Tân Kỳ năm 2026 đã bổ sung mục kinh phí tại trang 7 mục IV.','');
INSERT INTO "result" VALUES(2,91,9,'Còn 01 nhiệm vụ chưa có tài liệu minh chứng đầy đủ mức độ hoàn thành nên chưa được công nhận hoàn thành 100%.','một số nhiệm vụ chưa minh chứng được mức độ hoàn thành gồm:
+ Tiêu chí 1.6.2. Phân tích đánh giá Chỉ số CCHC và khắc phục tồn tại hạn chế.
+ Tiêu chí 3.1.2. Kiến nghị sửa đổi, bổ sung quy định TTHC trong văn bản quy phạm pháp luật.
+ Tiêu chí 3.3.2. Thực hiện việc xin lỗi
+ Tiêu chí 5.1.2. Tỷ lệ phòng, ban, đơn vị UBND xã, phường được bố trí công chức, viên chức đúng theo vị trí việc làm được phê duyệt.
+ Tiêu chí 5.6.1 – Tiêu chí 5.6.1. Xây dựng, ban hành đề án, kế hoạch tinh giản biên chế.
+ Tiêu chí 5.7 – Đào tạo, bồi dưỡng cán bộ, công chức, viên chức.
Tiêu chí 5.8 – Thực hiện việc chuyển đổi định kỳ vị trí công tác đối với cán bộ, công chức, viên chức theo quy định.
+ Tiêu chí 6.1.1 – Giải ngân vốn đầu tư công
+ Tiêu chí 7.3 – Ứng dụng trí tuệ nhân tạo (AI)
+ Tiêu chí 7.5 – Chế độ báo cáo trên Hệ thống thông tin báo cáo tỉnh
+ Tiêu chí 7.9 – Tỷ lệ hồ sơ trực tuyến toàn trình','+ UBND xã tập trung rà soát toàn bộ các tiêu chí, tiêu chí thành phần bị mất điểm; phân công cụ thể trách nhiệm cho từng phòng, bộ phận, cán bộ phụ trách theo dõi, tham mưu thực hiện và hoàn thiện hồ sơ minh chứng.
+ Tăng cường công tác kiểm tra, tự kiểm tra việc thực hiện nhiệm vụ cải cách hành chính; kịp thời phát hiện, chấn chỉnh các tồn tại, hạn chế trong quá trình triển khai thực hiện.
+ Chỉ đạo các bộ phận chuyên môn chủ động cập nhật, lưu trữ đầy đủ tài liệu kiểm chứng; thực hiện đúng quy trình, thời gian đối với các nhiệm vụ liên quan đến giải quyết thủ tục hành chính, chế độ báo cáo, chuyển đổi số và ứng dụng CNTT.
+ Đẩy mạnh ứng dụng công nghệ thông tin, trí tuệ nhân tạo (AI) trong công tác quản lý, điều hành, tổng hợp báo cáo, xây dựng văn bản và hỗ trợ giải quyết công việc chuyên môn.
+ Tăng cường hướng dẫn người dân thực hiện dịch vụ công trực tuyến toàn trình, thanh toán trực tuyến; nâng cao tỷ lệ hồ sơ trực tuyến, số hóa hồ sơ và mức độ hài lòng của người dân, tổ chức.
+ Thực hiện nghiêm chế độ báo cáo định kỳ trên các hệ thống thông tin dùng chung của tỉnh; bảo đảm đầy đủ, kịp thời, đúng quy định.
+ Thường xuyên tổ chức đánh giá tiến độ thực hiện các nhiệm vụ CCHC theo quý; gắn kết quả thực hiện với công tác thi đua, đánh giá mức độ hoàn thành nhiệm vụ của cán bộ, công chức và trách nhiệm người đứng đầu.','');
INSERT INTO "result" VALUES(3,0,100,'“Nội dung này tất cả các xã chấm 0 điểm.','Không có báo cáo phân tích chỉ số CCHC và báo cáo chuyên đề khắc phục các tồn tại, hạn chế bị mất điểm theo đúng yêu cầu của Hội đồng thẩm định.','xây dựng báo cáo phân tích đánh giá những tồn tại, hạn chế, những tiêu chí, thành phần bị mất điểm trong chỉ số CCHC 2025, tổ chức họp chuyên đề đánh giá kết quả Chỉ số CCHC; giao nhiệm vụ cụ thể cho từng bộ phận, cá nhân phụ trách từng tiêu chí, tiêu chí thành phần; đồng thời xây dựng kế hoạch khắc phục các tiêu chí, thành phần mất điểm trong chỉ số CCHC 2025;','Do năm 2024, các xã cũ được sáp nhập thành xã Tân Kỳ (gồm xã Nghĩa Dũng; xã Kỳ Tân; xã Kỳ Sơn; Thị trấn Tân Kỳ) không có báo cáo phân tích chỉ số CCHC nên xã Tân Kỳ không có cơ sở làm hồ sơ minh chứng.');
INSERT INTO "result" VALUES(4,0,50,'Tài liệu kiểm chứng không thể hiện được kết quả của tiêu chí cần đánh giá, thẩm định này.','Trung tâm phục vụ hành chính công đã tham mưu Công văn số 16/TTPVHCC ngày 06/11/2025 về rà soát đơn giản hóa thủ tục hành chính và tổng hợp các kiến nghị thành Báo cáo rà soát cắt giảm thời gian giải quyết TTHC xã Tân Kỳ năm 2025. Tuy nhiên báo cáo kết quả chưa đúng với tên gọi tiêu chí nên bị trừ điểm.','Giao Trung tâm Phục vụ hành chính công chủ trì rà soát, tham mưu xây dựng đầy đủ báo cáo, văn bản kiến nghị sửa đổi, bổ sung thủ tục hành chính đúng theo nội dung, thẩm quyền. Tăng cường rà soát các thủ tục hành chính còn bất cập để kịp thời tham mưu kiến nghị đơn giản hóa, nâng cao chất lượng giải quyết TTHC trên địa bàn xã.','');
INSERT INTO "result" VALUES(5,0,100,'Chưa đạt qua theo dõi trên hệ thống TTGQ TTHC tỉnh. VB Xin lỗi tài liệu kiểm chứng chưa đảm bảo thời gian theo quy định tại Nghị định 118.','Do công chức tiếp nhận và xử lý TTHC chưa thực hiện nghiêm quy định xin lỗi trên Hệ thống thông tin giải quyết TTHC tỉnh.','Giao Trung tâm Phục vụ hành chính công và các công chức chuyên môn thực hiện nghiêm quy định xin lỗi người dân, tổ chức đối với các hồ sơ giải quyết quá hạn theo đúng thời gian quy định tại Nghị định số 118/NĐ-CP. Thường xuyên theo dõi tiến độ xử lý hồ sơ trên Hệ thống thông tin giải quyết TTHC tỉnh để kịp thời cập nhật văn bản xin lỗi điện tử và đính kèm đầy đủ file PDF theo quy định. Tăng cường kiểm tra, nhắc nhở cán bộ, công chức trực tiếp tiếp nhận, giải quyết hồ sơ; kịp thời chấn chỉnh các trường hợp thực hiện chưa nghiêm túc. Đồng thời nâng cao trách nhiệm người đứng đầu trong công tác kiểm soát hồ sơ quá hạn và thực hiện cơ chế xin lỗi người dân, tổ chức.','');
INSERT INTO "result" VALUES(6,25,25,'Tài liệu kiểm chứng chưa theo Hướng dẫn số 10457/HD/SNV ngày 28/11/2025 và Công văn số 1450/SNV-CCHC ngày 04/3/2025 của Cơ quan Hội đồng thẩm định.','Năm 2025 là năm đầu triển khai thực hiện mô hình chính quyền địa phương 02 cấp (tỉnh - xã), tổ chức bộ máy, chức năng nhiệm vụ của các phòng, ban, đơn vị trực thuộc có nhiều thay đổi, điều chỉnh. Thực hiện Công văn số 476/SNV-TCBC ngày 16/01/2026 của Sở Nội vụ về xây dựng, phê duyệt Đề án vị trí việc làm, UBND xã đã nghiêm túc rà soát, xây dựng Đề án vị trí việc làm và trình cơ quan có thẩm quyền theo đúng quy định. Hiện nay, hồ sơ đang trong quá trình Sở Nội vụ thẩm định, trình UBND tỉnh phê duyệt.','Tiếp tục phối hợp với Sở Nội vụ trong quá trình thẩm định Đề án vị trí việc làm; kịp thời bổ sung, hoàn thiện hồ sơ theo yêu cầu của cơ quan có thẩm quyền. Sau khi Đề án vị trí việc làm được UBND tỉnh phê duyệt, UBND xã sẽ thực hiện rà soát, bố trí, sắp xếp công chức, viên chức theo đúng vị trí việc làm được phê duyệt, bảo đảm phù hợp với chức năng, nhiệm vụ và yêu cầu công tác của từng bộ phận, đơn vị','');
INSERT INTO "result" VALUES(7,0,10,'Tài liệu kiểm chứng chưa theo Hướng dẫn số 10457/HD/SNV ngày 28/11/2025 và Công văn số 1450/SNV-CCHC ngày 04/3/2025 của Cơ quan Hội đồng thẩm định.','UBND xã đã ban hành đầy đủ Đề án tinh giản biên chế theo Nghị định số 154/2025/NĐ-CP của Chính phủ tại Quyết định số 389/QĐ-UBND ngày 29/7/2025 của UBND xã Tân Kỳ; kế hoạch số 20/KH-UBND ngày 30/7/2025 về thực hiện tinh giản biên chế năm 2025 theo Nghị định số 154/2025/NĐ-CP của Chính phủ, bảo đảm nội dung triển khai theo quy định. Tuy nhiên, trong quá trình ban hành văn bản, đơn vị chưa thực hiện đầy đủ quy trình ký số theo quy định về quản lý và phát hành văn bản điện tử, dẫn đến bị trừ điểm tại tiêu chí này.','UBND xã sẽ tăng cường rà soát quy trình ban hành văn bản điện tử; thực hiện nghiêm việc ký số, phát hành văn bản trên hệ thống theo đúng quy định hiện hành','');
INSERT INTO "result" VALUES(8,0,100,'Kế hoạch tháng 12 mới ban hành, phát hành điện tử, không ký số, không được chấp nhận','UBND xã đã ban hành Kế hoạch số 22/KH-UBND ngày 30/7/2025 về đào tạo, bồi dưỡng cán bộ, công chức, viên chức 6 tháng cuối năm 2025, bảo đảm nội dung triển khai theo quy định. Tuy nhiên, trong quá trình ban hành văn bản, đơn vị chưa thực hiện đầy đủ quy trình ký số theo quy định về quản lý và phát hành văn bản điện tử, dẫn đến bị trừ điểm tại tiêu chí này.','UBND xã sẽ tăng cường rà soát quy trình ban hành văn bản điện tử; thực hiện nghiêm việc ký số, phát hành văn bản trên hệ thống theo đúng quy định hiện hành','');
INSERT INTO "result" VALUES(9,0,100,'Tài liệu kiểm chứng chưa theo Hướng dẫn số 10457/HD/SNV ngày 28/11/2025 và Công văn số 1450/SNV-CCHC ngày 04/3/2025 của Cơ quan Hội đồng thẩm định.','UBND xã đã chưa ban hành Kế hoạch chuyển đổi vị trí công tác sau khi sáp nhập.','UBND xã sẽ khẩn trương rà soát các vị trí công tác thuộc diện định kỳ chuyển đổi theo quy định; xây dựng và ban hành Kế hoạch chuyển đổi vị trí công tác đối với cán bộ, công chức, viên chức bảo đảm phù hợp với tình hình tổ chức bộ máy sau sáp nhập và yêu cầu nhiệm vụ của địa phương. Đồng thời, thực hiện việc chuyển đổi vị trí công tác theo đúng quy định hiện hành, bảo đảm công khai, minh bạch, đúng thẩm quyền và thời gian quy định','');
INSERT INTO "result" VALUES(10,90,10,'Đơn vị đạt 0,9 điểm','tại thời điểm báo cáo tổng nguồn vốn đầu tư công năm 2025: Kế hoạch năm 2025 toàn xã Tân Kỳ được bố trí 109.890.297.877 đồng; tính đến ngày 30/11/2025 đã giải ngân 69.748.146.192 đồng, đạt 63% kế hoạch năm 2025, ước thực hiện giải ngân cả năm 108.786.774.877 đồng, đạt 98,9% kế hoạch.','UBND xã tiếp tục tăng cường công tác lãnh đạo, chỉ đạo và thường xuyên rà soát tiến độ thực hiện, giải ngân các công trình, dự án đầu tư công trên địa bàn; tập trung tháo gỡ kịp thời các khó khăn, vướng mắc trong quá trình triển khai thực hiện. Chủ động phối hợp với các cơ quan chuyên môn cấp trên, đơn vị thi công và chủ đầu tư để đẩy nhanh tiến độ hoàn thiện hồ sơ thanh toán, quyết toán theo quy định. Thực hiện phân công trách nhiệm cụ thể cho từng bộ phận, cá nhân phụ trách theo dõi tiến độ giải ngân từng công trình, dự án; tăng cường kiểm tra hiện trường, đơn đốc tiến độ thi công và chất lượng công trình. Đồng thời nâng cao chất lượng công tác lập kế hoạch, điều hành vốn đầu tư công; hạn chế tình trạng dồn hồ sơ thanh toán vào cuối năm, phấn đấu hoàn thành 100% kế hoạch giải ngân vốn đầu tư công được giao năm 2026.','');
INSERT INTO "result" VALUES(11,50,50,'Tài liệu kiểm chứng chưa phù hợp, chưa rõ kết quả sử dụng AI.','Việc ứng dụng trí tuệ nhân tạo (AI) của cán bộ, công chức, viên chức và trong hoạt động của các cơ quan, đơn vị trên địa bàn mới ở giai đoạn bước đầu tiếp cận nên chưa được triển khai đồng bộ, rộng rãi. Một số cán bộ, công chức, viên chức chưa chủ động khai thác, sử dụng các công cụ AI phục vụ công việc chuyên môn do còn hạn chế về kỹ năng công nghệ số và chưa được tập huấn chuyên sâu. Bên cạnh đó, năm 2025 UBND xã chưa ban hành kế hoạch hoặc mô hình cụ thể về ứng dụng AI trong hoạt động quản lý nhà nước nên chưa có cơ sở triển khai thống nhất.','UBND xã đã ban hành Kế hoạch số 81/KH-UBND ngày 1/3/2026 kế hoạch bồi dưỡng, tập huấn kỹ năng ứng dụng trí tuệ nhân tạo (AI) trong thực hiện nhiệm vụ chuyên môn cho cán bộ, công chức, viên chức xã Tân Kỳ năm 2026, dự kiến tổ chức tập huấn vào cuối tháng 5/2026. Tăng cường tuyên truyền, tập huấn, hướng dẫn cán bộ, công chức, viên chức sử dụng các công cụ AI phục vụ soạn thảo văn bản, tổng hợp báo cáo, tuyên truyền và xử lý công việc chuyên môn. Khuyến khích các phòng, đơn vị chủ động nghiên cứu, ứng dụng AI trong thực hiện nhiệm vụ nhằm nâng cao hiệu quả công việc. Đồng thời thực hiện lưu trữ, tổng hợp đầy đủ hồ sơ, tài liệu minh chứng kết quả ứng dụng AI để phục vụ công tác đánh giá, chấm điểm cải cách hành chính hằng năm.','');
INSERT INTO "result" VALUES(12,133,17,'8/9 báo cáo kịp thời, đúng quy định','Trong hệ thống báo cáo http://baocao.nghean.gov.vn có 01 báo cáo tình hình sơ sơ giải quyết thủ tục hành chính tháng 12 không báo cáo.','Giao Văn phòng VH - XH xã chủ trì theo dõi, cập nhật và thực hiện đầy đủ chế độ báo cáo định kỳ trên Hệ thống thông tin báo cáo tỉnh theo đúng thời gian quy định. Phân công cụ thể cán bộ phụ trách từng loại báo cáo; chủ động rà soát, kiểm tra tiến độ thực hiện trước thời hạn gửi báo cáo nhằm tránh tình trạng chậm, sót báo cáo trên hệ thống. Tăng cường ứng dụng phần mềm quản lý, nhắc việc và thường xuyên kiểm tra việc cập nhật dữ liệu báo cáo trên hệ thống http://baocao.nghean.gov.vn. Thực hiện nghiêm chế độ tự kiểm tra, kịp thời chấn chỉnh các bộ phận chuyên môn trong trường hợp chậm thực hiện hoặc chưa hoàn thành chế độ báo cáo theo quy định.','');
INSERT INTO "result" VALUES(13,26,174,'Đạt 0,26 điểm theo số liệu trích xuất trên hệ thống EMC Bộ KHCN','Tỷ lệ hồ sơ trực tuyến toàn trình (DVCTT toàn trình) được tính bằng tỷ số giữa số lượng hồ sơ được xử lý toàn bộ trên môi trường mạng và tổng số hồ sơ giải quyết thủ tục hành chính (TTHC). Do số lượng hồ sơ trực tuyến toàn trình phát sinh thực tế tại địa phương thấp, có 672/5505 hồ sơ, đạt 0,12% tổng hồ sơ giải quyết từ 01/7/2025 đến 10/12/2025. Mặt khác, số thủ tục hành chính toàn trình do tỉnh công bố phát sinh nhu cầu ít làm ảnh hưởng đến tỷ lệ hồ sơ trực tuyến toàn trình.','Thường xuyên rà soát các thủ tục hành chính có phát sinh nhiều hồ sơ để tăng tỷ lệ thực hiện trực tuyến toàn trình; đồng thời kiến nghị cấp trên mở rộng danh mục thủ tục hành chính đủ điều kiện thực hiện DVCTT toàn trình phù hợp nhu cầu thực tế của người dân.','');
CREATE TABLE review (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	task_id INTEGER NOT NULL, 
	reviewer_id INTEGER NOT NULL, 
	verdict VARCHAR(40) NOT NULL, 
	reason VARCHAR NOT NULL, 
	files JSON NOT NULL, 
	done_on DATE NOT NULL, 
	late_by INTEGER NOT NULL, 
	reviewed_at DATETIME NOT NULL, 
	voided_at DATETIME, 
	CONSTRAINT pk_review PRIMARY KEY (id), 
	CONSTRAINT fk_review_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id), 
	CONSTRAINT fk_review_reviewer_id FOREIGN KEY(reviewer_id) REFERENCES person (id), 
	CONSTRAINT fk_review_task_id FOREIGN KEY(task_id) REFERENCES task (id), 
	CONSTRAINT ck_review_verdict CHECK (verdict IN ('accepted', 'returned'))
);
INSERT INTO "review" VALUES(1,1,17,3,'returned','Ảnh mờ, chưa thấy ngày gửi.','["f731c2528f4184b386555de339aeb78f1f0908532be04e6bfe1ec790f5f50da9"]','2026-12-15',0,'2026-12-15 03:00:00.000000',NULL);
INSERT INTO "review" VALUES(2,1,17,3,'accepted','','["802b60cd66db0104ba60f788b2477a54e6e993e42680696474b0bf29d660fad2"]','2026-12-15',0,'2026-12-15 07:00:00.000000',NULL);
CREATE TABLE rung (
	id INTEGER NOT NULL, 
	task_id INTEGER NOT NULL, 
	ladder VARCHAR(40) NOT NULL, 
	name VARCHAR NOT NULL, 
	"offset" INTEGER NOT NULL, 
	anchor_on DATE NOT NULL, 
	after_cutoff BOOLEAN NOT NULL, 
	speak_at DATETIME NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	settled_at DATETIME, 
	notification_id INTEGER, 
	CONSTRAINT pk_rung PRIMARY KEY (id), 
	CONSTRAINT fk_rung_notification_id FOREIGN KEY(notification_id) REFERENCES notification (id), 
	CONSTRAINT fk_rung_task_id FOREIGN KEY(task_id) REFERENCES task (id), 
	CONSTRAINT uq_rung_task_id_ladder_anchor_on_name UNIQUE (task_id, ladder, anchor_on, name), 
	CONSTRAINT ck_rung_ladder CHECK (ladder IN ('deadline', 'evidence', 'escalation', 'evidence_head', 'review', 'waiting')), 
	CONSTRAINT ck_rung_rungstate CHECK (state IN ('planned', 'spoken', 'skipped'))
);
INSERT INTO "rung" VALUES(1,1,'deadline','T-1',-1,'2026-12-16',1,'2026-12-15 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(2,1,'deadline','T0',0,'2026-12-16',0,'2026-12-16 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(3,1,'deadline','T+1',1,'2026-12-16',0,'2026-12-17 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(4,1,'deadline','T+2',2,'2026-12-16',0,'2026-12-18 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(5,1,'deadline','T+3',3,'2026-12-16',0,'2026-12-21 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(6,1,'deadline','T+4',4,'2026-12-16',0,'2026-12-22 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(7,1,'deadline','T+5',5,'2026-12-16',0,'2026-12-23 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(8,1,'deadline','T+10',10,'2026-12-16',0,'2026-12-30 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(9,1,'deadline','T+15',15,'2026-12-16',0,'2027-01-07 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(10,1,'deadline','T+20',20,'2026-12-16',0,'2027-01-14 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(11,1,'escalation','last_call',0,'2026-12-16',0,'2026-12-16 07:00:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(12,1,'escalation','head',1,'2026-12-16',0,'2026-12-17 03:00:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(13,1,'escalation','leader',3,'2026-12-16',0,'2026-12-21 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(14,5,'deadline','T-1',-1,'2026-12-16',1,'2026-12-15 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(15,5,'deadline','T0',0,'2026-12-16',0,'2026-12-16 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(16,5,'deadline','T+1',1,'2026-12-16',0,'2026-12-17 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(17,5,'deadline','T+2',2,'2026-12-16',0,'2026-12-18 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(18,5,'deadline','T+3',3,'2026-12-16',0,'2026-12-21 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(19,5,'deadline','T+4',4,'2026-12-16',0,'2026-12-22 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(20,5,'deadline','T+5',5,'2026-12-16',0,'2026-12-23 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(21,5,'deadline','T+10',10,'2026-12-16',0,'2026-12-30 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(22,5,'deadline','T+15',15,'2026-12-16',0,'2027-01-07 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(23,5,'deadline','T+20',20,'2026-12-16',0,'2027-01-14 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(24,5,'deadline','T+25',25,'2026-12-16',0,'2027-01-21 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(25,5,'deadline','T+30',30,'2026-12-16',0,'2027-01-28 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(26,5,'deadline','T+35',35,'2026-12-16',0,'2027-02-11 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(27,5,'deadline','T+40',40,'2026-12-16',0,'2027-02-18 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(28,5,'deadline','T+45',45,'2026-12-16',0,'2027-02-25 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(29,5,'deadline','T+50',50,'2026-12-16',0,'2027-03-04 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(30,5,'deadline','T+55',55,'2026-12-16',0,'2027-03-11 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(31,5,'escalation','last_call',0,'2026-12-16',0,'2026-12-16 07:00:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(32,5,'escalation','head',1,'2026-12-16',0,'2026-12-17 03:00:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(33,5,'escalation','leader',3,'2026-12-16',0,'2026-12-21 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(34,17,'deadline','T-1',-1,'2026-12-16',1,'2026-12-15 00:30:00.000000','skipped','2026-12-15 03:00:00.000000',NULL);
INSERT INTO "rung" VALUES(35,17,'deadline','T0',0,'2026-12-16',0,'2026-12-16 00:30:00.000000','skipped','2026-12-15 03:00:00.000000',NULL);
INSERT INTO "rung" VALUES(36,17,'deadline','T+1',1,'2026-12-16',0,'2026-12-17 00:30:00.000000','skipped','2026-12-15 03:00:00.000000',NULL);
INSERT INTO "rung" VALUES(37,17,'deadline','T+2',2,'2026-12-16',0,'2026-12-18 00:30:00.000000','skipped','2026-12-15 03:00:00.000000',NULL);
INSERT INTO "rung" VALUES(38,17,'deadline','T+3',3,'2026-12-16',0,'2026-12-21 00:30:00.000000','skipped','2026-12-15 03:00:00.000000',NULL);
INSERT INTO "rung" VALUES(39,17,'deadline','T+4',4,'2026-12-16',0,'2026-12-22 00:30:00.000000','skipped','2026-12-15 03:00:00.000000',NULL);
INSERT INTO "rung" VALUES(40,17,'deadline','T+5',5,'2026-12-16',0,'2026-12-23 00:30:00.000000','skipped','2026-12-15 03:00:00.000000',NULL);
INSERT INTO "rung" VALUES(41,17,'deadline','T+10',10,'2026-12-16',0,'2026-12-30 00:30:00.000000','skipped','2026-12-15 03:00:00.000000',NULL);
INSERT INTO "rung" VALUES(42,17,'deadline','T+15',15,'2026-12-16',0,'2027-01-07 00:30:00.000000','skipped','2026-12-15 03:00:00.000000',NULL);
INSERT INTO "rung" VALUES(43,17,'deadline','T+20',20,'2026-12-16',0,'2027-01-14 00:30:00.000000','skipped','2026-12-15 03:00:00.000000',NULL);
INSERT INTO "rung" VALUES(44,17,'escalation','last_call',0,'2026-12-16',0,'2026-12-16 07:00:00.000000','skipped','2026-12-15 03:00:00.000000',NULL);
INSERT INTO "rung" VALUES(45,17,'escalation','head',1,'2026-12-16',0,'2026-12-17 03:00:00.000000','skipped','2026-12-15 03:00:00.000000',NULL);
INSERT INTO "rung" VALUES(46,17,'escalation','leader',3,'2026-12-16',0,'2026-12-21 00:30:00.000000','skipped','2026-12-15 03:00:00.000000',NULL);
INSERT INTO "rung" VALUES(47,18,'deadline','T-1',-1,'2027-01-18',1,'2027-01-15 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(48,18,'deadline','T0',0,'2027-01-18',0,'2027-01-18 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(49,18,'deadline','T+1',1,'2027-01-18',0,'2027-01-19 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(50,18,'deadline','T+2',2,'2027-01-18',0,'2027-01-20 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(51,18,'deadline','T+3',3,'2027-01-18',0,'2027-01-21 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(52,18,'deadline','T+4',4,'2027-01-18',0,'2027-01-22 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(53,18,'deadline','T+5',5,'2027-01-18',0,'2027-01-25 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(54,18,'deadline','T+10',10,'2027-01-18',0,'2027-02-01 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(55,18,'escalation','last_call',0,'2027-01-18',0,'2027-01-18 07:00:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(56,18,'escalation','head',1,'2027-01-18',0,'2027-01-19 03:00:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(57,18,'escalation','leader',3,'2027-01-18',0,'2027-01-21 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(58,18,'evidence','E+1',1,'2026-12-15',0,'2026-12-16 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(59,18,'evidence','E+3',3,'2026-12-15',0,'2026-12-18 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(60,18,'evidence','E+5',5,'2026-12-15',0,'2026-12-22 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(61,18,'evidence_head','head',5,'2026-12-15',0,'2026-12-22 03:00:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(62,17,'review','R+1',1,'2026-12-15',0,'2026-12-16 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(63,17,'review','R+2',2,'2026-12-15',0,'2026-12-17 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(64,17,'review','R+3',3,'2026-12-15',0,'2026-12-18 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(65,17,'deadline','T-1',-1,'2026-12-17',0,'2026-12-16 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(66,17,'deadline','T0',0,'2026-12-17',0,'2026-12-17 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(67,17,'deadline','T+1',1,'2026-12-17',0,'2026-12-18 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(68,17,'deadline','T+2',2,'2026-12-17',0,'2026-12-21 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(69,17,'deadline','T+3',3,'2026-12-17',0,'2026-12-22 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(70,17,'deadline','T+4',4,'2026-12-17',0,'2026-12-23 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(71,17,'deadline','T+5',5,'2026-12-17',0,'2026-12-24 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(72,17,'deadline','T+10',10,'2026-12-17',0,'2026-12-31 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(73,17,'deadline','T+15',15,'2026-12-17',0,'2027-01-08 00:30:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(74,17,'escalation','last_call',0,'2026-12-17',0,'2026-12-17 07:00:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(75,17,'escalation','head',1,'2026-12-17',0,'2026-12-18 03:00:00.000000','planned',NULL,NULL);
INSERT INTO "rung" VALUES(76,17,'escalation','leader',3,'2026-12-17',0,'2026-12-22 00:30:00.000000','planned',NULL,NULL);
CREATE TABLE sent_message (
	id INTEGER NOT NULL, 
	notification_id INTEGER NOT NULL, 
	person_id INTEGER, 
	chat_id BIGINT NOT NULL, 
	message_id BIGINT NOT NULL, 
	sent_at DATETIME NOT NULL, 
	CONSTRAINT pk_sent_message PRIMARY KEY (id), 
	CONSTRAINT fk_sent_message_notification_id FOREIGN KEY(notification_id) REFERENCES notification (id), 
	CONSTRAINT fk_sent_message_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_sent_message_chat_id_message_id UNIQUE (chat_id, message_id)
);
CREATE TABLE statement (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	task_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	how VARCHAR(40) NOT NULL, 
	words VARCHAR, 
	words_sha256 VARCHAR NOT NULL, 
	until DATETIME, 
	said_at DATETIME NOT NULL, 
	processed_at DATETIME NOT NULL, 
	chat_id BIGINT, 
	message_id BIGINT, 
	taken_back_at DATETIME, 
	CONSTRAINT pk_statement PRIMARY KEY (id), 
	CONSTRAINT fk_statement_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id), 
	CONSTRAINT fk_statement_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_statement_task_id FOREIGN KEY(task_id) REFERENCES task (id), 
	CONSTRAINT ck_statement_statementkind CHECK (kind IN ('seen', 'not_done', 'place', 'obstacle', 'snooze', 'promise', 'not_mine', 'hand_over', 'decline')), 
	CONSTRAINT ck_statement_how CHECK (how IN ('button', 'reply', 'file', 'admin'))
);
CREATE TABLE stranger (
	chat_id BIGINT NOT NULL, 
	messages INTEGER NOT NULL, 
	seen_on DATE, 
	answered BOOLEAN NOT NULL, 
	codes_tried INTEGER NOT NULL, 
	CONSTRAINT pk_stranger PRIMARY KEY (chat_id)
);
CREATE TABLE task (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	requirement_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	period VARCHAR NOT NULL, 
	scoring_year INTEGER NOT NULL, 
	cutoff_on DATE, 
	scheduled_on DATE NOT NULL, 
	due_on DATE NOT NULL, 
	closes_on DATE NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	responsible_id INTEGER, 
	steps JSON NOT NULL, 
	fix_by DATE, 
	review_began_at DATETIME, 
	held_until DATETIME, 
	promised_on DATE, 
	place VARCHAR(40), 
	place_since DATE, 
	disputed_at DATETIME, 
	handed_by_id INTEGER, 
	waiting_for VARCHAR NOT NULL, 
	state_before VARCHAR(40), 
	next_ping_at DATETIME, 
	opened_at DATETIME NOT NULL, 
	CONSTRAINT pk_task PRIMARY KEY (id), 
	CONSTRAINT fk_task_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id), 
	CONSTRAINT fk_task_handed_by_id FOREIGN KEY(handed_by_id) REFERENCES person (id), 
	CONSTRAINT fk_task_requirement_id FOREIGN KEY(requirement_id) REFERENCES requirement (id), 
	CONSTRAINT fk_task_responsible_id FOREIGN KEY(responsible_id) REFERENCES person (id), 
	CONSTRAINT fk_task_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_task_requirement_id_period_unit_id UNIQUE (requirement_id, period, unit_id), 
	CONSTRAINT ck_task_state CHECK (state IN ('to_settle', 'open', 'claimed', 'submitted', 'returned', 'waiting', 'accepted', 'waived', 'missed')), 
	CONSTRAINT ck_task_place CHECK (place IN ('drafting', 'unit_head', 'leader', 'clerk', 'issued')), 
	CONSTRAINT ck_task_state CHECK (state_before IN ('to_settle', 'open', 'claimed', 'submitted', 'returned', 'waiting', 'accepted', 'waived', 'missed'))
);
INSERT INTO "task" VALUES(1,1,3,1,'2026',2026,'2026-12-14','2026-12-16','2026-12-16','2027-01-15','open',NULL,'["cutoff", "T-1", "T0"]',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL,'2026-12-15 00:30:00.000000','2026-11-23 00:00:00.000000');
INSERT INTO "task" VALUES(2,1,2,1,'2026-Q1',2026,'2026-03-14','2026-03-17','2026-03-17','2026-06-14','to_settle',NULL,'["cutoff", "T-1", "T0"]',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,'2026-11-23 00:00:00.000000');
INSERT INTO "task" VALUES(3,1,2,1,'2026-Q2',2026,'2026-06-14','2026-06-16','2026-06-16','2026-09-14','to_settle',NULL,'["cutoff", "T-1", "T0"]',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,'2026-11-23 00:00:00.000000');
INSERT INTO "task" VALUES(4,1,2,1,'2026-Q3',2026,'2026-09-14','2026-09-16','2026-09-16','2026-12-14','to_settle',NULL,'["cutoff", "T-1", "T0"]',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,'2026-11-23 00:00:00.000000');
INSERT INTO "task" VALUES(5,1,2,1,'2026-Q4',2026,'2026-12-14','2026-12-16','2026-12-16','2027-03-14','open',NULL,'["cutoff", "T-1", "T0"]',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL,'2026-12-15 00:30:00.000000','2026-11-23 00:00:00.000000');
INSERT INTO "task" VALUES(6,1,1,1,'2026-01',2026,'2026-01-14','2026-01-16','2026-01-16','2026-02-14','to_settle',NULL,'["cutoff", "T-1", "T0"]',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,'2026-11-23 00:00:00.000000');
INSERT INTO "task" VALUES(7,1,1,1,'2026-02',2026,'2026-02-14','2026-02-24','2026-02-24','2026-03-14','to_settle',NULL,'["cutoff", "T-1", "T0"]',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,'2026-11-23 00:00:00.000000');
INSERT INTO "task" VALUES(8,1,1,1,'2026-03',2026,'2026-03-14','2026-03-17','2026-03-17','2026-04-14','to_settle',NULL,'["cutoff", "T-1", "T0"]',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,'2026-11-23 00:00:00.000000');
INSERT INTO "task" VALUES(9,1,1,1,'2026-04',2026,'2026-04-14','2026-04-16','2026-04-16','2026-05-14','to_settle',NULL,'["cutoff", "T-1", "T0"]',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,'2026-11-23 00:00:00.000000');
INSERT INTO "task" VALUES(10,1,1,1,'2026-05',2026,'2026-05-14','2026-05-18','2026-05-18','2026-06-14','to_settle',NULL,'["cutoff", "T-1", "T0"]',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,'2026-11-23 00:00:00.000000');
INSERT INTO "task" VALUES(11,1,1,1,'2026-06',2026,'2026-06-14','2026-06-16','2026-06-16','2026-07-14','to_settle',NULL,'["cutoff", "T-1", "T0"]',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,'2026-11-23 00:00:00.000000');
INSERT INTO "task" VALUES(12,1,1,1,'2026-07',2026,'2026-07-14','2026-07-16','2026-07-16','2026-08-14','to_settle',NULL,'["cutoff", "T-1", "T0"]',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,'2026-11-23 00:00:00.000000');
INSERT INTO "task" VALUES(13,1,1,1,'2026-08',2026,'2026-08-14','2026-08-18','2026-08-18','2026-09-14','to_settle',NULL,'["cutoff", "T-1", "T0"]',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,'2026-11-23 00:00:00.000000');
INSERT INTO "task" VALUES(14,1,1,1,'2026-09',2026,'2026-09-14','2026-09-16','2026-09-16','2026-10-14','to_settle',NULL,'["cutoff", "T-1", "T0"]',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,'2026-11-23 00:00:00.000000');
INSERT INTO "task" VALUES(15,1,1,1,'2026-10',2026,'2026-10-14','2026-10-16','2026-10-16','2026-11-14','to_settle',NULL,'["cutoff", "T-1", "T0"]',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,'2026-11-23 00:00:00.000000');
INSERT INTO "task" VALUES(16,1,1,1,'2026-11',2026,'2026-11-14','2026-11-17','2026-11-17','2026-12-14','to_settle',NULL,'["cutoff", "T-1", "T0"]',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,'2026-11-23 00:00:00.000000');
INSERT INTO "task" VALUES(17,1,1,1,'2026-12',2026,'2026-12-14','2026-12-16','2026-12-16','2027-01-14','accepted',NULL,'["cutoff", "T-1", "T0"]','2026-12-17',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,'2026-11-23 00:00:00.000000');
INSERT INTO "task" VALUES(18,1,1,1,'2027-01',2027,'2027-01-14','2027-01-18','2027-01-18','2027-02-14','claimed',NULL,'["cutoff", "T-1", "T0"]',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL,'2026-12-16 00:30:00.000000','2026-11-23 00:00:00.000000');
CREATE TABLE task_item (
	id INTEGER NOT NULL, 
	task_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	required BOOLEAN NOT NULL, 
	hint VARCHAR NOT NULL, 
	CONSTRAINT pk_task_item PRIMARY KEY (id), 
	CONSTRAINT fk_task_item_task_id FOREIGN KEY(task_id) REFERENCES task (id), 
	CONSTRAINT uq_task_item_task_id_code UNIQUE (task_id, code), 
	CONSTRAINT ck_task_item_itemkind CHECK (kind IN ('signed_document', 'screenshot', 'attachment', 'figure', 'tick'))
);
INSERT INTO "task_item" VALUES(1,1,1,'anh-da-gui','Ảnh chụp màn hình báo cáo đã gửi','screenshot',1,'có trạng thái đã gửi và ngày giờ gửi; chụp bằng điện thoại cũng được');
INSERT INTO "task_item" VALUES(2,2,1,'anh-da-gui','Ảnh chụp màn hình báo cáo đã gửi','screenshot',1,'có trạng thái đã gửi và ngày giờ gửi; chụp bằng điện thoại cũng được');
INSERT INTO "task_item" VALUES(3,3,1,'anh-da-gui','Ảnh chụp màn hình báo cáo đã gửi','screenshot',1,'có trạng thái đã gửi và ngày giờ gửi; chụp bằng điện thoại cũng được');
INSERT INTO "task_item" VALUES(4,4,1,'anh-da-gui','Ảnh chụp màn hình báo cáo đã gửi','screenshot',1,'có trạng thái đã gửi và ngày giờ gửi; chụp bằng điện thoại cũng được');
INSERT INTO "task_item" VALUES(5,5,1,'anh-da-gui','Ảnh chụp màn hình báo cáo đã gửi','screenshot',1,'có trạng thái đã gửi và ngày giờ gửi; chụp bằng điện thoại cũng được');
INSERT INTO "task_item" VALUES(6,6,1,'anh-da-gui','Ảnh chụp màn hình báo cáo đã gửi','screenshot',1,'có trạng thái đã gửi và ngày giờ gửi; chụp bằng điện thoại cũng được');
INSERT INTO "task_item" VALUES(7,7,1,'anh-da-gui','Ảnh chụp màn hình báo cáo đã gửi','screenshot',1,'có trạng thái đã gửi và ngày giờ gửi; chụp bằng điện thoại cũng được');
INSERT INTO "task_item" VALUES(8,8,1,'anh-da-gui','Ảnh chụp màn hình báo cáo đã gửi','screenshot',1,'có trạng thái đã gửi và ngày giờ gửi; chụp bằng điện thoại cũng được');
INSERT INTO "task_item" VALUES(9,9,1,'anh-da-gui','Ảnh chụp màn hình báo cáo đã gửi','screenshot',1,'có trạng thái đã gửi và ngày giờ gửi; chụp bằng điện thoại cũng được');
INSERT INTO "task_item" VALUES(10,10,1,'anh-da-gui','Ảnh chụp màn hình báo cáo đã gửi','screenshot',1,'có trạng thái đã gửi và ngày giờ gửi; chụp bằng điện thoại cũng được');
INSERT INTO "task_item" VALUES(11,11,1,'anh-da-gui','Ảnh chụp màn hình báo cáo đã gửi','screenshot',1,'có trạng thái đã gửi và ngày giờ gửi; chụp bằng điện thoại cũng được');
INSERT INTO "task_item" VALUES(12,12,1,'anh-da-gui','Ảnh chụp màn hình báo cáo đã gửi','screenshot',1,'có trạng thái đã gửi và ngày giờ gửi; chụp bằng điện thoại cũng được');
INSERT INTO "task_item" VALUES(13,13,1,'anh-da-gui','Ảnh chụp màn hình báo cáo đã gửi','screenshot',1,'có trạng thái đã gửi và ngày giờ gửi; chụp bằng điện thoại cũng được');
INSERT INTO "task_item" VALUES(14,14,1,'anh-da-gui','Ảnh chụp màn hình báo cáo đã gửi','screenshot',1,'có trạng thái đã gửi và ngày giờ gửi; chụp bằng điện thoại cũng được');
INSERT INTO "task_item" VALUES(15,15,1,'anh-da-gui','Ảnh chụp màn hình báo cáo đã gửi','screenshot',1,'có trạng thái đã gửi và ngày giờ gửi; chụp bằng điện thoại cũng được');
INSERT INTO "task_item" VALUES(16,16,1,'anh-da-gui','Ảnh chụp màn hình báo cáo đã gửi','screenshot',1,'có trạng thái đã gửi và ngày giờ gửi; chụp bằng điện thoại cũng được');
INSERT INTO "task_item" VALUES(17,17,1,'anh-da-gui','Ảnh chụp màn hình báo cáo đã gửi','screenshot',1,'có trạng thái đã gửi và ngày giờ gửi; chụp bằng điện thoại cũng được');
INSERT INTO "task_item" VALUES(18,18,1,'anh-da-gui','Ảnh chụp màn hình báo cáo đã gửi','screenshot',1,'có trạng thái đã gửi và ngày giờ gửi; chụp bằng điện thoại cũng được');
CREATE TABLE unit (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	short VARCHAR NOT NULL, 
	tasks JSON NOT NULL, 
	CONSTRAINT pk_unit PRIMARY KEY (id), 
	CONSTRAINT fk_unit_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id), 
	CONSTRAINT uq_unit_agency_id_code UNIQUE (agency_id, code)
);
INSERT INTO "unit" VALUES(1,1,'VHXH','Phòng Văn hóa – Xã hội','Phòng VH–XH','["Ch\u1ee7 tr\u00ec tham m\u01b0u UBND x\u00e3 theo d\u00f5i, \u0111\u00f4n \u0111\u1ed1c, t\u1ed5ng h\u1ee3p k\u1ebft qu\u1ea3 th\u1ef1c hi\u1ec7n c\u00f4ng t\u00e1c c\u1ea3i c\u00e1ch h\u00e0nh ch\u00ednh tr\u00ean \u0111\u1ecba b\u00e0n x\u00e3; tham m\u01b0u x\u00e2y d\u1ef1ng b\u00e1o c\u00e1o \u0111\u1ecbnh k\u1ef3, b\u00e1o c\u00e1o chuy\u00ean \u0111\u1ec1, b\u00e1o c\u00e1o ph\u00e2n t\u00edch Ch\u1ec9 s\u1ed1 CCHC v\u00e0 k\u1ebf ho\u1ea1ch kh\u1eafc ph\u1ee5c c\u00e1c ti\u00eau ch\u00ed b\u1ecb m\u1ea5t \u0111i\u1ec3m h\u00e0ng n\u0103m.", "Ch\u1ee7 tr\u00ec tham m\u01b0u tri\u1ec3n khai c\u00e1c n\u1ed9i dung v\u1ec1 c\u1ea3i c\u00e1ch t\u1ed5 ch\u1ee9c b\u1ed9 m\u00e1y, c\u1ea3i c\u00e1ch ch\u1ebf \u0111\u1ed9 c\u00f4ng v\u1ee5; tham m\u01b0u r\u00e0 so\u00e1t v\u1ecb tr\u00ed vi\u1ec7c l\u00e0m, \u0111\u00e0o t\u1ea1o b\u1ed3i d\u01b0\u1ee1ng c\u00e1n b\u1ed9, c\u00f4ng ch\u1ee9c; tham m\u01b0u c\u00f4ng t\u00e1c thi \u0111ua, \u0111\u00e1nh gi\u00e1, x\u1ebfp lo\u1ea1i c\u00e1n b\u1ed9, c\u00f4ng ch\u1ee9c g\u1eafn v\u1edbi k\u1ebft qu\u1ea3 th\u1ef1c hi\u1ec7n nhi\u1ec7m v\u1ee5 CCHC.", "Ch\u1ee7 tr\u00ec tham m\u01b0u tri\u1ec3n khai th\u1ef1c hi\u1ec7n nhi\u1ec7m v\u1ee5 chuy\u1ec3n \u0111\u1ed5i s\u1ed1, \u1ee9ng d\u1ee5ng CNTT, x\u00e2y d\u1ef1ng ch\u00ednh quy\u1ec1n \u0111i\u1ec7n t\u1eed, ch\u00ednh quy\u1ec1n s\u1ed1; theo d\u00f5i c\u00e1c ch\u1ec9 ti\u00eau v\u1ec1 k\u00fd s\u1ed1, x\u1eed l\u00fd v\u0103n b\u1ea3n \u0111i\u1ec7n t\u1eed, s\u1eed d\u1ee5ng th\u01b0 c\u00f4ng v\u1ee5, \u1ee9ng d\u1ee5ng AI trong ho\u1ea1t \u0111\u1ed9ng chuy\u00ean m\u00f4n.", "Tham m\u01b0u x\u00e2y d\u1ef1ng v\u00e0 tri\u1ec3n khai k\u1ebf ho\u1ea1ch tuy\u00ean truy\u1ec1n CCHC, chuy\u1ec3n \u0111\u1ed5i s\u1ed1 b\u1eb1ng nhi\u1ec1u h\u00ecnh th\u1ee9c; ph\u00e1t huy hi\u1ec7u qu\u1ea3 C\u1ed5ng th\u00f4ng tin \u0111i\u1ec7n t\u1eed, Fanpage, h\u1ec7 th\u1ed1ng truy\u1ec1n thanh v\u00e0 c\u00e1c n\u1ec1n t\u1ea3ng s\u1ed1 trong tuy\u00ean truy\u1ec1n, h\u01b0\u1edbng d\u1eabn ng\u01b0\u1eddi d\u00e2n s\u1eed d\u1ee5ng d\u1ecbch v\u1ee5 c\u00f4ng tr\u1ef1c tuy\u1ebfn.", "Ch\u1ee7 tr\u00ec tham m\u01b0u th\u1ef1c hi\u1ec7n k\u1ebf ho\u1ea1ch ki\u1ec3m tra CCHC; ph\u1ed1i h\u1ee3p ki\u1ec3m tra vi\u1ec7c ch\u1ea5p h\u00e0nh k\u1ef7 lu\u1eadt, k\u1ef7 c\u01b0\u01a1ng h\u00e0nh ch\u00ednh t\u1ea1i c\u00e1c ph\u00f2ng, \u0111\u01a1n v\u1ecb; k\u1ecbp th\u1eddi tham m\u01b0u ch\u1ea5n ch\u1ec9nh c\u00e1c t\u1ed3n t\u1ea1i, h\u1ea1n ch\u1ebf trong qu\u00e1 tr\u00ecnh th\u1ef1c hi\u1ec7n nhi\u1ec7m v\u1ee5.", "Theo d\u00f5i, \u0111\u00f4n \u0111\u1ed1c vi\u1ec7c th\u1ef1c hi\u1ec7n ch\u1ebf \u0111\u1ed9 b\u00e1o c\u00e1o tr\u00ean H\u1ec7 th\u1ed1ng th\u00f4ng tin b\u00e1o c\u00e1o t\u1ec9nh; b\u1ea3o \u0111\u1ea3m 100% b\u00e1o c\u00e1o \u0111\u01b0\u1ee3c th\u1ef1c hi\u1ec7n \u0111\u1ea7y \u0111\u1ee7, \u0111\u00fang th\u1eddi gian quy \u0111\u1ecbnh."]');
INSERT INTO "unit" VALUES(2,1,'VP','Văn phòng HĐND – UBND xã','Văn phòng HĐND–UBND','["Tham m\u01b0u tri\u1ec3n khai c\u00e1c n\u1ed9i dung v\u1ec1 c\u1ea3i c\u00e1ch th\u1ec3 ch\u1ebf; n\u00e2ng cao ch\u1ea5t l\u01b0\u1ee3ng x\u00e2y d\u1ef1ng, ki\u1ec3m tra, r\u00e0 so\u00e1t v\u0103n b\u1ea3n quy ph\u1ea1m ph\u00e1p lu\u1eadt; theo d\u00f5i t\u00ecnh h\u00ecnh thi h\u00e0nh ph\u00e1p lu\u1eadt tr\u00ean \u0111\u1ecba b\u00e0n x\u00e3.", "Tham m\u01b0u ph\u1ed1i h\u1ee3p t\u1ed5 ch\u1ee9c \u0111\u1ed1i tho\u1ea1i gi\u1eefa l\u00e3nh \u0111\u1ea1o UBND x\u00e3 v\u1edbi ng\u01b0\u1eddi d\u00e2n, doanh nghi\u1ec7p; theo d\u00f5i, t\u1ed5ng h\u1ee3p c\u00e1c ph\u1ea3n \u00e1nh, ki\u1ebfn ngh\u1ecb li\u00ean quan \u0111\u1ebfn gi\u1ea3i quy\u1ebft th\u1ee7 t\u1ee5c h\u00e0nh ch\u00ednh.", "Qu\u1ea3n l\u00fd, v\u1eadn h\u00e0nh h\u1ec7 th\u1ed1ng h\u1ed9i ngh\u1ecb tr\u1ef1c tuy\u1ebfn; theo d\u00f5i, \u0111\u00f4n \u0111\u1ed1c vi\u1ec7c s\u1eed d\u1ee5ng h\u1ec7 th\u1ed1ng qu\u1ea3n l\u00fd v\u0103n b\u1ea3n v\u00e0 \u0111i\u1ec1u h\u00e0nh VNPT-Ioffice; n\u00e2ng cao t\u1ef7 l\u1ec7 k\u00fd s\u1ed1, x\u1eed l\u00fd v\u0103n b\u1ea3n tr\u00ean m\u00f4i tr\u01b0\u1eddng \u0111i\u1ec7n t\u1eed."]');
INSERT INTO "unit" VALUES(3,1,'TTPVHCC','Trung tâm Phục vụ hành chính công','TT PVHCC','["Ch\u1ee7 tr\u00ec tri\u1ec3n khai th\u1ef1c hi\u1ec7n c\u00e1c nhi\u1ec7m v\u1ee5 c\u1ea3i c\u00e1ch th\u1ee7 t\u1ee5c h\u00e0nh ch\u00ednh; ki\u1ec3m so\u00e1t th\u1ee7 t\u1ee5c h\u00e0nh ch\u00ednh; th\u1ef1c hi\u1ec7n c\u01a1 ch\u1ebf m\u1ed9t c\u1eeda, m\u1ed9t c\u1eeda li\u00ean th\u00f4ng theo \u0111\u00fang quy \u0111\u1ecbnh.", "T\u1ed5 ch\u1ee9c ti\u1ebfp nh\u1eadn, gi\u1ea3i quy\u1ebft v\u00e0 tr\u1ea3 k\u1ebft qu\u1ea3 th\u1ee7 t\u1ee5c h\u00e0nh ch\u00ednh \u0111\u00fang th\u1eddi h\u1ea1n; th\u1ef1c hi\u1ec7n nghi\u00eam vi\u1ec7c xin l\u1ed7i ng\u01b0\u1eddi d\u00e2n, t\u1ed5 ch\u1ee9c \u0111\u1ed1i v\u1edbi h\u1ed3 s\u01a1 gi\u1ea3i quy\u1ebft qu\u00e1 h\u1ea1n theo quy \u0111\u1ecbnh.", "Theo d\u00f5i, \u0111\u00f4n \u0111\u1ed1c c\u00e1c ph\u00f2ng chuy\u00ean m\u00f4n c\u1eadp nh\u1eadt \u0111\u1ea7y \u0111\u1ee7 h\u1ed3 s\u01a1 tr\u00ean H\u1ec7 th\u1ed1ng th\u00f4ng tin gi\u1ea3i quy\u1ebft TTHC; b\u1ea3o \u0111\u1ea3m 100% h\u1ed3 s\u01a1 \u0111\u01b0\u1ee3c s\u1ed1 h\u00f3a v\u00e0 c\u1eadp nh\u1eadt \u0111\u00fang quy \u0111\u1ecbnh.", "Ch\u1ee7 tr\u00ec tri\u1ec3n khai c\u00e1c gi\u1ea3i ph\u00e1p n\u00e2ng cao t\u1ef7 l\u1ec7 h\u1ed3 s\u01a1 tr\u1ef1c tuy\u1ebfn to\u00e0n tr\u00ecnh, thanh to\u00e1n tr\u1ef1c tuy\u1ebfn, s\u1ed1 h\u00f3a h\u1ed3 s\u01a1; h\u01b0\u1edbng d\u1eabn ng\u01b0\u1eddi d\u00e2n th\u1ef1c hi\u1ec7n d\u1ecbch v\u1ee5 c\u00f4ng tr\u1ef1c tuy\u1ebfn v\u00e0 thanh to\u00e1n kh\u00f4ng d\u00f9ng ti\u1ec1n m\u1eb7t.", "Theo d\u00f5i, t\u1ed5ng h\u1ee3p k\u1ebft qu\u1ea3 th\u1ef1c hi\u1ec7n c\u00e1c ch\u1ec9 s\u1ed1 v\u1ec1 d\u1ecbch v\u1ee5 c\u00f4ng tr\u1ef1c tuy\u1ebfn, m\u1ee9c \u0111\u1ed9 h\u00e0i l\u00f2ng c\u1ee7a ng\u01b0\u1eddi d\u00e2n, t\u1ef7 l\u1ec7 h\u1ed3 s\u01a1 tr\u1ef1c tuy\u1ebfn, t\u1ef7 l\u1ec7 thanh to\u00e1n tr\u1ef1c tuy\u1ebfn v\u00e0 ph\u1ed1i h\u1ee3p tham m\u01b0u gi\u1ea3i ph\u00e1p kh\u1eafc ph\u1ee5c c\u00e1c ti\u00eau ch\u00ed b\u1ecb m\u1ea5t \u0111i\u1ec3m."]');
INSERT INTO "unit" VALUES(4,1,'KT','Phòng Kinh tế','Phòng Kinh tế','["Ch\u1ee7 tr\u00ec tham m\u01b0u th\u1ef1c hi\u1ec7n c\u00e1c n\u1ed9i dung v\u1ec1 c\u1ea3i c\u00e1ch t\u00e0i ch\u00ednh c\u00f4ng; qu\u1ea3n l\u00fd, s\u1eed d\u1ee5ng ng\u00e2n s\u00e1ch, t\u00e0i s\u1ea3n c\u00f4ng theo \u0111\u00fang quy \u0111\u1ecbnh c\u1ee7a ph\u00e1p lu\u1eadt.", "Tham m\u01b0u b\u1ed1 tr\u00ed kinh ph\u00ed th\u1ef1c hi\u1ec7n c\u00e1c nhi\u1ec7m v\u1ee5 c\u1ea3i c\u00e1ch h\u00e0nh ch\u00ednh, chuy\u1ec3n \u0111\u1ed5i s\u1ed1, ho\u1ea1t \u0111\u1ed9ng c\u1ee7a Trung t\u00e2m Ph\u1ee5c v\u1ee5 h\u00e0nh ch\u00ednh c\u00f4ng v\u00e0 c\u00e1c nhi\u1ec7m v\u1ee5 chuy\u00ean m\u00f4n kh\u00e1c theo k\u1ebf ho\u1ea1ch \u0111\u01b0\u1ee3c giao.", "Theo d\u00f5i, \u0111\u00f4n \u0111\u1ed1c ti\u1ebfn \u0111\u1ed9 gi\u1ea3i ng\u00e2n v\u1ed1n \u0111\u1ea7u t\u01b0 c\u00f4ng; k\u1ecbp th\u1eddi tham m\u01b0u c\u00e1c gi\u1ea3i ph\u00e1p th\u00e1o g\u1ee1 kh\u00f3 kh\u0103n, v\u01b0\u1edbng m\u1eafc nh\u1eb1m n\u00e2ng cao t\u1ef7 l\u1ec7 gi\u1ea3i ng\u00e2n theo k\u1ebf ho\u1ea1ch t\u1ec9nh giao."]');
INSERT INTO "unit" VALUES(5,1,'CNSCD','Tổ công nghệ số cộng đồng','Tổ CNSCĐ','["\u0110\u1ea9y m\u1ea1nh tuy\u00ean truy\u1ec1n, h\u01b0\u1edbng d\u1eabn ng\u01b0\u1eddi d\u00e2n s\u1eed d\u1ee5ng d\u1ecbch v\u1ee5 c\u00f4ng tr\u1ef1c tuy\u1ebfn, thanh to\u00e1n tr\u1ef1c tuy\u1ebfn, t\u00e0i kho\u1ea3n \u0111\u1ecbnh danh \u0111i\u1ec7n t\u1eed VNeID v\u00e0 c\u00e1c n\u1ec1n t\u1ea3ng s\u1ed1 ph\u1ee5c v\u1ee5 \u0111\u1eddi s\u1ed1ng.", "H\u1ed7 tr\u1ee3 ng\u01b0\u1eddi d\u00e2n t\u1ea1o t\u00e0i kho\u1ea3n, n\u1ed9p h\u1ed3 s\u01a1 tr\u1ef1c tuy\u1ebfn, thanh to\u00e1n kh\u00f4ng d\u00f9ng ti\u1ec1n m\u1eb7t; g\u00f3p ph\u1ea7n n\u00e2ng cao t\u1ef7 l\u1ec7 h\u1ed3 s\u01a1 tr\u1ef1c tuy\u1ebfn to\u00e0n tr\u00ecnh tr\u00ean \u0111\u1ecba b\u00e0n x\u00e3.", "Ph\u1ed1i h\u1ee3p tuy\u00ean truy\u1ec1n chuy\u1ec3n \u0111\u1ed5i s\u1ed1 th\u00f4ng qua c\u00e1c cu\u1ed9c h\u1ecdp th\u00f4n, sinh ho\u1ea1t c\u1ed9ng \u0111\u1ed3ng, nh\u00f3m Zalo v\u00e0 c\u00e1c h\u00ecnh th\u1ee9c ph\u00f9 h\u1ee3p kh\u00e1c.", "K\u1ecbp th\u1eddi ph\u1ea3n \u00e1nh kh\u00f3 kh\u0103n, v\u01b0\u1edbng m\u1eafc c\u1ee7a ng\u01b0\u1eddi d\u00e2n trong qu\u00e1 tr\u00ecnh s\u1eed d\u1ee5ng d\u1ecbch v\u1ee5 c\u00f4ng tr\u1ef1c tuy\u1ebfn \u0111\u1ec3 UBND x\u00e3 ch\u1ec9 \u0111\u1ea1o x\u1eed l\u00fd."]');
INSERT INTO "unit" VALUES(6,1,'CM','Các phòng chuyên môn thuộc UBND xã','Các phòng chuyên môn','["Ch\u1ee7 \u0111\u1ed9ng tri\u1ec3n khai th\u1ef1c hi\u1ec7n c\u00e1c nhi\u1ec7m v\u1ee5 c\u1ea3i c\u00e1ch h\u00e0nh ch\u00ednh thu\u1ed9c l\u0129nh v\u1ef1c ph\u1ee5 tr\u00e1ch; ch\u1ecbu tr\u00e1ch nhi\u1ec7m v\u1ec1 ti\u1ebfn \u0111\u1ed9, ch\u1ea5t l\u01b0\u1ee3ng v\u00e0 k\u1ebft qu\u1ea3 th\u1ef1c hi\u1ec7n c\u00e1c ti\u00eau ch\u00ed, ti\u00eau ch\u00ed th\u00e0nh ph\u1ea7n li\u00ean quan.", "Ph\u1ed1i h\u1ee3p v\u1edbi Trung t\u00e2m Ph\u1ee5c v\u1ee5 h\u00e0nh ch\u00ednh c\u00f4ng gi\u1ea3i quy\u1ebft th\u1ee7 t\u1ee5c h\u00e0nh ch\u00ednh \u0111\u00fang th\u1eddi h\u1ea1n; c\u1eadp nh\u1eadt \u0111\u1ea7y \u0111\u1ee7 h\u1ed3 s\u01a1 \u0111i\u1ec7n t\u1eed, th\u1ef1c hi\u1ec7n xin l\u1ed7i ng\u01b0\u1eddi d\u00e2n khi ph\u00e1t sinh h\u1ed3 s\u01a1 qu\u00e1 h\u1ea1n theo quy \u0111\u1ecbnh.", "Ch\u1ee7 \u0111\u1ed9ng r\u00e0 so\u00e1t, b\u1ed5 sung, l\u01b0u tr\u1eef \u0111\u1ea7y \u0111\u1ee7 h\u1ed3 s\u01a1 minh ch\u1ee9ng ph\u1ee5c v\u1ee5 c\u00f4ng t\u00e1c t\u1ef1 \u0111\u00e1nh gi\u00e1, ch\u1ea5m \u0111i\u1ec3m Ch\u1ec9 s\u1ed1 CCHC h\u1eb1ng n\u0103m.", "T\u0103ng c\u01b0\u1eddng \u1ee9ng d\u1ee5ng CNTT, chuy\u1ec3n \u0111\u1ed5i s\u1ed1, s\u1eed d\u1ee5ng v\u0103n b\u1ea3n \u0111i\u1ec7n t\u1eed, ch\u1eef k\u00fd s\u1ed1 v\u00e0 c\u00e1c n\u1ec1n t\u1ea3ng s\u1ed1 d\u00f9ng chung trong x\u1eed l\u00fd c\u00f4ng vi\u1ec7c chuy\u00ean m\u00f4n."]');
CREATE TABLE unit_member (
	group_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	CONSTRAINT pk_unit_member PRIMARY KEY (group_id, unit_id), 
	CONSTRAINT fk_unit_member_group_id FOREIGN KEY(group_id) REFERENCES unit (id), 
	CONSTRAINT fk_unit_member_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
);
INSERT INTO "unit_member" VALUES(6,1);
INSERT INTO "unit_member" VALUES(6,4);
CREATE TABLE working_day (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	working BOOLEAN NOT NULL, 
	name VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	status VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_working_day PRIMARY KEY (id), 
	CONSTRAINT fk_working_day_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id), 
	CONSTRAINT uq_working_day_agency_id_day UNIQUE (agency_id, day), 
	CONSTRAINT ck_working_day_daystatus CHECK (status IN ('decided', 'proposed', 'computed'))
);
INSERT INTO "working_day" VALUES(1,1,'2026-01-01',0,'Tết Dương lịch','Bộ luật Lao động 45/2019/QH14, Điều 112','decided');
INSERT INTO "working_day" VALUES(2,1,'2026-01-02',0,'Nghỉ hoán đổi với thứ Bảy 10/01/2026','Công văn 12729/VPCP-KGVX ngày 25/12/2025','decided');
INSERT INTO "working_day" VALUES(3,1,'2026-01-10',1,'Làm bù cho thứ Sáu 02/01/2026','Công văn 12729/VPCP-KGVX ngày 25/12/2025','decided');
INSERT INTO "working_day" VALUES(4,1,'2026-02-16',0,'Tết Nguyên đán (29 tháng Chạp)','Thông báo 9441/TB-BNV ngày 16/10/2025','decided');
INSERT INTO "working_day" VALUES(5,1,'2026-02-17',0,'Tết Nguyên đán (mùng Một)','Thông báo 9441/TB-BNV ngày 16/10/2025','decided');
INSERT INTO "working_day" VALUES(6,1,'2026-02-18',0,'Tết Nguyên đán (mùng Hai)','Thông báo 9441/TB-BNV ngày 16/10/2025','decided');
INSERT INTO "working_day" VALUES(7,1,'2026-02-19',0,'Tết Nguyên đán (mùng Ba)','Thông báo 9441/TB-BNV ngày 16/10/2025','decided');
INSERT INTO "working_day" VALUES(8,1,'2026-02-20',0,'Tết Nguyên đán (mùng Bốn)','Thông báo 9441/TB-BNV ngày 16/10/2025','decided');
INSERT INTO "working_day" VALUES(9,1,'2026-04-26',0,'Giỗ Tổ Hùng Vương (Chủ nhật)','Bộ luật Lao động 45/2019/QH14, Điều 112','decided');
INSERT INTO "working_day" VALUES(10,1,'2026-04-27',0,'Nghỉ bù Giỗ Tổ Hùng Vương','Bộ luật Lao động 45/2019/QH14, Điều 111 khoản 3','decided');
INSERT INTO "working_day" VALUES(11,1,'2026-04-30',0,'Ngày Chiến thắng','Bộ luật Lao động 45/2019/QH14, Điều 112; Công văn 3383/BNV-CVL ngày 10/4/2026 (không hoán đổi)','decided');
INSERT INTO "working_day" VALUES(12,1,'2026-05-01',0,'Ngày Quốc tế lao động','Bộ luật Lao động 45/2019/QH14, Điều 112; Công văn 3383/BNV-CVL ngày 10/4/2026 (không hoán đổi)','decided');
INSERT INTO "working_day" VALUES(13,1,'2026-08-22',1,'Làm bù cho thứ Hai 31/8/2026','Lịch nghỉ Quốc khánh 2026 theo báo chí (5 ngày liền, 29/8 đến 2/9)','decided');
INSERT INTO "working_day" VALUES(14,1,'2026-08-31',0,'Nghỉ hoán đổi với thứ Bảy 22/8/2026','Lịch nghỉ Quốc khánh 2026 theo báo chí (5 ngày liền, 29/8 đến 2/9)','decided');
INSERT INTO "working_day" VALUES(15,1,'2026-09-01',0,'Quốc khánh (ngày liền kề)','Bộ luật Lao động 45/2019/QH14, Điều 112; Lịch nghỉ Quốc khánh 2026 theo báo chí (5 ngày liền, 29/8 đến 2/9)','decided');
INSERT INTO "working_day" VALUES(16,1,'2026-09-02',0,'Quốc khánh','Bộ luật Lao động 45/2019/QH14, Điều 112','decided');
INSERT INTO "working_day" VALUES(17,1,'2026-11-23',1,'Thứ Hai trước Ngày Văn hóa Việt Nam, làm việc bình thường','Có đề xuất hoán đổi, đến 26/9/2026 chưa quyết định và không thấy kết quả; theo tuần làm việc thường','computed');
INSERT INTO "working_day" VALUES(18,1,'2026-11-24',0,'Ngày Văn hóa Việt Nam','Nghị quyết 28/2026/QH16, Điều 2','decided');
INSERT INTO "working_day" VALUES(19,1,'2027-01-01',0,'Tết Dương lịch','Bộ luật Lao động 45/2019/QH14, Điều 112; chưa thấy quyết định cho năm 2027','computed');
INSERT INTO "working_day" VALUES(20,1,'2027-02-04',0,'Tết Nguyên đán (28 tháng Chạp)','Tính theo gói holidays; chưa thấy quyết định cho năm 2027 (ngày 22/9/2026 còn lấy ý kiến hai phương án)','computed');
INSERT INTO "working_day" VALUES(21,1,'2027-02-05',0,'Tết Nguyên đán (29 tháng Chạp)','Tính theo gói holidays; chưa thấy quyết định cho năm 2027 (ngày 22/9/2026 còn lấy ý kiến hai phương án)','computed');
INSERT INTO "working_day" VALUES(22,1,'2027-02-06',0,'Tết Nguyên đán (mùng Một, thứ Bảy)','Tính theo gói holidays; chưa thấy quyết định cho năm 2027 (ngày 22/9/2026 còn lấy ý kiến hai phương án)','computed');
INSERT INTO "working_day" VALUES(23,1,'2027-02-07',0,'Tết Nguyên đán (mùng Hai, Chủ nhật)','Tính theo gói holidays; chưa thấy quyết định cho năm 2027 (ngày 22/9/2026 còn lấy ý kiến hai phương án)','computed');
INSERT INTO "working_day" VALUES(24,1,'2027-02-08',0,'Tết Nguyên đán (mùng Ba)','Tính theo gói holidays; chưa thấy quyết định cho năm 2027 (ngày 22/9/2026 còn lấy ý kiến hai phương án)','computed');
INSERT INTO "working_day" VALUES(25,1,'2027-02-09',0,'Tết Nguyên đán (mùng Bốn)','Tính theo gói holidays; chưa thấy quyết định cho năm 2027 (ngày 22/9/2026 còn lấy ý kiến hai phương án)','computed');
INSERT INTO "working_day" VALUES(26,1,'2027-02-10',0,'Tết Nguyên đán (mùng Năm)','Tính theo gói holidays; chưa thấy quyết định cho năm 2027 (ngày 22/9/2026 còn lấy ý kiến hai phương án)','computed');
INSERT INTO "working_day" VALUES(27,1,'2027-04-16',0,'Giỗ Tổ Hùng Vương','Bộ luật Lao động 45/2019/QH14, Điều 112; chưa thấy quyết định cho năm 2027','computed');
INSERT INTO "working_day" VALUES(28,1,'2027-04-30',0,'Ngày Chiến thắng','Bộ luật Lao động 45/2019/QH14, Điều 112; chưa thấy quyết định cho năm 2027','computed');
INSERT INTO "working_day" VALUES(29,1,'2027-05-01',0,'Ngày Quốc tế lao động (thứ Bảy)','Bộ luật Lao động 45/2019/QH14, Điều 112; chưa thấy quyết định cho năm 2027','computed');
INSERT INTO "working_day" VALUES(30,1,'2027-05-03',0,'Nghỉ bù Ngày Quốc tế lao động','Bộ luật Lao động 45/2019/QH14, Điều 111 khoản 3; chưa thấy quyết định cho năm 2027','computed');
INSERT INTO "working_day" VALUES(31,1,'2027-09-02',0,'Quốc khánh','Bộ luật Lao động 45/2019/QH14, Điều 112; chưa thấy quyết định cho năm 2027','computed');
INSERT INTO "working_day" VALUES(32,1,'2027-09-03',0,'Quốc khánh (ngày liền kề)','Tính theo gói holidays; chưa thấy quyết định cho năm 2027','computed');
INSERT INTO "working_day" VALUES(33,1,'2027-11-24',0,'Ngày Văn hóa Việt Nam','Nghị quyết 28/2026/QH16, Điều 2; chưa thấy quyết định cho năm 2027','computed');
CREATE INDEX ix_inbox_update_state ON inbox_update (state);
CREATE INDEX ix_absence_person_id ON absence (person_id);
CREATE INDEX ix_invite_person_id ON invite (person_id);
CREATE INDEX ix_notification_person_id ON notification (person_id);
CREATE INDEX ix_notification_state_not_before ON notification (state, not_before);
CREATE INDEX ix_sent_message_notification_id ON sent_message (notification_id);
CREATE INDEX ix_task_agency_id_state ON task (agency_id, state);
CREATE INDEX ix_task_next_ping_at ON task (next_ping_at);
CREATE INDEX ix_confirmation_task_id ON confirmation (task_id);
CREATE INDEX ix_ledger_entry_task_id ON ledger_entry (task_id);
CREATE INDEX ix_notification_task_task_id ON notification_task (task_id);
CREATE INDEX ix_review_task_id ON review (task_id);
CREATE INDEX ix_statement_task_id ON statement (task_id);
CREATE INDEX ix_evidence_sha256 ON evidence (sha256);
CREATE INDEX ix_evidence_task_id ON evidence (task_id);
CREATE INDEX ix_finding_evidence_id ON finding (evidence_id);
CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
COMMIT;