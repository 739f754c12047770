"""`streamlit run` with a counter of the statements it sends: `python -m benchmarks.counted app.py --server.port N`.

On the port after its own it answers with JSON: statements so far (reads, writes), modules imported, threads, RSS.
BEGIN, COMMIT and PRAGMA are the transaction's frame and not counted.
"""

import json
import sys
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine
from streamlit.web import cli

FRAME = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "SAVEPOINT", "RELEASE")
COUNTED: Counter[str] = Counter()
STATEMENTS: list[str] = []


@event.listens_for(Engine, "before_cursor_execute")
def _count(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
    verb = statement.split(None, 1)[0].upper()
    if verb not in FRAME:
        COUNTED["reads" if verb in ("SELECT", "WITH") else "writes"] += 1
        STATEMENTS.append(" ".join(statement.split())[:400])
        del STATEMENTS[:-60]


class Told(BaseHTTPRequestHandler):
    """What is asked on the counter's own port."""

    def do_GET(self) -> None:
        status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines() if ":" in line)
        told = {
            "reads": COUNTED["reads"], "writes": COUNTED["writes"], "modules": len(sys.modules),
            "threads": threading.active_count(), "rss_kb": int(status["VmRSS"].split()[0]), "statements": STATEMENTS,
        }  # fmt: skip
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(told).encode())

    def log_message(self, *_: object) -> None:
        """Nothing: the log is the desk's."""


def main() -> None:
    port = int(sys.argv[sys.argv.index("--server.port") + 1])
    asked = HTTPServer(("127.0.0.1", port + 1), Told)
    threading.Thread(target=asked.serve_forever, daemon=True).start()
    sys.argv = ["streamlit", "run", *sys.argv[1:]]
    cli.main()


if __name__ == "__main__":
    main()
