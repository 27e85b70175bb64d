"""`receiver bundle`: a bundle that came on a stick, and the receipts file that goes back on it.

No network is involved. The file is taken exactly as `POST /v1/bundles` takes it, one commit before
anything is written back; taking it again gives the same receipts, and the answers given since.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rating_client.base.clock import iso
from rating_client.base.errors import Trouble
from rating_client.base.printing import say_json
from rating_client.base.whole_file import write_whole
from rating_client.contract.answers import MAX_PAGE, CarriedAnswers
from rating_client.contract.bundle import MAX_BUNDLE, Bundle, read_bundle
from rating_client.contract.receipts_file import PUBLISHED, Advice, Published, receipts_file
from rating_client.receiver.bundles import Outcome, results
from rating_client.receiver.installation import Receiver
from rating_client.receiver.problem import ProblemReply
from rating_client.receiver.receipt import Held
from rating_client.receiver.terminal import add_command, add_operand, add_option

_MOST_ANSWERS = 4 * MAX_PAGE  # bytes in one file


def add_carried(commands: Any) -> None:
    carried = add_command(commands, "bundle", _bundle)
    add_operand(carried, "bundle", "FILE", type=Path)
    add_option(carried, "--receipts", type=Path, required=True, metavar="OUT")


def _bundle(asked: Namespace) -> None:
    receiver = Receiver.open(asked.folder)
    bundle = read_bundle(_bytes_of(asked.bundle))
    if asked.receipts.exists():  # said before anything is taken, not after
        raise Trouble("base.name-taken")
    try:
        outcomes = receiver.bundles.take(bundle)
    except ProblemReply as refused:
        raise Trouble("receiver.bundle-of-another") from refused
    receipts = [each.receipt for each in outcomes if isinstance(each, Held)]
    said = [
        Advice(each.sha256, each.problem)
        for each in results(bundle, outcomes, asked.language)
        if each.problem is not None
    ]
    data = receipts_file(
        receiver.publications.statement(),
        receipts,
        iso(receiver.clock.now()),
        problems=said,
        answers=(answers := _carried(receiver, bundle, outcomes)),
        published=_published(receiver),
    )
    write_whole(asked.receipts, data)
    say_json(
        {
            "items": len(bundle.items),
            "new": sum(isinstance(each, Held) and each.new for each in outcomes),
            "receipts": len(receipts),
            "refused": len(said),
            "answers": len(answers.answers) if answers else 0,
            "file": str(asked.receipts),
        }
    )


def _carried(
    receiver: Receiver, bundle: Bundle, outcomes: Sequence[Outcome]
) -> CarriedAnswers | None:
    page = receiver.bundles.answers_beside(bundle, outcomes, _MOST_ANSWERS)
    if page is None or bundle.answers_after is None:
        return None
    return CarriedAnswers(page.answers, bundle.answers_after, page.next)


def _published(receiver: Receiver) -> dict[Published, str]:
    found = {kind: receiver.publications.newest(kind) for kind in PUBLISHED}
    return {kind: document.token for kind, document in found.items() if document is not None}


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BUNDLE + 1)
    except OSError as error:
        raise Trouble("receiver.bundle-unreadable", path=path) from error
