"""The desk makes its own backup: once a night, verified, by a process of its own, and not again when one is there."""

import logging
from datetime import UTC, datetime, timedelta

import pytest

from db.backups import back_up, verify
from db.manifests import backups_folder, backups_in
from tests.cast import furnished_floor
from watch import copies
from watch.copies import WAIT, Copies

ZONE = "America/Mexico_City"


@pytest.fixture
def desk(tmp_path):
    floor = furnished_floor(f"sqlite:///{tmp_path / 'desk.db'}")
    yield floor.store
    floor.store.close()


@pytest.fixture
def folder(desk):
    return backups_folder(f"sqlite:///{desk.anchor.path}")


def test_the_first_round_makes_last_night_s_backup_and_looks_at_it(desk, folder, caplog):
    caplog.set_level(logging.INFO, logger="ventanilla.watch")
    now = datetime.now(UTC)
    assert Copies(ZONE).round(desk, now=now)
    [(_, manifest)] = backups_in(folder)
    assert manifest.verified_at is not None
    assert "nightly backup" in caplog.text
    assert not Copies(ZONE).round(desk, now=now)  # another process, a minute later
    assert len(backups_in(folder)) == 1


def test_a_backup_that_somebody_made_tonight_is_enough_and_tomorrow_it_is_not(desk, folder, monkeypatch):
    asked = []
    monkeypatch.setattr(copies, "copied", lambda url: bool(asked.append(url)) or True)
    made = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)  # 3:30 in Mexico City
    verify(back_up(f"sqlite:///{desk.anchor.path}", folder=folder, now=made), now=made)
    mine = Copies(ZONE)
    assert not mine.round(desk, now=datetime(2026, 3, 15, 8, 59, 59, tzinfo=UTC))  # a second before 3:00
    assert mine.round(desk, now=datetime(2026, 3, 15, 9, 0, tzinfo=UTC))
    assert len(asked) == 1


def test_a_backup_nobody_verified_does_not_count(desk, folder, monkeypatch):
    monkeypatch.setattr(copies, "copied", lambda _: True)
    made = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
    back_up(f"sqlite:///{desk.anchor.path}", folder=folder, now=made)
    assert Copies(ZONE).round(desk, now=made + timedelta(minutes=1))


def test_what_fails_is_told_and_tried_again_half_an_hour_later(desk, folder, caplog):
    folder.write_text("in the way")  # the folder cannot be made
    mine, now = Copies(ZONE), datetime.now(UTC)
    assert not mine.round(desk, now=now)
    assert "could not be made" in caplog.text
    folder.unlink()
    assert not mine.round(desk, now=now + WAIT - timedelta(seconds=1))
    assert mine.round(desk, now=now + WAIT)
    assert len(backups_in(folder)) == 1
