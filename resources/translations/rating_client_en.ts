<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="vi">
<context>
    <name>AllRow</name>
    <message>
        <source>Cùng mức cho tất cả</source>
        <translation>Same level for all</translation>
    </message>
    <message>
        <source>tất cả đối tượng</source>
        <translation>all subjects</translation>
    </message>
    <message>
        <source>Bấm phím 1–5; đối tượng nào khác mức thì chọn lại bên dưới</source>
        <translation>Press 1–5; where a subject differs, choose again below</translation>
    </message>
    <message>
        <source>Mức {level} cho {n} đối tượng</source>
        <translation>Level {level}, subjects: {n}</translation>
    </message>
    <message>
        <source>{n} đối tượng chọn riêng</source>
        <translation>{n} chosen apart</translation>
    </message>
    <message>
        <source>Mức 1–2 của công chức chọn riêng từng người.</source>
        <translation>Levels 1–2 are chosen officer by officer.</translation>
    </message>
</context>
<context>
    <name>AnswerPanel</name>
    <message>
        <source>Phản hồi của hải quan</source>
        <translation>Answer from customs</translation>
    </message>
    <message>
        <source>Trạng thái do hải quan gửi: “{status}”</source>
        <translation>Status as customs sent it: “{status}”</translation>
    </message>
</context>
<context>
    <name>AskingFace</name>
    <message>
        <source>Tờ khai vừa đăng ký</source>
        <translation>Declaration just registered</translation>
    </message>
    <message>
        <source>{n} tờ khai vừa đăng ký</source>
        <translation>{n} declarations just registered</translation>
    </message>
    <message>
        <source>Mức độ hài lòng với đơn vị hải quan:</source>
        <translation>Satisfaction with this customs office:</translation>
    </message>
    <message>
        <source>Mức độ hài lòng chung cho cả {n} tờ khai (mức 1–2: mở từng tờ):</source>
        <translation>One level for all {n} declarations (1–2: open each):</translation>
    </message>
    <message>
        <source>Đánh giá chi tiết…</source>
        <translation>Rate in detail…</translation>
    </message>
    <message>
        <source>Mở danh sách</source>
        <translation>Open list</translation>
    </message>
    <message>
        <source>đơn vị hải quan</source>
        <translation>the customs office</translation>
    </message>
    <message>
        <source>Để sau</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>Bỏ qua</source>
        <translation>Skip</translation>
    </message>
    <message>
        <source>Nhiều hơn một lời nhắc liệt kê được. Mở danh sách để đánh giá nhiều tờ.</source>
        <translation>More than a reminder can list. Open the list to rate many at once.</translation>
    </message>
    <message>
        <source>Gộp thành một lời nhắc cuối buổi</source>
        <translation>Merge into one reminder at the end of the day</translation>
    </message>
</context>
<context>
    <name>AttentionDesk</name>
    <message>
        <source>Hủy gửi phiếu {number}?</source>
        <translation>Withdraw {number}?</translation>
    </message>
    <message>
        <source>Hải quan sẽ không nhận phiếu này. Bản lưu vẫn được giữ trên máy này; tờ khai chuyển sang Đã bỏ qua và có thể đánh giá lại.</source>
        <translation>Customs will not receive it. A copy stays on this computer; the declaration moves to Skipped and can be rated again.</translation>
    </message>
    <message>
        <source>Hủy gửi phiếu</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>Giữ lại</source>
        <translation>Keep</translation>
    </message>
</context>
<context>
    <name>AttentionPage</name>
    <message>
        <source>Không có gì cần xử lý.</source>
        <translation>Nothing needs attention.</translation>
    </message>
    <message>
        <source>Cần xử lý</source>
        <translation>Needs attention</translation>
    </message>
    <message>
        <source>Phiếu vẫn nằm an toàn trên máy này, không mất, không gửi lặp. Các phiếu khác vẫn được gửi bình thường.</source>
        <translation>The form is safe on this computer, not lost, not sent twice. Other forms are sent as usual.</translation>
    </message>
    <message>
        <source>Đánh giá tờ khai này…</source>
        <translation>Rate this declaration…</translation>
    </message>
    <message>
        <source>Nhập số tờ khai…</source>
        <translation>Type a number…</translation>
    </message>
</context>
<context>
    <name>BatchAllRow</name>
    <message>
        <source>tất cả tờ khai</source>
        <translation>all declarations</translation>
    </message>
    <message>
        <source>mở từng tờ</source>
        <translation>open each</translation>
    </message>
    <message>
        <source>Một mức cho cả {n} tờ</source>
        <translation>One level for all {n}</translation>
    </message>
    <message>
        <source>Bấm phím 3–5; tờ nào khác mức thì chọn lại bên dưới</source>
        <translation>Press 3–5; change the ones that differ below</translation>
    </message>
    <message>
        <source>Mức {level} cho {n} tờ</source>
        <translation>Level {level} for {n}</translation>
    </message>
    <message>
        <source>{n} tờ chọn riêng</source>
        <translation>{n} chosen apart</translation>
    </message>
    <message>
        <source>Mức {level} cần lý do và đầu mối liên hệ: chọn ở từng tờ bên dưới.</source>
        <translation>Level {level} needs reasons and a contact: choose it in single rows below.</translation>
    </message>
</context>
<context>
    <name>BatchFooter</name>
    <message>
        <source>Đóng, giữ nháp</source>
        <translation>Close, keep draft</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>Sửa</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>Ghi nhận {n} tờ</source>
        <translation>Record {n}</translation>
    </message>
    <message>
        <source>Ghi nhận</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>Gửi {n} phiếu</source>
        <translation>Send {n}</translation>
    </message>
    <message>
        <source>Chọn mức 3–5 cho ít nhất một tờ khai.</source>
        <translation>Choose a level from 3 to 5 for at least one declaration.</translation>
    </message>
    <message>
        <source>{n} phiếu riêng, {n} mã, {n} xác nhận tiếp nhận</source>
        <translation>A form, a code and a receipt of its own for each of {n}</translation>
    </message>
    <message>
        <source>Đã lưu nháp lúc {time}</source>
        <translation>Draft saved {time}</translation>
    </message>
</context>
<context>
    <name>BatchRow</name>
    <message>
        <source>tờ khai {number}</source>
        <translation>declaration {number}</translation>
    </message>
    <message>
        <source>Bỏ tờ khai {number} khỏi lượt này</source>
        <translation>Leave declaration {number} out this time</translation>
    </message>
    <message>
        <source>Đưa lại</source>
        <translation>Put back</translation>
    </message>
    <message>
        <source>Mở phiếu này</source>
        <translation>Open this form</translation>
    </message>
    <message>
        <source>Không có trong lượt này</source>
        <translation>Not in this round</translation>
    </message>
    <message>
        <source>Đã điền riêng, chưa gửi</source>
        <translation>Filled in on its own, not sent</translation>
    </message>
</context>
<context>
    <name>BatchTable</name>
    <message>
        <source>Tờ khai</source>
        <translation>Declaration</translation>
    </message>
</context>
<context>
    <name>BatchWindow</name>
    <message>
        <source>Mỗi lượt tối đa {most} tờ. Còn {n} tờ cho lượt sau; các tờ đó vẫn nằm trong danh sách.</source>
        <translation>At most {most} in one round. Left in the list for the next: {n}.</translation>
    </message>
    <message>
        <source>Phiếu đánh giá · Xem lại</source>
        <translation>Rating form · Check</translation>
    </message>
    <message>
        <source>Phiếu đánh giá · {n} tờ khai</source>
        <translation>Rating form · declarations: {n}</translation>
    </message>
    <message>
        <source>Xem lại trước khi gửi</source>
        <translation>Check before sending</translation>
    </message>
    <message>
        <source>Đánh giá {n} tờ khai</source>
        <translation>Rate declarations: {n}</translation>
    </message>
    <message>
        <source>Sau khi bấm Gửi, các phiếu được lưu trên máy và tự động gửi đến hải quan. Có thể hoàn tác cả lượt trong 10 giây.</source>
        <translation>After Send the forms are saved on this computer and sent to customs automatically. The whole round can be undone for 10 seconds.</translation>
    </message>
    <message>
        <source>Mỗi tờ vẫn là một phiếu riêng. Chỉ đánh giá đơn vị hải quan; muốn nêu khâu hay công chức, mở từng tờ.</source>
        <translation>Each is a separate form. Office level only; open one to name stages or officers.</translation>
    </message>
</context>
<context>
    <name>BatchWords</name>
    <message>
        <source>{n} tờ mức {level}</source>
        <translation>{n} at level {level}</translation>
    </message>
    <message>
        <source>{n} tờ cần mở riêng</source>
        <translation>{n} to be opened</translation>
    </message>
    <message>
        <source>{n} tờ chưa có mức</source>
        <translation>{n} without a level</translation>
    </message>
    <message>
        <source>Luồng xanh</source>
        <translation>Green</translation>
    </message>
    <message>
        <source>Luồng vàng</source>
        <translation>Yellow</translation>
    </message>
    <message>
        <source>Luồng đỏ</source>
        <translation>Red</translation>
    </message>
    <message>
        <source>Chưa phân luồng</source>
        <translation>No channel</translation>
    </message>
</context>
<context>
    <name>ByHand</name>
    <message>
        <source>Đánh giá tờ khai khác</source>
        <translation>Rate another declaration</translation>
    </message>
    <message>
        <source>12 chữ số</source>
        <translation>12 digits</translation>
    </message>
    <message>
        <source>Gõ tên đơn vị hải quan</source>
        <translation>Type a customs office&apos;s name</translation>
    </message>
    <message>
        <source>Dùng “{name}” (ngoài danh mục)</source>
        <translation>Use “{name}” (not in directory)</translation>
    </message>
    <message>
        <source>Đổi</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>Không bắt buộc</source>
        <translation>Optional</translation>
    </message>
    <message>
        <source>Mở phiếu</source>
        <translation>Open form</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Số tờ khai thường bắt đầu bằng 10 (nhập khẩu) hoặc 30 (xuất khẩu). Kiểm tra lại; vẫn mở được phiếu.</source>
        <translation>Declaration numbers usually begin with 10 (import) or 30 (export). Check it; the form can still be opened.</translation>
    </message>
    <message>
        <source>Nhập đủ 12 chữ số của tờ khai.</source>
        <translation>Enter all 12 digits of the declaration.</translation>
    </message>
    <message>
        <source>Chọn đơn vị hải quan tiếp nhận tờ khai.</source>
        <translation>Choose the customs office that received the declaration.</translation>
    </message>
    <message>
        <source>Dùng khi phần mềm khai báo không xuất tờ khai ra thư mục.</source>
        <translation>For when the declaration software does not export to a folder.</translation>
    </message>
    <message>
        <source>Số tờ khai</source>
        <translation>Declaration number</translation>
    </message>
    <message>
        <source>Hải quan tiếp nhận</source>
        <translation>Receiving office</translation>
    </message>
    <message>
        <source>Mã số thuế doanh nghiệp</source>
        <translation>Company&apos;s tax code</translation>
    </message>
</context>
<context>
    <name>CardWindow</name>
    <message>
        <source>Phiếu đánh giá</source>
        <translation>Rating form</translation>
    </message>
    <message>
        <source>+{n} tờ mới</source>
        <translation>+{n} new</translation>
    </message>
    <message>
        <source>Tờ khai {number} vừa đăng ký.</source>
        <translation>Declaration {number} was just registered.</translation>
    </message>
    <message>
        <source>{n} tờ khai vừa đăng ký.</source>
        <translation>{n} declarations were just registered.</translation>
    </message>
    <message>
        <source>{keys} để đánh giá.</source>
        <translation>{keys} to rate.</translation>
    </message>
</context>
<context>
    <name>CarryingDesk</name>
    <message>
        <source>Nhập tệp mang về</source>
        <translation>Import a file</translation>
    </message>
    <message>
        <source>Tệp xác nhận hoặc gói phiếu ({names})</source>
        <translation>Receipts or bundles ({names})</translation>
    </message>
    <message>
        <source>Đang nhập tệp…</source>
        <translation>Importing…</translation>
    </message>
    <message>
        <source>Đang xuất phiếu…</source>
        <translation>Exporting…</translation>
    </message>
    <message>
        <source>Chọn USB hoặc thư mục</source>
        <translation>Choose a stick or folder</translation>
    </message>
    <message>
        <source>Đang gửi hộ…</source>
        <translation>Forwarding…</translation>
    </message>
</context>
<context>
    <name>CarryingWindow</name>
    <message>
        <source>Mang phiếu bằng USB</source>
        <translation>Carry by USB stick</translation>
    </message>
    <message>
        <source>Xuất {n} phiếu thành tệp mã hóa</source>
        <translation>Export what waits as an encrypted file ({n})</translation>
    </message>
    <message>
        <source>Người mang tệp không đọc được nội dung. Phiếu vẫn tự gửi khi có mạng.</source>
        <translation>Whoever carries the file cannot read it. Ratings are still sent by themselves once there is a network.</translation>
    </message>
    <message>
        <source>Cả {n} phiếu đang giữ lại</source>
        <translation>Held ratings too ({n})</translation>
    </message>
    <message>
        <source>Chọn nơi lưu…</source>
        <translation>Choose where…</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Dừng</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Gửi hộ gói {n} mục này?</source>
        <translation>Forward this bundle of somebody else (items: {n})?</translation>
    </message>
    <message>
        <source>Gói đã mã hóa, máy này không đọc được. Nếu gửi hộ, gói đi đến:</source>
        <translation>It is encrypted; this computer cannot read it. If you forward it, it goes to:</translation>
    </message>
    <message>
        <source>Nơi nhận</source>
        <translation>Receiver</translation>
    </message>
    <message>
        <source>Máy chủ</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Mã nhận dạng khóa</source>
        <translation>Key fingerprint</translation>
    </message>
    <message>
        <source>Gửi hộ</source>
        <translation>Forward</translation>
    </message>
    <message>
        <source>Không gửi</source>
        <translation>Don&apos;t send</translation>
    </message>
</context>
<context>
    <name>ClosingBlock</name>
    <message>
        <source>Ý kiến, kiến nghị</source>
        <translation>Suggestions</translation>
    </message>
    <message>
        <source>Người đánh giá</source>
        <translation>Rated by</translation>
    </message>
    <message>
        <source>Doanh nghiệp</source>
        <translation>Company</translation>
    </message>
    <message>
        <source>Đại lý làm thủ tục hải quan</source>
        <translation>Customs broker</translation>
    </message>
    <message>
        <source>Không bắt buộc</source>
        <translation>Optional</translation>
    </message>
