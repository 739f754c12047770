"""`ventanilla due`: when an answer is due, or from when a tracking number is missing, and why that day."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from commands.asking import Question
    from rules.courier import TermExplanation
    from rules.deadlines import Explanation


def command(
    promise: Annotated[str, typer.Option(metavar="CODE", help="A promise with a term, such as P_GRP_H2_3BD.")] = "",
    received: Annotated[str, typer.Option(metavar="MOMENT", help="When it came: 2026-03-13T17:00:00-07:00.")] = "",
    issued: Annotated[str, typer.Option(metavar="DAY", help="The visa's issue date: 2026-03-06 (courier).")] = "",
    zone: Annotated[str, typer.Option(metavar="ZONE", help="The city's zone, America/Tijuana; else the desk's.")] = "",
    calendar: Annotated[str, typer.Option(metavar="NAME", help="mission, mission+extra, union, mx or us.")] = "mission",
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for another program.")] = False,
    batch: Annotated[str, typer.Option(metavar="FILE.csv", help="Many at once, one JSON line each; - reads in.")] = "",
    lang: Annotated[str, typer.Option(metavar="es|en", help="The language of the reasons; else the desk's.")] = "",
) -> None:
    """When an answer is due, or from when a tracking number is missing, with every day that was counted.

    It needs no database. A table for --batch has the columns promise,
    received or issued, zone, calendar; each of its rows becomes one line, in
    order. A row without an answer says why, and the exit status is then 1.
    """
    from commands.asking import Question, UnanswerableError, answer, shown
    from words import LANGUAGES, speak, t

    try:
        if lang not in ("", *LANGUAGES):
            raise UnanswerableError(t("There is no language “{given}”. Choose es or en.", given=shown(lang)))
        speak(lang or _setting("language"))
        question = Question(promise, received, issued, zone or _setting("zone"), calendar)
        if batch:
            if promise or received or issued or as_json:
                raise UnanswerableError(t("With a batch, the promise and its start come from the table."))
            _batch(batch, default=question)
        elif not promise:
            raise UnanswerableError(t("Name a promise with --promise, or a table with --batch."))
        elif as_json:
            from commands.due_lines import line

            typer.echo(line(answer(question)).encode())
        else:
            _show(answer(question), question)
    except UnanswerableError as problem:
        typer.echo(str(problem), err=True)
        raise typer.Exit(2) from None


def _setting(name: str) -> str:
    from config import settings

    return str(getattr(settings(), name))


def _batch(name: str, *, default: "Question") -> None:
    from commands.due_lines import lines, table

    failed = False
    with table(name) as rows:
        for text, answered in lines(rows, default=default):
            typer.echo(text.encode())
            failed = failed or not answered
    if failed:
        raise typer.Exit(1)


def _show(found: "Explanation | TermExplanation", question: "Question") -> None:
    """The sentence first, then the days; piped or on a screen, never wider than it is."""
    from rich.console import Console

    from commands.asking import clock_named
    from commands.due_table import days, sentence
    from words import language, t

    clock = clock_named(question.promise)
    screen = Console(emoji=False, markup=False, highlight=False)
    screen.print(sentence(found), style="bold")
    screen.print(days(found))
    screen.print(f"{clock.code}: {clock.text_en if language() == 'en' else clock.text_es}", style="dim")
    screen.print(t("Calendar: {name}", name=found.calendar_version), style="dim")
