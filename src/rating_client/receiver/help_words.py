"""What each of the receiver's commands and options is for, in both languages, by its name.

Where an option means something else to one command, it stands under the command's name too.
"""

from __future__ import annotations

from collections.abc import Mapping

from rating_client.base.text import Text

HELP: Mapping[str, Text] = {
    "receiver": Text("máy chủ tiếp nhận mẫu", "the reference receiver"),
    "init": Text(
        "lập khóa, cơ sở dữ liệu, phiếu và danh mục đơn vị",
        "make keys, database, form and directory",
    ),
    "serve": Text("tiếp nhận phiếu đánh giá", "receive ratings"),
    "enrol": Text("lập tệp tham gia để cấp cho người khai", "write an enrolment file to hand out"),
    "list": Text("các phiếu đang giữ, dạng JSON", "what is held, as JSON"),
    "devices": Text(
        "các thiết bị, thiết bị chờ duyệt đứng trước, dạng JSON",
        "the devices, those waiting first, as JSON",
    ),
    "approve": Text(
        "duyệt cho thiết bị gửi thay doanh nghiệp của mình",
        "let a pending device speak for its firms",
    ),
    "revoke": Text("không nhận thêm gì từ một thiết bị", "take nothing new from a device"),
    "answer": Text("phản hồi một phiếu", "answer a submission"),
    "rotate": Text(
        "đổi khóa; khóa cũ vẫn nằm trong danh sách", "new keys; the old ones stay listed"
    ),
    "publish": Text(
        "đưa phiếu hoặc danh mục mới hơn vào dùng", "put a newer form or directory in force"
    ),
    "restored": Text(
        "sau khi khôi phục từ bản sao lưu: xin gửi lại phần đã mất",
        "after a restore from a backup: ask for what was lost",
    ),
    "bundle": Text(
        "nhận gói phiếu từ USB và ghi tệp xác nhận mang về",
        "take a bundle from a stick and write the receipts file",
    ),
    "openapi": Text("mô tả giao diện, dạng JSON", "the description of the interface, as JSON"),
    "DIR": Text("thư mục của nơi nhận", "the receiver's folder"),
    "--language": Text(
        "ngôn ngữ của câu báo (mặc định: %(default)s)",
        "the language of what is said (default: %(default)s)",
    ),
    "--name-vi": Text("tên nơi nhận bằng tiếng Việt", "the receiver's name in Vietnamese"),
    "--name-en": Text("tên nơi nhận bằng tiếng Anh", "the receiver's name in English"),
    "--base-url": Text(
        "địa chỉ của nơi nhận; có thể lặp lại", "where it is reached; may be given again"
    ),
    "serve --base-url": Text(
        "từ nay nơi nhận ở địa chỉ này; {port} được thay bằng cổng đang dùng",
        "be reachable here from now on; {port} is filled in",
    ),
    "--form": Text(
        "phiếu riêng (mặc định: phiếu kèm chương trình)",
        "a form of your own (default: the one that ships)",
    ),
    "--directory": Text(
        "danh mục riêng (mặc định: danh mục kèm chương trình)",
        "a directory of your own (default: the one that ships)",
    ),
    "publish --form": Text("phiếu có version cao hơn", "a form with a higher version"),
    "publish --directory": Text("danh mục có version cao hơn", "a directory with a higher version"),
    "--database": Text(
        "lưu trên máy chủ PostgreSQL thay vì trong DIR: postgresql://USER@HOST/NAME hoặc"
        " postgresql:///NAME?host=/var/run/postgresql",
        "rows on a PostgreSQL server instead of in DIR: postgresql://USER@HOST/NAME or"
        " postgresql:///NAME?host=/var/run/postgresql",
    ),
    "--host": Text(
        "địa chỉ mạng để lắng nghe (mặc định: %(default)s)",
        "the address to listen on (default: %(default)s)",
    ),
    "--port": Text(
        "cổng; 0 là cổng trống bất kỳ (mặc định: %(default)s)",
        "0 takes a free one (default: %(default)s)",
    ),
    "--port-file": Text("ghi số cổng vào đây khi đã lắng nghe", "written once listening"),
    "--certificate": Text("chứng chỉ TLS, dạng PEM", "the TLS certificate, as PEM"),
    "--key": Text("khóa của chứng chỉ, dạng PEM", "the certificate's key, as PEM"),
    "--per-minute": Text(
        "số mục một thiết bị được gửi mỗi phút, tính lâu dài (mặc định: %(default)g)",
        "what one device may send in the long run (default: %(default)g)",
    ),
    "--burst": Text(
        "số mục một thiết bị được gửi cùng lúc (mặc định: %(default)g)",
        "what one device may send at once (default: %(default)g)",
    ),
    "--out": Text("tệp *.rating-enrol sẽ ghi", "the *.rating-enrol file to write"),
    "--office": Text(
        "đơn vị; có thể lặp lại (mặc định: mọi đơn vị)", "may be given again (default: all)"
    ),
    "--tax-code": Text("mã số thuế; có thể lặp lại", "may be given again"),
    "--code": Text(
        "mã kích hoạt dùng một lần: auto là tạo mới, none là không có",
        "a one-time activation code: auto makes one, none does without",
    ),
    "--days": Text(
        "số ngày dùng được mã (mặc định: %(default)s)",
        "how long the code can be used (default: %(default)s)",
    ),
    "DEVICE": Text(
        "mã của thiết bị, do lệnh devices in ra", "the device's id, as devices prints it"
    ),
    "approve --tax-code": Text(
        "doanh nghiệp này thay cho những mã thiết bị đã khai; có thể lặp lại",
        "this firm instead of those it claims; may be given again",
    ),
    "SUBMISSION": Text(
        "mã của phiếu, do lệnh list in ra", "the submission's id, as list prints it"
    ),
    "--status": Text("mã trạng thái, như DA_XU_LY", "the status as a code, such as DA_XU_LY"),
    "--vi": Text("trạng thái bằng tiếng Việt", "the status in Vietnamese"),
    "--en": Text("trạng thái bằng tiếng Anh", "the status in English"),
    "--text": Text("nội dung phản hồi", "the words of the answer"),
    "--final": Text("không còn phản hồi nào nữa", "nothing further will follow"),
    "--device": Text("khi hai thiết bị dùng cùng một mã phiếu", "where two devices used one id"),
    "answer --office": Text(
        "thay cho đơn vị được đánh giá", "instead of the office that was rated"
    ),
    "USE": Text(
        "sig là khóa ký, enc là khóa mở phong bì, both là cả hai",
        "sig signs, enc opens envelopes, both is both",
    ),
    "--lost-from": Text(
        "lúc lập bản sao lưu, như 2026-11-21T10:42:00+07:00",
        "when the backup was made, such as 2026-11-21T10:42:00+07:00",
    ),
    "FILE": Text("tệp *.rating-bundle", "the *.rating-bundle file"),
    "--receipts": Text("tệp *.rating-receipts sẽ ghi", "the *.rating-receipts file to write"),
}
