"""What each command and option is for, in both languages, by its name."""

from __future__ import annotations

from collections.abc import Mapping

from rating_client.base.text import Text
from rating_client.base.usage import two_lines

HELP: Mapping[str, Text] = {
    "demo": Text(
        "nơi nhận, tệp xuất mẫu và chương trình, cùng trên máy này",
        "receiver, sample exports and client together, on this machine",
    ),
    "read": Text("đọc thử tệp tờ khai đã xuất", "what the readers make of export files"),
    "rate": Text("mở phiếu cho một tờ khai", "open the form for one declaration"),
    "submit": Text(
        "đưa vào hàng chờ phiếu do phần mềm khác lập", "queue a rating from another program"
    ),
    "RATING.json": Text(
        'như {"declaration": TỆP XUẤT, "subjects": [{"kind": "office", "level": 4}]}',
        'such as {"declaration": EXPORT FILE, "subjects": [{"kind": "office", "level": 4}]}',
    ),
    "send": Text("gửi phiếu đang chờ, không mở cửa sổ", "deliver what waits, without a window"),
    "status": Text(
        "số phiếu theo trạng thái, lần gửi kế tiếp, thư mục, nơi nhận",
        "counts by state, next attempt, folders, receivers",
    ),
    "verify": Text("kiểm tra xác nhận tiếp nhận, không cần mạng", "check a receipt offline"),
    "bundle": Text("mang phiếu hoặc xác nhận bằng USB", "carry the outbox, or receipts, by hand"),
    "export": Text("ghi phiếu đang chờ thành tệp đã mã hóa", "write what waits into sealed files"),
    "import": Text(
        "nhận xác nhận và phản hồi mang về", "take in receipts and answers that came back"
    ),
    "forward": Text("gửi hộ gói phiếu của máy khác", "hand over a bundle for somebody else"),
    "enrol": Text("đăng ký máy này với nơi nhận", "become known to a receiver"),
    "office": Text("tên đơn vị in trên tờ khai là đơn vị nào", "what a printed office name means"),
    "doctor": Text("tự kiểm tra; ghi tệp hỗ trợ", "look everything over; a file for support"),
    "forget-key": Text(
        "khi gỡ cài đặt: bỏ khóa của dữ liệu đã xóa",
        "on uninstalling: drop the key of deleted data",
    ),
    "selftest": Text(
        "nạp mọi phần, dựng các cửa sổ rồi thoát", "import everything, build the windows, exit"
    ),
    "receiver": Text("máy chủ tiếp nhận mẫu", "the reference receiver"),
    "--version": Text("phiên bản", "the version"),
    "--tray": Text("mở ở khay hệ thống, không hiện cửa sổ", "start in the tray, without a window"),
    "--quit": Text("yêu cầu chương trình đang chạy kết thúc", "ask a running program to end"),
    "--profile": Text("dữ liệu và cài đặt nằm trong DIR", "data and settings in DIR"),
    "--json": Text("in một tài liệu JSON", "print one JSON document"),
    "selftest --json": Text("nơi ghi kết quả", "where the result goes"),
    "--headless": Text("tự bấm, không cần màn hình", "the demo drives the widgets itself"),
    "--screenshots": Text("giữ ảnh các cửa sổ", "keep pictures of windows"),
    "--explain": Text("cho biết mỗi mục lấy từ đâu trong tệp", "say which rule found each field"),
    "--fingerprint": Text(
        "mã nhận dạng khóa trong thông báo của hải quan, thay câu hỏi",
        "the key's fingerprint as customs announced it, instead of asking",
    ),
    "--forget": Text("bỏ điều đã ghi nhớ về NAME", "what was said of NAME before"),
    "--out": Text(
        "ghi tệp hỗ trợ không có dữ liệu riêng", "write a support file without personal data"
    ),
    "--held": Text("cả phiếu đang giữ", "held ratings too"),
    "--receiver": Text(
        "chỉ cho nơi nhận có mã nhận dạng khóa này", "only for this receiver; its id will do too"
    ),
    "--receipts": Text(
        "tệp mang về (mặc định: cạnh FILE)", "what to carry back (default: beside FILE)"
    ),
    "--host": Text("máy chủ được phép gửi đến, thay câu hỏi", "where it may go, instead of asking"),
    "NUMBER|FILE": Text(
        "12 chữ số của tờ khai, hoặc tệp xuất", "the 12 digits of a declaration, or an export file"
    ),
    "FILE|DIR": Text("*.rating-bundle, hoặc thư mục", "*.rating-bundle, or a folder"),
    "NAME": Text("như in trên tờ khai", "as it stands on the declaration"),
    "CODE": Text("từ nay tên đó là mã này", "what it means from now on"),
    "exit codes": Text(
        "mã kết thúc: 0 xong, 1 có trục trặc và một câu trên stderr, 2 dùng sai lệnh",
        "exit code: 0 done, 1 trouble and one sentence on stderr, 2 bad usage",
    ),
}


def help_of(*names: str) -> str:
    """The two lines about the first of these commands or options that has words."""
    return two_lines(next(HELP[name] for name in names if name in HELP))