</context>
<context>
    <name>ConditionBar</name>
    <message>
        <source>Thu gọn</source>
        <translation>Show less</translation>
    </message>
    <message>
        <source>Còn {n} thông báo</source>
        <translation>{n} more</translation>
    </message>
</context>
<context>
    <name>ConnectionPanel</name>
    <message>
        <source>Chỉ xem có tới được nơi nhận không; không gửi phiếu nào.</source>
        <translation>Only looks whether the receiver can be reached; no rating is sent.</translation>
    </message>
    <message>
        <source>Đang kiểm tra…</source>
        <translation>Checking…</translation>
    </message>
    <message>
        <source>Kiểm tra kết nối</source>
        <translation>Test the connection</translation>
    </message>
</context>
<context>
    <name>ContactBlock</name>
    <message>
        <source>Đầu mối liên hệ của doanh nghiệp</source>
        <translation>Company contact</translation>
    </message>
    <message>
        <source>bắt buộc ở mức 1–2, để hải quan xác minh và phản hồi</source>
        <translation>required for levels 1–2, so that customs can verify and reply</translation>
    </message>
    <message>
        <source>Đề nghị hải quan phản hồi kết quả</source>
        <translation>Ask customs for an answer</translation>
    </message>
    <message>
        <source>Nhớ cho doanh nghiệp này</source>
        <translation>Remember for this company</translation>
    </message>
    <message>
        <source>Ví dụ: 0900 000 000</source>
        <translation>Such as 0900 000 000</translation>
    </message>
    <message>
        <source>Họ và tên</source>
        <translation>Full name</translation>
    </message>
    <message>
        <source>Điện thoại</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Thư điện tử (không bắt buộc)</source>
        <translation>E-mail (optional)</translation>
    </message>
</context>
<context>
    <name>Coordinator</name>
    <message>
        <source>Chương trình vẫn chạy ở khay hệ thống.</source>
        <translation>Still running in the notification area.</translation>
    </message>
</context>
<context>
    <name>CountsPanel</name>
    <message>
        <source>Mỗi tờ là một phiếu riêng, chỉ gồm mức của đơn vị hải quan: không lý do, không nêu công chức. Phiếu không ẩn danh: hải quan biết số tờ khai và mã số thuế.</source>
        <translation>Each is a separate form with the level of the customs office alone: no reasons, no officer named. Forms are not anonymous: customs sees the declaration number and the tax code.</translation>
    </message>
    <message>
        <source>tờ</source>
        <translation>×</translation>
    </message>
    <message>
        <source>Không gửi trong lượt này: {behind}. Các tờ đó vẫn nằm trong danh sách.</source>
        <translation>Not sent this time: {behind}. They stay in the list.</translation>
    </message>
</context>
<context>
    <name>CoverageBar</name>
    <message>
        <source>Tuần này</source>
        <translation>This week</translation>
    </message>
    <message>
        <source>{n} / {of} tờ khai</source>
        <translation>declarations: {n} / {of}</translation>
    </message>
</context>
<context>
    <name>DeliveryWords</name>
    <message>
        <source>Ngoại tuyến · {n} phiếu chờ gửi</source>
        <translation>Offline · {n} waiting</translation>
    </message>
    <message>
        <source>Ngoại tuyến</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Tạm dừng: cần đăng nhập mạng</source>
        <translation>Paused: network sign-in needed</translation>
    </message>
    <message>
        <source>Không gửi được: nơi nhận có trục trặc</source>
        <translation>Receiver has a problem</translation>
    </message>
    <message>
        <source>Cần nhập lại mã kích hoạt</source>
        <translation>Activation needed again</translation>
    </message>
    <message>
        <source>Chưa có nơi nhận · {n} phiếu được giữ</source>
        <translation>No receiver yet · {n} kept</translation>
    </message>
    <message>
        <source>Chưa có nơi nhận</source>
        <translation>No receiver yet</translation>
    </message>
    <message>
        <source>{n} phiếu chờ gửi</source>
        <translation>{n} waiting to be sent</translation>
    </message>
    <message>
        <source>Trực tuyến · không có phiếu chờ gửi</source>
        <translation>Online · nothing waiting</translation>
    </message>
    <message>
        <source>Đang gửi…</source>
        <translation>Sending…</translation>
    </message>
    <message>
        <source>Mở tệp .rating-enrol để gửi được</source>
        <translation>Open a .rating-enrol file to send</translation>
    </message>
    <message>
        <source>Mở tệp .rating-enrol mới</source>
        <translation>Open a new .rating-enrol file</translation>
    </message>
    <message>
        <source>Mở trình duyệt, đăng nhập, rồi bấm Gửi ngay</source>
        <translation>Sign in with a browser, then press Send now</translation>
    </message>
    <message>
        <source>Gửi lúc {time}</source>
        <translation>Sends at {time}</translation>
    </message>
    <message>
        <source>Thử lại lúc {time}</source>
        <translation>Next try at {time}</translation>
    </message>
    <message>
        <source>{n} phiếu đang giữ đến khi thông quan</source>
        <translation>{n} held until cleared</translation>
    </message>
    <message>
        <source>Tiếp nhận gần nhất {time}</source>
        <translation>Last received {time}</translation>
    </message>
</context>
<context>
    <name>DiagnosticsDesk</name>
    <message>
        <source>Đã sao chép.</source>
        <translation>Copied.</translation>
    </message>
    <message>
        <source>Chọn nơi lưu tệp hỗ trợ</source>
        <translation>Choose where to save the support file</translation>
    </message>
    <message>
        <source>Đã lưu {path}. Có thể mở ra xem trước khi gửi.</source>
        <translation>Saved {path}. Look into it before you send it.</translation>
    </message>
</context>
<context>
    <name>DiagnosticsPage</name>
    <message>
        <source>Đang kiểm tra…</source>
        <translation>Checking…</translation>
    </message>
    <message>
        <source>Có {n} điều cần xử lý.</source>
        <translation>Needs attention: {n}.</translation>
    </message>
    <message>
        <source>Không có điều gì cần xử lý.</source>
        <translation>Nothing needs attention.</translation>
    </message>
    <message>
        <source>Thông báo của hải quan</source>
        <translation>Announcements of customs</translation>
    </message>
    <message>
        <source>Trợ giúp, chẩn đoán</source>
        <translation>Help and diagnostics</translation>
    </message>
    <message>
        <source>Phím F1 mở hướng dẫn ở đúng trang của cửa sổ đang dùng.</source>
        <translation>F1 opens the guide at the page of the window in use.</translation>
    </message>
    <message>
        <source>Mở hướng dẫn</source>
        <translation>Open the guide</translation>
    </message>
    <message>
        <source>Kiểm tra lại tất cả</source>
        <translation>Check everything again</translation>
    </message>
    <message>
        <source>Tự kiểm tra</source>
        <translation>Self-check</translation>
    </message>
    <message>
        <source>Tình trạng máy này</source>
        <translation>How this computer stands</translation>
    </message>
    <message>
        <source>Cho bộ phận hỗ trợ</source>
        <translation>For support</translation>
    </message>
    <message>
        <source>Sao chép chẩn đoán</source>
        <translation>Copy diagnostics</translation>
    </message>
    <message>
        <source>Không chứa tên, số điện thoại, nội dung nhận xét hay số tờ khai.</source>
        <translation>Holds no name, telephone number, comment or declaration number.</translation>
    </message>
    <message>
        <source>Sao chép</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Tệp hỗ trợ</source>
        <translation>Support file</translation>
    </message>
    <message>
        <source>Một tệp .zip: phiên bản, kết quả tự kiểm tra, số đếm, nhật ký đã lược bỏ. Không có phiếu, tên, số tờ khai, mã số thuế, đường dẫn hay mật khẩu. Chương trình không tự gửi tệp này cho ai.</source>
        <translation>A .zip: the version, what the self-check found, counts, the log with everything personal left out. No rating, name, declaration number, tax code, path or password. The program sends it to nobody.</translation>
    </message>
    <message>
        <source>Lưu tệp…</source>
        <translation>Save the file…</translation>
    </message>
    <message>
        <source>Nhật ký</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Chỉ có giờ, mã lỗi và số đếm.</source>
        <translation>Times, codes and counts only.</translation>
    </message>
    <message>
        <source>Mở thư mục</source>
        <translation>Open the folder</translation>
    </message>
</context>
<context>
    <name>DigestFace</name>
    <message>
        <source>Cuối ngày: còn {n} tờ khai chưa đánh giá</source>
        <translation>End of day: {n} not rated yet</translation>
    </message>
    <message>
        <source>Hôm nay đã đánh giá {a} / {b} tờ khai. Lời nhắc này không hiện lại trước {time} ngày làm việc tiếp theo.</source>
        <translation>Rated {a} of {b} today. This reminder will not return before {time} on the next working day.</translation>
    </message>
    <message>
        <source>Mở danh sách</source>
        <translation>Open list</translation>
    </message>
    <message>
        <source>Ngày làm việc sau</source>
        <translation>Next working day</translation>
    </message>
    <message>
        <source>Bỏ qua cả {n}</source>
        <translation>Skip all {n}</translation>
    </message>
</context>
<context>
    <name>DropZone</name>
    <message>
        <source>Thả tệp .rating-enrol do hải quan cấp vào đây</source>
        <translation>Drop the .rating-enrol file from customs here</translation>
    </message>
    <message>
        <source>Chọn tệp…</source>
        <translation>Choose file…</translation>
    </message>
</context>
<context>
    <name>EnrolmentPanel</name>
    <message>
        <source>Chọn tệp .rating-enrol</source>
        <translation>Choose a .rating-enrol file</translation>
    </message>
    <message>
        <source>Tệp đăng ký (*.rating-enrol)</source>
        <translation>Enrolment file (*.rating-enrol)</translation>
    </message>
</context>
<context>
    <name>ExportMenu</name>
    <message>
        <source>Xem và in, lưu PDF…</source>
        <translation>View and print, save PDF…</translation>
    </message>
    <message>
        <source>Lưu bảng CSV (Excel)…</source>
        <translation>Save tables as CSV (Excel)…</translation>
    </message>
    <message>
        <source>Đã lưu {name}</source>
        <translation>Saved {name}</translation>
    </message>
    <message>
        <source>Lưu bảng CSV</source>
        <translation>Save tables as CSV</translation>
    </message>
    <message>
        <source>thong-ke-{day}.csv</source>
        <translation>statistics-{day}.csv</translation>
    </message>
</context>
<context>
    <name>Face</name>
    <message>
        <source>Phiếu đánh giá</source>
        <translation>Rating form</translation>
    </message>
    <message>
        <source>Đóng lời nhắc, tờ khai vẫn nằm trong Chờ đánh giá</source>
        <translation>Close the reminder; the declaration stays under To rate</translation>
    </message>
</context>
<context>
    <name>FactsFor</name>
    <message>
        <source>Đơn vị hải quan tiếp nhận</source>
        <translation>The receiving customs office</translation>
    </message>
</context>
<context>
    <name>FiguresRow</name>
    <message>
        <source>Đã có ý kiến</source>
        <translation>Rated</translation>
    </message>
    <message>
        <source>{n} / {of} tờ khai tuần này</source>
        <translation>declarations this week: {n} / {of}</translation>
    </message>
    <message>
        <source>Còn chờ</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>tờ khai tuần này</source>
        <translation>declarations this week</translation>
    </message>
    <message>
        <source>Hải quan đã tiếp nhận</source>
        <translation>Received by customs</translation>
    </message>
    <message>
        <source>phiếu trong {days} ngày; {n} đang chờ gửi</source>
        <translation>forms in {days} days; {n} waiting to be sent</translation>
    </message>
    <message>
        <source>Có phản hồi</source>
        <translation>Answered</translation>
    </message>
    <message>
        <source>phiếu có mức 1–2, trong {days} ngày</source>
        <translation>forms with levels 1–2, in {days} days</translation>
    </message>
</context>
<context>
    <name>FileControl</name>
    <message>
        <source>Chọn tệp…</source>
        <translation>Choose a file…</translation>
    </message>
    <message>
        <source>Bỏ tệp này</source>
        <translation>Leave this file out</translation>
    </message>
    <message>
        <source>Chọn tệp</source>
        <translation>Choose a file</translation>
    </message>
</context>
<context>
    <name>FindingRows</name>
    <message>
        <source>Tốt</source>
        <translation>Well</translation>
    </message>
    <message>
        <source>Nên biết</source>
        <translation>Worth knowing</translation>
    </message>
    <message>
        <source>Cần xử lý</source>
        <translation>Needs attention</translation>
    </message>
</context>
<context>
    <name>FirstRunRail</name>
    <message>
        <source>Bắt đầu</source>
        <translation>Getting started</translation>
    </message>
    <message>
        <source>Khoảng 2 phút. Mỗi bước đều có thể để sau.</source>
        <translation>About 2 minutes. Each step can wait.</translation>
    </message>
    <message>
        <source>Chương trình chỉ đọc, không sửa hay xóa tệp của phần mềm khai báo.</source>
        <translation>Read only: nothing of the declaration software is changed or deleted.</translation>
    </message>
</context>
<context>
    <name>FirstRunWindow</name>
    <message>
        <source>Phiếu đánh giá hải quan · Thiết lập lần đầu</source>
        <translation>Customs Service Rating · First set-up</translation>
    </message>
    <message>
        <source>Thư mục tờ khai</source>
        <translation>Export folder</translation>
    </message>
    <message>
        <source>Nơi nhận phiếu</source>
        <translation>Receiver</translation>
    </message>
    <message>
        <source>Tờ khai đã có</source>
        <translation>Earlier declarations</translation>
    </message>
    <message>
        <source>Để sau</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>Quay lại</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Tiếp tục</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>Phiếu gửi đến đơn vị hải quan nào?</source>
        <translation>Which customs body receives the ratings?</translation>
    </message>
    <message>
        <source>Đã chấp nhận: {names}. Có thể thêm nơi nhận khác.</source>
        <translation>Accepted: {names}. Another receiver can be added.</translation>
    </message>
    <message>
        <source>Hải quan cấp một tệp .rating-enrol. Chưa có tệp vẫn đánh giá được: phiếu được giữ trên máy này cho đến khi có tệp.</source>
        <translation>Customs issues a .rating-enrol file. You can rate without one: ratings are kept on this computer until it is there.</translation>
    </message>
    <message>
        <source>Chưa có tệp</source>
        <translation>No file yet</translation>
    </message>
    <message>
        <source>Hoàn tất</source>
        <translation>Finish</translation>
    </message>
