"""Group policy templates (ADMX, and ADML in Vietnamese and English) from the table of settings.

https://learn.microsoft.com/windows/client-management/understanding-admx-backed-policies
"""

from __future__ import annotations

import tomllib
from dataclasses import Field, fields
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from rating_client.base.resources import resource
from rating_client.base.settings import Settings
from rating_client.windows.policy import POLICY_KEY, value_name

NAMESPACE = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"
LANGUAGES = {"vi": "vi-VN", "en": "en-US"}
_CATEGORY = "RatingClient"
_PRODUCT = {"vi": "Phiếu đánh giá hải quan", "en": "Customs Service Rating"}
_SUPPORTED = {"vi": "Windows 10 trở lên", "en": "Windows 10 or newer"}
_MOST = 1_000_000


def write_templates(folder: Path) -> None:
    """`RatingClient.admx` in `folder`, and its texts below it, one folder a language."""
    _write(_definitions(), folder / f"{_CATEGORY}.admx")
    for language, culture in LANGUAGES.items():
        _write(_words(language), folder / culture / f"{_CATEGORY}.adml")


def words_of_settings() -> dict[str, dict[str, Any]]:
    """Title, explanation and choices of every setting, in both languages."""
    return tomllib.loads(resource("settings", "settings.toml").read_text("utf-8"))


def _definitions() -> ElementTree.Element:
    root = _root("policyDefinitions")
    names = ElementTree.SubElement(root, "policyNamespaces")
    ElementTree.SubElement(names, "target", prefix="rating", namespace="RatingClient.Policies")
    ElementTree.SubElement(root, "resources", minRequiredRevision="1.0")
    supported = ElementTree.SubElement(ElementTree.SubElement(root, "supportedOn"), "definitions")
    ElementTree.SubElement(
        supported, "definition", name="Supported", displayName="$(string.Supported)"
    )
    categories = ElementTree.SubElement(root, "categories")
    ElementTree.SubElement(
        categories, "category", name=_CATEGORY, displayName=f"$(string.{_CATEGORY})"
    )
    policies = ElementTree.SubElement(root, "policies")
    for setting in fields(Settings):
        policies.append(_policy(setting))
    return root


def _policy(setting: Field[Any]) -> ElementTree.Element:
    name = value_name(setting.name)
    policy = ElementTree.Element(
        "policy",
        {
            "name": name,
            "class": "Both",
            "displayName": f"$(string.{name})",
            "explainText": f"$(string.{name}_Explain)",
            "key": POLICY_KEY,
        },
    )
    if isinstance(setting.default, bool):
        policy.set("valueName", name)
    else:
        policy.set("presentation", f"$(presentation.{name})")
    ElementTree.SubElement(policy, "parentCategory", ref=_CATEGORY)
    ElementTree.SubElement(policy, "supportedOn", ref="Supported")
    if isinstance(setting.default, bool):
        for state, number in (("enabledValue", "1"), ("disabledValue", "0")):
            ElementTree.SubElement(ElementTree.SubElement(policy, state), "decimal", value=number)
    else:
        ElementTree.SubElement(policy, "elements").append(_element(setting, name))
    return policy


def _element(setting: Field[Any], name: str) -> ElementTree.Element:
    known = {"id": name, "valueName": name}
    if choices := words_of_settings()[setting.name].get("choices"):
        element = ElementTree.Element("enum", {**known, "required": "true"})
        for number, choice in enumerate(choices):
            item = ElementTree.SubElement(element, "item", displayName=f"$(string.{name}_{number})")
            value = ElementTree.SubElement(item, "value")
            if isinstance(choice["value"], str):
                ElementTree.SubElement(value, "string").text = choice["value"]
            else:  # a DWORD has no sign: -1 is its two's complement
                ElementTree.SubElement(value, "decimal", value=str(choice["value"] & 0xFFFFFFFF))
        return element
    if isinstance(setting.default, tuple):
        return ElementTree.Element("multiText", known)
    if isinstance(setting.default, int):
        return ElementTree.Element("decimal", {**known, "minValue": "0", "maxValue": str(_MOST)})
    return ElementTree.Element("text", known)


def _words(language: str) -> ElementTree.Element:
    root = _root("policyDefinitionResources")
    ElementTree.SubElement(root, "displayName").text = _PRODUCT[language]
    ElementTree.SubElement(root, "description").text = _PRODUCT[language]
    resources = ElementTree.SubElement(root, "resources")
    strings = ElementTree.SubElement(resources, "stringTable")
    presentations = ElementTree.SubElement(resources, "presentationTable")
    _say(strings, _CATEGORY, _PRODUCT[language])
    _say(strings, "Supported", _SUPPORTED[language])
    for setting in fields(Settings):
        name, words = value_name(setting.name), words_of_settings()[setting.name]
        _say(strings, name, words["title"][language])
        parts = (words[part][language] for part in ("explain", "written") if part in words)
        _say(strings, f"{name}_Explain", " ".join(parts))
        for number, choice in enumerate(words.get("choices", ())):
            _say(strings, f"{name}_{number}", choice[language])
        if not isinstance(setting.default, bool):
            presentations.append(_presentation(setting, name, words, words["title"][language]))
    return root


def _presentation(
    setting: Field[Any], name: str, words: dict[str, Any], title: str
) -> ElementTree.Element:
    presentation = ElementTree.Element("presentation", id=name)
    if "choices" in words:
        ElementTree.SubElement(
            presentation, "dropdownList", refId=name, defaultItem="0"
        ).text = title
    elif isinstance(setting.default, tuple):
        ElementTree.SubElement(presentation, "multiTextBox", refId=name).text = title
    elif isinstance(setting.default, int):
        ElementTree.SubElement(presentation, "decimalTextBox", refId=name).text = title
    else:
        box = ElementTree.SubElement(presentation, "textBox", refId=name)
        ElementTree.SubElement(box, "label").text = title
    return presentation


def _root(tag: str) -> ElementTree.Element:
    return ElementTree.Element(tag, {"xmlns": NAMESPACE, "revision": "1.0", "schemaVersion": "1.0"})


def _say(strings: ElementTree.Element, name: str, words: str) -> None:
    ElementTree.SubElement(strings, "string", id=name).text = words


def _write(root: ElementTree.Element, file: Path) -> None:
    ElementTree.indent(root)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(ElementTree.tostring(root, "utf-8", xml_declaration=True) + b"\n")
