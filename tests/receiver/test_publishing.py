"""A newer form or directory, put in force while the receiver serves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rating_client.base.resources import resource
from rating_client.enrolment.documents import DocumentKind, verified_document
from tests.receiver.test_command import init, run
from tests.support.receivers import running_receiver
from tests.support.sender import Sender

SIGNED_WITH = ("v", "receiver", "issued_at")


@pytest.mark.parametrize("kind", ["form", "directory"])
def test_a_newer_document_is_served_at_once_and_an_older_refused(
    tmp_path: Path, kind: DocumentKind
) -> None:
    content = json.loads(resource(kind, f"{kind}.json").read_text("utf-8"))
    file = tmp_path / "new.json"
    with running_receiver(tmp_path / "receiver") as receiver:
        sender = Sender(receiver)
        before = sender.get(f"/v1/{kind}")
        shipped = verified_document(kind, before.text, sender.statement).payload
        assert shipped == {**content, **{name: shipped[name] for name in SIGNED_WITH}}
        for version in (content["version"], content["version"] - 1):
            file.write_text(json.dumps({**content, "version": version}), "utf-8")
            refused = run("publish", receiver.folder, f"--{kind}", file)
            assert (refused.code, "Phiên bản tài liệu chưa tăng" in refused.err) == (1, True)
        assert sender.get(f"/v1/{kind}").body == before.body
        file.write_text(json.dumps({**content, "version": content["version"] + 1}), "utf-8")
        assert run("publish", receiver.folder, f"--{kind}", file).code == 0
        after = sender.get(f"/v1/{kind}", if_none_match=before.headers["etag"])
        assert after.status == 200
        document = verified_document(kind, after.text, sender.statement)
        assert document.version == content["version"] + 1


@pytest.mark.parametrize(
    ("kind", "change", "place"),
    [
        ("form", {"levels": {"1": {"vi": "Tệ", "en": "Bad"}}}, "/levels/2"),
        ("form", {"stages": [{"code": "KT", "vi": "Kiểm tra"}]}, "/stages/0/en"),
        ("form", {"limits": {"comment": 5000}}, "/limits/comment"),
        ("directory", {"offices": [{"name": "Cảng"}]}, "/offices/0/code"),
        (
            "directory",
            {"sections": [{"office": "03TG", "name": "A", "valid_to": "x"}]},
            "/valid_to",
        ),
    ],
)
def test_what_no_client_could_show_is_not_published(
    tmp_path: Path, kind: DocumentKind, change: dict[str, Any], place: str
) -> None:
    content = json.loads(resource(kind, f"{kind}.json").read_text("utf-8"))
    file, folder = tmp_path / "new.json", tmp_path / "receiver"
    assert init(folder).code == 0
    content |= {"version": content["version"] + 1}
    file.write_text(json.dumps({**content, **change}), "utf-8")
    refused = run("publish", folder, f"--{kind}", file)
    assert refused.code == 1
    assert place in refused.err
    file.write_text(json.dumps(content), "utf-8")
    assert run("publish", folder, f"--{kind}", file).code == 0


def test_a_document_without_a_version_or_of_another_kind_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    with running_receiver(tmp_path / "receiver") as receiver:
        for text in ('{"id": "x"}', '{"id": "x", "version": 9.0}', "[]", "no"):
            file.write_text(text, "utf-8")
            done = run("publish", receiver.folder, "--form", file)
            assert (done.code, done.err.count("\n")) == (1, 1)
    with pytest.raises(SystemExit):
        run("publish", receiver.folder)