</context>
<context>
    <name>FolderCard</name>
    <message>
        <source>Chưa có tệp nào; tờ khai mới sẽ được đọc ngay khi xuất.</source>
        <translation>No files yet; new declarations are read as soon as they are exported.</translation>
    </message>
    <message>
        <source>Nhờ quản trị cấp quyền Đọc cho thư mục này.</source>
        <translation>Ask your administrator for Read access to this folder.</translation>
    </message>
    <message>
        <source>Thư mục không còn ở đó.</source>
        <translation>The folder is gone.</translation>
    </message>
    <message>
        <source>{n} tệp, chưa thấy tờ khai đọc được</source>
        <translation>Files: {n}, no readable declaration seen</translation>
    </message>
    <message>
        <source>{n} tệp, mới nhất {time}</source>
        <translation>Files: {n}, newest {time}</translation>
    </message>
    <message>
        <source>Đọc được</source>
        <translation>Readable</translation>
    </message>
    <message>
        <source>Thư mục trống</source>
        <translation>Empty folder</translation>
    </message>
    <message>
        <source>Không có quyền đọc</source>
        <translation>No permission</translation>
    </message>
    <message>
        <source>Không thấy</source>
        <translation>Missing</translation>
    </message>
    <message>
        <source>Không phù hợp</source>
        <translation>Not suitable</translation>
    </message>
    <message>
        <source>ECUS5 XML</source>
        <translation>ECUS5 XML</translation>
    </message>
    <message>
        <source>XML của hải quan</source>
        <translation>customs XML</translation>
    </message>
    <message>
        <source>XML của cổng khai báo</source>
        <translation>XML of the declaration portal</translation>
    </message>
    <message>
        <source>điện văn VNACCS</source>
        <translation>VNACCS messages</translation>
    </message>
    <message>
        <source>bản in Excel</source>
        <translation>Excel prints</translation>
    </message>
    <message>
        <source>bản in PDF</source>
        <translation>PDF prints</translation>
    </message>
    <message>
        <source>danh sách tờ khai</source>
        <translation>lists of declarations</translation>
    </message>
    <message>
        <source>loại {kinds}</source>
        <translation>{kinds}</translation>
    </message>
    <message>
        <source>Máy chứa thư mục chưa trả lời; sẽ xem lại ngay khi có trả lời.</source>
        <translation>The computer that holds it has not answered; as soon as it does, the folder is looked at.</translation>
    </message>
    <message>
        <source>Chưa trả lời</source>
        <translation>No answer yet</translation>
    </message>
    <message>
        <source>XML 2.0 (cần bản in Excel)</source>
        <translation>XML 2.0 (Excel prints needed)</translation>
    </message>
</context>
<context>
    <name>FolderControl</name>
    <message>
        <source>Thêm thư mục…</source>
        <translation>Add a folder…</translation>
    </message>
    <message>
        <source>{path} không được thêm: {why}.</source>
        <translation>{path} was not added: {why}.</translation>
    </message>
    <message>
        <source>Không đọc thư mục này nữa</source>
        <translation>Stop reading this folder</translation>
    </message>
    <message>
        <source>Chọn thư mục tờ khai</source>
        <translation>Choose the export folder</translation>
    </message>
    <message>
        <source>Đọc được</source>
        <translation>Readable</translation>
    </message>
    <message>
        <source>Thư mục trống</source>
        <translation>Empty</translation>
    </message>
    <message>
        <source>Không có quyền đọc</source>
        <translation>No permission to read</translation>
    </message>
    <message>
        <source>Không thấy thư mục</source>
        <translation>Not found</translation>
    </message>
    <message>
        <source>Chưa thấy tờ khai đọc được</source>
        <translation>Nothing readable yet</translation>
    </message>
    <message>
        <source>Thư mục chưa trả lời</source>
        <translation>The folder has not answered yet</translation>
    </message>
    <message>
        <source>Đang xem thư mục {path}…</source>
        <translation>Looking into {path}…</translation>
    </message>
</context>
<context>
    <name>FoldersStep</name>
    <message>
        <source>Phần mềm khai báo xuất tờ khai vào đâu?</source>
        <translation>Where does your declaration software export?</translation>
    </message>
    <message>
        <source>Đang tìm thư mục trên máy này…</source>
        <translation>Looking for folders on this computer…</translation>
    </message>
    <message>
        <source>Chọn thư mục khác…</source>
        <translation>Choose another…</translation>
    </message>
    <message>
        <source>Không dùng thư mục, nhập tay</source>
        <translation>No folder, type by hand</translation>
    </message>
    <message>
        <source>Đã tìm thấy {n} thư mục. Chọn một hay nhiều thư mục.</source>
        <translation>Folders found: {n}. Choose one or more.</translation>
    </message>
    <message>
        <source>Chưa tìm thấy thư mục nào. Trong phần mềm khai báo, bật xuất XML hoặc Excel, rồi chọn thư mục đó ở đây.</source>
        <translation>No folder found yet. Turn on XML or Excel export in the declaration software, then choose its folder here.</translation>
    </message>
    <message>
        <source>Chọn thư mục tờ khai</source>
        <translation>Choose the export folder</translation>
    </message>
    <message>
        <source>Tờ khai cũ chỉ được đưa vào danh sách. Bước 3 cho chọn đánh giá một lần các tờ của 7 ngày qua.</source>
        <translation>Earlier declarations only go into the list. Step 3 offers to rate those of the last 7 days together.</translation>
    </message>
    <message>
        <source>{n} tệp đã có sẽ không làm hiện lời nhắc.</source>
        <translation>Files there already ({n}) will not bring up a reminder.</translation>
    </message>
    <message>
        <source>Chọn thư mục tờ khai…</source>
        <translation>Choose the export folder…</translation>
    </message>
    <message>
        <source>Đang xem thư mục {path}…</source>
        <translation>Looking into {path}…</translation>
    </message>
</context>
<context>
    <name>FormDesk</name>
    <message>
        <source>Bản thay thế cho phiếu gửi lúc {time}</source>
        <translation>Replacement for the form sent at {time}</translation>
    </message>
</context>
<context>
    <name>FormFooter</name>
    <message>
        <source>Đóng, giữ nháp</source>
        <translation>Close, keep draft</translation>
    </message>
    <message>
        <source>Ghi nhận</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>Sửa</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>Gửi</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>Quay lại</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Đang lưu…</source>
        <translation>Saving…</translation>
    </message>
    <message>
        <source>Đã lưu nháp lúc {time}</source>
        <translation>Draft saved {time}</translation>
    </message>
    <message>
        <source>Còn {n} mục cần nhập: {things}</source>
        <translation>{n} missing: {things}</translation>
    </message>
</context>
<context>
    <name>FormHeader</name>
    <message>
        <source>MST {code}</source>
        <translation>Tax code {code}</translation>
    </message>
    <message>
        <source>Sao chép số tờ khai</source>
        <translation>Copy declaration number</translation>
    </message>
    <message>
        <source>Loại hình</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Hải quan tiếp nhận</source>
        <translation>Receiving office</translation>
    </message>
    <message>
        <source>Đội</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>Đăng ký lúc</source>
        <translation>Registered at</translation>
    </message>
    <message>
        <source>Doanh nghiệp: {unsaid}</source>
        <translation>Company: {unsaid}</translation>
    </message>
</context>
<context>
    <name>FoundStep</name>
    <message>
        <source>Xem thử lời nhắc</source>
        <translation>Show a sample reminder</translation>
    </message>
    <message>
        <source>Biểu tượng của chương trình nằm ở góc phải thanh tác vụ; có thể kéo ra khỏi ngăn ẩn. Tờ khai vừa đăng ký sẽ hiện lời nhắc ở góc màn hình, không chiếm bàn phím.</source>
        <translation>The program&apos;s icon is at the right end of the task bar; it can be dragged out of the hidden area. A declaration just registered shows a reminder in the corner of the screen, without taking the keyboard.</translation>
    </message>
    <message>
        <source>Đang đọc các tờ khai đã có</source>
        <translation>Reading earlier declarations</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Chưa có tờ khai nào từ trước</source>
        <translation>No earlier declarations</translation>
    </message>
    <message>
        <source>Tờ khai mới sẽ được đọc ngay sau khi xuất ra thư mục.</source>
        <translation>New declarations are read as soon as they are exported to the folder.</translation>
    </message>
    <message>
        <source>Có {n} tờ khai từ trước</source>
        <translation>Earlier declarations: {n}</translation>
    </message>
    <message>
        <source>{n} tờ khai cũ chỉ được đưa vào danh sách, không hiện lời nhắc.</source>
        <translation>Earlier declarations, only listed and without a reminder: {n}.</translation>
    </message>
    <message>
        <source>Đánh giá một lần {n} tờ của 7 ngày qua</source>
        <translation>Rate the {n} of the last 7 days in one batch</translation>
    </message>
    <message>
        <source>Chưa có thư mục nào được chọn. Có thể chọn sau trong Cài đặt.</source>
        <translation>No folder chosen. It can be chosen later in Settings.</translation>
    </message>
    <message>
        <source>Có thể đóng cửa sổ này; việc đọc vẫn tiếp tục.</source>
        <translation>This window may be closed; reading goes on.</translation>
    </message>
    <message>
        <source>Đã đọc {n} / {of} tệp.</source>
        <translation>Files read: {n} of {of}.</translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <source>Trợ giúp · Phiếu đánh giá hải quan</source>
        <translation>Help · Customs Service Rating</translation>
    </message>
    <message>
        <source>Các mục trợ giúp</source>
        <translation>Pages of the guide</translation>
    </message>
    <message>
        <source>Nội dung trợ giúp</source>
        <translation>The page</translation>
    </message>
</context>
<context>
    <name>InboxBar</name>
    <message>
        <source>Hoàn tác</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Đưa lại danh sách</source>
        <translation>Put back</translation>
    </message>
    <message>
        <source>Bỏ qua</source>
        <translation>Skip</translation>
    </message>
    <message>
        <source>Để sau</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>Đánh giá</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Đã chọn {n} tờ khai</source>
        <translation>{n} selected</translation>
    </message>
    <message>
        <source>Đã bỏ qua {n} tờ khai</source>
        <translation>{n} skipped</translation>
    </message>
    <message>
        <source>Vẫn xem lại được trong bộ lọc “Đã bỏ qua”.</source>
        <translation>They can still be found with the filter “Skipped”.</translation>
    </message>
    <message>
        <source>Đánh giá cùng lúc</source>
        <translation>Rate together</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>In phiếu</source>
        <translation>Print form</translation>
    </message>
</context>
<context>
    <name>InboxFilters</name>
    <message>
        <source>Tìm số tờ khai, mã số thuế, đơn vị…</source>
        <translation>Search number, tax code, office…</translation>
    </message>
    <message>
        <source>Doanh nghiệp</source>
        <translation>Company</translation>
    </message>
    <message>
        <source>Doanh nghiệp: tất cả</source>
        <translation>Company: all</translation>
    </message>
    <message>
        <source>Chưa có ý kiến</source>
        <translation>No opinion yet</translation>
    </message>
    <message>
        <source>Kể cả tờ khai có từ trước</source>
        <translation>Including those from before setup</translation>
    </message>
    <message>
        <source>Đã bỏ qua</source>
        <translation>Skipped</translation>
    </message>
    <message>
        <source>Đã đánh giá</source>
        <translation>Rated</translation>
    </message>
    <message>
        <source>Trạng thái</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Mọi luồng</source>
        <translation>All channels</translation>
    </message>
    <message>
        <source>Luồng</source>
        <translation>Channel</translation>
    </message>
    <message>
        <source>Xem “{state}”</source>
        <translation>Show “{state}”</translation>
    </message>
    <message>
        <source>Xóa bộ lọc</source>
        <translation>Clear filters</translation>
    </message>
    <message>
        <source>Không tìm thấy “{q}”.</source>
        <translation>No match for “{q}”.</translation>
    </message>
    <message>
        <source>Không có tờ khai nào khớp bộ lọc.</source>
        <translation>No declaration matches the filters.</translation>
    </message>
    <message>
        <source>Không còn tờ khai nào chờ đánh giá.</source>
        <translation>Nothing left to rate.</translation>
    </message>
    <message>
        <source>Tờ khai mới sẽ hiện ở đây ngay sau khi đăng ký.</source>
        <translation>New declarations appear here once registered.</translation>
    </message>
</context>
<context>
    <name>InboxModel</name>
    <message>
        <source>Số tờ khai</source>
        <translation>Declaration</translation>
    </message>
    <message>
        <source>Doanh nghiệp</source>
        <translation>Company</translation>
    </message>
    <message>
        <source>Loại hình</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Luồng</source>
        <translation>Channel</translation>
    </message>
    <message>
        <source>Hải quan tiếp nhận</source>
        <translation>Receiving office</translation>
    </message>
    <message>
        <source>Đăng ký</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Trạng thái</source>
        <translation>State</translation>
    </message>
    <message>
        <source>11 số đầu là số tờ khai; số cuối là lần bổ sung.</source>
        <translation>The first 11 digits identify the declaration; the last counts supplements.</translation>
    </message>
    <message>
        <source>Chưa rõ ngày đăng ký</source>
        <translation>Registration date unknown</translation>
    </message>
    <message>
        <source>{day} · {n} tờ khai</source>
        <translation>{day} · declarations: {n}</translation>
    </message>
</context>
<context>
    <name>InboxPage</name>
    <message>
        <source>Chờ đánh giá</source>
        <translation>To rate</translation>
    </message>
    <message>
        <source>Tờ khai khác…</source>
        <translation>Rate another…</translation>
    </message>
    <message>
        <source>{n} tờ khai đã đăng ký, chưa có ý kiến. Tắt lời nhắc không làm mất tờ nào.</source>
        <translation>{n} registered, no opinion yet. Closing a reminder loses nothing.</translation>
    </message>
    <message>
        <source>Loại hình</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Đăng ký</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>{n} tại {office}</source>
        <translation>{n} at {office}</translation>
    </message>
