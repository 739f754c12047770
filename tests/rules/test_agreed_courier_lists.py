"""A courier's list: which column is which, what a line says, whose passport it is. Nothing is guessed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.carriers import CarrierFormat
from rules.courier_list import LineProblem, ListLine, Row, lines_of, plain_cell
from rules.courier_list_carriers import carrier_of
from rules.courier_list_columns import WrongColumnsError, columns_of
from rules.courier_list_match import judge, wanted
from rules.courier_list_names import turns_of
from rules.courier_list_verdicts import Known, Verdict, Why

FORMATS = (
    CarrierFormat("DHL_EXPRESS", r"^\d{10}$", "mod7 of first 9"), CarrierFormat("DHL_PIECE", r"^J[A-Z]{2,3}\d{9,18}$"),
    CarrierFormat("ESTAFETA_GUIDE", r"^[0-9A-Z]{22}$"), CarrierFormat("ESTAFETA_CODE", r"^\d{10}$"),
    CarrierFormat("OTHER", r"^[A-Z0-9-]{6,34}$"),
)  # fmt: skip
GOOD, BETTER, ODD = "3318810025", "3318810036", "3318810026"  # the last one fails DHL's check digit


def rows(*lines):
    return [Row(n, tuple(cells)) for n, cells in enumerate(lines, 1)]


def read(*lines):
    found = columns_of(rows(*lines), formats=FORMATS)
    return lines_of(found.rows, found.at)


@pytest.mark.parametrize("header", [
    ("Guía", "Nombre"), ("No. de guía", "Nombre del destinatario"), ("NÚMERO DE RASTREO", "Destinatario"),
    ("Tracking number", "Recipient"), ("Waybill", "Receiver name"), ("AWB", "Consignee"), ("# Guía DHL", "Solicitante"),
    ("Número de envío", "Nombre completo"), ("shipment_number", "Applicant_Name"), ("Tracking No.", "Full name"),
    ("NUM GUIA", "NOMBRE(S)"), ("Código de rastreo", "Titular"),
])  # fmt: skip
def test_columns_are_known_by_their_names_in_both_languages(header):
    (line,) = read(header, (GOOD, "Ana Sol"))
    assert (line.number, line.name) == (GOOD, "Ana Sol")


def test_columns_may_stand_in_any_order_below_a_title_and_with_others_between():
    (line,) = read(("Reporte de entregas",), ("",),
                   ("Tel.", "DS-160", "Ciudad", "Apellidos", "Nombre", "Paquetería", "Guía"),
                   ("6641234567", "aa00 test-42", "Tijuana", "Sol Peña", "Ana", "DHL", " 33 1881-0025 "))  # fmt: skip
    assert line == ListLine(line=4, number=GOOD, ds160="AA00TEST42", name="Ana Sol Peña", carrier="DHL")


def test_a_list_without_names_of_columns_is_known_by_what_it_holds():
    (first, second) = read((GOOD, "AA00TEST42"), (BETTER, "AA00TEST43"))
    assert (first.line, first.ds160, second.number) == (1, "AA00TEST42", BETTER)


def test_telephone_numbers_are_not_taken_for_tracking_numbers():
    with pytest.raises(WrongColumnsError) as refused:
        read(("Nombre", "Dato"), ("Ana Sol", "6641234567"), ("Luz Mar", "6649876543"), ("Eva Paz", "5512345678"))
    assert refused.value.lacks_number and not refused.value.lacks_person
    assert refused.value.found == ("Nombre", "Dato")
    with pytest.raises(WrongColumnsError):
        read(("Nombre", "Teléfono"), ("Ana Sol", GOOD), ("Luz Mar", BETTER))


def test_two_columns_that_both_look_like_numbers_are_not_guessed_between():
    with pytest.raises(WrongColumnsError):
        read((GOOD, BETTER, "Ana Sol"), (BETTER, GOOD, "Luz Mar"))


def test_a_list_without_anybody_says_what_it_has_and_what_it_lacks():
    with pytest.raises(WrongColumnsError) as refused:
        read(("Guía", "Peso", "Apellidos"), (GOOD, "0.5", "Sol"))
    assert (refused.value.lacks_number, refused.value.lacks_person) == (False, True)
    assert refused.value.found == ("Guía", "Peso", "Apellidos")


@pytest.mark.parametrize(("cell", "problem"), [
    ("=A2&B2", "formula"), ("+1", "formula"), ("@SUM(A1)", "formula"), ("3.31881E+09", "rounded"), ("3,3E9", "rounded"),
    ("", "no_number"), ("-", "no_number"), ("-33", "formula"), ("—", "no_number"), ("#N/A", "no_number"),
    ("n/a", "no_number"),
    ("pendiente", "not_a_number"), ("12345", "not_a_number"), ("4111 1111 1111 1111", "card"), ("•••• 1111", "card"),
    ("9" * 61, "too_long"),
])  # fmt: skip
def test_a_line_whose_number_cannot_be_read_is_refused_with_its_reason(cell, problem):
    refused, good = read(("Guía", "Nombre"), (cell, "Ana Sol"), (GOOD, "Luz Mar"))
    assert refused.problem == LineProblem(problem)
    assert good.problem is None


def test_a_card_number_is_not_even_kept_in_the_line():
    (line,) = read(("Guía", "Nombre"), ("4111111111111111", "Ana Sol"))
    assert line.number == ""


def test_a_line_without_anybody_is_refused_and_a_folio_with_a_slip_said_to_be_one():
    nobody, slip = read(("Guía", "Folio"), (GOOD, ""), (BETTER, "26-000001-1"))
    assert (nobody.problem, slip.problem) == (LineProblem.NOBODY, LineProblem.MISTYPED)


def test_a_cell_under_a_merged_one_is_refused_as_merged():
    found = columns_of([Row(1, ("Guía", "Nombre")), Row(2, (GOOD, "Ana Sol")), Row(3, (BETTER, ""), frozenset({1}))],
                       formats=FORMATS)  # fmt: skip
    assert [line.problem for line in lines_of(found.rows, found.at)] == [None, LineProblem.MERGED]


def test_marks_by_which_a_spreadsheet_kept_a_text_fall_away():
    assert [plain_cell(cell) for cell in ('="0012345674"', "'0012", " x ")] == ["0012345674", "0012", "x"]
    assert plain_cell('="1"+"2"').startswith("=")


@given(st.lists(st.lists(st.text(max_size=30), max_size=5), max_size=12))
def test_no_table_breaks_the_reading(cells):
    try:
        found = columns_of([Row(n, tuple(row)) for n, row in enumerate(cells)], formats=FORMATS)
    except WrongColumnsError:
        return
    for line in lines_of(found.rows, found.at):
        assert line.problem or (line.number and (line.folio or line.ds160 or line.name))
        assert len(line.number) <= 60 and line.number == "".join(one for one in line.number if one.isalnum())


# Whose passport it is


def known(folio="26-000001-2", person=1, name="María Peña López", **more):
    usual = {"version": 1, "ds160": "", "city_code": "TIJ", "tracking_number": "", "settled": False}
    return Known(folio=folio, person_id=person, name=name, **(usual | more))


def line(n=2, number=GOOD, **more):
    return ListLine(line=n, number=number, **more)


def judged(*lines, desk, **more):
    return judge(lines, desk, formats=FORMATS, **more)


@pytest.mark.parametrize("name", ["María Peña López", "MARIA PENA LOPEZ", "maría peña lópez", "Peña López, María"])
def test_a_whole_name_is_found_without_its_accents(name):
    (one,) = judged(line(name=name), desk=[known()])
    assert (one.verdict, one.to.folio) == (Verdict.MATCHED, "26-000001-2")


def test_part_of_a_name_is_nobody_and_surnames_first_somebody_confirms():
    part, turned = judged(line(name="María Peña"), line(3, BETTER, name="Peña López María"), desk=[known()])
    assert part.verdict is Verdict.UNKNOWN
    assert (turned.verdict, turned.why, turned.candidates) == (Verdict.AMBIGUOUS, Why.NAME_ORDER, (known(),))


def test_two_people_of_one_name_are_never_guessed_between():
    desk = [known(), known("26-000002-5", 2, tracking_number=BETTER)]
    (one,) = judged(line(name="María Peña López"), desk=desk)
    assert (one.verdict, one.why, len(one.candidates)) == (Verdict.AMBIGUOUS, Why.SAME_NAME, 2)
    (one,) = judged(line(name="María Peña López"), desk=desk, chosen={2: "26-000001-2"})
    assert (one.verdict, one.to.folio) == (Verdict.MATCHED, "26-000001-2")


def test_a_choice_that_is_none_of_the_candidates_chooses_nobody():
    (one,) = judged(line(name="María Peña López"), desk=[known(), known("26-000002-5", 2)], chosen={2: "26-000009-9"})
    assert one.verdict is Verdict.AMBIGUOUS


def test_the_ds160_decides_between_two_of_one_name_and_a_wrong_one_decides_nothing():
    desk = [known(ds160="AA00TEST41"), known("26-000002-5", 2, ds160="AA00TEST42")]
    (one,) = judged(line(ds160="AA00TEST42", name="María Peña López"), desk=desk)
    assert (one.verdict, one.to.folio) == (Verdict.MATCHED, "26-000002-5")
    (one,) = judged(line(ds160="AA00TEST49", name="María Peña López"), desk=desk[:1])
    assert (one.verdict, one.why) == (Verdict.AMBIGUOUS, Why.OTHER_DS160)
    (one,) = judged(line(ds160="AA00TEST42", name="Zoe Rubio"), desk=desk)
    assert (one.verdict, one.why) == (Verdict.AMBIGUOUS, Why.OTHER_NAME)
    (one,) = judged(line(ds160="AA00TEST42", folio="26-000001-2"), desk=desk)
    assert (one.verdict, one.why, len(one.candidates)) == (Verdict.AMBIGUOUS, Why.DISAGREE, 2)


def test_one_who_asked_twice_is_matched_to_what_still_waits():
    desk = [known(tracking_number=BETTER), known("26-000002-5")]
    (one,) = judged(line(name="María Peña López"), desk=desk)
    assert (one.verdict, one.to.folio) == (Verdict.MATCHED, "26-000002-5")
    (one,) = judged(line(name="María Peña López"), desk=[known(), known("26-000002-5")])
    assert (one.verdict, one.why) == (Verdict.AMBIGUOUS, Why.SEVERAL)


def test_a_number_that_is_there_is_there_and_another_one_is_not_lost():
    desk = [known(tracking_number=GOOD)]
    (one,) = judged(line(name="María Peña López"), desk=desk)
    assert one.verdict is Verdict.ALREADY
    (one,) = judged(line(number=BETTER, name="María Peña López"), desk=desk)
    assert (one.verdict, one.why) == (Verdict.AMBIGUOUS, Why.OTHER_NUMBER)
    (one,) = judged(line(name="María Peña López"), desk=[known(settled=True)])
    assert (one.verdict, one.why) == (Verdict.AMBIGUOUS, Why.SETTLED)


def test_a_line_that_comes_twice_is_done_once():
    first, again = judged(line(2, name="María Peña López"), line(7, name="Maria Peña Lopez"), desk=[known()])
    assert first.verdict is Verdict.MATCHED
    assert (again.verdict, again.why, again.other) == (Verdict.ALREADY, Why.REPEATED, "2")


def test_a_person_with_two_numbers_waits_for_a_choice_and_gets_one():
    lines = line(2, GOOD, name="María Peña López"), line(7, BETTER, name="María Peña López")
    assert {one.why for one in judged(*lines, desk=[known()])} == {Why.PERSON_TWICE}
    chosen = judged(*lines, desk=[known()], chosen={7: "26-000001-2"})
    assert [one.verdict for one in chosen] == [Verdict.AMBIGUOUS, Verdict.MATCHED]
    both = judged(*lines, desk=[known()], chosen={2: "26-000001-2", 7: "26-000001-2"})
    assert {one.why for one in both} == {Why.PERSON_TWICE}


def test_a_number_for_two_people_is_confirmed_as_for_a_family_in_one_envelope():
    desk = [known(), known("26-000002-5", 2, "José Peña")]
    lines = line(2, name="María Peña López"), line(3, name="José Peña")
    both = judged(*lines, desk=desk)
    assert [(one.verdict, one.why, one.other) for one in both] == [
        (Verdict.AMBIGUOUS, Why.NUMBER_OF_TWO, "3"), (Verdict.AMBIGUOUS, Why.NUMBER_OF_TWO, "2")]  # fmt: skip
    both = judged(*lines, desk=desk, chosen={2: "26-000001-2", 3: "26-000002-5"})
    assert {one.verdict for one in both} == {Verdict.MATCHED}
    stranger = judged(lines[0], line(3, name="Nadie Conocido"), desk=desk)
    assert [one.verdict for one in stranger] == [Verdict.AMBIGUOUS, Verdict.UNKNOWN]


def test_a_number_that_another_person_has_already_is_told_with_the_folio():
    desk = [known(), known("26-000002-5", 2, "José Peña", tracking_number=GOOD)]
    (one,) = judged(line(name="María Peña López"), desk=desk)
    assert (one.verdict, one.why, one.other) == (Verdict.AMBIGUOUS, Why.NUMBER_ELSEWHERE, "26-000002-5")


def test_a_wrong_check_digit_warns_and_never_blocks():
    (one,) = judged(line(number=ODD, name="María Peña López"), desk=[known()], usual="DHL_EXPRESS")
    assert (one.verdict, one.warning) == (Verdict.MATCHED, "check_digit")


@pytest.mark.parametrize(("number", "named", "usual", "code"), [
    (GOOD, "", "", ""), (GOOD, "DHL", "", "DHL_EXPRESS"), (GOOD, "dhl express", "ESTAFETA_CODE", "DHL_EXPRESS"),
    (GOOD, "", "ESTAFETA_GUIDE", "ESTAFETA_CODE"), ("JJD0099999999", "", "DHL_EXPRESS", "DHL_PIECE"),
    ("JJD0099999999", "", "", "DHL_PIECE"), ("X-1", "Paloma", "", ""), ("123", "DHL", "", "DHL_EXPRESS"),
    ("123", "", "DHL_PIECE", "DHL_PIECE"),
])  # fmt: skip
def test_the_courier_is_the_one_named_as_the_sister_that_writes_such_numbers(number, named, usual, code):
    assert carrier_of(number, named=named, usual=usual, formats=FORMATS) == code


def test_what_is_looked_up_is_what_the_lines_name_and_nothing_of_refused_ones():
    asked = wanted([line(name="Peña López, María", ds160="AA00TEST42"),
                    replace(line(3, name="X Y"), problem=LineProblem.FORMULA)])  # fmt: skip
    assert "maria pena lopez" in asked.names and "pena lopez maria" in asked.names
    assert "x y" not in asked.names and asked.ds160s == {"AA00TEST42"} and asked.numbers == {GOOD}


@given(st.text(max_size=60))
def test_a_name_s_first_turn_is_found_again_and_each_turn_has_the_same_words(name):
    turns = list(turns_of(name))
    assert len(turns) <= 9
    if turns and "," not in name and "." not in name:
        assert len({tuple(sorted(turn.split())) for turn in turns}) == 1


PEOPLE = [known(f"26-00000{n}-1", n, name) for n, name in enumerate(("Ana Sol", "Luz Mar", "Eva Paz", "Ana Sol"), 1)]


@given(st.lists(st.tuples(st.sampled_from(["Ana Sol", "Luz Mar", "Eva Paz", "Nadie Más"]),
                          st.sampled_from([GOOD, BETTER, ODD])), max_size=8))  # fmt: skip
def test_what_is_matched_gives_no_person_two_numbers_and_no_number_two_people(given_lines):
    lines = [line(n, number, name=name) for n, (name, number) in enumerate(given_lines)]
    matched = [one for one in judged(*lines, desk=PEOPLE) if one.verdict is Verdict.MATCHED]
    assert len({one.to.folio for one in matched}) == len(matched)
    assert len({one.line.number for one in matched}) == len(matched)
    after = [replace(one, tracking_number=next((m.line.number for m in matched if m.to == one), "")) for one in PEOPLE]
    again = judged(*lines, desk=after)
    assert not [one for one in again if one.verdict is Verdict.MATCHED], "a second time there is nothing to do"
