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

WRITTEN = Text(
    "{path}: {n} phiếu đã mã hóa, gửi {name}.",
    "{path}: sealed ratings for {name}: {n}.",
)
WRITTEN_AND_JOINING = Text(
    "{path}: yêu cầu tham gia và {n} phiếu đã mã hóa, gửi {name}.",
    "{path}: the request to join, and sealed ratings for {name}: {n}.",
)
LEFT_HELD = Text(
    "{n} phiếu đang giữ lại không nằm trong tệp; thêm --held để xuất cả.",
    "Held ratings that are not in it: {n}; --held takes them along.",
)
LEFT_UNADDRESSED = Text(
    "{n} phiếu chưa có nơi nhận nên chưa xuất được; mở tệp .rating-enrol do hải quan cấp.",
    "Ratings without a receiver, which cannot be sealed yet: {n}; open the .rating-enrol file from"
    " customs.",
)
CARRY_IT = Text(
    "Người mang hộ không đọc được nội dung. Các phiếu vẫn chờ xác nhận: khi có tệp"
    " .rating-receipts mang về, chạy: rating-client bundle import TỆP",
    "Whoever carries it cannot read it. The ratings still wait for their receipts: when a"
    " .rating-receipts file comes back, run: rating-client bundle import FILE",
)
GOES_TO = Text(
    "Gói {n} mục này gửi đến:\n\n    {name}\n    {hosts}\n    {fingerprint}\n\n"
    "Nội dung đã mã hóa, máy này không đọc được.",
    "This bundle (items: {n}) goes to:\n\n    {name}\n    {hosts}\n    {fingerprint}\n\n"
    "It is sealed; this computer cannot read it.",
)
SEND_IT = Text("Gửi đến đó? [c/K] ", "Send it there? [y/N] ")
FORWARDED = Text(
    "Nơi nhận đã xác nhận {receipts}, từ chối {refused}, phản hồi {answers}. Mang tệp {file}"
    " về máy đã lập phiếu.",
    "Receipts {receipts}, refused {refused}, answers {answers}. Carry {file} back to the computer"
    " where the ratings were made.",
)
NEW_RECEIPTS = Text("Hải quan đã tiếp nhận", "received by customs")
KNOWN_RECEIPTS = Text("Đã biết từ trước", "known before")
NEW_ANSWERS = Text("Phản hồi mới của hải quan", "new answers from customs")
FOREIGN_RECEIPTS = Text("Của máy khác, bỏ qua", "of another computer, passed over")
REFUSED_PARTS = Text("Không chứng minh được, bỏ qua", "not proved, passed over")
SENT_AGAIN = Text("Nơi nhận đề nghị gửi lại", "asked for again by the receiver")
JOINED = Text("Máy này đã tham gia nơi nhận.", "This computer has joined the receiver.")
JOINING = Text("Yêu cầu tham gia", "The request to join")
NOT_SIGNED = Text(
    "(Lời này không có chữ ký; phiếu vẫn chờ và vẫn được gửi.)",
    "(Nobody signed this; the rating still waits and is still sent.)",
)

SUPPORT_FILE = Text(
    "Đã ghi {path}. Tệp không có phiếu, tên, số tờ khai hay mật khẩu; mở ra xem trước khi gửi.",
    "Wrote {path}. It holds no rating, name, declaration number or password; look before you send"
    " it.",
)

PROMPT_STATES: Mapping[str, Text] = {
    "due": Text("chưa đánh giá", "to rate"),
    "shown": Text("đã hỏi một lần", "asked once"),
    "snoozed": Text("nhắc lại sau", "asked again later"),
    "answered": Text("đã đánh giá", "rated"),
    "declined": Text("đã bỏ qua", "skipped"),
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
    "revoked": Text("đã bị thu hồi quyền gửi", "revoked"),
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
