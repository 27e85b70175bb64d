"""The MSI for administrators: the same payload for one user, by wixl.

wixl knows no component conditions, so what may be left out is a feature: `REMOVE=Autostart`; nor
actions that start a program, so that one is put into its tables afterwards.
"""

from __future__ import annotations

import tempfile
import uuid
from pathlib import Path
from string import Template
from xml.sax.saxutils import quoteattr

from installer import HERE
from installer.icon import write_icon
from installer.tools import run_tool

# Ours; components keep their ids by path.
_SPACE = uuid.UUID("6f0a7f4e-0f55-4d3c-9d83-5b1f6a3c2e10")

# A program that runs keeps its files, and Windows would want to start anew. Type 98: start this in
# that folder, wait for it, and go on whatever comes of it.
_ACTION = (
    "INSERT INTO `CustomAction` (`Action`, `Type`, `Source`, `Target`)"
    """ VALUES ('EndTheProgram', 98, 'INSTALLDIR', '"[INSTALLDIR]rating-clientw.exe" --quit')"""
)
# Before InstallValidate (1400), which looks for files in use.
_ITS_TIME = (
    "INSERT INTO `InstallExecuteSequence` (`Action`, `Condition`, `Sequence`)"
    " VALUES ('EndTheProgram', 'Installed OR WIX_UPGRADE_DETECTED', 1399)"
)


def build_msi(payload: Path, out: Path, version: str) -> Path:
    """`out`, an MSI that installs `payload` for one user."""
    with tempfile.TemporaryDirectory(prefix="rating-client-msi-") as folder:
        scratch = Path(folder)  # wixl finds files only by paths relative to its source
        write_icon(scratch / "rating-client.ico")
        (scratch / "payload").symlink_to(payload)
        source = scratch / "product.wxs"
        template = Template((HERE / "product.wxs").read_text("utf-8"))
        tree, components = _tree(payload)
        source.write_text(
            template.substitute(
                version=version,
                product=uuid.uuid5(_SPACE, f"product {version}"),
                tree=tree,
                components=components,
            ),
            "utf-8",
        )
        run_tool("wixl", "--arch", "x64", "-o", out.resolve(), source.name, folder=scratch)
    run_tool("msibuild", out.resolve(), "-q", _ACTION, _ITS_TIME)
    return out


def _tree(payload: Path) -> tuple[str, str]:
    """The folders with a component each, and the references to those components."""
    lines: list[str] = []
    references: list[str] = []

    def walk(folder: Path) -> None:
        files = sorted(path for path in folder.iterdir() if path.is_file())
        if files:
            inside = folder.relative_to(payload).as_posix()
            component = _id("c", inside)
            references.append(f'<ComponentRef Id="{component}"/>')
            lines.append(f'<Component Id="{component}" Guid="{uuid.uuid5(_SPACE, inside)}">')
            # Per-user components are told apart by a value, not by a file.
            lines.append(
                '<RegistryValue Root="HKCU" Key="Software\\RatingClient\\Components"'
                f' Name="{component}" Type="integer" Value="1" KeyPath="yes"/>'
            )
            lines.append(f'<RemoveFolder Id="{_id("r", inside)}" On="uninstall"/>')
            for path in files:
                relative = path.relative_to(payload).as_posix()
                lines.append(
                    f'<File Id="{_id("f", relative)}" Name={quoteattr(path.name)}'
                    f" Source={quoteattr(f'payload/{relative}')}/>"
                )
            lines.append("</Component>")
        for path in sorted(path for path in folder.iterdir() if path.is_dir()):
            name = _id("d", path.relative_to(payload).as_posix())
            lines.append(f'<Directory Id="{name}" Name={quoteattr(path.name)}>')
            walk(path)
            lines.append("</Directory>")

    walk(payload)
    return "\n".join(lines), "\n".join(references)


def _id(kind: str, inside: str) -> str:
    return kind + uuid.uuid5(_SPACE, inside).hex
