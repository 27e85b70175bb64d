"""The same numbers as tables: for the screen, for screen readers, for paper and for Excel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from rating_client.base.spreadsheet import BOM, csv_lines
from rating_client.desktop.inbox.words import channel_word
from rating_client.desktop.statistics.words import (
    all_offices,
    change_words,
    median_words,
    month_name,
    nine_tenths_words,
    office_name,
    percent,
    period_words,
    week_name,
)
from rating_client.directory.directory import Directory
from rating_client.outbox.statistics import Figures, Levels

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Table:
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def spoken(self) -> str:
        """Row by row, each value behind the name of its column."""
        return "\n".join(
            ", ".join(f"{head} {value}" for head, value in zip(self.heads, row, strict=True))
            for row in self.rows
        )


def tables_of(figures: Figures, directory: Directory) -> tuple[Table, ...]:
    """Every number of the page; empty tables left out."""
    tables = [weeks_table(figures), offices_table(figures, directory)]
    if figures.wanted.office:
        tables.append(months_table(figures, directory))
    tables.append(clearances_table(figures, directory))
    return tuple(table for table in tables if table.rows)


def weeks_table(figures: Figures) -> Table:
    return Table(
        translate("Statistics", "Tỷ lệ có ý kiến theo tuần"),
        (
            translate("Statistics", "Tuần"),
            translate("Statistics", "Từ ngày"),
            translate("Statistics", "Tờ khai"),
            translate("Statistics", "Đã có ý kiến"),
            translate("Statistics", "Tỷ lệ"),
        ),
        tuple(
            (
                week_name(week.monday),
                f"{week.monday:%d/%m/%Y}",
                str(week.registered),
                str(week.rated),
                "–" if week.percent is None else percent(week.percent),
            )
            for week in figures.weeks
        ),
    )


def levels_table(figures: Figures, directory: Directory) -> Table:
    """By office, or by month where one office was asked for."""
    asked = months_table if figures.wanted.office else offices_table
    return asked(figures, directory)


def offices_table(figures: Figures, directory: Directory) -> Table:
    return _levels_table(
        translate("Statistics", "Mức theo đơn vị"),
        translate("Statistics", "Đơn vị"),
        [(office_name(each.of, directory, figures.today), each) for each in figures.by_office],
    )


def months_table(figures: Figures, directory: Directory) -> Table:
    office = office_name(figures.wanted.office, directory, figures.today)
    return _levels_table(
        translate("Statistics", "Mức theo tháng: {office}").format(office=office),
        translate("Statistics", "Tháng"),
        [(month_name(each.of), each) for each in figures.by_month],
    )


def clearances_table(figures: Figures, directory: Directory) -> Table:
    return Table(
        translate("Statistics", "Từ đăng ký đến thông quan"),
        (
            translate("Statistics", "Đơn vị"),
            translate("Statistics", "Luồng"),
            translate("Statistics", "Tờ khai"),
            translate("Statistics", "Trung vị"),
            translate("Statistics", "9/10 không quá"),
            translate("Statistics", "So với kỳ trước"),
        ),
        tuple(
            (
                office_name(each.office, directory, figures.today)
                if each.office
                else all_offices(),
                channel_word(each.channel),
                str(each.measured),
                median_words(each),
                nine_tenths_words(each),
                change_words(each).words,
            )
            for each in figures.clearances
        ),
    )


def as_csv(figures: Figures, tables: Sequence[Table]) -> bytes:
    """One file of all tables, each under its title, as Excel opens it by a double click."""
    lines: list[Sequence[str]] = [[translate("Statistics", "Thống kê"), period_words(figures)]]
    for table in tables:
        lines += [[], [table.title], table.heads, *table.rows]
    return (BOM + csv_lines(lines)).encode("utf-8")


def _levels_table(title: str, of: str, rows: list[tuple[str, Levels]]) -> Table:
    level = translate("Statistics", "Mức {n}")
    return Table(
        title,
        (
            of,
            translate("Statistics", "Phiếu"),
            *(level.format(n=number) for number in range(1, 6)),
        ),
        tuple(
            (name, str(levels.total), *(str(count) for count in levels.counts))
            for name, levels in rows
        ),
    )
