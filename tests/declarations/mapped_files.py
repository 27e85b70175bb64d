"""Files of formats that only mapping files describe, with invented content."""

from __future__ import annotations

import csv
import io
from xml.sax.saxutils import escape

from rating_client.demo.sample_declaration import SampleDeclaration
from rating_client.demo.spreadsheet import CellValue, xlsx

_COLORS = {None: "", 1: "Green", 2: "Yellow", 3: "Red"}
_STATUS = {"N": "draft", "E": "stored", "P": "registered", "T": "cleared", "H": "cancelled"}
COLUMNS = (
    *("DeclarationNo", "Direction", "RegisteredAt", "Channel", "Status", "ClearedAt"),
    *("Type", "Office", "Team", "TaxCode", "Company"),
)


def wco(*declarations: SampleDeclaration) -> bytes:
    """A WCO Data Model message; a draft has only a reference of its own."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<md:MetaData xmlns:md="urn:wco:datamodel:WCO:DocumentMetaData-DMS:2"'
        ' xmlns:dec="urn:wco:datamodel:WCO:DEC-DMS:2">'
        f"{''.join(map(_wco_declaration, declarations))}</md:MetaData>"
    ).encode()


def _wco_declaration(d: SampleDeclaration) -> str:
    number = f"<dec:ID>{d.number}</dec:ID>" if d.number else ""
    accepted = ""
    if d.registered_at:
        moment = f"{d.registered_at:%Y%m%d%H%M%S}+07"
        accepted = _wco_moment("AcceptanceDateTime", moment, "304")
    cleared = ""
    if d.cleared_at:
        cleared = _wco_moment("ClearanceDateTime", f"{d.cleared_at:%Y%m%d%H%M%S}", "204")
    kind = "IMA" if d.direction == "N" else "EXA"
    party = f"<dec:ID>{d.tax_code}</dec:ID><dec:Name>{escape(d.company)}</dec:Name>"
    other = "<dec:ID>9</dec:ID><dec:Name>EXAMPLE TRADING CO., LTD</dec:Name>"
    importer, exporter = (party, other) if d.direction == "N" else (other, party)
    return (
        f"<dec:Declaration>{accepted}<dec:FunctionalReferenceID>LRN-1</dec:FunctionalReferenceID>"
        f"{number}<dec:TypeCode>{kind}</dec:TypeCode>{cleared}"
        f"<dec:ControlResult><dec:Code>{_COLORS[d.channel].upper()}</dec:Code></dec:ControlResult>"
        f"<dec:DeclarationOffice><dec:ID>{d.office_code}</dec:ID></dec:DeclarationOffice>"
        f"<dec:GovernmentProcedure><dec:CurrentCode>{d.type_code}</dec:CurrentCode>"
        f"</dec:GovernmentProcedure><dec:GoodsShipment><dec:Importer>{importer}</dec:Importer>"
        f"<dec:Exporter>{exporter}</dec:Exporter></dec:GoodsShipment></dec:Declaration>"
    )


def _wco_moment(name: str, text: str, code: str) -> str:
    return (
        f'<dec:{name}><dec:DateTimeString formatCode="{code}">{text}</dec:DateTimeString>'
        f"</dec:{name}>"
    )


def asycuda(d: SampleDeclaration) -> bytes:
    """A SAD of ASYCUDA World; `<null/>` where it knows nothing."""

    def day(moment: object) -> str:
        return f"{moment:%d/%m/%Y}" if moment else "<null/>"

    party = "<{0}><{0}_code>{1}</{0}_code><{0}_name>{2}</{0}_name></{0}>"
    names = ("Consignee", "Exporter") if d.direction == "N" else ("Exporter", "Consignee")
    return (
        '<?xml version="1.0" encoding="UTF-8"?><ASYCUDA id="1"><Property>'
        f"<Selectivity_color>{_COLORS[d.channel] or '<null/>'}</Selectivity_color></Property>"
        "<Identification><Office_segment><Customs_clearance_office_code>"
        f"{d.office_code}</Customs_clearance_office_code></Office_segment>"
        f"<Type><Type_of_declaration>{'IM' if d.direction == 'N' else 'EX'}</Type_of_declaration>"
        f"<Declaration_gen_procedure_code>{d.type_code}</Declaration_gen_procedure_code></Type>"
        f"<Registration><Serial_number>C</Serial_number><Number>{d.number or '<null/>'}</Number>"
        f"<Date>{day(d.registered_at)}</Date></Registration><receipt><Number>"
        f"{'R1' if d.cleared_at else '<null/>'}</Number><Date>{day(d.cleared_at)}</Date></receipt>"
        "</Identification><Traders>"
        f"{party.format(names[0], d.tax_code, escape(d.company))}"
        f"{party.format(names[1], '9', 'EXAMPLE TRADING CO., LTD')}</Traders></ASYCUDA>"
    ).encode()


def rows(*declarations: SampleDeclaration) -> list[list[str]]:
    """The column names and a row for each declaration."""
    return [
        [*COLUMNS],
        *(
            [
                d.number,
                "import" if d.direction == "N" else "export",
                f"{d.registered_at:%Y-%m-%d %H:%M:%S}" if d.registered_at else "n/a",
                _COLORS[d.channel].lower(),
                _STATUS[d.status],
                f"{d.cleared_at:%Y-%m-%d %H:%M:%S}" if d.cleared_at else "",
                d.type_code,
                d.office_code,
                d.team_code,
                d.tax_code,
                d.company,
            ]
            for d in declarations
        ),
    ]


def plain_csv(*declarations: SampleDeclaration, delimiter: str = ",") -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter).writerows(rows(*declarations))
    return written.getvalue().encode("utf-8-sig")


def plain_xlsx(*declarations: SampleDeclaration) -> bytes:
    """The same table with a heading above it."""
    cells: dict[str, CellValue] = {"A1": "Declarations of the month"}
    for down, row in enumerate(rows(*declarations), start=3):
        cells |= {f"{chr(65 + across)}{down}": text for across, text in enumerate(row) if text}
    return xlsx({"List": cells})
