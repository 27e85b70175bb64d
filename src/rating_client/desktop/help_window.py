"""The guide on the screen: its pages at the left, the chosen one at the right. No network."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QTextBrowser, QWidget

from rating_client.desktop.guide import GuidePage, guide
from rating_client.desktop.icons import mark_icon
from rating_client.desktop.palette import roles
from rating_client.desktop.scrolling import thin_scroll_bars
from rating_client.desktop.theme import CARD_GAP, CONTROL_RADIUS, GAP, MARGIN, Type, font
from rating_client.desktop.words import language

_LIST = 260
_LEADING = 125  # per cent


class HelpWindow(QWidget):
    """Escape closes it; a link to another page of the guide opens that page."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Trợ giúp · Phiếu đánh giá hải quan"))
        self.setWindowIcon(mark_icon())
        self.resize(900, 640)
        self.setMinimumSize(640, 400)
        self._guide = guide(language())
        self._order = list(self._guide)
        self.pages = QListWidget()
        self.pages.setAccessibleName(self.tr("Các mục trợ giúp"))
        self.pages.setFrameShape(QFrame.Shape.NoFrame)
        self.pages.setFont(font(Type.BODY))
        self.pages.setFixedWidth(_LIST)
        self.pages.setWordWrap(True)
        self.pages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pages.addItems([page.title for page in self._guide.values()])
        self.text = QTextBrowser()
        self.text.setAccessibleName(self.tr("Nội dung trợ giúp"))
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(MARGIN)
        self.text.setFont(font(Type.BODY))
        thin_scroll_bars(self.pages)
        thin_scroll_bars(self.text)
        row = QHBoxLayout(self)
        row.setContentsMargins(CARD_GAP, CARD_GAP, 0, 0)
        row.setSpacing(CARD_GAP)
        row.addWidget(self.pages)
        row.addWidget(self.text, 1)
        self._dress()
        self.pages.currentRowChanged.connect(self._read)
        self.text.anchorClicked.connect(self._follow)

    @property
    def page(self) -> GuidePage:
        return self._order[self.pages.currentRow()]

    def open_at(self, page: GuidePage) -> None:
        """A person asked for help with this."""
        self.pages.setCurrentRow(self._order.index(page))
        self.show()
        self.raise_()
        self.activateWindow()
        self.text.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _read(self, row: int) -> None:
        self.text.setMarkdown(self._guide[self._order[row]].text)
        _open_up(self.text.document(), roles(self.palette()).strong)
        self.text.verticalScrollBar().setValue(0)

    def _follow(self, link: QUrl) -> None:
        self.pages.setCurrentRow(self._order.index(GuidePage(link.fragment())))

    def _dress(self) -> None:
        """The list on the window's ground, the chosen page as everywhere in the program."""
        if not hasattr(self, "pages"):
            return  # Qt tells of the first palette before there is anything to dress
        ink = roles(self.palette())
        sheet = (
            f"QListWidget {{ background: transparent; outline: none; }}"
            f"QListWidget::item {{ padding: 7px 10px; border-radius: {CONTROL_RADIUS}px; }}"
            f"QListWidget::item:selected {{ background: {ink.accent_ground.name()};"
            f" color: {ink.accent_text.name()}; }}"
        )
        if self.pages.styleSheet() != sheet:  # a new sheet is itself a change of the palette
            self.pages.setStyleSheet(sheet)
            if self.pages.currentRow() >= 0:
                self._read(self.pages.currentRow())


def _open_up(document: QTextDocument, rule: QColor) -> None:
    """Markdown comes without any room between its paragraphs."""
    block = document.begin()
    while block.isValid():
        cursor = QTextCursor(block)
        shape = block.blockFormat()
        shape.setLineHeight(_LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if cursor.currentTable() is None:
            shape.setBottomMargin(GAP if block.textList() is None else GAP / 2)
        cursor.setBlockFormat(shape)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            look = frame.format().toTableFormat()
            look.setCellPadding(6)
            look.setBorderBrush(rule)
            look.setBottomMargin(CARD_GAP)
            frame.setFormat(look)
