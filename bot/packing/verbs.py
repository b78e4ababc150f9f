"""The verbs about packs: `export pack`, `export pack-template`, `verify --pack`."""

import argparse
from pathlib import Path
from typing import Any

from bot.packing.errand import own_template
from bot.packing.faults import BadTemplate
from bot.packing.making import make_pack
from bot.packing.template import built_in
from bot.settings import Settings
from bot.storing import store_of
from bot.texts import pack as texts
from bot.texts import pack_proof as proof_texts
from bot.verbs import CannotDo, WrongUsage, as_it_stands, ready, say, the_agency, write_new
from jobs.pack.making import Made, NothingNew, NothingThere, Wanted
from jobs.pack.proof import prove
from jobs.pack.values import Contents
from models.actor import OPERATOR
from models.clock import SystemClock
from models.database import reading
from models.refused import Refused
from models.tables import Edition


def export_pack(settings: Settings, arguments: argparse.Namespace) -> int:
    """Makes the pack of a year where nothing is overwritten, and says what it holds and lacks."""
    if arguments.year is None:
        raise WrongUsage("Cần năm của bộ tiêu chí, ví dụ: nhacviec export pack --year 2026.")
    engine, edition = ready(settings), Edition(arguments.edition or Edition.SUBMITTED)
    with reading(engine) as session:
        agency = the_agency(session).code
    wanted = Wanted(agency, arguments.year, edition, SystemClock().now())

    def place(contents: Contents) -> Path:
        given: Path | None = arguments.output
        return given if given is not None else Path(texts.file_name(contents))

    store, template = store_of(settings), _template(settings, arguments.template)
    try:
        made = make_pack(engine, store, wanted, lambda _: OPERATOR, place, template)
    except NothingNew:
        raise CannotDo(
            f"Từ hồ sơ lập lần trước của năm {wanted.year} chưa có tài liệu nào mới, nên không lập bản bổ sung."
        ) from None
    except NothingThere:
        raise CannotDo(f"Năm {wanted.year} chưa có bộ tiêu chí hay đầu việc nào: xem lại --year.") from None
    except BadTemplate:
        raise CannotDo(
            "Mẫu danh mục không phải tệp DOCX hoặc thiếu chỗ {{danh_muc}}: lấy mẫu gốc bằng "
            "nhacviec export pack-template --output mau.docx."
        ) from None
    except FileExistsError as error:
        raise CannotDo(f"Tệp {error.args[0]} đã có: hãy chọn tên khác.") from None
    except Refused:
        raise CannotDo("Vừa có hồ sơ khác được lập cùng lúc, chưa ghi gì: chạy lại lệnh này.") from None
    say(arguments, _as_json(made), texts.made_words(made.contents, str(made.path)))
    return 0


def export_template(settings: Settings, arguments: argparse.Namespace) -> int:
    """Writes the built-in template of the index, to be changed and handed back."""
    if arguments.output is None:
        raise WrongUsage("Cần tên tệp, ví dụ: nhacviec export pack-template --output mau-danh-muc.docx.")
    write_new(arguments.output, built_in())
    say(arguments, {"file": str(arguments.output)}, f"Đã ghi mẫu danh mục vào {arguments.output}.")
    return 0


def verify_pack(settings: Settings, arguments: argparse.Namespace) -> int:
    """Proves a pack against the ledger; 1 where anything is wrong with it."""
    with reading(as_it_stands(settings)) as session:
        proof = prove(session, arguments.pack)
    faults = [proof_texts.fault(each) for each in proof.faults]
    say(arguments, faults, "\n".join(faults) or proof_texts.sound(proof))
    return 1 if faults else 0


def _template(settings: Settings, given: Path | None) -> bytes | None:
    """The one that is named, else the admin's own in the data folder, else None. Raises OSError."""
    return given.read_bytes() if given else own_template(store_of(settings))


def _as_json(made: Made) -> dict[str, Any]:
    contents = made.contents
    return {
        "file": str(made.path),
        "year": contents.year,
        "edition": contents.edition.value,
        "number": contents.number,
        "documents": len(contents.documents()),
        "files": len({each.path for each in contents.documents() if each.path}),
        "lacking": len(contents.lacking()),
        "unfit": [
            {"number": each.number, "evidence": each.evidence_id, "fault": each.fault}
            for each in contents.unfit()
        ],
        "manifest_sha256": made.manifest_sha256,
    }
