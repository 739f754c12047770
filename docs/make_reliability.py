"""docs/reliability.md from docs/reliability.json, the figures that `make torture` counted."""

import json
from pathlib import Path

HERE = Path(__file__).resolve().parent
FIGURES, PAGE = HERE / "reliability.json", HERE / "reliability.md"
COLUMNS = ("row", "fault", "provoked", "acknowledged", "present", "lost", "doubled", "recover", "seen")
HEAD = """# What happens when something breaks

Made by `make torture`, which provokes each fault many times against real files, the real app and a real browser; the
suite (`make test`) provokes the same ones a few times at every change. Do not edit by hand.

*Provoked*: how often the fault was made to happen. *Acknowledged*: what somebody had been told was saved. *Present*:
how much of it was there afterwards. *Lost* and *doubled* fail the test when they are not 0. *Recover*: seconds until
the desk worked again. A dash: the fault has no such figure.

| row | fault | provoked | acknowledged | present | lost | doubled | recover, s | seen |
|---|---|---:|---:|---:|---:|---:|---:|---|
"""


def main() -> None:
    told = json.loads(FIGURES.read_text(encoding="utf-8"))
    lines = ["| " + " | ".join(_cell(one[column]) for column in COLUMNS) + " |" for one in told]
    PAGE.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


def _cell(value: object) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, float):
        return f"{value:.2f}"
    return str(value).replace("|", "\\|")


if __name__ == "__main__":
    main()
