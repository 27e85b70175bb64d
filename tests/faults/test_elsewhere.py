"""What the table says is shown elsewhere is there to be run."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.faults.elsewhere import ELSEWHERE

TESTS = Path(__file__).parents[1]


@pytest.mark.parametrize("named", sorted({each for shown in ELSEWHERE for each in shown.by}))
def test_it_is_there(named: str) -> None:
    file, _, function = named.partition("::")
    tree = ast.parse((TESTS / file).read_text("utf-8"))
    defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    assert function in defined
