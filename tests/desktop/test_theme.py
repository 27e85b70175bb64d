"""Light and dark: every word readable on its ground, and one palette that widgets follow."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from rating_client.base.resources import resource
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.look.icons import pixmap
from rating_client.desktop.look.palette import DARK, LIGHT, OWNER_COLOURS, Roles, contrast, roles
from rating_client.desktop.look.theme import Theme, Type, font, palette_of

READABLE, VISIBLE = 4.5, 3.0
BOTH = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    palette, used_font = qapp.palette(), qapp.font()
    yield qapp
    qapp.setPalette(palette)
    qapp.setFont(used_font)


@BOTH
def test_every_text_is_readable_on_every_ground_it_is_used_on(theme: Roles) -> None:
    grounds = (theme.window, theme.layer, theme.card, theme.subtle, theme.accent_ground)
    for ground in grounds:
        assert contrast(theme.text, ground) >= READABLE
        assert contrast(theme.text2, ground) >= READABLE
        assert contrast(theme.text3, ground) >= READABLE
    for ground in (theme.window, theme.card, theme.accent_ground):
        assert contrast(theme.accent_text, ground) >= READABLE
    assert contrast(theme.on_accent, theme.accent) >= READABLE
    for ink, ground in (
        (theme.ok, theme.ok_ground),
        (theme.warn, theme.warn_ground),
        (theme.bad, theme.bad_ground),
    ):
        assert contrast(ink, ground) >= READABLE
        assert contrast(theme.text, ground) >= READABLE
    for ink in (theme.ok, theme.warn, theme.bad):
        assert contrast(ink, theme.layer) >= READABLE


@BOTH
def test_every_level_is_readable_on_its_tint_and_on_a_card(theme: Roles) -> None:
    for level in range(1, 6):
        colours = theme.level(level)
        assert contrast(colours.ink, colours.tint) >= READABLE
        assert contrast(colours.ink, theme.card) >= READABLE


@BOTH
def test_borders_of_controls_and_the_focus_ring_can_be_seen(theme: Roles) -> None:
    for ground in (theme.window, theme.layer, theme.card, theme.accent_ground):
        assert contrast(theme.strong, ground) >= VISIBLE
        assert contrast(theme.focus, ground) >= VISIBLE


def test_white_letters_are_readable_on_every_owner_s_colour() -> None:
    for colour in OWNER_COLOURS:
        assert contrast(QColor("white"), colour) >= 6.2


def test_the_palette_carries_the_theme_to_every_widget(app: QApplication) -> None:
    theme = Theme(app, "light")
    label = Label("x", tone="text2")
    assert roles(label.palette()) is LIGHT
    theme.choose("dark")
    app.processEvents()
    assert theme.dark
    assert roles(label.palette()).card == DARK.card
    assert label.palette().color(QPalette.ColorRole.WindowText) == DARK.text2


def test_the_system_s_accent_replaces_ours_only_where_it_reads_well() -> None:
    part = QPalette.ColorRole.Accent
    assert palette_of(LIGHT, QColor("#0F5A2E")).color(part) == QColor("#0F5A2E")
    assert palette_of(LIGHT, QColor("#FFE000")).color(part) == LIGHT.accent
    assert roles(palette_of(LIGHT, QColor("#0F5A2E"))).accent == QColor("#0F5A2E")


def test_in_high_contrast_only_the_system_s_colours_are_used(app: QApplication) -> None:
    palette = QPalette(QColor("black"))
    palette.setColor(QPalette.ColorRole.Window, QColor("black"))
    palette.setColor(QPalette.ColorRole.WindowText, QColor("yellow"))
    found = roles(palette)
    assert found.card == QColor("black")
    for ink in (found.text, found.text3, found.bad, found.levels[0].ink):
        assert ink == QColor("yellow")
    assert (found.line, LIGHT.line) == (2, 1)  # borders are thicker where tints are gone


def test_in_high_contrast_a_control_that_is_enabled_again_is_so_to_the_eye(
    app: QApplication,
) -> None:
    palette = QPalette(QColor("black"))
    palette.setColor(QPalette.ColorRole.WindowText, QColor("white"))
    palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText, QColor("lime"))
    control = QWidget()
    control.setPalette(palette)
    for enabled, shown in ((False, "lime"), (True, "white"), (False, "lime")):
        control.setEnabled(enabled)
        assert roles(control.palette()).text == QColor(shown)


def test_text_grows_with_the_setting_and_is_never_under_twelve_pixels(app: QApplication) -> None:
    theme = Theme(app, "light")
    assert font(Type.BODY).pixelSize() == 14
    assert font(Type.CAPTION).pixelSize() == 12
    theme.set_scale(1.5)
    assert font(Type.BODY).pixelSize() == 21
    theme.set_scale(9)
    assert font(Type.BODY).pixelSize() == 21


def test_each_icon_is_one_path_on_the_same_grid() -> None:
    drawings = sorted(resource("icons").glob("*.svg"))
    assert len(drawings) > 40
    for drawing in drawings:
        text = drawing.read_text("utf-8")
        assert text.count("<path") == 1, drawing.name
        if drawing.stem != "mark":
            assert 'viewBox="0 0 20 20"' in text
            assert 'stroke-width="1.5"' in text
            assert 'stroke="currentColor"' in text
        assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", text)


def test_an_icon_is_tinted_and_sharp_at_the_screen_s_resolution(app: QApplication) -> None:
    drawn = pixmap("check", QColor("#0F6E0F"), 20, 2.0)
    assert drawn.width() == 40
    assert drawn.devicePixelRatio() == 2.0
    image = drawn.toImage()
    inks = {
        image.pixelColor(x, y).name()
        for x in range(40)
        for y in range(40)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert inks == {"#0f6e0f"}
    assert pixmap("check", QColor("#0F6E0F"), 20, 2.0).cacheKey() == drawn.cacheKey()
