"""What the settings page shows, read in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rating_client.base.recovery import has_code
from rating_client.base.settings import LoadedSettings
from rating_client.desktop.settings.owners import OwnerShown
from rating_client.desktop.words import language
from rating_client.prompts.owners import short_name
from rating_client.windows import autostart
from rating_client.windows.autostart import Autostart

if TYPE_CHECKING:
    from rating_client.profile import Profile


class SettingsFacts(NamedTuple):
    loaded: LoadedSettings
    owners: tuple[OwnerShown, ...] = ()
    receivers: tuple[str, ...] = ()  # their names
    has_recovery_code: bool = False
    contacts: int = 0  # that are remembered
    startup: Autostart | None = None  # None where it cannot be switched


def settings_facts(profile: Profile) -> SettingsFacts:
    names = dict(profile.inbox.owners())
    return SettingsFacts(
        profile.loaded,
        tuple(
            OwnerShown(
                owner.tax_code,
                short_name(names.get(owner.tax_code)) or owner.tax_code,
                owner.letters,
                owner.colour,
                profile.remembered.low_levels_travel(owner.tax_code),
            )
            for owner in profile.owners.all()
        ),
        tuple(each.name.of(language()) for each in profile.enrolments.enrolments()),
        has_code(profile.paths),
        profile.remembered.contacts(),
        autostart.read(),
    )