</context>
<context>
    <name>InboxWords</name>
    <message>
        <source>Chưa đánh giá</source>
        <translation>Not rated</translation>
    </message>
    <message>
        <source>Chờ thông quan</source>
        <translation>Until cleared</translation>
    </message>
    <message>
        <source>Bản nháp {time}</source>
        <translation>Draft {time}</translation>
    </message>
    <message>
        <source>Có từ trước</source>
        <translation>From before setup</translation>
    </message>
    <message>
        <source>Đã đánh giá</source>
        <translation>Rated</translation>
    </message>
    <message>
        <source>Đã bỏ qua</source>
        <translation>Skipped</translation>
    </message>
    <message>
        <source>Tờ khai đã hủy</source>
        <translation>Cancelled</translation>
    </message>
    <message>
        <source>Xanh</source>
        <translation>Green</translation>
    </message>
    <message>
        <source>Vàng</source>
        <translation>Yellow</translation>
    </message>
    <message>
        <source>Đỏ</source>
        <translation>Red</translation>
    </message>
    <message>
        <source>Chưa có</source>
        <translation>None yet</translation>
    </message>
    <message>
        <source>Nhắc lại {time}</source>
        <translation>Reminder {time}</translation>
    </message>
</context>
<context>
    <name>KeysControl</name>
    <message>
        <source>Không dùng phím tắt</source>
        <translation>No hotkey</translation>
    </message>
</context>
<context>
    <name>LaterFace</name>
    <message>
        <source>Nhắc lại khi nào?</source>
        <translation>Remind again when?</translation>
    </message>
    <message>
        <source>15 phút nữa</source>
        <translation>In 15 minutes</translation>
    </message>
    <message>
        <source>1 giờ nữa</source>
        <translation>In 1 hour</translation>
    </message>
    <message>
        <source>Khi tờ khai thông quan</source>
        <translation>When cleared</translation>
    </message>
    <message>
        <source>Cuối ngày làm việc</source>
        <translation>End of working day</translation>
    </message>
    <message>
        <source>Không nhắc nữa hôm nay</source>
        <translation>No more reminders today</translation>
    </message>
    <message>
        <source>Quay lại</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>LaterMenu</name>
    <message>
        <source>15 phút nữa</source>
        <translation>In 15 minutes</translation>
    </message>
    <message>
        <source>1 giờ nữa</source>
        <translation>In 1 hour</translation>
    </message>
    <message>
        <source>Khi tờ khai thông quan</source>
        <translation>When cleared</translation>
    </message>
    <message>
        <source>Cuối ngày làm việc</source>
        <translation>End of working day</translation>
    </message>
</context>
<context>
    <name>LevelStrip</name>
    <message>
        <source>Mức cho {subject}, chưa chọn</source>
        <translation>Level for {subject}, none chosen</translation>
    </message>
    <message>
        <source>Mức cho {subject}: {level}</source>
        <translation>Level for {subject}: {level}</translation>
    </message>
</context>
<context>
    <name>LowLevelBar</name>
    <message>
        <source>Mở phiếu này</source>
        <translation>Open this form</translation>
    </message>
    <message>
        <source>{number}: mức {level} cần mở riêng để nhập lý do và đầu mối liên hệ.</source>
        <translation>{number}: level {level} must be opened to enter reasons and a contact.</translation>
    </message>
</context>
<context>
    <name>MainRail</name>
    <message>
        <source>Chờ đánh giá</source>
        <translation>To rate</translation>
    </message>
    <message>
        <source>Đã gửi</source>
        <translation>Sent</translation>
    </message>
    <message>
        <source>Cần xử lý</source>
        <translation>Needs attention</translation>
    </message>
    <message>
        <source>Thống kê</source>
        <translation>Statistics</translation>
    </message>
    <message>
        <source>Nơi nhận phiếu</source>
        <translation>Receivers</translation>
    </message>
    <message>
        <source>Cài đặt</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>{n} tờ khai</source>
        <translation>Declarations: {n}</translation>
    </message>
    <message>
        <source>{n} mới</source>
        <translation>{n} new</translation>
    </message>
    <message>
        <source>{n} phản hồi mới</source>
        <translation>New answers: {n}</translation>
    </message>
    <message>
        <source>Có {n} mục cần xử lý</source>
        <translation>Needs attention: {n}</translation>
    </message>
    <message>
        <source>Trợ giúp, chẩn đoán</source>
        <translation>Help and diagnostics</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Phiếu đánh giá hải quan</source>
        <translation>Customs Service Rating</translation>
    </message>
</context>
<context>
    <name>Matrix</name>
    <message>
        <source>ĐƠN VỊ</source>
        <translation>OFFICE</translation>
    </message>
    <message>
        <source>KHÂU NGHIỆP VỤ</source>
        <translation>STAGES</translation>
    </message>
    <message>
        <source>CÔNG CHỨC</source>
        <translation>OFFICERS</translation>
    </message>
    <message>
        <source>Đối tượng đánh giá</source>
        <translation>Subject</translation>
    </message>
</context>
<context>
    <name>MyDataDesk</name>
    <message>
        <source>Đang xuất dữ liệu…</source>
        <translation>Exporting…</translation>
    </message>
    <message>
        <source>Chọn nơi lưu dữ liệu của tôi</source>
        <translation>Choose where to save my data</translation>
    </message>
    <message>
        <source>Đã lưu {path}. Tệp không được mã hóa: cất giữ như giấy tờ của doanh nghiệp.</source>
        <translation>Saved {path}. It is not encrypted: keep it like papers of the company.</translation>
    </message>
</context>
<context>
    <name>MyDataRow</name>
    <message>
        <source>Dữ liệu của tôi</source>
        <translation>My data</translation>
    </message>
    <message>
        <source>Mọi phiếu, xác nhận, phản hồi, tờ khai và người liên hệ đã nhớ, thành một tệp .zip đọc được. Tệp không được mã hóa: ai có tệp đều đọc được mức, lý do và tên.</source>
        <translation>Every rating, receipt, answer, declaration and remembered contact, as one readable .zip. It is not encrypted: whoever has it can read levels, reasons and names.</translation>
    </message>
    <message>
        <source>Xuất dữ liệu…</source>
        <translation>Export my data…</translation>
    </message>
</context>
<context>
    <name>NoticeLine</name>
    <message>
        <source>Thông báo của {name}</source>
        <translation>Notice of {name}</translation>
    </message>
    <message>
        <source>Đã đọc thông báo này</source>
        <translation>I have read this notice</translation>
    </message>
    <message>
        <source>Đọc toàn bộ</source>
        <translation>Read all of it</translation>
    </message>
</context>
<context>
    <name>NumberLabel</name>
    <message>
        <source>11 số đầu là số tờ khai; số cuối là lần bổ sung.</source>
        <translation>The first 11 digits identify the declaration; the last counts supplements.</translation>
    </message>
</context>
<context>
    <name>OfferCard</name>
    <message>
        <source>Đã đối chiếu, hai mã giống nhau</source>
        <translation>Compared: both are the same</translation>
    </message>
    <message>
        <source>Chấp nhận nơi nhận này</source>
        <translation>Accept this receiver</translation>
    </message>
    <message>
        <source>Chọn tệp khác</source>
        <translation>Choose another file</translation>
    </message>
    <message>
        <source>Đối chiếu hai mã rồi đánh dấu vào ô bên dưới.</source>
        <translation>Compare the two, then tick the box below.</translation>
    </message>
    <message>
        <source>Địa chỉ</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Mọi đơn vị hải quan</source>
        <translation>All customs offices</translation>
    </message>
    <message>
        <source>Đơn vị hải quan</source>
        <translation>Customs offices</translation>
    </message>
    <message>
        <source>Mã số thuế</source>
        <translation>Tax codes</translation>
    </message>
    <message>
        <source>Mã nhận dạng khóa</source>
        <translation>Key fingerprint</translation>
    </message>
    <message>
        <source>Đối chiếu mã nhận dạng khóa này với thông báo bằng văn bản của hải quan trước khi tiếp tục.</source>
        <translation>Compare this key fingerprint with the written notice from customs before going on.</translation>
    </message>
    <message>
        <source>Hạn dùng mã kích hoạt</source>
        <translation>Activation code valid until</translation>
    </message>
</context>
<context>
    <name>OfficeGroup</name>
    <message>
        <source>{n} tờ khai · {office}</source>
        <translation>{office} · declarations: {n}</translation>
    </message>
    <message>
        <source>Thu gọn</source>
        <translation>Show less</translation>
    </message>
    <message>
        <source>Còn {n} tờ chưa có mức (xem)</source>
        <translation>{n} more without a level (show)</translation>
    </message>
    <message>
        <source>Còn {n} tờ cùng mức {level} (xem)</source>
        <translation>{n} more at level {level} (show)</translation>
    </message>
</context>
<context>
    <name>OfficeLine</name>
    <message>
        <source>Đơn vị này là… (gõ tên cũ, tên mới hoặc mã)</source>
        <translation>This office is… (type its old or new name, or its code)</translation>
    </message>
    <message>
        <source>“{name}” không có trong danh mục</source>
        <translation>“{name}” is not in the directory</translation>
    </message>
    <message>
        <source>Chọn lại</source>
        <translation>Choose again</translation>
    </message>
    <message>
        <source>Không hỏi về tên này nữa</source>
        <translation>Do not ask about this name again</translation>
    </message>
    <message>
        <source>Tên đơn vị “{name}” chưa có trong danh mục.</source>
        <translation>The office name “{name}” is not in the directory.</translation>
    </message>
    <message>
        <source>Chọn một đơn vị trong danh mục.</source>
        <translation>Choose an office from the directory.</translation>
    </message>
    <message>
        <source>Đã ghi nhớ: “{name}” là {office} ({code}).</source>
        <translation>Remembered: “{name}” is {office} ({code}).</translation>
    </message>
</context>
<context>
    <name>OfficeRows</name>
    <message>
        <source>{n} tờ</source>
        <translation>{n} ×</translation>
    </message>
    <message>
        <source>ở {n} đơn vị khác</source>
        <translation>at other offices: {n}</translation>
    </message>
</context>
<context>
    <name>OfficersAdder</name>
    <message>
        <source>Gõ tên công chức, Enter để thêm</source>
        <translation>Type an officer&apos;s name, Enter to add</translation>
    </message>
    <message>
        <source>Thêm “{name}” (ngoài danh mục)</source>
        <translation>Add “{name}” (not in directory)</translation>
    </message>
    <message>
        <source>Chưa tải danh mục công chức. Vẫn gõ tên được.</source>
        <translation>Officer directory not loaded yet. Names can still be typed.</translation>
    </message>
</context>
<context>
    <name>OfflineStrip</name>
    <message>
        <source>Đang ngoại tuyến. Phiếu vẫn được lưu trên máy này và tự gửi khi có mạng.</source>
        <translation>Offline. Ratings are kept on this computer and sent automatically.</translation>
    </message>
</context>
<context>
    <name>OverdueItem</name>
    <message>
        <source>Đã giữ quá {n} ngày, chưa thấy thông quan</source>
        <translation>Held for over {n} days, no clearance seen</translation>
    </message>
    <message>
        <source>Phiếu chỉ được gửi khi người dùng bấm Gửi ngay; nếu không, vẫn được giữ.</source>
        <translation>It is sent only when somebody presses Send now; otherwise it stays held.</translation>
    </message>
    <message>
        <source>Giữ thêm {n} ngày</source>
        <translation>Hold {n} more days</translation>
    </message>
    <message>
        <source>Gửi ngay</source>
        <translation>Send now</translation>
    </message>
    <message>
        <source>Xem phiếu</source>
        <translation>View form</translation>
    </message>
</context>
<context>
    <name>OwnerChips</name>
    <message>
        <source>Doanh nghiệp: {name}</source>
        <translation>Company: {name}</translation>
    </message>
    <message>
        <source>Doanh nghiệp</source>
        <translation>Company</translation>
    </message>
    <message>
        <source>Trong lượt này: {name}, {n} tờ khai</source>
        <translation>In this round: {name}, declarations: {n}</translation>
    </message>
</context>
<context>
    <name>OwnerLine</name>
    <message>
        <source>Theo cài đặt chung</source>
        <translation>As the general setting</translation>
    </message>
    <message>
        <source>Hai chữ: {name}</source>
        <translation>Two letters: {name}</translation>
    </message>
</context>
<context>
    <name>OwnersRow</name>
    <message>
        <source>Hai chữ để nhận ra trong danh sách; phiếu mức 1–2 nếu khác cài đặt chung.</source>
        <translation>Two letters to know it by in lists; its levels 1–2, if not as the general setting.</translation>
    </message>
    <message>
        <source>Doanh nghiệp</source>
        <translation>Companies</translation>
    </message>
</context>
<context>
    <name>Paper</name>
    <message>
        <source>Phiếu đánh giá hải quan</source>
        <translation>Customs Service Rating</translation>
    </message>
</context>
<context>
    <name>PaperWindow</name>
    <message>
        <source>Lưu PDF…</source>
        <translation>Save PDF…</translation>
    </message>
    <message>
        <source>In…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Đã lưu {name}</source>
        <translation>Saved {name}</translation>
    </message>
    <message>
        <source>Lưu PDF</source>
        <translation>Save PDF</translation>
    </message>
    <message>
        <source>Đã gửi đến máy in.</source>
        <translation>Sent to the printer.</translation>
    </message>
