"""Files of tasks that tell of citizens: called by their hash, their words not kept, their messages deleted."""

from sqlmodel import Session, col, select

from models.changes.common import tell
from models.changes.evidence import add_evidence
from models.changes.filing import keep_loose
from models.changes.keeping_private import keep_privately, received_privately
from models.changes.pieces import give_file
from models.kinds import Kind
from models.people import last_confirmation
from models.tables import Finding, How, Notification, Severity
from tests.commune import Commune
from tests.models.changes.test_pieces import owes, piece, report

AN, KHANH = "an.vhxh", "khanh.kt"


def deleted(session: Session) -> list[tuple[int | None, int | None]]:
    """The messages that are to leave their chats."""
    rows = session.exec(select(Notification).where(Notification.kind == Kind.TOLD)).all()
    return [(row.chat_id, row.edits) for row in rows]


def test_what_tells_of_citizens_keeps_neither_its_name_nor_its_words(commune: Commune) -> None:
    with commune.writes() as session:
        task = owes(commune, session)
        act, own = commune.act(session, AN), piece(session, task, "bao-cao")
        open_file = add_evidence(act, task, report(commune), commune.said("Của chị Yến", How.FILE), item=own)
        said = last_confirmation(session, task)
        assert said is not None
        assert (open_file.evidence.file_name, said.words, deleted(session)) == (
            "bao-cao.pdf",
            "Của chị Yến",
            [],
        )
        commune.requirement(session).personal = True
        session.flush()
        theirs = give_file(
            commune.act(session, KHANH),
            task,
            piece(session, task, "muc-kinh-phi"),
            report(commune, "yen"),
            commune.said(),
        )
        assert theirs.file_name == f"tep-{theirs.sha256[:8]}.pdf"
        assert deleted(session) == [(100_001, 77)]


def test_words_beside_a_file_are_dropped_and_those_of_a_button_are_its_own(commune: Commune) -> None:
    with commune.writes() as session:
        task, act = commune.task(session), commune.act(session, AN)
        commune.requirement(session).personal = True
        session.flush()
        mine, other = (
            keep_loose(act, commune.file(name.encode(), f"{name}.png"), commune.said())
            for name in ("chi-yen", "anh-tu")
        )
        captions = {str(each.id): "Của chị Yến" for each in (mine, other)}
        asked = tell(
            act,
            act.me.agency_id,
            Kind.WHICH_TASK,
            "which",
            person=act.me,
            direct=True,
            captions=captions,
            files=2,
        )
        assert asked is not None
        kept = received_privately(act, task, mine, commune.said("Của chị Yến", How.FILE))
        assert (kept.words, mine.file_name) == ("", f"tep-{mine.sha256[:8]}.png")
        assert asked.facts == {"captions": {str(other.id): "Của chị Yến"}, "files": 2}
        assert received_privately(act, task, other, commune.said("Đã xong")).words == "Đã xong"
        assert deleted(session) == [(100_001, 77)]


def test_known_too_late_to_tell_of_citizens_it_is_made_as_if_it_had_been_known(commune: Commune) -> None:
    with commune.writes() as session:
        act = commune.act(session, AN)
        file = keep_loose(act, commune.file(b"x", "chi-yen.pdf"), commune.said())
        file.subject, file.sections = "Khai sinh Đinh Thị Bạch Yến", ["Mở đầu"]
        file.signers = ["Đinh Thị Bạch Yến", "Trần Văn Bình"]
        found = Finding(
            evidence_id=file.id or 0,
            rule="SIG004",
            severity=Severity.WARNING,
            facts={"heading": "Khai sinh Đinh Thị Bạch Yến"},
            found_at=commune.now,
        )
        session.add(found)
        session.flush()
        keep_privately(act, file)
        session.flush()
        assert (file.subject, file.sections, file.file_name[:4]) == ("", [], "tep-")
        stored = session.exec(select(Finding.facts).order_by(col(Finding.id))).all()
        assert "Yến" not in f"{file.signers}{stored}"
        # A colleague is no citizen.
        assert "Trần Văn Bình" in file.signers
