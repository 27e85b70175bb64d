"""The words the command line needs for states and columns, in both languages.

What JSON prints are the states' own names; these are for people.
"""

from __future__ import annotations

from collections.abc import Mapping

from rating_client.base.text import Text

PROMPTS = Text("Tờ khai", "declarations")
OUTBOX = Text("Phiếu", "ratings")
NEXT_ATTEMPT = Text("Lần gửi kế tiếp", "next attempt")
FOLDER = Text("Thư mục", "folder")
FIRST_READ = Text("đọc lần đầu", "first read")
RECEIVER = Text("Nơi nhận", "receiver")
DELIVERED = Text(
    "Đã gửi {sent}, hải quan đã tiếp nhận {receipts}, còn chờ {waiting}.",
    "Sent {sent}, received by customs {receipts}, still waiting {waiting}.",
)

PROMPT_STATES: Mapping[str, Text] = {
    "due": Text("chưa đánh giá", "to rate"),
    "shown": Text("đã hỏi một lần", "asked once"),
    "snoozed": Text("nhắc lại sau", "asked again later"),
    "answered": Text("đã đánh giá", "rated"),
    "declined": Text("đã bỏ qua", "skipped"),
    "expired": Text("hết thời hạn", "too late to rate"),
    "withdrawn": Text("tờ khai đã hủy", "declaration cancelled"),
}
ENTRY_STATES: Mapping[str, Text] = {
    "unaddressed": Text("chưa có nơi nhận", "without a receiver"),
    "waiting": Text("đang chờ gửi", "waiting to be sent"),
    "sending": Text("đang gửi", "being sent"),
    "unconfirmed": Text("chưa xác nhận", "unconfirmed"),
    "receipted": Text("hải quan đã tiếp nhận", "received by customs"),
    "needs_attention": Text("cần xử lý", "need attention"),
    "withdrawn": Text("đã hủy gửi", "taken back"),
}
REQUEST_STATES: Mapping[str, Text] = {
    "unsent": Text("chưa gửi yêu cầu tham gia", "not yet asked to join"),
    "unconfirmed": Text("yêu cầu tham gia chưa được xác nhận", "asked to join, no answer yet"),
    "receipted": Text("đã tham gia", "joined"),
    "refused": Text("yêu cầu tham gia bị từ chối", "refused"),
}
DIRECTIONS: Mapping[str, Text] = {
    "N": Text("nhập khẩu", "import"),
    "X": Text("xuất khẩu", "export"),
}
STAGES: Mapping[str, Text] = {
    "draft": Text("bản nháp", "draft"),
    "temporary": Text("khai tạm", "temporary"),
    "declared": Text("đã khai", "declared"),
    "registered": Text("đã đăng ký", "registered"),
    "released": Text("đã giải phóng hàng", "released"),
    "cleared": Text("đã thông quan", "cleared"),
    "cancelled": Text("đã hủy", "cancelled"),
}
CHANNELS: Mapping[int, Text] = {
    1: Text("luồng xanh", "green channel"),
    2: Text("luồng vàng", "yellow channel"),
    3: Text("luồng đỏ", "red channel"),
}
