"""What each verb of the command line does; each returns the exit code."""

import argparse
import errno
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, select

from bot.alone import upgrade
from bot.days import NoDay, read_moment
from bot.settings import Settings
from bot.setup import Loaded, is_set_up, read_file, set_up
from bot.storing import store_of
from bot.texts import catalogue as catalogue_texts
from bot.texts import starting as starting_texts
from bot.texts.assumed import assumed
from jobs.verify import verify
from models.actor import OPERATOR, Act
from models.catalogue.difference import perhaps_renamed
from models.catalogue.exporting import as_catalogue, calendar_of
from models.catalogue.faults import CatalogueFaults
from models.catalogue.reading import Content
from models.changes.assigning import assign_requirement
from models.clock import SystemClock
from models.database import connect, connect_to_read, exists, reading, writing
from models.invites import without_invite
from models.migrations import current_version, is_current, is_newer, newest_version
from models.people import holding
from models.refused import Refused
from models.tables import Agency, Person, Requirement, Role, Unit


class CannotDo(Exception):
    """A job that is refused or failed; the message is one sentence that says what to do."""


class WrongUsage(Exception):
    """The call's words are off; the message is one sentence that says how to call."""


# What the system refuses most often.
_BY_SYSTEM = {
    errno.ENOENT: "không có tệp hay thư mục này",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EISDIR: "đây là thư mục, không phải tệp",
    errno.ENOTDIR: "đường dẫn đi qua một tệp",
    errno.EEXIST: "đã có rồi",
    errno.ENOSPC: "đĩa đã đầy",
    errno.EROFS: "chỉ đọc được",
    errno.EILSEQ: "tên không viết bằng mã UTF-8, hãy đổi tên",
}
NO_CATALOGUE = "Chưa có danh mục: chạy nhacviec init trước."
NO_DATA = (
    "Chưa có dữ liệu: chạy nhacviec init trước; đã có từ trước thì xem lại DATABASE_URL và thư mục đang dùng."
)
NEWER_VERSION = (
    "Cơ sở dữ liệu là của phiên bản Nhắc Việc mới hơn, chưa đổi gì: cài lại phiên bản mới, hoặc dùng bản sao "
    ".before-<phiên bản> nằm cạnh tệp dữ liệu."
)
OTHER_VERSION = "Cơ sở dữ liệu chưa đúng phiên bản này: chạy nhacviec init để nâng cấp trước."


def init(settings: Settings, arguments: argparse.Namespace) -> int:
    file, engine = arguments.catalogue, connect(settings.database_url)
    if file is not None:
        return _bring_in(settings, read_file(settings, file), arguments)
    found = current_version(engine)
    loaded = Loaded([]) if _is_loaded(engine) else set_up(engine, SystemClock().now())
    is_older = found not in (None, newest_version())
    return _print_loaded(settings, loaded, arguments, upgraded_from=found if is_older else None)


def catalogue(settings: Settings, arguments: argparse.Namespace) -> int:
    """check and load take the built-in catalogue where no file is named; show and export take what is loaded."""
    return CATALOGUE_VERBS[arguments.what](settings, arguments)


def _check_catalogue(settings: Settings, arguments: argparse.Namespace) -> int:
    try:
        read = read_file(settings, arguments.file)
    except CatalogueFaults as found:
        if not arguments.json:
            print(f"{len(found.faults)} lỗi, chưa nạp gì:", file=sys.stderr)
            raise
        print_json([fault.facts() for fault in found.faults])
        return 1
    words = [catalogue_texts.counted(read.catalogue), *assumed(read)]
    say(arguments, [], "\n".join(words))
    return 0


def _load_catalogue(settings: Settings, arguments: argparse.Namespace) -> int:
    return _bring_in(settings, read_file(settings, arguments.file), arguments)


def _bring_in(settings: Settings, read: Content, arguments: argparse.Namespace) -> int:
    from bot.replacing import bring_in

    loaded = bring_in(settings, read, arguments.replace)
    return _print_loaded(settings, loaded, arguments, [*assumed(read), *_perhaps_renamed(read, loaded)])


def _perhaps_renamed(read: Content, loaded: Loaded) -> Iterator[str]:
    """A code that was made of a title changes with it."""
    if any((each.what, each.field) == ("yêu cầu", "code") for each in read.assumed):
        for old, new in perhaps_renamed(loaded.differences):
            yield starting_texts.perhaps_renamed(old, new)


def _show_catalogue(settings: Settings, arguments: argparse.Namespace) -> int:
    file = arguments.file
    shown = read_file(settings, file).catalogue if file else loaded_content(settings).catalogue
    say(arguments, catalogue_texts.shown_as_json(shown), catalogue_texts.shown(shown))
    return 0


