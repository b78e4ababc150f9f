"""What the shipped rules and the shipped model make of every reply of the corpus: `python -m tests.reader.shipped`.

The model was learned from these replies, so that only what changes from one run to the next tells anything: whether
a rule that was changed or removed was missed. How unseen authors are read `make reader-report` tells.
"""

from collections import Counter
from time import process_time

from models.rules.reading import read_reply
from models.rules.reading.deciding import Decision
from tests.reader.corpus import Labelled, corpus
from tests.reader.extracted import day_shares
from tests.reader.items import item_shares
from tests.reader.judging import Outcome, outcome
from tests.reader.learning import plain


def _outcome(reply: Labelled) -> Outcome:
    reading = read_reply(reply.text, reply.now, None, reply.context)
    return outcome(reply, Decision(plain(reading.intent), reading.reason, tuple(map(plain, reading.offers))))


def main() -> None:
    replies = corpus()
    began = process_time()
    counts = Counter(map(_outcome, replies))
    each_ms = 1000 * (process_time() - began) / len(replies)
    for one in Outcome:
        print(f"{one}: {100 * counts[one] / len(replies):.2f} %")
    for line in (*day_shares(replies), *item_shares(replies), f"{each_ms:.2f} ms a reply"):
        print(line)


if __name__ == "__main__":
    main()
