"""What an enrolment file says, for a person to compare with the letter from customs."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rating_client.base.sentences import Sentence
from rating_client.desktop.controls.buttons import PrimaryButton, QuietButton
from rating_client.desktop.controls.facts import Facts
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.controls.tick_box import TickBox
from rating_client.desktop.look.icons import IconView
from rating_client.desktop.look.theme import GAP, PADDING, Type, semibold
from rating_client.desktop.words import language
from rating_client.enrolment.file import Offer


class OfferCard(Panel):
    """Receiver, address and key. Accepting asks for the comparison first."""

    accept_asked = Signal()
    other_asked = Signal()

    def __init__(self, offer: Offer, *, known: bool) -> None:
        """`known`: this receiver was accepted before, so its key is already trusted."""
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(PADDING, PADDING, PADDING, PADDING)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(IconView("building", "accent_text"))
        name = Label(offer.name.of(language()), Type.HEADING, weight="semibold", wrap=True)
        head.addWidget(name, 1)
        column.addLayout(head)
        column.addWidget(self._facts(offer))
        column.addWidget(self._key(offer))
        self._trouble = Label("", Type.TABLE, "bad", wrap=True)
        self._trouble.hide()
        self.compared = TickBox(self.tr("Đã đối chiếu, hai mã giống nhau"))
        self.compared.setChecked(known)
        self.accept = PrimaryButton(self.tr("Chấp nhận nơi nhận này"), icon="check")
        self.other = QuietButton(self.tr("Chọn tệp khác"))
        self.compared.toggled.connect(self._trouble.hide)
        self.accept.clicked.connect(self._accept)
        self.other.clicked.connect(self.other_asked)
        column.addStretch()
        column.addWidget(self._trouble)
        column.addWidget(self.compared)
        foot = QHBoxLayout()
        foot.setSpacing(GAP)
        foot.addStretch()
        foot.addWidget(self.other)
        foot.addWidget(self.accept)
        column.addLayout(foot)

    def show_trouble(self, sentence: Sentence) -> None:
        self._trouble.setText(sentence.line(language()))
        self._trouble.show()

    def _accept(self) -> None:
        """Never a dead button: without the comparison it says what is missing."""
        if self.compared.isChecked():
            self.accept_asked.emit()
            return
        self._trouble.setText(self.tr("Đối chiếu hai mã rồi đánh dấu vào ô bên dưới."))
        self._trouble.show()
        self.compared.setFocus()

    def _facts(self, offer: Offer) -> Facts:
        facts = Facts()
        facts.add(self.tr("Địa chỉ"), "\n".join(offer.base_urls))
        if offer.offices == "*":
            offices = self.tr("Mọi đơn vị hải quan")
        else:
            offices = ", ".join(offer.offices)
        facts.add(self.tr("Đơn vị hải quan"), offices)
        if offer.tax_codes:
            facts.add(self.tr("Mã số thuế"), ", ".join(offer.tax_codes))
        if offer.code_expires_at:
            day = datetime.fromisoformat(offer.code_expires_at)
            facts.add(self.tr("Hạn dùng mã kích hoạt"), f"{day:%d/%m/%Y}")
        return facts

    def _key(self, offer: Offer) -> QWidget:
        ground = Panel("accent_ground", framed=False)
        column = QVBoxLayout(ground)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(6)
        column.addWidget(Label(self.tr("Mã nhận dạng khóa"), Type.CAPTION, "text2"))
        key = Label(offer.fingerprint, Type.HEADING, weight="semibold", wrap=True)
        even = semibold(Type.HEADING)
        even.setStyleHint(QFont.StyleHint.Monospace)
        even.setFixedPitch(True)
        key.setFont(even)
        key.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(key)
        advice = self.tr(
            "Đối chiếu mã nhận dạng khóa này với thông báo bằng văn bản của hải quan "
            "trước khi tiếp tục."
        )
        column.addWidget(Label(advice, Type.TABLE, wrap=True))
        return ground