def _export_catalogue(settings: Settings, arguments: argparse.Namespace) -> int:
    """A name that ends in .xlsx gives a workbook, in .yaml the same without the calendar."""
    file = arguments.file
    check_written(file)
    loaded = loaded_content(settings)
    if file is None:
        plain = loaded.catalogue.model_dump(mode="json")
        print_json(plain) if arguments.json else print(as_file(loaded, ".yaml").decode(), end="")
        return 0
    write_new(file, as_file(loaded, file.name))
    said = {"file": str(file), "requirements": len(loaded.catalogue.requirements)}
    say(arguments, said, f"Đã ghi danh mục vào {file}.")
    return 0


def _write_template(_: Settings, arguments: argparse.Namespace) -> int:
    """An empty workbook to fill in; nothing is overwritten."""
    # Loaded where a file is written: the running bot seldom needs it.
    from models.catalogue.workbook.template import template

    file = arguments.file or Path(_TEMPLATE)
    if file.suffix.lower() != ".xlsx":
        raise WrongUsage(f"Mẫu là tệp Excel: đặt tên có đuôi .xlsx, không phải “{file.name}”.")
    write_new(file, template())
    words = (
        f"Đã ghi mẫu vào {file}: điền các cột có dấu *, rồi kiểm tra bằng nhacviec catalogue check {file}."
    )
    say(arguments, {"file": str(file)}, words)
    return 0


def _write_schema(_: Settings, arguments: argparse.Namespace) -> int:
    """The format of the YAML for editors: to a file, else to the screen."""
    from models.catalogue.manual.schema import schema_text

    file = arguments.file
    if file is None:
        print(schema_text(), end="")
        return 0
    write_new(file, schema_text().encode())
    say(arguments, {"file": str(file)}, f"Đã ghi mô tả dạng tệp (JSON Schema) vào {file}.")
    return 0


_TEMPLATE = "danh-muc.xlsx"
_WRITTEN = (".xlsx", ".yaml", ".yml")


def check_written(file: Path | None) -> None:
    """Raises WrongUsage for a file of a kind that no catalogue is written to."""
    if file is not None and file.suffix.lower() not in _WRITTEN:
        raise WrongUsage(f"Danh mục xuất ra tệp {' hoặc '.join(_WRITTEN)}, không ra “{file.name}”.")


def as_file(written: Content, name: str, loaded: Content | None = None) -> bytes:
    """A catalogue as the bytes of a file of this name; `loaded`: what stands now, where it is another."""
    # Loaded where a file is written: the running bot seldom needs it.
    from models.catalogue.workbook.since import marks
    from models.catalogue.workbook.writing import as_workbook
    from models.catalogue.writing import as_yaml

    stands = marks(loaded.catalogue, loaded.days or ()) if loaded else None
    if name.lower().endswith(".xlsx"):
        return as_workbook(written.catalogue, written.days or (), name, stands)
    return as_yaml(written.catalogue).encode()


def _roll_catalogue(settings: Settings, arguments: argparse.Namespace) -> int:
    from bot.rolling import roll

    return roll(settings, arguments)


CATALOGUE_VERBS = {
    "check": _check_catalogue,
    "load": _load_catalogue,
    "show": _show_catalogue,
    "export": _export_catalogue,
    "template": _write_template,
    "schema": _write_schema,
    "roll": _roll_catalogue,
}


def _is_loaded(engine: Engine) -> bool:
    """A commune's own edits are never undone by repeating `init`: `catalogue load` does that when asked to."""
    upgrade(engine)
    return is_set_up(engine)


def loaded_content(settings: Settings) -> Content:
    """All that is configured now."""
    with reading(as_it_stands(settings)) as session:
        agency = the_agency(session)
        return Content(as_catalogue(session, agency), calendar_of(session, agency), whole=True)


def _print_loaded(
    settings: Settings,
    loaded: Loaded,
    arguments: argparse.Namespace,
    told: Sequence[str] = (),
    upgraded_from: str | None = None,
) -> int:
    """What was loaded, what of it the file did not say, then what is still to be done; `upgraded_from`: the version
    that the database was of."""
    differences = loaded.differences
    words = "Cơ sở dữ liệu và danh mục đã đúng, không có gì thay đổi."
    if upgraded_from is not None:
        words = starting_texts.upgraded(upgraded_from, newest_version())
    if differences:
        done = f"Đã nạp danh mục: {len(differences)} thay đổi."
        words = "\n".join([*map(str, differences), *told, done])
    adopted = [starting_texts.ADOPTED] if loaded.adopted else []
    with reading(connect(settings.database_url)) as session:
        to_do = _to_do(session, the_agency(session), loaded.is_new)
    say(arguments, [each.facts() for each in differences], "\n".join([words, *adopted, *to_do]))
    return 0


def _to_do(session: Session, agency: Agency, is_new: bool) -> Iterator[str]:
    """What a start still lacks."""
    if agency.is_example:
        yield starting_texts.is_example(agency.name)
        return
    if uninvited := without_invite(session, agency, SystemClock().now()):
        yield starting_texts.to_invite(len(uninvited))
    if is_new and not holding(session, agency.id or 0, Role.ADMIN):
        yield starting_texts.NO_ADMIN


