"""Run as a process of its own: the same desk on the same Friday, whatever clock and zones the machine has. It prints
what is due and what the pages say as JSON."""

import json
import os
import re
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
MADE = re.compile(r"[0-9a-f]{8,}|id: \"[^\"]*\"|26-\d{6}-\d")  # what is made anew in each run


def main(url: str) -> None:
    os.environ["VENTANILLA_FROZEN_NOW"] = "2026-03-13T17:00:00-07:00"
    from sqlmodel import select
    from streamlit.testing.v1 import AppTest
    from streamlit.util import calc_hash

    import db
    from auth import sessions
    from db.ground import tzdata
    from db.models import Deadline, Delivery, Inquiry
    from db.setup import create
    from desk.accounts import account_named, create_account
    from desk.inquiries import log_inquiry
    from desk.sign_ins import start_session
    from rules import zones
    from seed.reference import load_reference
    from tests import cast

    now = datetime(2026, 3, 14, tzinfo=UTC)
    create(url).close()
    store = db.use(url)
    with store.writing() as work:
        load_reference(work)
        me = create_account(work, "ana", display_name="Ana", password="cuatro caballos cruzan", role="supervisor",
                            language="es", now=now)  # fmt: skip
        work.flush()
        for n, made in enumerate((cast.group_mail, cast.emergency_mail, cast.passport, cast.draft)):
            at = now - timedelta(hours=50 * n + 1)
            folio = log_inquiry(work, made(received_at=at, name="Julia"), by=me.id, now=at).folio
        token = sessions.hash_of("x")
        start_session(work, account_named(work, "ana"), token_hash=token, now=now)
    with store.reading() as look:
        due = [str(one) for one in look.exec(select(Deadline.due_at).order_by(Deadline.id)).all()]
        missing = [str(one) for one in look.exec(select(Delivery.missing_from)).all()]
        days = [str(one) for one in look.exec(select(Inquiry.received_on).order_by(Inquiry.id)).all()]
    pages = {}
    for name in ("log", "queue", "inquiry", "today"):
        at = AppTest.from_file(str(ROOT / "pages" / "frame.py"), default_timeout=30)
        at.user = {"session": token}
        if name == "inquiry":
            at.query_params["folio"] = folio
        at.run()
        at._page_hash = calc_hash(name)
        at.run()
        assert not at.exception, at.exception
        drawn = "\n".join(str(getattr(one, "proto", "")) for one in at.main)
        pages[name] = MADE.sub("…", drawn)
    told = {"due": due, "missing": missing, "days": days, "pages": pages, "version": tzdata(), "tzname": time.tzname,
            "zones": list(zones.zoneinfo.TZPATH)}  # fmt: skip
    print(json.dumps(told))


main(sys.argv[1])
