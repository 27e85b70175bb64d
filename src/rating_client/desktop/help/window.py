"""The guide on the screen: its pages at the left, the chosen one at the right. No network."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QTextBrowser, QWidget

from rating_client.desktop.help.guide import GuidePage, guide
from rating_client.desktop.look.icons import mark_icon
from rating_client.desktop.look.palette import roles
from rating_client.desktop.look.room import bring_to_front, comfortable, give_room
from rating_client.desktop.look.scrolling import thin_scroll_bars
from rating_client.desktop.look.theme import (
    CARD_GAP,
    CONTROL_RADIUS,
    GAP,
    MARGIN,
    Type,
    font,
    scaled,
)
from rating_client.desktop.words import language

_LIST = 260
_LEADING = 125  # per cent
# `palette(...)` follows the theme.
_SHEET = f"""
QListWidget {{ background: transparent; outline: none; }}
QListWidget::item {{ padding: 7px 10px; border-radius: {CONTROL_RADIUS}px; }}
QListWidget::item:selected {{ background: palette(base); color: palette(link); }}
"""


class HelpWindow(QWidget):
    """Escape closes it; a link to another page of the guide opens that page."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Trợ giúp · Phiếu đánh giá hải quan"))
        self.setWindowIcon(mark_icon())
        self.setMinimumSize(640, 400)
        give_room(self, comfortable(QSize(900, 640)))
        self._guide = guide(language())
        self._order = list(self._guide)
        self.pages = _Contents([page.title for page in self._guide.values()])
        self.pages.setAccessibleName(self.tr("Các mục trợ giúp"))
        self.text = _Reader()
        self.text.setAccessibleName(self.tr("Nội dung trợ giúp"))
        row = QHBoxLayout(self)
        row.setContentsMargins(CARD_GAP, CARD_GAP, 0, 0)
        row.setSpacing(CARD_GAP)
        row.addWidget(self.pages)
        row.addWidget(self.text, 1)
        self.pages.currentRowChanged.connect(self._read)
        self.text.anchorClicked.connect(self._follow)

    @property
    def page(self) -> GuidePage:
        return self._order[self.pages.currentRow()]

    def open_at(self, page: GuidePage) -> None:
        """A person asked for help with this."""
        self.pages.setCurrentRow(self._order.index(page))
        bring_to_front(self)
        self.text.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _read(self, row: int) -> None:
        self.text.read(self._guide[self._order[row]].text)

    def _follow(self, link: QUrl) -> None:
        self.pages.setCurrentRow(self._order.index(GuidePage(link.fragment())))


class _Contents(QListWidget):
    """The titles, on the window's own ground."""

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(font(Type.BODY))
        self.setFixedWidth(scaled(_LIST))
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.addItems(titles)
        thin_scroll_bars(self)
        self.setStyleSheet(_SHEET)


class _Reader(QTextBrowser):
    """One page of Markdown. Follows no link itself."""

    def __init__(self) -> None:
        super().__init__()
        self._markdown = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setFont(font(Type.BODY))
        self.document().setDocumentMargin(MARGIN)
        thin_scroll_bars(self)

    def read(self, markdown: str) -> None:
        self._markdown = markdown
        self.setMarkdown(markdown)
        _open_up(self.document(), roles(self.palette()).stroke)
        self.verticalScrollBar().setValue(0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self.isVisible():
            self.read(self._markdown)  # links and rules keep the colours they were read in


def _open_up(document: QTextDocument, rule: QColor) -> None:
    """Markdown comes without any room between its paragraphs."""
    block = document.begin()
    while block.isValid():
        cursor = QTextCursor(block)
        shape = block.blockFormat()
        shape.setLineHeight(_LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if cursor.currentTable() is None:
            in_the_list = block.textList() is not None and block.next().textList() is not None
            shape.setBottomMargin(GAP / 2 if in_the_list else GAP)
        cursor.setBlockFormat(shape)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            look = frame.format().toTableFormat()
            look.setCellPadding(6)
            look.setBorderBrush(rule)
            look.setTopMargin(GAP)
            look.setBottomMargin(CARD_GAP)
            frame.setFormat(look)