</context>
<context>
    <name>PreviewPage</name>
    <message>
        <source>Toàn bộ nội dung sẽ gửi</source>
        <translation>Everything that is sent</translation>
    </message>
    <message>
        <source>Danh sách này được lấy từ chính phiếu sẽ gửi. Ngoài các mục dưới đây, chương trình không gửi gì khác.</source>
        <translation>This list is made from the very form that is sent. Nothing but the items below leaves this computer.</translation>
    </message>
    <message>
        <source>Nguyên văn, như được ký và mã hóa</source>
        <translation>As it is signed and encrypted</translation>
    </message>
    <message>
        <source>đơn vị</source>
        <translation>office</translation>
    </message>
    <message>
        <source>đội</source>
        <translation>team</translation>
    </message>
    <message>
        <source>khâu nghiệp vụ</source>
        <translation>stage</translation>
    </message>
    <message>
        <source>công chức</source>
        <translation>officer</translation>
    </message>
    <message>
        <source>Có</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>Không</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Phiên bản định dạng</source>
        <translation>Format version</translation>
    </message>
    <message>
        <source>Mã phiếu</source>
        <translation>Form id</translation>
    </message>
    <message>
        <source>Thay thế phiếu</source>
        <translation>Replaces form</translation>
    </message>
    <message>
        <source>Nơi nhận</source>
        <translation>Receiver</translation>
    </message>
    <message>
        <source>Mẫu phiếu</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>phiên bản</source>
        <translation>version</translation>
    </message>
    <message>
        <source>Tờ khai</source>
        <translation>Declaration</translation>
    </message>
    <message>
        <source>số</source>
        <translation>number</translation>
    </message>
    <message>
        <source>11 số đầu</source>
        <translation>first 11 digits</translation>
    </message>
    <message>
        <source>nhập (N) hay xuất (X)</source>
        <translation>import (N) or export (X)</translation>
    </message>
    <message>
        <source>loại hình</source>
        <translation>type</translation>
    </message>
    <message>
        <source>mã đơn vị hải quan</source>
        <translation>customs office code</translation>
    </message>
    <message>
        <source>tên đơn vị hải quan</source>
        <translation>customs office name</translation>
    </message>
    <message>
        <source>mã đội</source>
        <translation>team code</translation>
    </message>
    <message>
        <source>đăng ký lúc</source>
        <translation>registered at</translation>
    </message>
    <message>
        <source>luồng</source>
        <translation>channel</translation>
    </message>
    <message>
        <source>giải phóng hàng lúc</source>
        <translation>released at</translation>
    </message>
    <message>
        <source>thông quan lúc</source>
        <translation>cleared at</translation>
    </message>
    <message>
        <source>Doanh nghiệp</source>
        <translation>Company</translation>
    </message>
    <message>
        <source>mã số thuế</source>
        <translation>tax code</translation>
    </message>
    <message>
        <source>tên</source>
        <translation>name</translation>
    </message>
    <message>
        <source>Người đánh giá</source>
        <translation>Rated by</translation>
    </message>
    <message>
        <source>tư cách</source>
        <translation>role</translation>
    </message>
    <message>
        <source>mã đại lý</source>
        <translation>broker code</translation>
    </message>
    <message>
        <source>Thời điểm đánh giá trong thủ tục</source>
        <translation>Moment within the procedure</translation>
    </message>
    <message>
        <source>Đối tượng</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>loại</source>
        <translation>kind</translation>
    </message>
    <message>
        <source>mã</source>
        <translation>code</translation>
    </message>
    <message>
        <source>mức</source>
        <translation>level</translation>
    </message>
    <message>
        <source>lý do</source>
        <translation>reason</translation>
    </message>
    <message>
        <source>nội dung chi tiết</source>
        <translation>details</translation>
    </message>
    <message>
        <source>Ý kiến, kiến nghị</source>
        <translation>Suggestions</translation>
    </message>
    <message>
        <source>Liên hệ</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>điện thoại</source>
        <translation>phone</translation>
    </message>
    <message>
        <source>thư điện tử</source>
        <translation>e-mail</translation>
    </message>
    <message>
        <source>Đề nghị phản hồi</source>
        <translation>Answer wanted</translation>
    </message>
    <message>
        <source>Đánh giá lúc</source>
        <translation>Rated at</translation>
    </message>
    <message>
        <source>Lưu để gửi lúc</source>
        <translation>Queued at</translation>
    </message>
    <message>
        <source>Chương trình</source>
        <translation>Program</translation>
    </message>
    <message>
        <source>hệ điều hành</source>
        <translation>operating system</translation>
    </message>
</context>
<context>
    <name>PrivacyLine</name>
    <message>
        <source>Phiếu không ẩn danh: hải quan biết số tờ khai, mã số thuế và mọi phần đã điền.</source>
        <translation>Not anonymous: customs sees the declaration number, tax code and everything entered.</translation>
    </message>
    <message>
        <source>Phiếu này không ẩn danh. Hải quan sẽ thấy số tờ khai, mã số thuế, mức, lý do và nhận xét. Tên và số điện thoại liên hệ chỉ gửi kèm mức 1–2.</source>
        <translation>This form is not anonymous. Customs will see the declaration number, tax code, levels, reasons and comments. Contact name and phone are sent only with levels 1–2.</translation>
    </message>
    <message>
        <source>Xem toàn bộ nội dung sẽ gửi</source>
        <translation>See everything that is sent</translation>
    </message>
</context>
<context>
    <name>ProductHead</name>
    <message>
        <source>Phiếu đánh giá hải quan</source>
        <translation>Customs Service Rating</translation>
    </message>
    <message>
        <source>Gửi đến: {names}</source>
        <translation>Sent to: {names}</translation>
    </message>
    <message>
        <source>Chưa có nơi nhận</source>
        <translation>No receiver yet</translation>
    </message>
</context>
<context>
    <name>Prompter</name>
    <message>
        <source>+{n} tờ mới</source>
        <translation>+{n} new</translation>
    </message>
</context>
<context>
    <name>ProxyControl</name>
    <message>
        <source>Theo Windows</source>
        <translation>As Windows</translation>
    </message>
    <message>
        <source>Không dùng</source>
        <translation>None</translation>
    </message>
    <message>
        <source>Tự tìm trong mạng</source>
        <translation>Found in the network</translation>
    </message>
    <message>
        <source>Nhập địa chỉ…</source>
        <translation>An address…</translation>
    </message>
    <message>
        <source>địa chỉ</source>
        <translation>address</translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>Phiếu đánh giá hải quan</source>
        <translation>Customs Service Rating</translation>
    </message>
</context>
<context>
    <name>Quitting</name>
    <message>
        <source>Còn {n} phiếu chưa gửi</source>
        <translation>{n} not sent yet</translation>
    </message>
    <message>
        <source>Chúng được lưu trên máy này và sẽ gửi khi mở lại chương trình.</source>
        <translation>They are saved on this computer and go out when the program runs again.</translation>
    </message>
    <message>
        <source>Thoát</source>
        <translation>Quit</translation>
    </message>
    <message>
        <source>Để chạy nền</source>
        <translation>Keep running</translation>
    </message>
</context>
<context>
    <name>RatingFormPaper</name>
    <message>
        <source>Phiếu đánh giá {number}</source>
        <translation>Rating form {number}</translation>
    </message>
    <message>
        <source>phieu-danh-gia-{number}.pdf</source>
        <translation>rating-form-{number}.pdf</translation>
    </message>
    <message>
        <source>Phiếu đánh giá</source>
        <translation>Rating form</translation>
    </message>
    <message>
        <source>Mức độ hài lòng khi làm thủ tục hải quan</source>
        <translation>Satisfaction with the customs procedure</translation>
    </message>
    <message>
        <source>Đơn vị</source>
        <translation>Office</translation>
    </message>
    <message>
        <source>Đội</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>Khâu nghiệp vụ</source>
        <translation>Stage</translation>
    </message>
    <message>
        <source>Công chức</source>
        <translation>Officer</translation>
    </message>
    <message>
        <source>Lý do (bắt buộc ở mức 1–2; đánh dấu một hay nhiều)</source>
        <translation>Reasons (required for levels 1–2; tick one or more)</translation>
    </message>
    <message>
        <source>Mức {levels}</source>
        <translation>Levels {levels}</translation>
    </message>
    <message>
        <source>Ý kiến, kiến nghị</source>
        <translation>Suggestions</translation>
    </message>
    <message>
        <source>Mô tả cụ thể</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Đầu mối liên hệ (bắt buộc ở mức 1–2)</source>
        <translation>Contact (required for levels 1–2)</translation>
    </message>
    <message>
        <source>Họ và tên</source>
        <translation>Full name</translation>
    </message>
    <message>
        <source>Điện thoại</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Thư điện tử</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Không ẩn danh: hải quan thấy số tờ khai, mã số thuế và mọi phần đã điền. Tờ này để ký trong doanh nghiệp; phiếu gửi đến hải quan bằng chương trình.</source>
        <translation>Not anonymous: customs sees the declaration number, the tax code and everything entered. This sheet is for signing inside the company; the form goes to customs through the program.</translation>
    </message>
    <message>
        <source>(ký, ghi rõ họ tên)</source>
        <translation>(signature and full name)</translation>
    </message>
    <message>
        <source>Người đánh giá</source>
        <translation>Rated by</translation>
    </message>
    <message>
        <source>Người duyệt</source>
        <translation>Approved by</translation>
    </message>
    <message>
        <source>Số tờ khai</source>
        <translation>Declaration number</translation>
    </message>
    <message>
        <source>Doanh nghiệp</source>
        <translation>Company</translation>
    </message>
    <message>
        <source>Hải quan tiếp nhận</source>
        <translation>Receiving office</translation>
    </message>
    <message>
        <source>Đăng ký lúc</source>
        <translation>Registered at</translation>
    </message>
</context>
<context>
    <name>RatingWindow</name>
    <message>
        <source>Xem lại</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>Phiếu đánh giá · {what}</source>
        <translation>Rating form · {what}</translation>
    </message>
</context>
<context>
    <name>ReasonsPanel</name>
    <message>
        <source>Lý do chung</source>
        <translation>Shared reasons</translation>
    </message>
    <message>
        <source>Lý do</source>
        <translation>Reasons</translation>
    </message>
    <message>
        <source>Tách theo từng đối tượng</source>
        <translation>Separate for each subject</translation>
    </message>
    <message>
        <source>Nội dung chi tiết</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Hoàn tác</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Lý do: {reason}</source>
        <translation>Reason: {reason}</translation>
    </message>
    <message>
        <source>chọn ít nhất một</source>
        <translation>tick at least one</translation>
    </message>
    <message>
        <source>không bắt buộc</source>
        <translation>optional</translation>
    </message>
    <message>
        <source>Alt+1 … Alt+{n}</source>
        <translation>Alt+1 … Alt+{n}</translation>
    </message>
    <message>
        <source>Đã bỏ vì đổi mức: {reasons}</source>
        <translation>Removed because the level changed: {reasons}</translation>
    </message>
</context>
<context>
    <name>ReceiptPanel</name>
    <message>
        <source>Xác nhận tiếp nhận</source>
        <translation>Receipt from customs</translation>
    </message>
    <message>
        <source>Chữ ký hợp lệ</source>
        <translation>Signature valid</translation>
    </message>
    <message>
        <source>Chữ ký không khớp</source>
        <translation>Signature does not match</translation>
    </message>
    <message>
        <source>Số tiếp nhận</source>
        <translation>Receipt number</translation>
    </message>
    <message>
        <source>Tiếp nhận lúc</source>
        <translation>Received at</translation>
    </message>
    <message>
        <source>Nơi nhận</source>
        <translation>Receiver</translation>
    </message>
    <message>
        <source>Mã phiếu</source>
        <translation>Form id</translation>
    </message>
    <message>
        <source>Mã nội dung</source>
        <translation>Content hash</translation>
    </message>
    <message>
        <source>Đợt tiếp nhận</source>
        <translation>Epoch</translation>
    </message>
    <message>
        <source>Sao chép mã</source>
        <translation>Copy code</translation>
    </message>
    <message>
        <source>Chi tiết kỹ thuật</source>
        <translation>Technical details</translation>
    </message>
    <message>
        <source>Xem và in</source>
        <translation>View and print</translation>
    </message>
</context>
<context>
    <name>ReceiptPaper</name>
    <message>
        <source>Xác nhận tiếp nhận {number}</source>
        <translation>Receipt {number}</translation>
    </message>
    <message>
        <source>xac-nhan-{number}.pdf</source>
        <translation>receipt-{number}.pdf</translation>
    </message>
    <message>
        <source>Xác nhận tiếp nhận</source>
        <translation>Receipt from customs</translation>
    </message>
    <message>
        <source>Hải quan đã tiếp nhận phiếu đánh giá dưới đây. Chữ ký điện tử của nơi nhận hợp lệ.</source>
        <translation>Customs has received the rating form named below. The receiver&apos;s electronic signature is valid.</translation>
    </message>
    <message>
        <source>Chữ ký không khớp với nơi nhận. Không dùng tờ này làm bằng chứng.</source>
        <translation>The signature does not match the receiver. Do not rely on this sheet as proof.</translation>
    </message>
    <message>
        <source>Tờ khai</source>
        <translation>Declaration</translation>
    </message>
    <message>
        <source>Tiếp nhận</source>
        <translation>Receipt</translation>
    </message>
    <message>
        <source>Số tờ khai</source>
        <translation>Declaration number</translation>
    </message>
    <message>
        <source>Doanh nghiệp</source>
        <translation>Company</translation>
    </message>
    <message>
        <source>Đơn vị hải quan</source>
        <translation>Customs office</translation>
    </message>
    <message>
        <source>Đăng ký lúc</source>
        <translation>Registered at</translation>
    </message>
    <message>
        <source>Số tiếp nhận</source>
        <translation>Receipt number</translation>
    </message>
    <message>
        <source>Tiếp nhận lúc</source>
        <translation>Received at</translation>
    </message>
    <message>
        <source>Nơi nhận</source>
        <translation>Receiver</translation>
    </message>
    <message>
        <source>Mã nhận dạng khóa</source>
        <translation>Key fingerprint</translation>
    </message>
    <message>
        <source>Mã phiếu</source>
        <translation>Form id</translation>
    </message>
    <message>
        <source>Mã nội dung</source>
        <translation>Content hash</translation>
    </message>
    <message>
        <source>Đợt tiếp nhận</source>
        <translation>Epoch</translation>
    </message>
    <message>
        <source>Kiểm tra không cần mạng</source>
        <translation>How to check this without a network</translation>
    </message>
    <message>
        <source>1. So mã nhận dạng khóa ở trên với thông báo của hải quan.
2. Quét mã (nhiều mã: lần lượt theo thứ tự), lưu văn bản quét được thành một tệp; hoặc chép dòng chữ bên dưới; hoặc dùng chính tệp PDF của tờ này.
3. Trên máy bất kỳ có chương trình này, chạy: rating-client verify TỆP

Tờ này chứng tỏ nơi nhận đang giữ đúng phiếu đã gửi, không phải là ý kiến của hải quan về nội dung phiếu.</source>
        <translation>1. Compare the key fingerprint above with the one customs announced.
2. Scan the code (several codes: in their order) and save the text in one file; or copy the letters below; or take the PDF file of this sheet itself.
3. On any computer with this program, run: rating-client verify FILE

This sheet proves that the receiver holds exactly the form that was sent. It is not an opinion of customs on what the form says.</translation>
    </message>
</context>
<context>
    <name>Receipts</name>
    <message>
        <source>Số tờ khai</source>
        <translation>Declaration</translation>
    </message>
    <message>
        <source>Mã số thuế</source>
        <translation>Tax codes</translation>
    </message>
    <message>
        <source>Hải quan tiếp nhận</source>
        <translation>Received by customs</translation>
    </message>
    <message>
        <source>Mức</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>Lưu trên máy</source>
        <translation>Saved here</translation>
    </message>
    <message>
        <source>Trạng thái</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Tiếp nhận lúc</source>
        <translation>Received at</translation>
    </message>
    <message>
        <source>Số tiếp nhận</source>
        <translation>Receipt number</translation>
    </message>
    <message>
        <source>Mã phiếu</source>
        <translation>Form id</translation>
    </message>
    <message>
        <source>Mã nội dung</source>
        <translation>Content hash</translation>
    </message>