def assign(settings: Settings, arguments: argparse.Namespace) -> int:
    with writing(ready(settings)) as session:
        agency = the_agency(session)
        requirement = requirement_called(session, agency, arguments.requirement)
        person = person_called(session, agency, arguments.person)
        if person is None:
            raise CannotDo(f"Không có cán bộ {arguments.person}: mời người đó trước bằng nhacviec invite.")
        try:
            assign_requirement(Act(session, OPERATOR, SystemClock().now()), requirement, person)
        except Refused:
            raise CannotDo(f"{person.full_name} không còn làm việc, không giao được.") from None
    said = {"requirement": requirement.code, "person": person.code}
    say(arguments, said, f"Đã giao {requirement.code} cho {person.code}.")
    return 0


def verify_all(settings: Settings, arguments: argparse.Namespace) -> int:
    if arguments.pack is not None:
        from bot.packing.verbs import verify_pack

        return verify_pack(settings, arguments)
    if arguments.retention:
        from bot.privacy import retention

        return retention(settings, arguments)
    with reading(as_it_stands(settings)) as session:
        faults = verify(session, store_of(settings))
        seq = the_agency(session).ledger_seq
    sound = f"Sổ ghi nguyên vẹn: {seq} dòng, trạng thái và tệp đều khớp."
    say(arguments, faults, "\n".join(faults) or sound)
    return 1 if faults else 0


def ready(settings: Settings) -> Engine:
    """The database of this installation, brought up to date. Raises CannotDo before `init`,
    NewerDatabase, and NotAlone where it is older and a program runs on it."""
    refuse_nothing(settings)
    engine = connect(settings.database_url)
    upgrade(engine)
    if not is_set_up(engine):
        raise CannotDo(NO_CATALOGUE)
    return engine


def as_it_stands(settings: Settings) -> Engine:
    """The database to read from, without an upgrade: nothing is written, so that a copy on a shelf will do."""
    refuse_nothing(settings)
    engine = connect_to_read(settings.database_url)
    if is_newer(engine):
        raise CannotDo(NEWER_VERSION)
    if not is_current(engine):
        raise CannotDo(OTHER_VERSION)
    if not is_set_up(engine):
        raise CannotDo(NO_CATALOGUE)
    return engine


def refuse_nothing(settings: Settings) -> None:
    """A database that is missing or empty is not one that was never filled: it may lie elsewhere. Raises
    CannotDo."""
    if not exists(settings.database_url):
        raise CannotDo(NO_DATA)
    engine = connect_to_read(settings.database_url)
    if current_version(engine) is None:
        raise CannotDo(NO_DATA)
    engine.dispose()


def unit_called(session: Session, agency: Agency, code: str) -> Unit:
    """The unit of this code, in any case of letters. Raises CannotDo with the codes there are."""
    unit = session.exec(select(Unit).where(Unit.agency_id == agency.id, Unit.code == code.upper())).first()
    if unit is None:
        units = ", ".join(session.exec(select(Unit.code).order_by(Unit.code)))
        raise CannotDo(f"Không có đơn vị {code}. Các mã đang có: {units}.")
    return unit


def the_agency(session: Session) -> Agency:
    """The one agency of this installation; `ready` has seen to it that there is one."""
    return session.exec(select(Agency).order_by(Agency.code)).one()


def requirement_called(session: Session, agency: Agency, code: str) -> Requirement:
    """The requirement of this code. Raises CannotDo with the codes there are."""
    own = select(Requirement).where(Requirement.agency_id == agency.id, Requirement.code == code)
    requirement = session.exec(own).first()
    if requirement is None:
        known = ", ".join(session.exec(select(Requirement.code).order_by(Requirement.code)))
        raise CannotDo(f"Không có yêu cầu {code}. Các mã đang có: {known}.")
    return requirement


def person_called(session: Session, agency: Agency, code: str) -> Person | None:
    return session.exec(select(Person).where(Person.agency_id == agency.id, Person.code == code)).first()


def moment_of(option: str, given: str) -> datetime:
    """The moment that an option names, in Vietnam where it names no time zone. Raises WrongUsage."""
    try:
        return read_moment(given)
    except NoDay:
        raise WrongUsage(f'{option} phải là ngày giờ, ví dụ {option} "07:30 15/12/2026".') from None


def write_new(file: Path, contents: bytes) -> None:
    """Raises CannotDo where there is such a file: nothing is overwritten."""
    try:
        with file.open("xb") as opened:
            opened.write(contents)
    except FileExistsError:
        raise CannotDo(f"Tệp {file} đã có: hãy chọn tên khác.") from None


def in_words(error: OSError) -> str:
    """What the system says, which speaks English."""
    return _BY_SYSTEM.get(error.errno or 0) or error.strerror or str(error)


def say(arguments: argparse.Namespace, value: Any, words: str) -> None:
    """Values with --json, else sentences."""
    print_json(value) if arguments.json else print(words)


def print_json(value: Any) -> None:
    """What --json prints."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    print()
