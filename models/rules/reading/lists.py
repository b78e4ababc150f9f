"""The phrase lists of the reader, compiled once."""

from models.rules.reading import asking, classes, telling
from models.rules.reading.fold import bare
from models.rules.reading.patterns import Pattern, compile_all


def _list(sources: tuple[str, ...]) -> tuple[Pattern, ...]:
    return compile_all(sources, classes.CLASSES)


CANCEL, NOT_CANCEL, REFUSE = _list(asking.CANCEL), _list(asking.NOT_CANCEL), _list(asking.REFUSE)
NOT_REFUSE, WHERE = _list(asking.NOT_REFUSE), _list(asking.WHERE)
TAG, QUESTION, SHORT_ASK = _list(asking.TAG_QUESTION), _list(asking.QUESTION), _list(asking.SHORT_ASK)
CONDITION, RHETORICAL = _list(asking.CONDITION), _list(asking.RHETORICAL)
MIXED, DOUBLE, NEUTRAL = _list(asking.MIXED), _list(asking.DOUBLE_NEGATION), _list(asking.NEUTRAL)
HARD, SOFT, PAST_TROUBLE = _list(telling.HARD_NOT), _list(telling.SOFT_NOT), _list(telling.PAST_TROUBLE)
EXTENSION, SIGNED, HEDGE = _list(telling.EXTENSION), _list(telling.SIGNED_ONLY), _list(telling.HEDGE)
THIRD, DONE, MARKED = _list(telling.THIRD_PERSON), _list(telling.DONE), _list(telling.MARKED_DONE)
PRIVATE = _list(telling.PRIVATE)
OF_TASK = _list(("{DEED}|ký|trình !bù|không", "^ {NEG}|rồi|xong|đang $"))
FUTURE, ACK, STRANGE = _list(telling.FUTURE), _list(telling.ACK), _list(telling.STRANGE)
DEED, ACTION = (
    _list(("{DEED}|ký|trình",)),
    _list(("{DEED}|ký|trình|có|xin|lùi|hẹn|kịp|báo|soạn|đưa|về|<if>|họp_xong|trả|ra",)),
)
DENIED = _list(telling.DENIED)
PROMISED = _list(telling.PROMISED)
FORETOLD = _list(telling.FORETOLD)
REPORTED_TODAY = _list(telling.REPORTED_TODAY)
ISSUED = _list(("phát_hành|ban_hành|đã_có",))

WORDS_OF_ACK = {bare(word) for word in classes.ACK_WORDS.split()} | {"dạ", "tôi", "đã", "à", "đăng"}
WORDS_OF_TASKS = _list(("|".join(classes.TASK_WORDS.split()),))
ONLY_ROI = {"roi", "anh", "em", "chi", "dạ", "ok", "u", "vang", "duoc"}


SILENT, DOUBTFUL, OF_SOMEONE = (
    _list(asking.OTHERS_SILENT),
    _list(telling.DOUBTFUL),
    _list(telling.WORK_OF_SOMEONE),
)
RESOLVED = _list(telling.RESOLVED)
POLITE, CONSEQUENCE = _list(asking.POLITE), _list(asking.CONSEQUENCE)
INDEFINITE = _list(asking.INDEFINITE)
AWAITS_ANSWER = _list(telling.AWAITS_ANSWER)
XONG_LAST = _list(("{XONG} $",))
CONTRAST, ON_WEEKDAY = _list(telling.CONTRAST), _list(telling.SAID_OF_A_WEEKDAY)
SIGNED_THROUGH = _list(telling.SIGNED_THROUGH)
SENT = _list(("{SEND}|{PUBLISH}|{WORK}|{RECORD}",))
DONE_TODAY = _list(telling.DONE_TODAY)
FILLERS = {bare(word) for word in classes.DATE_FILLERS.split()} | {"tôi", "dạ", "tới", "đã"}
