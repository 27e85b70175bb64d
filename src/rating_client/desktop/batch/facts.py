"""What the batch form is told about each declaration: words ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class BatchRowFacts:
    """One declaration. Its draft says `level` and nothing more, or it was `begun` for good."""

    key: str
    number: str  # 12 digits
    channel: int | None
    office_line: str  # "Hải quan cửa khẩu cảng Đình Vũ (03EE)"
    owner: str  # tax code; empty where the export has none
    owner_name: str
    owner_letters: str
    owner_colour: int
    level: int | None = None
    begun: bool = False  # reasons, stages, officers or words: only its own form shows them


@dataclass(frozen=True, kw_only=True)
class BatchFacts:
    """The declarations of one round, newest first, and how many wait for another."""

    rows: tuple[BatchRowFacts, ...]
    waiting: int = 0  # more than one round takes

    @property
    def offices(self) -> tuple[tuple[str, tuple[BatchRowFacts, ...]], ...]:
        """The rows of each office, the office with most rows first."""
        groups: dict[str, list[BatchRowFacts]] = {}
        for row in self.rows:
            groups.setdefault(row.office_line, []).append(row)
        ordered = sorted(groups.items(), key=lambda group: -len(group[1]))
        return tuple((office, tuple(rows)) for office, rows in ordered)

    @property
    def owners(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each owner's name with the keys of its declarations, the one with most first."""
        groups: dict[tuple[str, str], list[str]] = {}
        for row in self.rows:
            groups.setdefault((row.owner, row.owner_name), []).append(row.key)
        ordered = sorted(groups.items(), key=lambda group: -len(group[1]))
        return tuple((name, tuple(keys)) for (_, name), keys in ordered)