</context>
<context>
    <name>ReceiversPage</name>
    <message>
        <source>Nơi nhận phiếu</source>
        <translation>Receivers</translation>
    </message>
    <message>
        <source>Phiếu chỉ gửi đến các nơi nhận dưới đây, đã mã hóa cho riêng nơi nhận.</source>
        <translation>Forms go only to the receivers below, encrypted for each of them alone.</translation>
    </message>
    <message>
        <source>Vẫn đánh giá được khi chưa có nơi nhận: phiếu được giữ trên máy này và tự gửi khi có tệp .rating-enrol.</source>
        <translation>You can rate without a receiver: forms are kept on this computer and sent once there is a .rating-enrol file.</translation>
    </message>
    <message>
        <source>Phiếu của {office} gửi đến nơi nhận nào?</source>
        <translation>Which receiver takes ratings of {office}?</translation>
    </message>
    <message>
        <source>Nhiều nơi nhận cùng tiếp nhận đơn vị này. Lựa chọn được ghi nhớ.</source>
        <translation>Several receivers take this office. The choice is kept.</translation>
    </message>
    <message>
        <source>Địa chỉ</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Mọi đơn vị hải quan</source>
        <translation>All customs offices</translation>
    </message>
    <message>
        <source>Đơn vị hải quan</source>
        <translation>Customs offices</translation>
    </message>
    <message>
        <source>Mã nhận dạng khóa</source>
        <translation>Key fingerprint</translation>
    </message>
    <message>
        <source>Chấp nhận lúc</source>
        <translation>Accepted at</translation>
    </message>
    <message>
        <source>Đã đăng ký</source>
        <translation>Enrolled</translation>
    </message>
    <message>
        <source>Đang đăng ký</source>
        <translation>Enrolling</translation>
    </message>
</context>
<context>
    <name>ReceiversRow</name>
    <message>
        <source>Nơi nhận phiếu</source>
        <translation>Receivers</translation>
    </message>
    <message>
        <source>Xem nơi nhận</source>
        <translation>Receivers</translation>
    </message>
    <message>
        <source>Kiểm tra kết nối</source>
        <translation>Test the connection</translation>
    </message>
    <message>
        <source>Chưa có nơi nhận.</source>
        <translation>No receiver yet.</translation>
    </message>
    <message>
        <source>Đang kiểm tra…</source>
        <translation>Checking…</translation>
    </message>
</context>
<context>
    <name>RecoveryEntry</name>
    <message>
        <source>Có mã khôi phục?</source>
        <translation>Do you have the recovery code?</translation>
    </message>
    <message>
        <source>Mã khôi phục</source>
        <translation>Recovery code</translation>
    </message>
    <message>
        <source>Mở bằng mã</source>
        <translation>Open with the code</translation>
    </message>
    <message>
        <source>Đang thử…</source>
        <translation>Trying…</translation>
    </message>
</context>
<context>
    <name>RecoveryWindow</name>
    <message>
        <source>Mã khôi phục</source>
        <translation>Recovery code</translation>
    </message>
    <message>
        <source>Mã khôi phục · Phiếu đánh giá hải quan</source>
        <translation>Recovery code · Customs Service Rating</translation>
    </message>
    <message>
        <source>Tạo ngày {day}</source>
        <translation>Made on {day}</translation>
    </message>
    <message>
        <source>Mã này mở dữ liệu đánh giá khi kho khóa của máy không còn khóa. Cất riêng, không để cạnh máy; ai có mã và tệp dữ liệu thì đọc được các phiếu.</source>
        <translation>This code opens the ratings when the key store has lost their key. Keep it away from the computer: whoever has the code and the data file can read the ratings.</translation>
    </message>
    <message>
        <source>Mã khôi phục: {code}</source>
        <translation>Recovery code: {code}</translation>
    </message>
    <message>
        <source>Sao chép</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>In…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>Đã cất mã</source>
        <translation>I have kept it</translation>
    </message>
    <message>
        <source>Đã sao chép</source>
        <translation>Copied</translation>
    </message>
    <message>
        <source>Mã này chỉ hiện một lần</source>
        <translation>This code is shown only once</translation>
    </message>
</context>
<context>
    <name>RefusedItem</name>
    <message>
        <source>Cách xử lý</source>
        <translation>What to do</translation>
    </message>
    <message>
        <source>Mục cần sửa: {parts}</source>
        <translation>To correct: {parts}</translation>
    </message>
    <message>
        <source>Nguyên văn phản hồi của hải quan</source>
        <translation>Customs&apos; own words</translation>
    </message>
    <message>
        <source>Lần gửi thứ {n} · {time}</source>
        <translation>Attempt {n} · {time}</translation>
    </message>
    <message>
        <source>Sửa và gửi lại</source>
        <translation>Correct and resend</translation>
    </message>
    <message>
        <source>Xuất ra tệp…</source>
        <translation>Export to file…</translation>
    </message>
    <message>
        <source>Hủy gửi phiếu này…</source>
        <translation>Withdraw this form…</translation>
    </message>
    <message>
        <source>Xem phiếu</source>
        <translation>View form</translation>
    </message>
    <message>
        <source>Đầu mối liên hệ</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>Ý kiến, kiến nghị</source>
        <translation>Suggestions</translation>
    </message>
    <message>
        <source>Tờ khai</source>
        <translation>Declarations</translation>
    </message>
    <message>
        <source>Doanh nghiệp</source>
        <translation>Company</translation>
    </message>
    <message>
        <source>Gửi lại, không sửa</source>
        <translation>Send again unchanged</translation>
    </message>
</context>
<context>
    <name>ReviewFace</name>
    <message>
        <source>Xem lại trước khi gửi</source>
        <translation>Check before sending</translation>
    </message>
    <message>
        <source>Phiếu không ẩn danh: hải quan biết số tờ khai và mã số thuế.</source>
        <translation>Not anonymous: customs sees the declaration number and tax code.</translation>
    </message>
    <message>
        <source>Gửi</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>Sửa</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>Để sau</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>{n} phiếu riêng</source>
        <translation>Separate forms: {n}</translation>
    </message>
    <message>
        <source>Không có lý do, không có nhận xét, không nêu công chức</source>
        <translation>No reasons, no comment, no officer named</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>Xem lại trước khi gửi</source>
        <translation>Check before sending</translation>
    </message>
    <message>
        <source>Sau khi bấm Gửi, phiếu được lưu trên máy và tự động gửi đến hải quan. Có thể hoàn tác trong 10 giây.</source>
        <translation>After Send, the form is saved on this computer and sent to customs automatically. It can be undone for 10 seconds.</translation>
    </message>
    <message>
        <source>Doanh nghiệp</source>
        <translation>Company</translation>
    </message>
    <message>
        <source>Đại lý làm thủ tục hải quan</source>
        <translation>Customs broker</translation>
    </message>
    <message>
        <source>Có</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>Không</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Ý kiến, kiến nghị</source>
        <translation>Suggestions</translation>
    </message>
    <message>
        <source>Người đánh giá</source>
        <translation>Rated by</translation>
    </message>
    <message>
        <source>Liên hệ</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>Đề nghị phản hồi</source>
        <translation>Answer wanted</translation>
    </message>
    <message>
        <source>Thời điểm gửi</source>
        <translation>Sending time</translation>
    </message>
    <message>
        <source>Ai được xem nội dung nào</source>
        <translation>Who sees what</translation>
    </message>
    <message>
        <source>Hải quan nhận toàn bộ nội dung trên.</source>
        <translation>Customs receives everything above.</translation>
    </message>
    <message>
        <source>Xem toàn bộ nội dung sẽ gửi</source>
        <translation>See everything that is sent</translation>
    </message>
</context>
<context>
    <name>SavedFace</name>
    <message>
        <source>Hoàn tác ({n})</source>
        <translation>Undo ({n})</translation>
    </message>
</context>
<context>
    <name>SavedWords</name>
    <message>
        <source>Đã lưu. Phiếu được giữ trên máy đến lúc đã chọn.</source>
        <translation>Saved. Kept on this computer until the chosen time.</translation>
    </message>
    <message>
        <source>Đã lưu trên máy. Tự động gửi khi có nơi nhận.</source>
        <translation>Saved on this computer. Sent automatically once there is a receiver.</translation>
    </message>
    <message>
        <source>Đã lưu. Tự động gửi sau 10 giây.</source>
        <translation>Saved. Sent automatically in 10 seconds.</translation>
    </message>
    <message>
        <source>Đã lưu trên máy. Tự động gửi khi có mạng.</source>
        <translation>Saved on this computer. Sent automatically when online.</translation>
    </message>
    <message>
        <source>{n} phiếu riêng</source>
        <translation>Separate forms: {n}</translation>
    </message>
</context>
<context>
    <name>SentContent</name>
    <message>
        <source>Nội dung đã gửi</source>
        <translation>What was sent</translation>
    </message>
    <message>
        <source>Nội dung đã xóa theo thời hạn lưu; xác nhận tiếp nhận vẫn còn.</source>
        <translation>Content removed by retention; receipt kept.</translation>
    </message>
    <message>
        <source>Ý kiến, kiến nghị</source>
        <translation>Suggestions</translation>
    </message>
    <message>
        <source>Đầu mối liên hệ</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>In phiếu</source>
        <translation>Print form</translation>
    </message>
    <message>
        <source>Gửi bản thay thế</source>
        <translation>Send replacement</translation>
    </message>
</context>
<context>
    <name>SentDetailPane</name>
    <message>
        <source>đăng ký {time}</source>
        <translation>registered {time}</translation>
    </message>
</context>
<context>
    <name>SentExport</name>
    <message>
        <source>Lưu danh sách phiếu đã gửi</source>
        <translation>Save the list of sent forms</translation>
    </message>
    <message>
        <source>phieu-da-gui-{day}.csv</source>
        <translation>sent-{day}.csv</translation>
    </message>
    <message>
        <source>Đang lưu…</source>
        <translation>Saving…</translation>
    </message>
    <message>
        <source>Đã lưu {n} phiếu vào {name}</source>
        <translation>Forms saved in {name}: {n}</translation>
    </message>
</context>
<context>
    <name>SentFilters</name>
    <message>
        <source>Tìm số tờ khai, mã số thuế, doanh nghiệp…</source>
        <translation>Search number, tax code, company…</translation>
    </message>
    <message>
        <source>Trạng thái</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Mọi trạng thái</source>
        <translation>All states</translation>
    </message>
    <message>
        <source>Mức</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>Mọi mức</source>
        <translation>All levels</translation>
    </message>
    <message>
        <source>Thời gian</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>Mọi ngày</source>
        <translation>All days</translation>
    </message>
    <message>
        <source>Hôm nay</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>{n} ngày qua</source>
        <translation>Last {n} days</translation>
    </message>
</context>
<context>
    <name>SentModel</name>
    <message>
        <source>Số tờ khai</source>
        <translation>Declaration</translation>
    </message>
    <message>
        <source>Mức</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>Lúc</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Trạng thái</source>
        <translation>State</translation>
    </message>
</context>
<context>
    <name>SentPage</name>
    <message>
        <source>Đã gửi</source>
        <translation>Sent</translation>
    </message>
    <message>
        <source>Ẩn các mức đã chọn</source>
        <translation>Hide the levels given</translation>
    </message>
    <message>
        <source>Chọn một phiếu để xem</source>
        <translation>Choose a form to view</translation>
    </message>
    <message>
        <source>Xác nhận tiếp nhận và nội dung đã gửi hiện ở đây.</source>
        <translation>Its receipt and what was sent appear here.</translation>
    </message>
    <message>
        <source>Hiện các mức đã chọn</source>
        <translation>Show the levels given</translation>
    </message>
    <message>
        <source>Không tìm thấy “{q}”.</source>
        <translation>No match for “{q}”.</translation>
    </message>
    <message>
        <source>Xóa bộ lọc</source>
        <translation>Clear filters</translation>
    </message>
    <message>
        <source>Chưa gửi phiếu nào từ máy này.</source>
        <translation>Nothing sent from this computer yet.</translation>
    </message>
    <message>
        <source>Xuất CSV</source>
        <translation>Export CSV</translation>
    </message>
</context>
<context>
    <name>SentState</name>
    <message>
        <source>Nguyên văn phản hồi của hải quan</source>
        <translation>Customs&apos; own words</translation>
    </message>
    <message>
        <source>Gửi ngay</source>
        <translation>Send now</translation>
    </message>
    <message>
        <source>Phiếu đã lưu trên máy này và sẽ tự gửi khi có tệp đăng ký (.rating-enrol) của nơi nhận.</source>
        <translation>The form is saved on this computer and goes out once there is an enrolment file (.rating-enrol).</translation>
    </message>
    <message>
        <source>Đã mã hóa, giữ trên máy này; tự gửi từ {time}.</source>
        <translation>Encrypted and kept on this computer; sent from {time} on.</translation>
    </message>
    <message>
        <source>Giữ đến khi thông quan hoặc giải phóng hàng</source>
        <translation>Held until cleared or released</translation>
    </message>
    <message>
        <source>Đã mã hóa, giữ trên máy này; quá 30 ngày sẽ hỏi lại.</source>
        <translation>Encrypted and kept on this computer; after 30 days you are asked again.</translation>
    </message>
    <message>
        <source>Phiếu đang trên đường đến hải quan.</source>
        <translation>The form is on its way to customs.</translation>
    </message>
    <message>
        <source>Phiếu này không được gửi đến hải quan.</source>
        <translation>This form is not sent to customs.</translation>
    </message>
    <message>
        <source>Đã lưu trên máy. Tự động gửi khi có mạng.</source>
        <translation>Saved on this computer. Sent automatically when online.</translation>
    </message>
    <message>
        <source>Xem cách xử lý</source>
        <translation>See what to do</translation>
    </message>
