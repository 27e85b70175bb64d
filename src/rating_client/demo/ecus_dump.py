"""ECUS XML as ECUS writes it, with invented content: version 1.0 and the opaque 2.0."""

from __future__ import annotations

import base64
from datetime import datetime

from rating_client.demo.sample_declaration import PARTNER, SampleDeclaration

_CHANNEL_WORDS = {None: "NULL", 1: "Xanh", 2: "Vang", 3: "Do"}


def ecus_xml(
    *declarations: SampleDeclaration,
    messages: tuple[tuple[str, str], ...] = (),
    ballast: int = 0,
) -> bytes:
    """ECUS XML 1.0 with these declarations. `messages` are pairs of message code and declaration
    number, as received from customs; `ballast` adds bytes of enclosed message, as real files
    of 150 to 750 kB have."""
    numbered = list(enumerate(declarations, 1))
    tables = (
        _table("DToKhaiMDIDs", "DToKhaiMD", [_main_row(key, d) for key, d in numbered]),
        _table(
            "DTOKHAIMD_VNACCSs", "DTOKHAIMD_VNACCS", [_vnaccs_row(key, d) for key, d in numbered]
        ),
        _table(
            "DTOKHAIMD_VNACCS2s", "DTOKHAIMD_VNACCS2", [_team_row(key, d) for key, d in numbered]
        ),
        _table("DMSG_OUT_REPs", "DMSG_OUT_REP", _message_rows(messages, ballast)),
        _table("DHangMDDKs", "DHangMDDK", [_goods_row(key, d) for key, d in numbered]),
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<Root>\n  <App>ECUS5VNACCS2018</App>\n'
        "  <DBVersion>288</DBVersion>\n  <LastUpdate>30/06/2022</LastUpdate>\n"
        "  <VersionMessage>1.0</VersionMessage>\n  <Date>7/1/2026</Date>\n"
        f"{''.join(tables)}</Root>\n"
    ).encode()


def ecus_xml_opaque() -> bytes:
    """ECUS XML 2.0: a header in clear and a body that nobody can read."""
    body = base64.b64encode(bytes((i * 167 + 91) % 256 for i in range(2048))).decode()
    return (
        '\ufeff<?xml version="1.0" encoding="UTF-8"?>\n<Root>\n  <Header>\n'
        "    <App>ECUS5VNACCS2018</App>\n    <DBVersion>302</DBVersion>\n"
        "    <LastUpdate>16/12/2025</LastUpdate>\n    <VersionMessage>2.0</VersionMessage>\n"
        f"    <Date>7/1/2026</Date>\n  </Header>\n  <Body>{body}</Body>\n</Root>"
    ).encode()


def _table(plural: str, name: str, rows: list[dict[str, object]]) -> str:
    if not rows:
        return ""
    data = "".join(
        f"    <{name}>\n      <Data>\n"
        + "".join(
            f"        <{column}>{_stored(value)}</{column}>\n" for column, value in row.items()
        )
        + f"      </Data>\n    </{name}>\n"
        for row in rows
    )
    return f"  <{plural}>\n{data}  </{plural}>\n"


def _main_row(key: int, d: SampleDeclaration) -> dict[str, object]:
    procedure = "IDA" if d.status in "NE" else "IDC"
    return {
        "_DToKhaiMDID": key,
        "_XorN": d.direction,
        "SOTK": d.number or None,
        "SOTK_DAU_TIEN": d.first_number,
        "SOTK_NHANH": 2 if d.first_number else None,
        "SOTK_TONG": 2 if d.first_number else None,
        "MA_LH": d.type_code,
        "MA_HQ": d.office_code,
        "TEN_HQ": d.office_name,
        "NAMDK": d.registered_at.year if d.registered_at else None,
        "NGAY_DK": _day(d.registered_at),
        "MA_DV": d.tax_code,
        "DIA_CHI_DV": "Số 1 đường Ví Dụ",
        "DV_DT": PARTNER,
        "VAN_DON": "TESTBL0001",
        "THANH_LY": "\n ",
        "USER_DK": "Root",
        "PLUONG": _CHANNEL_WORDS[d.channel],
        "TTTK": d.status,
        "MA_DVKT": None,
        "_Ten_DV_L1": d.company,
        "MA_NGHIEP_VU": procedure.replace("I", "E", 1) if d.direction == "X" else procedure,
        "IsVNACCS": 1,
        "APP_NAME": "ECUSG5NET",
    }


def _vnaccs_row(key: int, d: SampleDeclaration) -> dict[str, object]:
    return {
        "DTOKHAIMD_VNACCSID": key,
        "_DToKhaiMDID": key,
        "MA_PL_KTRA": d.channel,
        "GIO_DK": _clock(d.registered_at),
        "NGAY_DK_SUA": _day(d.amended_at),
        "GIO_DK_SUA": _clock(d.amended_at),
        "LAN_SUA": None,
        "NGAY_CAP_PHEP": _day(d.cleared_at),
        "GIO_CAP_PHEP": _clock(d.cleared_at),
        "NGAY_HUY_KB": None,
    }


def _team_row(key: int, d: SampleDeclaration) -> dict[str, object]:
    return {"DTOKHAIMD_VNACCS2ID": key, "_DTOKHAIMDID": key, "NHOM_HO_SO": d.team_code}


def _goods_row(key: int, d: SampleDeclaration) -> dict[str, object]:
    return {
        "_DToKhaiMDID": key,
        "SOTK": d.number or None,
        "STTHANG": 1,
        "MA_HANGKB": "84733010",
        "TEN_HANG": "ABC#&amp;Hàng thử nghiệm",
    }


def _message_rows(messages: tuple[tuple[str, str], ...], ballast: int) -> list[dict[str, object]]:
    return [
        {
            "MsgOutCode": code,
            "SoChungTu": number,
            "LoaiChungTu": 30 if number.startswith("3") else 10,
            "SendOrRecv": "R",
            "IsCompress": 1,
            "MsgBody": "QUJD" * (ballast // 4),
        }
        for code, number in messages or ((("IDC", "0"),) if ballast else ())
    ]


def _stored(value: object) -> str:
    """As ECUS writes a database value: nothing is the word NULL."""
    return "NULL" if value is None else str(value)


def _day(moment: datetime | None) -> str | None:
    return moment.strftime("%Y-%m-%d") if moment else None


def _clock(moment: datetime | None) -> str | None:
    """Digits without separators; a leading zero is lost, as in the real files."""
    return str(int(moment.strftime("%H%M%S"))) if moment else None
