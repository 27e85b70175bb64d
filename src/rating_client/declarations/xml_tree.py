"""A small XML file as a tree, for messages in which nothing can be left out while reading.

Names are local names in one case: prefixes, namespaces and capitals differ between the programs
that write the same message.
"""

from __future__ import annotations

from collections.abc import Iterator

from rating_client.declarations.refusal import Refusal
from rating_client.declarations.values import text_of
from rating_client.declarations.xml_stream import forgiving, stream

_MAX_NODES = 200_000  # a message has hundreds, a list of declarations some ten thousands


class Node:
    """One element: its name, its own text if it is a leaf, its children."""

    __slots__ = ("children", "name", "text")

    def __init__(self, name: str) -> None:
        self.name = name.casefold()
        self.text = ""
        self.children: list[Node] = []

    def child(self, name: str) -> Node | None:
        """The first child of this name."""
        folded = name.casefold()
        return next((child for child in self.children if child.name == folded), None)

    def at(self, path: str) -> str:
        """The text at a path such as `Importer/name`; empty where it is missing, empty or NULL."""
        node: Node | None = self
        for name in path.split("/"):
            node = node.child(name) if node else None
        text = text_of(node.text) if node else ""
        return "" if text.upper() == "NULL" else text

    def walk(self) -> Iterator[Node]:
        """This element and all below it, in the order of the file."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))


def tree_of(data: bytes) -> Node:
    """The root of UTF-8 `data`; raises `Refusal` where it is damaged, unsafe or far too large."""
    return forgiving(_tree_of, data)


def _tree_of(data: bytes) -> Node:
    top = Node("")
    open_nodes = [top]
    count = 0

    def start(name: str, _depth: int) -> bool:
        nonlocal count
        count += 1
        if count > _MAX_NODES:
            raise Refusal("declarations.unsafe")
        node = Node(name)
        open_nodes[-1].children.append(node)
        open_nodes.append(node)
        return True

    def end(_name: str, text: str, _depth: int) -> None:
        node = open_nodes.pop()
        if not node.children:
            node.text = text

    stream(data, start, end)
    return top.children[0]
