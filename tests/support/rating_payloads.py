"""Ratings as they look on the wire, and the envelopes around them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from rating_client.contract import jose
from rating_client.contract.keys import Device
from rating_client.contract.padding import padded
from rating_client.contract.statement import KeyStatement
from rating_client.contract.strict_json import encode


def rating_payload(receiver: str, /, **changes: Any) -> dict[str, Any]:
    """A good rating of a made-up declaration; `changes` replace top members, None removes one."""
    payload: dict[str, Any] = {
        "v": 1,
        "id": str(uuid4()),
        "receiver": receiver,
        "form": {"id": "rating-form", "version": 1},
        "declaration": {
            "number": "100000000110",
            "key_digits": "10000000011",
            "direction": "N",
            "type_code": "A11",
            "office_code": "03TG",
            "office_name": "HQDINHVU",
            "registered_at": "2026-11-21T09:54:43+07:00",
            "channel": 2,
        },
        "owner": {"tax_code": "0200000000", "name": "Công ty TNHH Ví dụ"},
        "declarant": {"role": "agent", "agent_code": "A123"},
        "moment": "registered",
        "subjects": [
            {
                "kind": "office",
                "code": "03TG",
                "name": "Hải quan cửa khẩu cảng Đình Vũ",
                "level": 5,
                "reasons": [],
            },
            {
                "kind": "officer",
                "name": "Nguyễn Văn Mẫu",
                "stage": "KT_HO_SO",
                "level": 2,
                "reasons": ["CHAM"],
                "comment": "Chờ lâu.",
            },
        ],
        "contact": {"name": "Trần Thị Mẫu", "phone": "0225 000 000"},
        "wants_answer": True,
        "rated_at": "2026-11-21T10:42:00+07:00",
        "queued_at": "2026-11-21T10:42:10+07:00",
        "client": {"version": "0.1", "platform": "linux"},
    }
    merged = {**payload, **changes}
    return {name: value for name, value in merged.items() if value is not None}


def sealed(payload: Mapping[str, Any], device: Device, statement: KeyStatement) -> str:
    """The envelope a device makes of a payload, good or not."""
    return sealed_bytes(encode(payload), device, statement)


def sealed_bytes(payload: bytes, device: Device, statement: KeyStatement) -> str:
    signed = jose.sign("rating+jws", payload, device.signing)
    return jose.seal(
        padded(signed), statement.sealing, statement.sealing_kid, "rating+jwe", "rating+jws"
    )
