"""What an item wants of a document: the configuration of its checks, with a default by kind."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from models.rules.inspection.findings import Rule, Severity

# Alternatives of one wish are divided by "|": "kinh phí | nguồn kinh phí | dự toán".
Words = Annotated[str, Field(min_length=2, max_length=200)]


class Checks(BaseModel):
    """The checks of one item; everything left out is as the item's kind has it.

    signed: whose signatures are wanted (Decree 30/2020 art. 5: "both"). types: abbreviations of annex III, any
    of them. title: phrases that the subject must hold, all of them. sections: headings that must stand in it with
    a body. words: phrases that must stand anywhere. amounts: sections whose body must name an amount or a source
    of money. issuers: bodies, any of them. year: which year the subject may name, counted from the scoring year;
    None: not asked. case_code: the code of the citizen file that the task is of must stand in it. signed_within:
    working days after the document's date (Decree 30/2020 art. 18: 1). max_pages: more are too many. signers:
    posts or bodies that are to have signed, all of them. severity: another weight for a rule, or off.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    signed: Literal["both", "agency", "person", "any", "none"] | None = None
    types: tuple[str, ...] = ()
    title: tuple[Words, ...] = ()
    sections: tuple[Words, ...] = ()
    amounts: tuple[Words, ...] = ()
    words: tuple[Words, ...] = ()
    issuers: tuple[Words, ...] = ()
    year: Annotated[int, Field(ge=-2, le=2)] | None = None
    case_code: bool = False
    signed_within: Annotated[int, Field(ge=0, le=30)] = 1
    max_pages: Annotated[int, Field(ge=1, le=5000)] | None = None
    signers: tuple[Words, ...] = ()
    severity: dict[Rule, Severity | Literal["off"]] = Field(default_factory=dict)
