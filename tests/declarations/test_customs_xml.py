"""Customs' XML messages of version 4 and 5, and the answers of portals."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from rating_client.base.clock import VIETNAM
from rating_client.declarations.declaration import Declaration, Stage
from rating_client.declarations.document import Document
from rating_client.declarations.readers import Reading, read_document
from rating_client.declarations.refusal import Refusal
from rating_client.declarations.registered import registered

AT = datetime(2026, 11, 20, 9, 5, 7, tzinfo=VIETNAM)
COMPANY = "CÔNG TY TNHH THỬ NGHIỆM SAO MAI"
REPLY = f"""<?xml version="1.0" encoding="UTF-8"?>
<Declaration><issuer>929</issuer><reference>0b6a</reference><issue>2026-11-20 09:06:00</issue>
<function>31</function><issueLocation></issueLocation><status>1</status>
<customsReference>100000000510</customsReference><acceptance>2026-11-20 09:05:07</acceptance>
<declarationOffice>28NJ</declarationOffice><Agent><name/><identity></identity></Agent>
<Importer><name>{COMPANY}</name><identity>0000000001</identity></Importer>
<DeclarationDocument><reference>100000000510</reference><natureOfTransaction>A11</natureOfTransaction>
<declarationOffice>28NJ</declarationOffice></DeclarationDocument>
<AdditionalInformations><AdditionalInformation><statement>006</statement>
<content>Tờ khai được phân luồng VÀNG.</content></AdditionalInformation></AdditionalInformations>
</Declaration>"""


def read(text: str, name: str = "reply.xml") -> Reading:
    return read_document(Document(text.encode(), name))[1]


def one(text: str) -> Declaration:
    (declaration,) = read(text).declarations
    return declaration


def refused(text: str) -> str:
    with pytest.raises(Refusal) as refusal:
        read(text)
    return refusal.value.code


def test_a_reply_about_a_declaration_is_read_in_full() -> None:
    reading = read(REPLY)
    assert reading.declarations[0] == Declaration(
        number="100000000510",
        direction="N",
        stage=Stage.REGISTERED,
        type_code="A11",
        office_code="28NJ",
        registered_at=AT,
        channel=2,
        owner_tax_code="0000000001",
        owner_name=COMPANY,
    )
    assert reading.found_by[0] == {
        "number": "customsReference",
        "direction": "issuer",
        "stage": "function 31",
        "type_code": "DeclarationDocument/natureOfTransaction",
        "office_code": "declarationOffice",
        "registered_at": "acceptance",
        "channel": "AdditionalInformation/content",
        "owner_tax_code": "Importer/identity",
        "owner_name": "Importer/name",
    }
    assert registered(reading.declarations[0])


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        *((n, "declarations.message-sent") for n in ("1", "5", "8", "13", "16")),
        *((n, "declarations.other-message") for n in ("12", "27", "29", "", "99")),
        *(("30", Stage.REGISTERED), ("31", Stage.REGISTERED)),
        *(("32", Stage.CLEARED), ("33", Stage.CLEARED)),
    ],
)
def test_only_the_functions_of_registration_count(function: str, expected: str) -> None:
    text = REPLY.replace("<function>31<", f"<function>{function}<")
    if isinstance(expected, Stage):
        assert one(text).stage is expected
    else:
        assert refused(text) == expected
        assert Refusal(expected).quiet


def test_a_number_without_acceptance_or_channel_is_no_registration() -> None:
    assert not registered(one(re.sub("<acceptance>.*?</acceptance>", "<acceptance/>", REPLY)))
    assert not registered(one(REPLY.replace("phân luồng VÀNG", "tiếp nhận")))
    cleared = REPLY.replace("<function>31<", "<function>32<").replace("phân luồng VÀNG", "x")
    assert registered(one(cleared))


def test_a_number_from_before_vnaccs_and_no_number_are_told_apart() -> None:
    small = REPLY.replace("<customsReference>100000000510<", "<customsReference>1234<")
    assert refused(small) == "declarations.pre-vnaccs"
    none = REPLY.replace("<customsReference>100000000510<", "<customsReference><")
    assert refused(none) == "declarations.other-message"


def test_an_export_takes_the_exporter() -> None:
    text = REPLY.replace(">929<", ">930<").replace("Importer>", "Exporter>")
    text = text.replace("100000000510", "300000000510").replace(">A11<", ">E62<")
    found = one(text)
    assert (found.direction, found.type_code, found.owner_tax_code) == ("X", "E62", "0000000001")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<Declaration>", '<Declaration xmlns="urn:any:namespace">'),
        (r"<(/?)(\w)", r"<\1ns:\2"),
        ("customsReference", "CUSTOMSREFERENCE"),
    ],
)
def test_namespaces_of_any_kind_do_not_matter(old: str, new: str) -> None:
    text = re.sub(old, new, REPLY).replace("<ns:Declaration>", '<ns:Declaration xmlns:ns="urn:x">')
    assert one(text) == one(REPLY)
    body = text[text.index("?>") + 2 :]
    envelope = "<s:Envelope xmlns:s='urn:s'><s:Body><Result>{}</Result></s:Body></s:Envelope>"
    assert one(envelope.format(body)) == one(REPLY)


EQUIPMENT = """<TransportEquipment><customsReference>{}</customsReference>
<acceptance>2026-11-20 09:05:07</acceptance><declarationOffice>CCHQHANAM</declarationOffice>
<natureOfTransaction>E62</natureOfTransaction><channel>{}</channel><customsStatus>{}</customsStatus>
<enterpriseIdentity>0000000001</enterpriseIdentity><enterpriseName>Sao Mai</enterpriseName>
</TransportEquipment>"""


def test_a_list_of_containers_gives_each_declaration_once() -> None:
    items = [("300000000520", "1", "TQ"), ("300000000520", "1", "TQ"), ("100000000530", "3", "")]
    text = (
        "<Declaration><issuer>367</issuer><function>32</function><customsReference/>"
        "<TransportEquipments>"
        + "".join(EQUIPMENT.format(*item) for item in items)
        + "</TransportEquipments></Declaration>"
    )
    first, second = read(text).declarations
    assert (first.number, first.direction, first.stage, first.channel) == (
        "300000000520",
        "X",
        Stage.CLEARED,
        1,
    )
    assert (first.office_name, first.office_code, first.registered_at) == ("CCHQHANAM", None, AT)
    assert (second.number, second.direction, second.stage) == (
        "100000000530",
        "N",
        Stage.REGISTERED,
    )
    assert registered(first)
    assert registered(second)


VIEWER = f"""<DATA><TOKHAI_OBJ><SO_TK>100000000540</SO_TK><SO_TK_DAU_TIEN/>
<MA_PHAN_LOAI_KT>2</MA_PHAN_LOAI_KT><MA_LH>A12</MA_LH><TEN_HQ>CCHQHANAM</TEN_HQ>
<NGAY_DK>20/11/2026 09:05:07</NGAY_DK><NGAY_THAY_DOI_DK></NGAY_THAY_DOI_DK>
<NGAY_THONG_QUAN>2026-11-20T12:05:07</NGAY_THONG_QUAN><TRANG_THAI_TK>0</TRANG_THAI_TK>
<NGUOI_NHAP_KHAU><MA_SO_THUE>0200000000001</MA_SO_THUE><TEN>{COMPANY}</TEN></NGUOI_NHAP_KHAU>
<NGUOI_XUAT_KHAU><MA_SO_THUE/><TEN>EXAMPLE TRADING CO., LTD</TEN></NGUOI_XUAT_KHAU>
<MA_DAI_LY_HQ>A1234</MA_DAI_LY_HQ></TOKHAI_OBJ></DATA>"""
LIST = f"""<q:ListExImDeclarationResponse xmlns:q="urn:any" xmlns:p="urn:other"><p:Declarations>
<p:DeclarationNo>300000000550</p:DeclarationNo><p:FirstDeclarationNo>300000000300</p:FirstDeclarationNo>
<p:Channel>Xanh</p:Channel><p:ExImCode>E62</p:ExImCode><p:Customs><p:Name>CCHQHANAM</p:Name></p:Customs>
<p:PlannedDate>2026-11-20T09:05:07</p:PlannedDate><p:ChangePlannedDate/><p:ClearanceDate/>
<p:Exporter><p:TaxCode>0000000001</p:TaxCode><p:Name>{COMPANY}</p:Name></p:Exporter>
<p:Importer><p:Name>EXAMPLE TRADING CO., LTD</p:Name></p:Importer>
<p:CustomsAgent><p:Code>A1234</p:Code><p:Name>X</p:Name></p:CustomsAgent></p:Declarations>
<p:Declarations><p:DeclarationNo>12</p:DeclarationNo></p:Declarations>
</q:ListExImDeclarationResponse>"""


def test_the_viewer_of_the_tax_authority() -> None:
    reading = read(VIEWER)
    assert reading.declarations[0] == Declaration(
        number="100000000540",
        direction="N",
        stage=Stage.CLEARED,
        type_code="A12",
        office_name="CCHQHANAM",
        registered_at=AT,
        cleared_at=AT.replace(hour=12),
        channel=2,
        owner_tax_code="0200000000-001",
        owner_name=COMPANY,
        agent_code="A1234",
    )
    assert reading.found_by[0]["direction"] == "NGUOI_NHAP_KHAU/MA_SO_THUE"
    assert reading.found_by[0]["stage"] == "NGAY_THONG_QUAN"


@pytest.mark.parametrize(
    ("state", "stage"), [("1", Stage.CANCELLED), ("2", Stage.CANCELLED), ("3", Stage.CLEARED)]
)
def test_the_viewers_state_may_be_cancelled(state: str, stage: Stage) -> None:
    text = VIEWER.replace("<TRANG_THAI_TK>0<", f"<TRANG_THAI_TK>{state}<")
    assert one(text).stage is stage


def test_a_day_of_cancellation_in_the_viewer_is_one() -> None:
    told = VIEWER.replace("<TRANG_THAI_TK>0</TRANG_THAI_TK>", "<NGAY_HUY>25/11/2026</NGAY_HUY>")
    assert one(told).stage is Stage.CANCELLED


def test_a_list_of_the_portal_skips_what_is_older_than_vnaccs() -> None:
    reading = read(LIST)
    assert reading.declarations == (
        Declaration(
            number="300000000550",
            direction="X",
            stage=Stage.REGISTERED,
            type_code="E62",
            office_name="CCHQHANAM",
            registered_at=AT,
            channel=1,
            owner_tax_code="0000000001",
            owner_name=COMPANY,
            agent_code="A1234",
            first_number="300000000300",
        ),
    )
    assert reading.found_by[0]["registered_at"] == "PlannedDate"


def test_a_portal_that_found_nothing_says_so() -> None:
    assert refused("<ListExImDeclarationResponse/>") == "declarations.empty-list"
    assert refused(VIEWER.replace("100000000540", "99")) == "declarations.pre-vnaccs"


def test_a_message_cut_short_is_damaged() -> None:
    for text in (REPLY, VIEWER, LIST):
        for share in (0.4, 0.7, 0.99):
            assert refused(text[: int(len(text) * share)]) == "declarations.damaged"


def test_a_world_customs_declaration_is_not_taken_for_one_of_these() -> None:
    text = (
        "<MetaData><Declaration><FunctionCode>9</FunctionCode><ID>1</ID></Declaration></MetaData>"
    )
    assert refused(text) == "declarations.unrecognised"
