"""Everything that is kept about ratings, as a zip a person can read without this program.

The whole of it or nothing: the bytes are made first, and written by whoever asked. Keys, sealed
envelopes and secrets of the device are not in it; what retention has erased is gone here too.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from rating_client.base.clock import iso
from rating_client.base.ledger import Ledger
from rating_client.base.spreadsheet import BOM, csv_lines
from rating_client.base.text import Text

_PAGE = 500  # rows at a time, so that nobody else waits long for the ledger
_READ_ME = Text(
    "Dữ liệu đánh giá hải quan lưu trên máy này, xuất lúc {time}.\n\n"
    "TỆP NÀY KHÔNG ĐƯỢC MÃ HÓA. Ai mở được tệp đều đọc được mức, lý do, tên công chức, nhận xét"
    " và người liên hệ.\nCất giữ như giấy tờ của doanh nghiệp, xóa khi không cần nữa.\n\n"
    "phieu.csv      mỗi phiếu một dòng, mở bằng Excel\n"
    "phieu.json     toàn bộ nội dung từng phiếu, xác nhận tiếp nhận và phản hồi của hải quan\n"
    "to-khai.csv    các tờ khai đã biết\n"
    "nhap.json      các phiếu đang viết dở\n"
    "lien-he.csv    người liên hệ đã nhớ cho từng doanh nghiệp\n"
    "cong-chuc.csv  tên công chức đã gõ trên máy này\n\n"
    "Nội dung đã xóa theo thời hạn lưu không có trong tệp; xác nhận tiếp nhận vẫn còn.\n",
    "Customs service ratings kept on this computer, exported {time}.\n\n"
    "THIS FILE IS NOT ENCRYPTED. Whoever can open it can read levels, reasons, officers' names,"
    " comments and contacts.\nKeep it like papers of the company, and delete it when it is not"
    " needed any more.\n\n"
    "phieu.csv      a line for each rating, for Excel\n"
    "phieu.json     all of each rating, its receipt, and what customs answered\n"
    "to-khai.csv    the declarations that are known\n"
    "nhap.json      ratings begun and not recorded\n"
    "lien-he.csv    contacts remembered for companies\n"
    "cong-chuc.csv  officers' names typed on this computer\n\n"
    "What retention has erased is not in it; receipts still are.\n",
)
_RATINGS = """
    SELECT whole_entry.*, declaration.number, declaration.owner_tax_code, declaration.owner_name,
        declaration.office
    FROM whole_entry JOIN declaration ON declaration.key = declaration_key
    WHERE serial > :after ORDER BY serial LIMIT :limit
"""
_DECLARATIONS = """
    SELECT rowid AS serial, number, owner_tax_code, owner_name, office, channel, registered_at,
        released_at, prompt_state
    FROM declaration WHERE rowid > :after ORDER BY rowid LIMIT :limit
"""


def my_data(ledger: Ledger, now: float) -> bytes:
    """The bytes of the zip."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        read_me = _READ_ME.filled({"time": iso(now)})
        archive.writestr("DOC-TRUOC.txt", f"{BOM}{read_me.vi}\n\n{read_me.en}")
        _put_csv(archive, "phieu.csv", _RATING_HEADS, map(_rating_line, _ratings(ledger)))
        _put_json(archive, "phieu.json", (_rating(ledger, row) for row in _ratings(ledger)))
        _put_csv(archive, "to-khai.csv", _DECLARATION_HEADS, _declaration_lines(ledger))
        _put_json(archive, "nhap.json", _drafts(ledger))
        _put_csv(archive, "lien-he.csv", _CONTACT_HEADS, _contact_lines(ledger))
        officers = ledger.rows("SELECT office, name FROM known_officer ORDER BY office, name")
        _put_csv(archive, "cong-chuc.csv", _OFFICER_HEADS, (row.values() for row in officers))
    return packed.getvalue()


_RATING_HEADS = (
    *("Mã phiếu", "Số tờ khai", "Mã số thuế", "Doanh nghiệp", "Đơn vị hải quan", "Mức"),
    *("Trạng thái", "Lưu lúc", "Hải quan tiếp nhận lúc", "Thay cho phiếu"),
)
_DECLARATION_HEADS = (
    *("Số tờ khai", "Mã số thuế", "Doanh nghiệp", "Đơn vị hải quan", "Luồng"),
    *("Đăng ký lúc", "Giải phóng, thông quan lúc", "Lời nhắc"),
)
_CONTACT_HEADS = ("Mã số thuế", "Họ và tên", "Điện thoại", "Thư điện tử")
_OFFICER_HEADS = ("Đơn vị hải quan", "Họ và tên")


def _ratings(ledger: Ledger) -> Iterator[dict[str, Any]]:
    return _paged(ledger, _RATINGS)


def _rating_line(row: dict[str, Any]) -> Iterable[object]:
    return (
        row["id"],
        row["number"],
        row["owner_tax_code"],
        row["owner_name"],
        row["office"],
        " ".join(row["levels"]),
        row["state"],
        iso(row["queued_at"]),
        None if row["received_at"] is None else iso(row["received_at"]),
        row["supersedes"],
    )


def _rating(ledger: Ledger, row: dict[str, Any]) -> dict[str, Any]:
    answers = ledger.rows(
        "SELECT payload FROM answer WHERE submission = ? ORDER BY number", (row["id"],)
    )
    return {
        "id": row["id"],
        "number": row["number"],
        "state": row["state"],
        "queued_at": iso(row["queued_at"]),
        "content": None if row["content"] is None else json.loads(row["content"]),
        "receipt": row["receipt"],
        "answers": [json.loads(answer["payload"]) for answer in answers],
    }


def _declaration_lines(ledger: Ledger) -> Iterator[Iterable[object]]:
    for row in _paged(ledger, _DECLARATIONS):
        yield list(row.values())[1:]


def _drafts(ledger: Ledger) -> Iterator[dict[str, Any]]:
    for row in ledger.rows("SELECT key, rating, saved_at FROM draft ORDER BY key"):
        rating = json.loads(row["rating"])
        yield {"declaration": row["key"], "saved_at": iso(row["saved_at"]), "rating": rating}


def _contact_lines(ledger: Ledger) -> Iterator[Iterable[object]]:
    kept = ledger.rows("SELECT tax_code, contact FROM owner WHERE contact IS NOT NULL")
    for row in kept:
        contact = json.loads(row["contact"])
        yield (row["tax_code"], *(contact.get(part) for part in ("name", "phone", "email")))


def _paged(ledger: Ledger, sql: str) -> Iterator[dict[str, Any]]:
    after = 0
    while rows := ledger.rows(sql, {"after": after, "limit": _PAGE}):
        yield from rows
        after = rows[-1]["serial"]


def _put_csv(
    archive: zipfile.ZipFile, name: str, heads: Iterable[str], lines: Iterable[Iterable[object]]
) -> None:
    with archive.open(name, "w") as part:
        part.write((BOM + csv_lines([heads])).encode())
        for line in lines:
            part.write(csv_lines([line]).encode())


def _put_json(archive: zipfile.ZipFile, name: str, items: Iterable[dict[str, Any]]) -> None:
    """A list, written item by item: it may be longer than anybody wants to hold in memory."""
    with archive.open(name, "w") as part:
        between = "[\n"
        for item in items:
            part.write((between + json.dumps(item, ensure_ascii=False)).encode())
            between = ",\n"
        part.write(b"[]\n" if between == "[\n" else b"\n]\n")
