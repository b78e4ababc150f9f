"""Whether a file is signed by a named post: by its certificates, on paper by the block where it is signed."""

import re
from collections.abc import Iterator, Sequence

from models.rules.inspection.phrases import alternatives, holds
from models.rules.inspection.reading import FileRead, Letters, SignatureRead, Signer
from models.rules.letters import bare

# Who signs for somebody is not that person: "Phó Chủ tịch", "KT. Chủ tịch", "TL. Chủ tịch", "TUQ. Chủ tịch".
_FOR_ANOTHER = r"\b(?:pho|kt|tl|tuq|nguyen)\.?\s+"
_APART = re.compile(r"\s{2,}|\t")
_RECIPIENTS = "noi nhan"
# The head names the body that issues it, in capitals as well.
_HEAD = 12
_LONGEST, _WORDS = 90, 6


def unsigned_posts(read: FileRead, wishes: Sequence[str]) -> list[str]:
    """Of the posts or bodies that are to have signed ("Chủ tịch | Quyền Chủ tịch") those of which nothing is seen,
    by the first way to say it.

    A certificate's subject names a person, seldom the post: then it stands on the page, and there are as many
    persons' signatures. Paper has only the page. Nothing is said where nobody could see it: signatures of an old
    kind, and paper without text that can be read.
    """
    if read.old_signatures or not (read.signatures or _is_readable(read)):
        return []
    unseen = [each for each in wishes if not any(_is_of(signature, each) for signature in read.signatures)]
    if not _lacks_persons(read.signatures, wishes, len(unseen)):
        unseen = _not_on(read.pages, unseen)
    return [next(iter(alternatives(each)), each) for each in unseen]


def _lacks_persons(signatures: Sequence[SignatureRead], wishes: Sequence[str], wanted: int) -> bool:
    """Whether persons signed, but besides those whose certificates name a post fewer than are wanted."""
    persons = [each for each in signatures if each.intact and each.signer is Signer.PERSON]
    others = [each for each in persons if not any(_is_of(each, wish) for wish in wishes)]
    return bool(persons) and wanted > len(others)


def _not_on(pages: Sequence[str], wishes: Sequence[str]) -> list[str]:
    posts = list(_posts(pages))
    return [each for each in wishes if not any(_is_post(part, each) for part in posts)]


def is_unsure(read: FileRead) -> bool:
    """Whether a post may stand on a page and was not read."""
    return not _is_readable(read) or read.letters is Letters.OCR or read.stopped is not None


def _is_readable(read: FileRead) -> bool:
    return read.letters not in (Letters.NONE, Letters.UNREADABLE)


def _is_of(signature: SignatureRead, wish: str) -> bool:
    """Whether a certificate is of this post or body, by its name, title, unit or organisation."""
    subject = (signature.name, signature.title, signature.unit, signature.organisation)
    return signature.intact and any(_names(part, wish) for part in subject)


def _names(words: str, wish: str) -> bool:
    """Whether some words name a post, and not who signs for it."""
    plain = bare(words)
    return any(
        holds(re.sub(_FOR_ANOTHER + re.escape(bare(phrase)), " ", plain), phrase)
        for phrase in alternatives(wish)
    )


def _is_post(part: str, wish: str) -> bool:
    """Whether a part of a line names a post: anywhere in capitals, else from its beginning."""
    begins = any(bare(part).startswith(bare(phrase)) for phrase in alternatives(wish))
    return (begins or part == part.upper()) and _names(part, wish)


def _posts(pages: Sequence[str]) -> Iterator[str]:
    """What may be a post above a signature, below the recipients where they are named, else below the head."""
    found = [line.strip() for page in pages for line in page.splitlines() if line.strip()]
    recipients = (n for n, line in enumerate(found) if bare(line).startswith(_RECIPIENTS))
    begin = next(recipients, min(_HEAD, len(found) // 2))
    for line in found[begin:]:
        yield from filter(_may_be_a_post, _APART.split(line))


def _may_be_a_post(part: str) -> bool:
    """In capitals, or a few words alone."""
    return len(part) <= _LONGEST and (part == part.upper() or len(part.split()) <= _WORDS)
