"""Cài đặt: every setting with where its value comes from. What is changed holds at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rating_client.base.sentences import Sentence
from rating_client.base.setting_words import words_of
from rating_client.desktop.controls.fields import SearchField
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.controls.tab_order import tab_in_reading_order
from rating_client.desktop.first_run.folder_look import FolderLook
from rating_client.desktop.lists.empty_note import EmptyNote
from rating_client.desktop.look.scrolling import FollowsKeyboard, scrolling
from rating_client.desktop.look.theme import CARD_GAP, GAP, MARGIN, Type
from rating_client.desktop.settings.action_rows import MyDataRow, ReceiversRow
from rating_client.desktop.settings.controls import Control, control_width
from rating_client.desktop.settings.facts import SettingsFacts
from rating_client.desktop.settings.folders import FolderControl
from rating_client.desktop.settings.groups import GROUPS, Group, group_title
from rating_client.desktop.settings.owners import OwnersRow
from rating_client.desktop.settings.row import Row, SettingRow
from rating_client.desktop.settings.startup import StartupRow
from rating_client.desktop.words import language
from rating_client.directory.folding import fold

_BETWEEN_ROWS = 6


class SettingsPage(QWidget):
    """Emits what a person wishes; carries out nothing itself. Built when it is first opened:
    most windows are opened for the lists, and these are many controls."""

    wished = Signal(str, object)  # a setting's name, and its value or None for the default
    letters_wished = Signal(str, str)  # tax code, and two letters for its owner
    travel_wished = Signal(str, object)  # tax code, and how its levels 1 and 2 travel
    startup_wished = Signal(bool)
    look_asked = Signal(list)  # folders to look into
    receivers_asked = Signal()
    connection_asked = Signal()  # whether every receiver can be reached
    carry_out_asked = Signal()
    bring_in_asked = Signal()
    code_asked = Signal()
    my_data_asked = Signal()  # everything that is kept, as a file
    forget_asked = Signal()  # the contacts remembered for owners

    def __init__(self, facts: Callable[[], SettingsFacts]) -> None:
        super().__init__()
        self._facts = facts
        self._shown: SettingsFacts | None = None
        self.rows: dict[str, SettingRow] = {}
        self._groups: list[tuple[QWidget, list[Row]]] = []

    def open(self) -> None:
        """The page is about to be seen: what holds, and what lies in the folders now."""
        if not self.rows:
            self._build()
        self.refresh()
        assert self._shown is not None
        if folders := self._shown.loaded.settings.export_folders:
            self.look_asked.emit(list(folders))

    def refresh(self) -> None:
        """Something may have changed: settings, owners, receivers."""
        if not self.rows:
            return
        facts = self._facts()
        if facts == self._shown:
            return
        self._shown = facts
        for name, row in self.rows.items():
            row.show_value(getattr(facts.loaded.settings, name), facts.loaded.origins[name])
        by_policy = facts.loaded.origins["low_levels_travel"] == "policy"
        self.owners.show_owners(facts.owners, by_policy=by_policy)
        self.startup.show_state(facts.startup)
        self.receivers_row.show_names(facts.receivers)
        self._recovery.explain.setText(
            self.tr("Đã có mã. Tạo mã mới thì mã cũ không dùng được nữa.")
            if facts.has_recovery_code
            else self.tr(
                "Mở lại dữ liệu khi kho khóa của máy bị mất. Hiện một lần để in hoặc chép."
            )
        )
        self.forget_button.setEnabled(facts.contacts > 0)
        self._contacts.explain.setText(
            self.tr(
                "{n} người, chỉ giữ trên máy này, cho lần đánh giá sau của cùng doanh nghiệp."
            ).format(n=facts.contacts)
            if facts.contacts
            else self.tr("Chưa nhớ người nào.")
        )
        self._narrow()
        tab_in_reading_order(self)

    def show_looks(self, looks: Sequence[FolderLook]) -> None:
        if not self.rows:
            return
        self.folders.show_looks(looks)
        tab_in_reading_order(self)

    def show_trouble(self, name: str, sentence: Sentence) -> None:
        """Why this setting was not changed. What holds is shown again, but for what was written:
        a slip is mended where it stands."""
        self.show_again(name)
        self.rows[name].control.show_refused()
        self.rows[name].show_trouble(sentence)

    def show_again(self, name: str) -> None:
        """What holds, whatever a person chose just now."""
        assert self._shown is not None
        loaded = self._shown.loaded
        self.rows[name].show_value(getattr(loaded.settings, name), loaded.origins[name])

    def _build(self) -> None:
        self.search = SearchField(self.tr("Tìm cài đặt"))
        self.search.setFixedWidth(control_width())
        self.search.textChanged.connect(self._narrow)
        self.owners = OwnersRow()
        self.owners.letters_wished.connect(self.letters_wished)
        self.owners.travel_wished.connect(self.travel_wished)
        self.startup = StartupRow()
        self.startup.wished.connect(self.startup_wished)
        self._add_actions()
        self._lay_out()
        folders = self.rows["export_folders"].control
        assert isinstance(folders, FolderControl)
        self.folders = folders
        self.folders.look_asked.connect(self.look_asked)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.activated.connect(self.search.setFocus)

    def _add_actions(self) -> None:
        """What is done here beside settings."""
        self.receivers_row = ReceiversRow()
        self.receivers_row.look.clicked.connect(self.receivers_asked)
        self.receivers_row.check.clicked.connect(self.connection_asked)
        self._carrying = Row(
            "usb",
            self.tr("Mang phiếu bằng USB"),
            self.tr("Tệp mã hóa: người mang tệp không đọc được nội dung."),
        )
        self.carry_button = self._carrying.add_button(self.tr("Xuất phiếu chờ…"))
        self.carry_button.clicked.connect(self.carry_out_asked)
        self.bring_button = self._carrying.add_button(self.tr("Nhập tệp…"))
        self.bring_button.clicked.connect(self.bring_in_asked)
        self._recovery = Row("key", self.tr("Mã khôi phục"), " ")
        self.code_button = self._recovery.add_button(self.tr("Tạo mã…"))
        self.code_button.clicked.connect(self.code_asked)
        self.my_data_row = MyDataRow()
        self.my_data_row.export.clicked.connect(self.my_data_asked)
        self._contacts = Row("user", self.tr("Người liên hệ đã nhớ"), " ")
        self.forget_button = self._contacts.add_button(self.tr("Xóa"))
        self.forget_button.clicked.connect(self.forget_asked)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(self.tr("Cài đặt"), Type.TITLE, weight="semibold"))
        about = self.tr(
            "Mỗi mục ghi rõ giá trị do đâu: chính sách của đơn vị, người dùng đặt, hay mặc định."
        )
        words.addWidget(Label(about, Type.TABLE, "text2", wrap=True))
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN, 20, MARGIN, 4)
        head.setSpacing(CARD_GAP)
        head.addLayout(words, 1)
        head.addWidget(self.search)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(MARGIN, 10, MARGIN, MARGIN)
        column.setSpacing(20)
        for group in GROUPS:
            column.addWidget(self._group(group))
        self._nothing = EmptyNote("search")
        self._nothing.clicked.connect(self.search.clear)
        self._nothing.clicked.connect(self.search.setFocus)
        column.addWidget(self._nothing)
        column.addStretch()
        self.area = scrolling(content, MARGIN)
        self._follows = FollowsKeyboard(self.area)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self.area, 1)

    def _group(self, group: Group) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_BETWEEN_ROWS)
        column.addWidget(Label(group_title(group.key), weight="semibold"))
        column.addSpacing(GAP - _BETWEEN_ROWS)
        rows: list[Row] = [self._row(*shown) for shown in group.settings]
        more: dict[str, list[Row]] = {
            "rating": [self.owners],
            "sending": [self.receivers_row, self._carrying],
            "data": [self.my_data_row, self._recovery, self._contacts],
            "looks": [self.startup],
        }
        rows += more.get(group.key, [])
        for row in rows:
            column.addWidget(row)
        self._groups.append((whole, rows))
        return whole

    def _row(self, name: str, icon: str, control: Callable[[], Control]) -> SettingRow:
        words = words_of(name)
        row = SettingRow(icon, words.title.of(language()), words.explain.of(language()), control())
        row.wished.connect(lambda value: self.wished.emit(name, value))
        self.rows[name] = row
        return row

    def _narrow(self) -> None:
        """Only the rows that say what is looked for."""
        typed = self.search.text().strip()
        found = False
        for group, rows in self._groups:
            shown = [row for row in rows if row.is_there and row.matches(fold(typed))]
            for row in rows:
                row.setVisible(row in shown)
            group.setVisible(bool(shown))
            found = found or bool(shown)
        self._nothing.setVisible(not found)
        said = self.tr("Không có mục cài đặt nào khớp “{typed}”.").format(typed=typed)
        self._nothing.say(said, "", self.tr("Xóa ô tìm"))
