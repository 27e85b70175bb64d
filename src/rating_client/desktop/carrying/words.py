"""What came of carrying, in sentences."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from rating_client.contract.bundle import SUFFIX
from rating_client.contract.receipts_file import SUFFIX as RECEIPTS_SUFFIX
from rating_client.delivery.carrying_home import BroughtHome
from rating_client.desktop.carrying.worker import Export, HandedOver
from rating_client.desktop.words import language
from rating_client.exports.names import shown_name

translate = QCoreApplication.translate


class Told(NamedTuple):
    """A heading, what there is to know of it line by line, and what to do next."""

    title: str
    lines: list[str]
    next: str = ""


def export_told(export: Export, held: int, *, refused: bool = False) -> Told:
    """`held` ratings were left out because whoever rated said so.

    `refused`: it is the one that its receiver refused, and that goes no other way.
    """
    ratings = sum(file.ratings for file in export.files)
    lines = []
    for file in export.files:
        line = (
            translate("carrying", "{file}: {n} phiếu và yêu cầu đăng ký máy này, gửi {name}")
            if file.enrolment
            else translate("carrying", "{file}: {n} phiếu, gửi {name}")
        )
        name = file.name.of(language())
        lines.append(line.format(file=shown_name(file.path.name), n=file.ratings, name=name))
    if held:
        lines.append(
            translate("carrying", "{n} phiếu đang giữ lại không nằm trong tệp.").format(n=held)
        )
    if export.trouble is not None:
        lines.append(export.trouble.line(language()))
    return Told(
        translate("carrying", "Đã xuất {n} phiếu").format(n=ratings),
        lines,
        (
            translate(
                "carrying",
                "Người mang tệp không đọc được nội dung. Phiếu vẫn nằm ở mục Cần xử lý; khi có "
                "tệp {suffix} mang về thì bấm Nhập tệp.",
            )
            if refused
            else translate(
                "carrying",
                "Người mang tệp không đọc được nội dung. Các phiếu vẫn chờ xác nhận và vẫn tự gửi "
                "khi có mạng; khi có tệp {suffix} mang về thì bấm Nhập tệp.",
            )
        ).format(suffix=RECEIPTS_SUFFIX),
    )


def brought_told(brought: BroughtHome) -> Told:
    counts = (
        (
            brought.receipts,
            translate("carrying", "{n} phiếu hải quan đã tiếp nhận"),
        ),
        (
            brought.known,
            translate("carrying", "{n} phiếu đã có xác nhận từ trước"),
        ),
        (brought.answers, translate("carrying", "{n} phản hồi mới của hải quan")),
        (
            brought.foreign,
            translate("carrying", "{n} xác nhận của máy khác, bỏ qua"),
        ),
        (
            brought.refused,
            translate("carrying", "{n} mục không chứng minh được, bỏ qua"),
        ),
        (
            brought.sent_again,
            translate("carrying", "{n} phiếu nơi nhận đề nghị gửi lại"),
        ),
    )
    lines = [words.format(n=n) for n, words in counts if n]
    if brought.joined:
        lines.append(translate("carrying", "Nơi nhận đã biết máy này."))
    said = dict.fromkeys(each.reason.sentence for each in brought.advice)
    lines += [sentence.line(language()) for sentence in said]
    advised = translate(
        "carrying", "Nhận xét của người mang tệp không có chữ ký: phiếu vẫn chờ và vẫn được gửi."
    )
    return Told(
        translate("carrying", "Đã nhập tệp của {name}").format(name=brought.name.of(language())),
        lines or [translate("carrying", "Không có gì mới trong tệp.")],
        advised if brought.advice else "",
    )


def handed_over_told(handed: HandedOver) -> Told:
    done = handed.done
    counts = (
        (
            len(done.receipts),
            translate("carrying", "{n} mục được xác nhận tiếp nhận"),
        ),
        (len(done.problems), translate("carrying", "{n} mục nơi nhận không nhận")),
        (
            len(done.answers.answers) if done.answers else 0,
            translate("carrying", "{n} phản hồi được mang về"),
        ),
        (
            done.unanswered,
            translate("carrying", "{n} mục chưa có hồi âm: gửi hộ lại đúng tệp {suffix} đó"),
        ),
    )
    return Told(
        translate("carrying", "Đã gửi hộ"),
        [words.format(n=n, suffix=SUFFIX) for n, words in counts if n],
        translate("carrying", "Mang tệp {file} về máy đã lập phiếu và nhập ở đó.").format(
            file=shown_name(handed.file.name)
        ),
    )
