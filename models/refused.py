"""Why a change was not made."""

from enum import StrEnum
from typing import Any


class Reason(StrEnum):
    NOT_YOURS = "not_yours"
    WRONG_STATE = "wrong_state"
    ALREADY = "already"
    GONE = "gone"
    INVITE_UNKNOWN = "invite_unknown"
    INVITE_SPENT = "invite_spent"
    INVITE_EXPIRED = "invite_expired"
    CHAT_TAKEN = "chat_taken"
    DATE_PAST = "date_past"
    NOT_DONE_THEN = "not_done_then"
    AFTER_DUE = "after_due"
    NOT_LATER = "not_later"
    TOO_OFTEN = "too_often"
    NOT_OF_UNIT = "not_of_unit"
    NO_REASON = "no_reason"
    NEWER_FILE = "newer_file"
    NOT_REVIEWER = "not_reviewer"
    REVIEW_BEGAN = "review_began"
    NOT_AWAY = "not_away"
    NOTHING_TO_UNDO = "nothing_to_undo"
    VERDICT_STANDS = "verdict_stands"
    HANDED_ON = "handed_on"
    DECIDED = "decided"
    SAME_FILE = "same_file"
    NOT_ACCEPTED = "not_accepted"
    WHICH_ITEM = "which_item"
    NO_FIGURE = "no_figure"
    NOBODY_TO_ASK = "nobody_to_ask"
    FORM_OVER = "form_over"
    NO_CHANGE = "no_change"
    NOT_VALID = "not_valid"
    DEPENDED_ON = "depended_on"
    OTHER_AGENCY = "other_agency"
    NOT_ABOVE = "not_above"
    HOUR_PAST = "hour_past"
    SAME_DAY = "same_day"
    NO_RULE = "no_rule"
    LAST_ADMIN = "last_admin"
    CHOOSE_ONE = "choose_one"
    LEGAL_LIMIT = "legal_limit"
    OLDER_LIST = "older_list"
    OTHER_OFFICE = "other_office"
    NO_CASE_REQUIREMENT = "no_case_requirement"
    STILL_HERE = "still_here"
    HAS_WORK = "has_work"
    FORGOTTEN = "forgotten"
    FILE_DELETED = "file_deleted"


class Refused(Exception):
    """A change that was refused: nothing was written. `facts` hold what the sentence about it needs."""

    def __init__(self, reason: Reason, **facts: Any) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.facts = facts
