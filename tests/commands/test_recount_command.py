"""`ventanilla recount` mends what was counted by another calendar, once, and says what it did."""

from typer.testing import CliRunner

from cli import app
from tests.commands.test_doctor import desk, examine, sound, spoil

__all__ = ["desk", "sound"]


def counted_again(path):
    return CliRunner().invoke(app, ["recount", "--database", f"sqlite:///{path}"])


def test_deadlines_of_another_calendar_are_counted_again_and_the_doctor_is_content(desk):
    spoil(desk, "UPDATE deadline SET due_at = datetime(due_at, '+1 day') || '.000000', due_on = date(due_on, '+1 day') "
                "WHERE met_at IS NULL AND ended_at IS NULL")  # fmt: skip
    assert examine(desk)[1]["deadlines"]["verdict"] == "wrong"
    said = counted_again(desk)
    assert said.exit_code == 0, said.output
    assert "plazos abiertos." in said.output
    found = examine(desk)[1]
    assert found["deadlines"]["verdict"] == "ok"
    assert found["due_moments"]["verdict"] == "ok"
    assert "Se movieron 0 plazos abiertos." in counted_again(desk).output


def test_a_database_that_is_not_there_is_refused(tmp_path):
    assert counted_again(tmp_path / "none.db").exit_code == 2