</context>
<context>
    <name>SentWords</name>
    <message>
        <source>Chưa có nơi nhận</source>
        <translation>No receiver yet</translation>
    </message>
    <message>
        <source>Đã lưu trên máy này. Sẽ gửi khi có nơi nhận.</source>
        <translation>Saved on this computer. Sent once there is a receiver.</translation>
    </message>
    <message>
        <source>Đang chờ gửi</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>Đang gửi</source>
        <translation>Sending</translation>
    </message>
    <message>
        <source>Chưa xác nhận</source>
        <translation>Not confirmed yet</translation>
    </message>
    <message>
        <source>Đã gửi nhưng chưa có xác nhận tiếp nhận. Chương trình sẽ hỏi lại, không gửi trùng.</source>
        <translation>Sent, no receipt yet. We will ask again; it is not sent twice.</translation>
    </message>
    <message>
        <source>Hải quan đã tiếp nhận</source>
        <translation>Received by customs</translation>
    </message>
    <message>
        <source>Có phản hồi mới</source>
        <translation>New answer</translation>
    </message>
    <message>
        <source>Đã kết thúc</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>Cần xử lý</source>
        <translation>Needs attention</translation>
    </message>
    <message>
        <source>Đã hủy gửi</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>Giữ đến khi thông quan</source>
        <translation>Held until cleared</translation>
    </message>
    <message>
        <source>Giữ đến {day}</source>
        <translation>Held until {day}</translation>
    </message>
</context>
<context>
    <name>SettingRow</name>
    <message>
        <source>Trở về mặc định</source>
        <translation>Reset to default</translation>
    </message>
    <message>
        <source>Chính sách</source>
        <translation>Policy</translation>
    </message>
    <message>
        <source>Do đơn vị quản lý máy đặt: {place}</source>
        <translation>Set by your administrator: {place}</translation>
    </message>
    <message>
        <source>Mặc định</source>
        <translation>Default</translation>
    </message>
    <message>
        <source>Người dùng đặt</source>
        <translation>Set by you</translation>
    </message>
    <message>
        <source>Bộ cài</source>
        <translation>Setup</translation>
    </message>
</context>
<context>
    <name>SettingUp</name>
    <message>
        <source>Hải quan cửa khẩu mẫu</source>
        <translation>Sample customs office</translation>
    </message>
    <message>
        <source>CÔNG TY MẪU</source>
        <translation>SAMPLE COMPANY</translation>
    </message>
</context>
<context>
    <name>SettingsDesk</name>
    <message>
        <source>Xóa nội dung của {n} phiếu?</source>
        <translation>Erase the content of ratings past this time: {n}?</translation>
    </message>
    <message>
        <source>Các phiếu này đã quá thời hạn vừa chọn. Mã phiếu và xác nhận tiếp nhận vẫn còn; lý do, nhận xét và tên không lấy lại được.</source>
        <translation>They are older than the time that was chosen. Id and receipt stay; reasons, comments and names cannot be had back.</translation>
    </message>
    <message>
        <source>Xóa</source>
        <translation>Erase</translation>
    </message>
    <message>
        <source>Giữ như cũ</source>
        <translation>Keep as it was</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Đã có mã. Tạo mã mới thì mã cũ không dùng được nữa.</source>
        <translation>A code was made. A new one takes its place.</translation>
    </message>
    <message>
        <source>Mở lại dữ liệu khi kho khóa của máy bị mất. Hiện một lần để in hoặc chép.</source>
        <translation>Opens the data again when the key store has lost its key. Shown once, to print or copy down.</translation>
    </message>
    <message>
        <source>Mang phiếu bằng USB</source>
        <translation>Carry by USB stick</translation>
    </message>
    <message>
        <source>Tệp mã hóa: người mang tệp không đọc được nội dung.</source>
        <translation>Encrypted: whoever carries the file cannot read it.</translation>
    </message>
    <message>
        <source>Xuất phiếu chờ…</source>
        <translation>Export what waits…</translation>
    </message>
    <message>
        <source>Nhập tệp…</source>
        <translation>Import a file…</translation>
    </message>
    <message>
        <source>Mã khôi phục</source>
        <translation>Recovery code</translation>
    </message>
    <message>
        <source>Tạo mã…</source>
        <translation>Make a code…</translation>
    </message>
    <message>
        <source>Người liên hệ đã nhớ</source>
        <translation>Remembered contacts</translation>
    </message>
    <message>
        <source>Xóa</source>
        <translation>Forget</translation>
    </message>
    <message>
        <source>Xóa ô tìm</source>
        <translation>Clear the search</translation>
    </message>
    <message>
        <source>Tìm cài đặt</source>
        <translation>Find a setting</translation>
    </message>
    <message>
        <source>Cài đặt</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Mỗi mục ghi rõ giá trị do đâu: chính sách của đơn vị, người dùng đặt, hay mặc định.</source>
        <translation>Each says where its value comes from: policy, yourself, or the default.</translation>
    </message>
    <message>
        <source>Không có mục cài đặt nào khớp “{typed}”.</source>
        <translation>No setting matches “{typed}”.</translation>
    </message>
    <message>
        <source>{n} người, chỉ giữ trên máy này, cho lần đánh giá sau của cùng doanh nghiệp.</source>
        <translation>Remembered: {n}. Kept on this computer only, for the next rating of the same company.</translation>
    </message>
    <message>
        <source>Chưa nhớ người nào.</source>
        <translation>Nobody is remembered.</translation>
    </message>
</context>
<context>
    <name>SpanControl</name>
    <message>
        <source>Thêm</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>sau {time}</source>
        <translation>after {time}</translation>
    </message>
    <message>
        <source>Bỏ khung giờ {span}</source>
        <translation>Take out {span}</translation>
    </message>
</context>
<context>
    <name>StagesAdder</name>
    <message>
        <source>Chọn khâu khác (còn {n})</source>
        <translation>Choose another stage ({n} more)</translation>
    </message>
</context>
<context>
    <name>Standing</name>
    <message>
        <source>{waiting} chờ gửi · {held} đang giữ · {refused} cần xử lý</source>
        <translation>{waiting} waiting · {held} held · {refused} refused</translation>
    </message>
    <message>
        <source>Phiên bản</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Thư mục dữ liệu</source>
        <translation>Data folder</translation>
    </message>
    <message>
        <source>Quét thư mục lần cuối</source>
        <translation>Folders last looked through</translation>
    </message>
    <message>
        <source>Nơi nhận trả lời lần cuối</source>
        <translation>Receiver last heard</translation>
    </message>
    <message>
        <source>Xác nhận gần nhất</source>
        <translation>Latest receipt</translation>
    </message>
    <message>
        <source>Phiếu</source>
        <translation>Forms</translation>
    </message>
    <message>
        <source>lệch {n} giây so với nơi nhận</source>
        <translation>off by {n} s from the receiver&apos;s</translation>
    </message>
    <message>
        <source>Đồng hồ máy</source>
        <translation>Clock</translation>
    </message>
    <message>
        <source>Phiếu chờ lâu nhất</source>
        <translation>Longest wait</translation>
    </message>
    <message>
        <source>chưa có</source>
        <translation>none yet</translation>
    </message>
    <message>
        <source>{time} hoặc sau đó</source>
        <translation>{time} or later</translation>
    </message>
</context>
<context>
    <name>StartTrouble</name>
    <message>
        <source>Phiếu đánh giá hải quan</source>
        <translation>Customs Service Rating</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Thoát</source>
        <translation>Quit</translation>
    </message>
</context>
<context>
    <name>StartupRow</name>
    <message>
        <source>Mở cùng Windows</source>
        <translation>Start with Windows</translation>
    </message>
    <message>
        <source>Mở cài đặt Windows</source>
        <translation>Open Windows Settings</translation>
    </message>
    <message>
        <source>Đang bật: chương trình nằm sẵn ở khay hệ thống sau khi đăng nhập.</source>
        <translation>On: the program waits in the notification area after you sign in.</translation>
    </message>
    <message>
        <source>Đang tắt: lời nhắc chỉ hiện sau khi mở chương trình.</source>
        <translation>Off: reminders appear only after the program is started.</translation>
    </message>
    <message>
        <source>Đã bị tắt trong Task Manager. Chỉ bật lại được ở đó.</source>
        <translation>Turned off in Task Manager. It can only be turned on again there.</translation>
    </message>
</context>
<context>
    <name>Statistics</name>
    <message>
        <source>Thống kê {period}</source>
        <translation>Statistics {period}</translation>
    </message>
    <message>
        <source>thong-ke-{day}.pdf</source>
        <translation>statistics-{day}.pdf</translation>
    </message>
    <message>
        <source>Thống kê</source>
        <translation>Statistics</translation>
    </message>
    <message>
        <source>Tính trên máy này từ ý kiến và tệp tờ khai của chính mình.</source>
        <translation>Computed on this computer from its own ratings and export files.</translation>
    </message>
    <message>
        <source>Từ đăng ký đến thông quan</source>
        <translation>Registration to clearance</translation>
    </message>
    <message>
        <source>Tỷ lệ có ý kiến theo tuần (%)</source>
        <translation>Coverage by week (%)</translation>
    </message>
    <message>
        <source>{n} phiếu · {low} mức 1–2</source>
        <translation>Forms: {n} · {low} at 1–2</translation>
    </message>
    <message>
        <source>Dưới 5 phiếu: không hiện tỷ lệ</source>
        <translation>Under 5 forms: no shares shown</translation>
    </message>
    <message>
        <source>Ý kiến của chính máy này, {days} ngày. Đơn vị dưới 5 phiếu không hiện tỷ lệ.</source>
        <translation>This computer&apos;s own ratings, {days} days. Offices under 5 forms show no shares.</translation>
    </message>
    <message>
        <source>Chưa có phiếu nào trong thời gian này.</source>
        <translation>No forms in this time.</translation>
    </message>
    <message>
        <source>Còn {n} dòng nữa trong bảng số liệu.</source>
        <translation>More rows in the data tables: {n}.</translation>
    </message>
    <message>
        <source>{n} phiếu đã xóa nội dung theo thời hạn lưu nên không tính vào mức.</source>
        <translation>Not counted in the levels, as retention removed their content: {n}.</translation>
    </message>
    <message>
        <source>Mỗi luồng cần ít nhất 5 tờ khai có giờ thông quan trong tệp.</source>
        <translation>Each channel takes at least 5 declarations with a time of clearance in their files.</translation>
    </message>
    <message>
        <source>Trung vị cần ít nhất 5 tờ, “9/10” cần ít nhất 10. Chỉ tính tờ có đủ giờ trong tệp.</source>
        <translation>A median takes at least 5 declarations, “9 of 10” at least 10. Only those with both times in their files count.</translation>
    </message>
    <message>
        <source>Thời gian theo đơn vị và luồng</source>
        <translation>Durations by office and channel</translation>
    </message>
    <message>
        <source>Tỷ lệ có ý kiến theo tuần</source>
        <translation>Coverage by week</translation>
    </message>
    <message>
        <source>Tuần</source>
        <translation>Week</translation>
    </message>
    <message>
        <source>Từ ngày</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Tờ khai</source>
        <translation>Declarations</translation>
    </message>
    <message>
        <source>Đã có ý kiến</source>
        <translation>Rated</translation>
    </message>
    <message>
        <source>Tỷ lệ</source>
        <translation>Share</translation>
    </message>
    <message>
        <source>Mức theo đơn vị</source>
        <translation>Levels by office</translation>
    </message>
    <message>
        <source>Đơn vị</source>
        <translation>Office</translation>
    </message>
    <message>
        <source>Mức theo tháng: {office}</source>
        <translation>Levels by month: {office}</translation>
    </message>
    <message>
        <source>Tháng</source>
        <translation>Month</translation>
    </message>
    <message>
        <source>Luồng</source>
        <translation>Channel</translation>
    </message>
    <message>
        <source>Trung vị</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>9/10 không quá</source>
        <translation>9 of 10 within</translation>
    </message>
    <message>
        <source>So với kỳ trước</source>
        <translation>Against the time before</translation>
    </message>
    <message>
        <source>Mức {n}</source>
        <translation>Level {n}</translation>
    </message>
    <message>
        <source>Phiếu</source>
        <translation>Forms</translation>
    </message>
    <message>
        <source>{n} giây</source>
        <translation>{n} s</translation>
    </message>
    <message>
        <source>{n} phút</source>
        <translation>{n} min</translation>
    </message>
    <message>
        <source>{h} giờ {m}</source>
        <translation>{h} h {m}</translation>
    </message>
    <message>
        <source>{n} ngày</source>
        <translation>{n} d</translation>
    </message>
    <message>
        <source>{d} ngày {h} giờ</source>
        <translation>{d} d {h} h</translation>
    </message>
    <message>
        <source>{n} ph</source>
        <translation>{n} min</translation>
    </message>
    <message>
        <source>{n} giờ</source>
        <translation>{n} h</translation>
    </message>
    <message>
        <source>như trước</source>
        <translation>as before</translation>
    </message>
    <message>
        <source>nhanh hơn {by}</source>
        <translation>{by} faster</translation>
    </message>
    <message>
        <source>chậm hơn {by}</source>
        <translation>{by} slower</translation>
    </message>
    <message>
        <source>chưa đủ 5 tờ</source>
        <translation>fewer than 5</translation>
    </message>
    <message>
        <source>T{n}</source>
        <translation>W{n}</translation>
    </message>
    <message>
        <source>Mọi đơn vị</source>
        <translation>All offices</translation>
    </message>
    <message>
        <source>{n} tờ khai có đủ giờ trong tệp</source>
        <translation>Declarations with both times in their files: {n}</translation>
    </message>
    <message>
        <source>Dấu: trung vị · vạch: 9 trên 10 tờ không quá</source>
        <translation>Mark: median · tick: 9 of 10 took no longer</translation>
    </message>
</context>
<context>
    <name>StatisticsPage</name>
    <message>
        <source>Bảng số liệu</source>
        <translation>Data tables</translation>
    </message>
    <message>
        <source>Xuất</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Đang tính…</source>
        <translation>Counting…</translation>
    </message>
    <message>
        <source>Thống kê</source>
        <translation>Statistics</translation>
    </message>
    <message>
        <source>Tính và giữ trên máy này. Không gửi cho hải quan.</source>
        <translation>Computed and kept on this computer. Not sent to customs.</translation>
    </message>
    <message>
        <source>{n} ngày</source>
        <translation>{n} days</translation>
    </message>
    <message>
        <source>Thời gian</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>Doanh nghiệp</source>
        <translation>Company</translation>
    </message>
    <message>
        <source>Đơn vị</source>
        <translation>Office</translation>
    </message>
    <message>
        <source>Mọi đơn vị</source>
        <translation>All offices</translation>
    </message>
    <message>
        <source>Doanh nghiệp: tất cả</source>
        <translation>Company: all</translation>
    </message>
    <message>
        <source>Biểu đồ</source>
        <translation>Charts</translation>
    </message>
