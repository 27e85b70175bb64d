"""The reading process with a planted bug, chosen by the environment: run as `-m` this module."""

from __future__ import annotations

import os
import sys
from xml.parsers import expat

from rating_client.declarations import workbook_zip, worker, xml_stream
from tests.faults.twins import PLANTED


def _entities_are_read() -> None:
    """XML is given to the parser as it comes, with all that it may define."""
    xml_stream._parser = lambda: expat.ParserCreate("utf-8")


def _far_cells_not_looked_for() -> None:
    """A sheet is parsed whole, wherever its last cell lies."""
    workbook_zip._check_extent = lambda *_: None


_TWINS = {
    "entities are read": _entities_are_read,
    "far cells not looked for": _far_cells_not_looked_for,
}

if __name__ == "__main__":
    _TWINS[os.environ[PLANTED]]()
    sys.exit(worker.main())
