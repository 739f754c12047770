"""`ventanilla doctor`: whether the desk is sound, without changing anything in it."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from commands.refusing import begin, open_database
from words import t, tn

if TYPE_CHECKING:
    from commands.findings import Finding


def command(
    as_json: Annotated[bool, typer.Option("--json", help="For machines")] = False,
    database: Annotated[str, typer.Option(help="URL of the database")] = "",
) -> None:
    """Check the database, the counts, the deadlines and the settings; exit code 1 when something is wrong."""
    import db
    from commands.checks import all_checks
    from commands.findings import Verdict
    from commands.surroundings import surroundings

    url = begin(database)
    open_database(url)
    found = list(surroundings(url, db.store()))
    with db.reading() as look:
        found += all_checks(look, db.store())
    db.store().close()
    if as_json:
        typer.echo(json.dumps([vars(one) for one in found], ensure_ascii=False, indent=1))
    else:
        _report(found)
    if any(one.verdict is Verdict.WRONG for one in found):
        raise typer.Exit(1)


def _report(found: "list[Finding]") -> None:
    from rich.console import Console
    from rich.text import Text

    from commands.findings import Verdict

    out = Console(highlight=False)
    signs = {Verdict.OK: ("✓", "green"), Verdict.WARN: ("!", "yellow"), Verdict.WRONG: ("✗", "bold red")}
    for one in found:
        sign, style = signs[one.verdict]
        line = Text.assemble((f"{sign} ", style), name_of(one.check))
        if one.looked_at:
            line.append(f" ({one.looked_at:,})", style="dim")
        out.print(line)
        for which in one.named:
            out.print(Text(f"    {which}", style=style), soft_wrap=True)
        if one.amiss > len(one.named):
            left = one.amiss - len(one.named)
            out.print(Text("    " + tn("and {n} more", "and {n} more", left), style=style))


def name_of(check: str) -> str:
    """What a check is called."""
    return {
        "integrity": t("The file is whole"),
        "driver": t("SQLite is new enough"),
        "journal": t("Nothing saved is lost in a power cut"),
        "migrations": t("The tables are those of this version"),
        "disk": t("There is room on the disk"),
        "log": t("The write-ahead log is short"),
        "backup": t("There is a verified backup of the last day"),
        "clock": t("Nothing was saved in the future"),
        "zones": t("The rules of the time zones are recent"),
        "settings": t("The settings make sense"),
        "digest": t("Every supervisor with an address has today's digest"),
        "permissions": t("Only its owner reads the database"),
        "foreign_keys": t("Every row belongs to something"),
        "reference_data": t("The contact page is there as data"),
        "tallies": t("The counts equal a full count"),
        "deadlines": t("The deadlines agree with the rules"),
        "due_moments": t("Every inquiry knows its next deadline"),
        "deliveries": t("The passports agree with the courier term"),
        "search_index": t("Every inquiry can be found"),
        "event_chain": t("No event was changed or taken away"),
    }[check]
