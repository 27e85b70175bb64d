"""Runs inside the installed program: the tests of what Windows alone decides, as pytest runs them.

Arguments: the checkout, and the folder that pytest was installed into.
"""

from __future__ import annotations

import os
import sys

_TESTS = (
    "tests/exports/test_opening.py",
    "tests/exports/test_refused_files.py",
    "tests/exports/test_sweep.py",
    "tests/exports/test_directories.py",
    "tests/base/test_clock.py",
    "tests/base/test_backups.py",
    "tests/base/test_instance.py",
    "tests/base/test_log.py",
    "tests/base/test_settings.py",
    "tests/base/test_whole_file.py",
    "tests/desktop/test_accessibility.py",
    "tests/desktop/test_file_dialogs.py",
    "tests/desktop/test_global_hotkey.py",
    "tests/desktop/test_odd_names.py",
    "tests/windows",
)
_LONG = "tests/exports/test_refused_files.py::test_offers_that_are_never_answered_go_on_for_ever"


def main() -> int:
    checkout, packages = sys.argv[1:]
    sys.path += [packages, checkout]  # after the program's own
    sys.dont_write_bytecode = True
    os.chdir(checkout)
    import pytest

    return int(pytest.main(["-p", "no:cacheprovider", "--deselect", _LONG, *_TESTS]))


if __name__ == "__main__":
    raise SystemExit(main())