</context>
<context>
    <name>SubjectRow</name>
    <message>
        <source>Bỏ {subject} khỏi phiếu</source>
        <translation>Remove {subject} from the form</translation>
    </message>
    <message>
        <source>Thêm lý do (không bắt buộc)</source>
        <translation>Add a reason (optional)</translation>
    </message>
    <message>
        <source>Khâu nghiệp vụ của {subject}</source>
        <translation>Stage of {subject}</translation>
    </message>
    <message>
        <source>Chọn khâu nghiệp vụ</source>
        <translation>Choose a stage</translation>
    </message>
</context>
<context>
    <name>SyncBox</name>
    <message>
        <source>Gửi ngay</source>
        <translation>Send now</translation>
    </message>
    <message>
        <source>Mở tệp…</source>
        <translation>Open file…</translation>
    </message>
    <message>
        <source>Đang thử…</source>
        <translation>Trying…</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Hải quan tiếp nhận</source>
        <translation>Received by customs</translation>
    </message>
    <message>
        <source>chưa có</source>
        <translation>not yet</translation>
    </message>
    <message>
        <source>Lưu trên máy</source>
        <translation>Saved here</translation>
    </message>
    <message>
        <source>Xuất ra tệp</source>
        <translation>Exported to file</translation>
    </message>
    <message>
        <source>Gửi đi</source>
        <translation>Sent</translation>
    </message>
    <message>
        <source>Thử gửi gần nhất</source>
        <translation>Last try</translation>
    </message>
    <message>
        <source>Phản hồi</source>
        <translation>Answer</translation>
    </message>
</context>
<context>
    <name>Times</name>
    <message>
        <source>Hôm nay, {day}</source>
        <translation>Today, {day}</translation>
    </message>
    <message>
        <source>Hôm qua, {day}</source>
        <translation>Yesterday, {day}</translation>
    </message>
    <message>
        <source>Thứ Hai</source>
        <translation>Monday</translation>
    </message>
    <message>
        <source>Thứ Ba</source>
        <translation>Tuesday</translation>
    </message>
    <message>
        <source>Thứ Tư</source>
        <translation>Wednesday</translation>
    </message>
    <message>
        <source>Thứ Năm</source>
        <translation>Thursday</translation>
    </message>
    <message>
        <source>Thứ Sáu</source>
        <translation>Friday</translation>
    </message>
    <message>
        <source>Thứ Bảy</source>
        <translation>Saturday</translation>
    </message>
    <message>
        <source>Chủ nhật</source>
        <translation>Sunday</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Phiếu đánh giá hải quan</source>
        <translation>Customs Service Rating</translation>
    </message>
    <message>
        <source>Mở Chờ đánh giá ({n})</source>
        <translation>Open To rate ({n})</translation>
    </message>
    <message>
        <source>Đánh giá tờ khai tiếp theo</source>
        <translation>Rate next declaration</translation>
    </message>
    <message>
        <source>Đánh giá tờ khai khác…</source>
        <translation>Rate another…</translation>
    </message>
    <message>
        <source>Gửi ngay</source>
        <translation>Send now</translation>
    </message>
    <message>
        <source>Cần xử lý ({n})</source>
        <translation>Needs attention ({n})</translation>
    </message>
    <message>
        <source>Tạm dừng lời nhắc 1 giờ</source>
        <translation>Pause reminders for 1 hour</translation>
    </message>
    <message>
        <source>Không nhắc nữa hôm nay</source>
        <translation>No more reminders today</translation>
    </message>
    <message>
        <source>Nhắc trở lại</source>
        <translation>Resume reminders</translation>
    </message>
    <message>
        <source>Thoát</source>
        <translation>Quit</translation>
    </message>
    <message>
        <source>{n} tờ khai chờ đánh giá</source>
        <translation>Declarations to rate: {n}</translation>
    </message>
    <message>
        <source>Xuất phiếu chờ ra USB…</source>
        <translation>Export waiting forms to USB…</translation>
    </message>
    <message>
        <source>Nhập tệp…</source>
        <translation>Import a file…</translation>
    </message>
    <message>
        <source>Cài đặt</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Trợ giúp, chẩn đoán</source>
        <translation>Help and diagnostics</translation>
    </message>
</context>
<context>
    <name>TriedWords</name>
    <message>
        <source>Đã gửi {n} phiếu, nhận {n} xác nhận.</source>
        <translation>Sent {n}, receipts {n}.</translation>
    </message>
    <message>
        <source>Chưa được: {why}.</source>
        <translation>Not yet: {why}.</translation>
    </message>
    <message>
        <source>Chưa được: {why}. Thử lại lúc {time}.</source>
        <translation>Not yet: {why}. Next try {time}.</translation>
    </message>
    <message>
        <source>Đã gửi {n} phiếu, nhận {m} xác nhận.</source>
        <translation>Sent {n}, receipts {m}.</translation>
    </message>
    <message>
        <source>{n} phiếu đang giữ đến khi thông quan.</source>
        <translation>{n} held until cleared.</translation>
    </message>
    <message>
        <source>Không có phiếu nào chờ gửi.</source>
        <translation>Nothing is waiting.</translation>
    </message>
</context>
<context>
    <name>UnitsAdder</name>
    <message>
        <source>Thêm đơn vị khác</source>
        <translation>Add another office</translation>
    </message>
    <message>
        <source>Thêm đội</source>
        <translation>Add a team</translation>
    </message>
    <message>
        <source>Thêm “{name}” (ngoài danh mục)</source>
        <translation>Add “{name}” (not in directory)</translation>
    </message>
    <message>
        <source>Gõ tên đơn vị hải quan, Enter để thêm</source>
        <translation>Type a customs office, Enter to add</translation>
    </message>
    <message>
        <source>Gõ tên đội, Enter để thêm</source>
        <translation>Type a team, Enter to add</translation>
    </message>
</context>
<context>
    <name>WhenBlock</name>
    <message>
        <source>Khi nào gửi?</source>
        <translation>When to send?</translation>
    </message>
    <message>
        <source>Sau khi thông quan hoặc giải phóng hàng</source>
        <translation>After clearance or release</translation>
    </message>
    <message>
        <source>Mã hóa, giữ trên máy này; quá {n} ngày sẽ hỏi lại</source>
        <translation>Encrypted, kept on this computer; asked again after {n} days</translation>
    </message>
    <message>
        <source>Gửi ngay</source>
        <translation>Send now</translation>
    </message>
    <message>
        <source>Để được hỗ trợ khi đang vướng mắc</source>
        <translation>To get help while stuck</translation>
    </message>
    <message>
        <source>Cuối tuần, cùng các phiếu khác</source>
        <translation>End of the week, with other forms</translation>
    </message>
    <message>
        <source>Chiều thứ Sáu tới</source>
        <translation>This coming Friday afternoon</translation>
    </message>
    <message>
        <source>Chọn ngày…</source>
        <translation>Pick a date…</translation>
    </message>
    <message>
        <source>Trong vòng {n} ngày</source>
        <translation>Within {n} days</translation>
    </message>
    <message>
        <source>Ngày gửi</source>
        <translation>Sending date</translation>
    </message>
    <message>
        <source>Sau khi thông quan hoặc giải phóng hàng; ngày {day} sẽ hỏi lại</source>
        <translation>After clearance or release; asked again on {day}</translation>
    </message>
    <message>
        <source>Cuối tuần, cùng các phiếu khác: {day}</source>
        <translation>End of the week, with other forms: {day}</translation>
    </message>
    <message>
        <source>Ngày {day}</source>
        <translation>On {day}</translation>
    </message>
    <message>
        <source>Chọn thời điểm gửi phiếu.</source>
        <translation>Choose when the form is sent.</translation>
    </message>
</context>
<context>
    <name>_Condition</name>
    <message>
        <source>Sao chép</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Chi tiết</source>
        <translation>Details</translation>
    </message>
</context>
<context>
    <name>_SubjectLines</name>
    <message>
        <source>Lý do: {reasons}</source>
        <translation>Reasons: {reasons}</translation>
    </message>
    <message>
        <source>“{words}”</source>
        <translation>“{words}”</translation>
    </message>
</context>
<context>
    <name>carrying</name>
    <message>
        <source>{file}: {n} phiếu và yêu cầu đăng ký máy này, gửi {name}</source>
        <translation>{file}: this computer&apos;s request to join and ratings for {name}: {n}</translation>
    </message>
    <message>
        <source>{file}: {n} phiếu, gửi {name}</source>
        <translation>{file}: ratings for {name}: {n}</translation>
    </message>
    <message>
        <source>{n} phiếu đang giữ lại không nằm trong tệp.</source>
        <translation>Held ratings that are not in the file: {n}.</translation>
    </message>
    <message>
        <source>Đã xuất {n} phiếu</source>
        <translation>Ratings exported: {n}</translation>
    </message>
    <message>
        <source>Người mang tệp không đọc được nội dung. Các phiếu vẫn chờ xác nhận và vẫn tự gửi khi có mạng; khi có tệp {suffix} mang về thì bấm Nhập tệp.</source>
        <translation>Whoever carries it cannot read it. The ratings still wait for receipts and are still sent once there is a network; when a {suffix} file comes back, press Import a file.</translation>
    </message>
    <message>
        <source>{n} phiếu hải quan đã tiếp nhận</source>
        <translation>Received by customs: {n}</translation>
    </message>
    <message>
        <source>{n} phiếu đã có xác nhận từ trước</source>
        <translation>With a receipt already: {n}</translation>
    </message>
    <message>
        <source>{n} phản hồi mới của hải quan</source>
        <translation>New answers from customs: {n}</translation>
    </message>
    <message>
        <source>{n} xác nhận của máy khác, bỏ qua</source>
        <translation>Of another computer, passed over: {n}</translation>
    </message>
    <message>
        <source>{n} mục không chứng minh được, bỏ qua</source>
        <translation>Not proved, passed over: {n}</translation>
    </message>
    <message>
        <source>{n} phiếu nơi nhận đề nghị gửi lại</source>
        <translation>Asked for again by the receiver: {n}</translation>
    </message>
    <message>
        <source>Nơi nhận đã biết máy này.</source>
        <translation>The receiver knows this computer now.</translation>
    </message>
    <message>
        <source>Nhận xét của người mang tệp không có chữ ký: phiếu vẫn chờ và vẫn được gửi.</source>
        <translation>Nobody signed this advice: the ratings still wait and are still sent.</translation>
    </message>
    <message>
        <source>Đã nhập tệp của {name}</source>
        <translation>Imported from {name}</translation>
    </message>
    <message>
        <source>Không có gì mới trong tệp.</source>
        <translation>There is nothing new in the file.</translation>
    </message>
    <message>
        <source>{n} mục được xác nhận tiếp nhận</source>
        <translation>Items with a receipt: {n}</translation>
    </message>
    <message>
        <source>{n} mục nơi nhận không nhận</source>
        <translation>Items the receiver did not take: {n}</translation>
    </message>
    <message>
        <source>{n} phản hồi được mang về</source>
        <translation>Answers to carry back: {n}</translation>
    </message>
    <message>
        <source>{n} mục chưa có hồi âm: gửi hộ lại đúng tệp {suffix} đó</source>
        <translation>Items without a reply: {n}; forward the same {suffix} file again</translation>
    </message>
    <message>
        <source>Đã gửi hộ</source>
        <translation>Forwarded</translation>
    </message>
    <message>
        <source>Mang tệp {file} về máy đã lập phiếu và nhập ở đó.</source>
        <translation>Carry {file} back to the computer where the ratings were made and import it there.</translation>
    </message>
    <message>
        <source>Người mang tệp không đọc được nội dung. Phiếu vẫn nằm ở mục Cần xử lý; khi có tệp {suffix} mang về thì bấm Nhập tệp.</source>
        <translation>Whoever carries the file cannot read it. The rating stays under Needs attention; when a {suffix} file comes back, press Import file.</translation>
    </message>
</context>
<context>
    <name>control</name>
    <message>
        <source>Bấm tổ hợp phím…</source>
        <translation>Press the keys…</translation>
    </message>
</context>
<context>
    <name>missing</name>
    <message>
        <source>thời điểm gửi</source>
        <translation>sending time</translation>
    </message>
    <message>
        <source>tên người liên hệ</source>
        <translation>contact name</translation>
    </message>
    <message>
        <source>thư điện tử</source>
        <translation>e-mail</translation>
    </message>
    <message>
        <source>số điện thoại</source>
        <translation>phone number</translation>
    </message>
    <message>
        <source>ý kiến, kiến nghị</source>
        <translation>suggestions</translation>
    </message>
    <message>
        <source>mức đánh giá</source>
        <translation>a level</translation>
    </message>
    <message>
        <source>lý do</source>
        <translation>reason</translation>
    </message>
    <message>
        <source>nội dung chi tiết</source>
        <translation>details</translation>
    </message>
    <message>
        <source>các đối tượng cùng mức</source>
        <translation>the subjects with one level</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>Nhắc đánh giá</source>
        <translation>Asking for ratings</translation>
    </message>
    <message>
        <source>Phiếu đánh giá</source>
        <translation>The rating form</translation>
    </message>
    <message>
        <source>Nguồn tờ khai và gửi phiếu</source>
        <translation>Declarations and sending</translation>
    </message>
    <message>
        <source>Dữ liệu trên máy này</source>
        <translation>Data on this computer</translation>
    </message>
    <message>
        <source>Giao diện và khởi động</source>
        <translation>Appearance and start</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>vi</source>
        <comment>the code of this language</comment>
        <translation>en</translation>
    </message>
    <message>
        <source>Rất không hài lòng</source>
        <translation>Very dissatisfied</translation>
    </message>
    <message>
        <source>Không hài lòng</source>
        <translation>Dissatisfied</translation>
    </message>
    <message>
        <source>Bình thường</source>
        <translation>Neutral</translation>
    </message>
    <message>
        <source>Hài lòng</source>
        <translation>Satisfied</translation>
    </message>
    <message>
        <source>Rất hài lòng</source>
        <translation>Very satisfied</translation>
    </message>
    <message>
        <source>Mức {level}, {name}, {level} trên 5</source>
        <translation>Level {level}, {name}, {level} of 5</translation>
    </message>
    <message>
        <source>Luồng xanh</source>
        <translation>Green channel</translation>
    </message>
    <message>
        <source>Luồng vàng</source>
        <translation>Yellow channel</translation>
    </message>
    <message>
        <source>Luồng đỏ</source>
        <translation>Red channel</translation>
    </message>
    <message>
        <source>Chưa phân luồng</source>
        <translation>No channel yet</translation>
    </message>
    <message>
        <source>Không có trong tệp</source>
        <translation>Not in the file</translation>
    </message>
    <message>
        <source>Chưa có thông tin</source>
        <translation>Not given</translation>
    </message>
</context>
</TS>
