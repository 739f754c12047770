"""Lists as couriers send them: every encoding and separator, workbooks with formulas and merged cells, and bombs."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from intake.lists import MOST_BYTES, MOST_ROWS, read_list, read_paste
from intake.refusals import NotReadError
from intake.workbooks import MOST_UNPACKED

ROWS = [["Guía", "Nombre", "Ciudad"], ["3318810025", "José Núñez", "Mérida"], ["3318810036", "Ana Sol", "León"]]


def cells(tables):
    (table,) = tables
    return [list(row.cells) for row in table.rows]


def workbook(rows=ROWS, *, also=None, merged=()):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for area in merged:
        book.active.merge_cells(area)
    if also:
        also(book)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def repacked(data, change):
    """The same archive with its parts changed: `change` is given names and contents."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        found = change({name: parts.read(name) for name in parts.namelist()})
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as parts:
        for name, content in found.items():
            parts.writestr(name, content)
    return kept.getvalue()


def refused(data):
    with pytest.raises(NotReadError) as found:
        read_list(data)
    return found.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_a_text_is_read_whatever_its_encoding_separator_and_line_ends(encoding, separator, ends):
    text = ends.join(separator.join(row) for row in ROWS)
    assert cells(read_list(text.encode(encoding))) == ROWS


def test_lines_of_two_encodings_in_one_file_are_each_read_in_theirs():
    data = "Guía;Nombre\n".encode() + "1;José\n".encode("cp1252") + "2;Peña\n".encode()
    assert cells(read_list(data)) == [["Guía", "Nombre"], ["1", "José"], ["2", "Peña"]]


def test_quotes_keep_separators_and_line_ends_and_the_lines_are_those_of_the_file():
    (table,) = read_list(b'Guia,Nombre\n1,"Sol, Ana"\n\n2,"Mar\nLuz"\n3,Eva Paz\n')
    assert [row.cells for row in table.rows][1:] == [("1", "Sol, Ana"), ("2", "Mar\nLuz"), ("3", "Eva Paz")]
    assert [row.line for row in table.rows] == [1, 2, 4, 6]


def test_the_separator_excel_was_told_is_believed():
    assert cells(read_list(b"sep=;\nGuia;Nombre\n1;Sol, Ana\n")) == [["Guia", "Nombre"], ["1", "Sol, Ana"]]


def test_what_is_pasted_may_be_cut_by_tabs_wide_gaps_or_in_pairs():
    assert cells(read_paste("3318810025\tAna Sol\n3318810036\tLuz Mar"))[0] == ["3318810025", "Ana Sol"]
    assert cells(read_paste("3318810025   Ana Sol\n3318810036   Luz Mar"))[1] == ["3318810036", "Luz Mar"]
    assert cells(read_paste("AA00TEST42 3318810025\nAA00TEST43 3318810036"))[0] == ["AA00TEST42", "3318810025"]


def test_a_workbook_is_read_as_text_and_whole_numbers_stay_whole():
    rows = [["Guía", "Nombre"], [3318810025, "José Núñez"], [3318810036.0, "Ana Sol"], ["0012345674", "Eva Paz"]]
    assert [row[0] for row in cells(read_list(workbook(rows)))] == ["Guía", "3318810025", "3318810036", "0012345674"]


def test_formulas_are_read_as_they_are_written_and_never_computed():
    rows = [["Guía", "Nombre"], ["=3318810000+25", "Ana Sol"], ['=HYPERLINK("http://x","1")', "Luz Mar"]]
    assert [row[0] for row in cells(read_list(workbook(rows)))][1:] == ["=3318810000+25", '=HYPERLINK("http://x","1")']


def test_cells_under_a_merged_one_are_told_and_empty():
    (table,) = read_list(workbook([["Guía", "Nombre"], ["1", "Ana"], ["2", None], ["3", "Eva"]], merged=["B2:B3"]))
    assert [sorted(row.merged) for row in table.rows] == [[], [], [1], []]
    assert table.rows[2].cells[1] == ""


def test_every_visible_sheet_is_a_table_and_hidden_ones_are_not_looked_at():
    def more(book):
        book.create_sheet("Envíos").append(["x"])
        book.create_sheet("Oculta").append(["y"])
        book["Oculta"].sheet_state = "hidden"
        book.create_sheet("Vacía")

    assert [table.name for table in read_list(workbook(also=more))] == ["Sheet", "Envíos"]


def test_card_numbers_and_curps_never_come_in():
    (table,) = read_list(b"Guia,Nombre,CURP\n4111 1111 1111 1111,Ana Sol,SOAA900101MDFLXN09\n")
    assert "4111 1111 1111" not in str(table) and "SOAA900101" not in str(table)


@pytest.mark.parametrize(("data", "code"), [
    (b"", "empty"), (b"  \n\n ;; \n", "empty"), (b"%PDF-1.7", "no_list"), (b"\x89PNG\r\n", "no_list"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "old_office"), (b"a\x00b\x01\x02c\x00\x00d", "no_list"),
    (b"PK\x03\x04garbage", "damaged"), (b"x" * (MOST_BYTES + 1), "too_large"),
])  # fmt: skip
def test_what_is_no_list_is_refused_with_its_reason(data, code):
    assert refused(data) == code


def test_more_rows_than_anybody_sends_are_refused_in_a_text_and_in_a_workbook():
    assert refused(b"1;Ana\n" * (MOST_ROWS + 1)) == "too_many"
    assert refused(workbook([["1", "Ana"]] * (MOST_ROWS + 1))) == "too_many"
    assert len(cells(read_list(b"1;Ana\n" * MOST_ROWS))) == MOST_ROWS


def test_a_row_far_below_and_a_column_far_right_take_no_room():
    def far(book):
        book.active["A1048576"] = "end"
        book.active["XFD2"] = "far"

    (table,) = read_list(workbook(also=far))
    assert len(table.rows) == 3 and max(len(row.cells) for row in table.rows) <= 60


def test_an_archive_that_unpacks_without_end_is_refused_before_it_is_unpacked():
    bomb = repacked(workbook(), lambda parts: parts | {"xl/media/x.bin": b"0" * (MOST_UNPACKED + 1)})
    assert len(bomb) < 100_000
    assert refused(bomb) == "unpacks"


def test_a_workbook_that_declares_things_of_its_own_is_refused():
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'

    def declare(parts):
        sheet = parts["xl/worksheets/sheet1.xml"]
        at = sheet.index(b"<worksheet")
        return parts | {"xl/worksheets/sheet1.xml": sheet[:at] + laughs + sheet[at:]}

    assert refused(repacked(workbook(), declare)) == "damaged"


def test_an_archive_that_is_no_workbook_and_one_with_a_part_cut_off_are_refused():
    assert refused(repacked(workbook(), lambda parts: {"a.txt": b"x"})) == "no_list"
    cut = {"xl/worksheets/sheet1.xml": b"<worksheet><sheetD"}
    assert refused(repacked(workbook(), lambda parts: parts | cut)) == "damaged"
    assert refused(workbook()[:-200]) == "damaged"


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reading(data):
    try:
        tables = read_list(data)
    except NotReadError:
        return
    assert all(table.rows and any(map(str.strip, row.cells)) for table in tables for row in table.rows)


TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=12)


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=8))
def test_a_tabbed_text_comes_back_cell_by_cell(pairs):
    told = cells(read_paste("\n".join("\t".join(pair) for pair in pairs)))
    assert len(told) == len(pairs)
    assert all(len(row) == 2 for row in told)
