"""`ventanilla due`: the worked cases from the command line, one by one and as a table, and every way to ask wrongly."""

import csv
import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from seed.tables import rows

ROOT = Path(__file__).resolve().parents[2]
CASES = list(rows("deadline_cases"))
PROMISES = {"group_3bd": "P_GRP_H2_3BD", "h2_emergency_1bd": "P_H2_EMERG_NBD", "courier_gt5bd": "P_COURIER_GT5BD"}
HEADER = "promise,received,issued,zone,calendar\n"
FRIDAY = ("--promise", "P_GRP_H2_3BD", "--received", "2026-03-13T17:00:00-07:00", "--zone", "America/Tijuana")


def due(*arguments, stdin=None):
    return CliRunner().invoke(app, ["due", *arguments], input=stdin, catch_exceptions=False)


def start_of(case):
    return "--issued" if case["rule"] == "courier_gt5bd" else "--received"


def asked(case, calendar):
    return (
        "--promise", PROMISES[case["rule"]], start_of(case), case["received_local"], "--zone", case["zone"],
        "--calendar", calendar, "--json",
    )  # fmt: skip


def answered(case, *, calendar):
    said = json.loads(due(*asked(case, calendar)).stdout)
    return said.get("due_at") or said["missing_from"], said.get("due_local") or said["missing_from_local"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case_id"])
def test_every_worked_case_comes_out_of_the_command(case):
    assert answered(case, calendar=case["calendar"].lower()) == (case["expected_due_utc"], case["expected_due_local"])


@pytest.mark.parametrize(("calendar", "column"), [
    ("union", "due_date_UNION"), ("mx", "due_date_MX_only"), ("us", "due_date_US_only"),
])  # fmt: skip
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case_id"])
def test_every_worked_case_comes_out_by_each_other_calendar(case, calendar, column):
    assert answered(case, calendar=calendar)[1][:10] == case[column]


def test_a_deadline_as_json_has_its_moments_and_every_day_with_its_reason():
    said = json.loads(due(*FRIDAY, "--json", "--lang", "en").stdout)
    assert list(said) == ["due_at", "due_local", "days"]
    assert (said["due_at"], said["due_local"]) == ("2026-03-20T03:00:00+00:00", "2026-03-19T20:00:00-07:00")
    assert [(day["date"][-2:], day["counted"], day["why"]) for day in said["days"]] == [
        ("13", False, "Received"), ("14", False, "Weekend"), ("15", False, "Weekend"),
        ("16", False, "Closing day: Benito Juárez's Birthday"), ("17", True, "Business day"),
        ("18", True, "Business day"), ("19", True, "Due"),
    ]  # fmt: skip


def test_the_courier_term_as_json_says_from_when_the_number_is_missing():
    said = json.loads(due("--promise", "P_COURIER_GT5BD", "--issued", "2026-03-06", "--json").stdout)
    assert list(said) == ["missing_from", "missing_from_local", "days"]
    assert said["missing_from"] == "2026-03-17T06:00:00+00:00"
    assert sum(day["counted"] for day in said["days"]) == 6


def test_the_answer_is_read_in_spanish_unless_english_is_asked_for():
    spanish, english = due(*FRIDAY).stdout, due(*FRIDAY, "--lang", "en").stdout
    assert "La respuesta vence el jueves 19 de marzo de 2026, 20:00, America/Tijuana." in spanish
    assert "Día inhábil: Natalicio de Benito" in spanish
    assert "The answer is due by Thursday, March 19, 2026, 20:00, America/Tijuana." in english
    assert "Closing day: Benito Juárez's" in english


def test_without_a_calendar_the_missions_counts_and_without_a_zone_the_desks(monkeypatch):
    bare = ("--promise", "P_GRP_H2_3BD", "--received", "2026-03-30T12:00:00-06:00", "--json")
    assert json.loads(due(*bare).stdout)["due_local"] == "2026-04-06T20:00:00-06:00"


@pytest.mark.parametrize(("wrong", "told"), [
    (("--promise", "P_NONE"), "No existe el compromiso «P_NONE»"),
    (("--promise", "P_HOURS", "--received", "2026-03-13T17:00:00Z"), "P_HOURS no promete ningún plazo"),
    (("--promise", "P_PAY_EXPEDITED", "--received", "2026-03-13T17:00:00Z"), "P_PAY_EXPEDITED no promete"),
    (("--promise", "P_GRP_H2_3BD"), "indique solo «received»"),
    (("--promise", "P_GRP_H2_3BD", "--issued", "2026-03-06"), "indique solo «received»"),
    (("--promise", "P_COURIER_GT5BD", "--received", "2026-03-13T17:00:00Z"), "indique solo «issued»"),
    (("--promise", "P_GRP_H2_3BD", "--received", "2026-03-13T17:00:00"), "le falta la diferencia horaria"),
    (("--promise", "P_GRP_H2_3BD", "--received", "2026-03-13"), "le falta la diferencia horaria"),
    (("--promise", "P_GRP_H2_3BD", "--received", "2026-02-30T17:00:00Z"), "no es un momento"),
    (("--promise", "P_GRP_H2_3BD", "--received", "ayer\npor la tarde"), "«ayer por la tarde» no es un momento"),
    (("--promise", "P_GRP_H2_3BD", "--received", "9999-12-31T23:59:59-12:00"), "no para 9999"),
    (("--promise", "P_GRP_H2_3BD", "--received", "0001-01-01T00:00:00+14:00"), "no para 1"),
    (("--promise", "P_COURIER_GT5BD", "--issued", "20260306"), "no es un día"),
    (("--promise", "P_COURIER_GT5BD", "--issued", "2026-13-01"), "no es un día"),
    (("--promise", "P_COURIER_GT5BD", "--issued", "2199-01-01"), "no para 2199"),
    ((*FRIDAY[:4], "--zone", "Tijuana"), "No existe la zona «Tijuana»"),
    ((*FRIDAY[:4], "--zone", "America"), "No existe la zona «America»"),
    ((*FRIDAY[:4], "--zone", "../../etc/passwd"), "No existe la zona"),
    ((*FRIDAY, "--calendar", "lunar"), "No existe el calendario «lunar»"),
    ((*FRIDAY, "--lang", "fr"), "Elija es o en"),
    ((*FRIDAY, "--batch", "-"), "vienen de la tabla"),
    (("--batch", "no-such-table.csv"), "No existe la tabla «no-such-table.csv»"),
    (("--batch", "."), "No se puede leer la tabla"),
    ((), "Indique un compromiso"),
])  # fmt: skip
def test_what_cannot_be_answered_is_refused_in_one_line(wrong, told):
    refused = due(*wrong)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert told in refused.stderr
    assert refused.stderr.count("\n") == 1


@pytest.mark.parametrize("table", ["", "zone,calendar\n", "P_GRP_H2_3BD,2026-03-13T17:00:00Z\n", "\x00\xff"])
def test_a_table_that_does_not_name_its_columns_is_refused(table):
    refused = due("--batch", "-", stdin=table)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "nombra sus columnas" in refused.stderr


def table_of_cases():
    text = io.StringIO()
    out = csv.writer(text)
    out.writerow(HEADER.strip().split(","))
    for case in CASES:
        courier = start_of(case) == "--issued"
        starts = ("", case["received_local"]) if courier else (case["received_local"], "")
        out.writerow([PROMISES[case["rule"]], *starts, case["zone"], case["calendar"].lower()])
    return text.getvalue()


def test_a_table_is_answered_line_by_line_exactly_as_one_by_one(tmp_path):
    (tmp_path / "cases.csv").write_text(table_of_cases(), encoding="utf-8")
    answers = due("--batch", str(tmp_path / "cases.csv"))
    assert answers.exit_code == 0
    assert answers.stdout.splitlines() == [due(*asked(case, case["calendar"].lower())).stdout.strip() for case in CASES]


def test_a_bad_row_says_why_and_its_number_and_the_rest_is_answered():
    good = "P_GRP_H2_3BD,2026-03-13T17:00:00-07:00,,America/Tijuana,mission\n"
    bad = ["P_GRP_H2_3BD,2026-03-13T17:00:00,,America/Tijuana,mission\n", "\n", "P_GRP_H2_3BD\n", ",,,,\n", "NO,\n"]
    long = f"P_GRP_H2_3BD,{'9' * 200_000},,,\n"
    answers = due("--batch", "-", stdin=HEADER + good + "".join(bad) + good + long + good)
    lines = [json.loads(line) for line in answers.stdout.splitlines()]
    assert answers.exit_code == 1
    assert [line.get("row") for line in lines] == [None, 2, 3, 4, None, 6, None]
    assert all("error" in line for line in lines if "row" in line)
    assert all(line["due_at"] == "2026-03-20T03:00:00+00:00" for line in lines if "row" not in line)


@pytest.mark.parametrize("table", [
    "\ufeffPromise,Received,Zone\nP_GRP_H2_3BD,2026-03-13T17:00:00-07:00,America/Tijuana\n",
    "promise;received;issued;zone;calendar\r\nP_GRP_H2_3BD;2026-03-13T17:00:00-07:00;;America/Tijuana;mission\r\n",
    "zone,received,promise,note\nAmerica/Tijuana, 2026-03-13T17:00:00-07:00 ,p_grp_h2_3bd,Ñandú,extra\n",
], ids=["spreadsheet", "semicolons", "other order"])  # fmt: skip
def test_tables_as_spreadsheets_write_them_are_read(table):
    answers = due("--batch", "-", stdin=table.encode())
    assert json.loads(answers.stdout)["due_local"] == "2026-03-19T20:00:00-07:00"


def test_a_row_without_zone_and_calendar_takes_those_of_the_command():
    table = HEADER + "P_GRP_H2_3BD,2026-11-24T10:00:00-06:00,,,\n"
    answers = due("--batch", "-", "--calendar", "mx", "--zone", "America/Cancun", stdin=table)
    assert json.loads(answers.stdout)["due_local"] == "2026-11-27T20:00:00-05:00"


@pytest.mark.alone
def test_thousands_of_rows_are_answered_in_seconds(tmp_path):
    row = "P_GRP_H2_3BD,2026-{:02}-{:02}T{:02}:00:00Z,,America/Tijuana,mission+extra\n"
    table = HEADER + "".join(row.format(1 + n % 12, 1 + n % 28, n % 24) for n in range(20_000))
    (tmp_path / "many.csv").write_text(table, encoding="utf-8")
    started = time.perf_counter()
    answers = due("--batch", str(tmp_path / "many.csv"))
    assert answers.stdout.count("\n") == 20_000
    assert time.perf_counter() - started < 10  # about one second when nothing else runs


def test_the_door_opens_without_loading_what_other_commands_need():
    script = f"import sys; sys.argv[1:] = {['due', *FRIDAY, '--json']!r}\ntry:\n    import cli; cli.main()\nfinally:\n"
    heavy = "streamlit pandas altair sqlalchemy sqlmodel numpy starlette alembic"
    script += f"    print([name for name in {heavy.split()} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"


def run_plainly(*arguments, **environment):
    command = [sys.executable, "-m", "cli", "due", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, env={**os.environ, **environment}, check=True)


def test_a_terminal_without_accents_still_gets_its_answer():
    told = run_plainly(*FRIDAY, PYTHONIOENCODING="ascii").stdout.decode("ascii")
    assert "La respuesta vence el jueves 19 de marzo de 2026, 20:00, America/Tijuana." in told
    assert "D?a h?bil" in told


def test_json_is_utf8_on_every_terminal():
    told = run_plainly(*FRIDAY, "--json", PYTHONIOENCODING="ascii").stdout.decode("utf-8")
    assert json.loads(told)["days"][4]["why"] == "Día hábil"


def test_it_needs_no_database(monkeypatch, tmp_path):
    monkeypatch.setenv("VENTANILLA_DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    assert due(*FRIDAY).exit_code == 0
    assert list(tmp_path.iterdir()) == []
