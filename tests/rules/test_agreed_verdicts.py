"""What each fact of the ground means: where well ends and trouble begins."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from rules.ground import Fact, Ground, Machine, Verdict
from rules.verdicts import judge, night_of, pressing, worst

NOW = datetime(2026, 3, 14, 0, 0, tzinfo=UTC)
SOUND = Ground(
    now=NOW, database="sqlite", version="3.53.4", safe=True, journal="wal", synchronous=2, file_there=True,
    file_bytes=30_000_000, log_bytes=4_000_000, free_bytes=79_000_000_000, backup_at=NOW - timedelta(hours=20),
    revision="0002", head="0002", newest_at=NOW, pool_size=32, tzdata="2026f", calendar="mission-1",
    machine=Machine(uptime=3600, jump=0.2, memory=230_000_000),
)  # fmt: skip
SERVER = replace(SOUND, database="postgresql", journal=None, synchronous=None, file_there=None, file_bytes=None,
                 log_bytes=None, free_bytes=None, backup_at=None, database_now=NOW)  # fmt: skip


def verdicts(**changed):
    return {one.fact: one.verdict for one in judge(replace(SOUND, **changed))}


@pytest.mark.parametrize("ground", [SOUND, SERVER])
def test_on_sound_ground_all_is_well(ground):
    assert worst(judge(ground)) is Verdict.GOOD
    assert pressing(ground) == ()


def test_a_server_has_no_file_no_log_and_no_backup_of_ours():
    assert {one.fact for one in judge(SOUND)} - {one.fact for one in judge(SERVER)} == {
        Fact.FILE, Fact.DISK, Fact.LOG, Fact.JOURNAL, Fact.BACKUP,
    }  # fmt: skip


@pytest.mark.parametrize(("fact", "well", "ill", "verdict"), [
    (Fact.FILE, {"file_there": True}, {"file_there": False}, "bad"),
    (Fact.FILE, {"damaged": False}, {"damaged": True}, "bad"),
    (Fact.SAVING, {"trouble": ""}, {"trouble": "disk_full"}, "bad"),
    (Fact.DISK, {"free_bytes": 500_000_000}, {"free_bytes": 499_999_999}, "warn"),
    (Fact.DISK, {"free_bytes": 500_000_000}, {"free_bytes": 49_999_999}, "bad"),
    (Fact.BACKUP, {"backup_at": NOW - timedelta(hours=26)}, {"backup_at": NOW - timedelta(hours=26.1)}, "warn"),
    (Fact.BACKUP, {"backup_at": NOW}, {"backup_at": None}, "warn"),
    (Fact.QUEUE, {"longest_wait": 1.0}, {"longest_wait": 1.1}, "warn"),
    (Fact.QUEUE, {"longest_wait": 0.0, "waiting": 9}, {"longest_wait": 5.1}, "bad"),
    (Fact.CLOCK, {"machine": Machine(jump=5.0)}, {"machine": Machine(jump=-5.1)}, "warn"),
    (Fact.CLOCK, {"machine": Machine(jump=-5.0)}, {"machine": Machine(jump=3600.0)}, "warn"),
    (Fact.CLOCK, {"newest_at": NOW + timedelta(seconds=5)}, {"newest_at": NOW + timedelta(seconds=6)}, "warn"),
    (Fact.CLOCK, {"newest_at": NOW - timedelta(days=9)}, {"database_now": NOW + timedelta(minutes=1)}, "warn"),
    (Fact.CLOCK, {"database_now": NOW - timedelta(seconds=5)}, {"database_now": NOW - timedelta(minutes=1)}, "warn"),
    (Fact.LOG, {"log_bytes": 64_000_000}, {"log_bytes": 64_000_001}, "warn"),
    (Fact.JOURNAL, {"journal": "wal"}, {"journal": "delete"}, "bad"),
    (Fact.JOURNAL, {"synchronous": 3}, {"synchronous": 1}, "bad"),
    (Fact.DRIVER, {"safe": True}, {"safe": False}, "warn"),
    (Fact.SCHEMA, {"revision": "0002"}, {"revision": "0001"}, "bad"),
    (Fact.SCHEMA, {"revision": "0002"}, {"revision": None}, "bad"),
    (Fact.POOL, {"pool_in_use": 28}, {"pool_in_use": 29}, "warn"),
    (Fact.ZONES, {"tzdata": "2025a"}, {"tzdata": "2024b"}, "warn"),
    (Fact.ZONES, {"tzdata": "2026f"}, {"tzdata": ""}, "warn"),
    (Fact.CALENDAR, {"calendar": "mission-2"}, {"calendar": ""}, "bad"),
    (Fact.MEMORY, {"machine": Machine(memory=1_500_000_000)}, {"machine": Machine(memory=1_500_000_001)}, "warn"),
])  # fmt: skip
def test_each_fact_turns_at_its_mark_and_turns_nothing_else(fact, well, ill, verdict):
    assert set(verdicts(**well).values()) == {Verdict.GOOD}
    assert {name: found for name, found in verdicts(**ill).items() if found is not Verdict.GOOD} == {fact: verdict}


def test_supervisors_are_told_what_is_bad_and_not_what_can_wait():
    assert pressing(replace(SOUND, free_bytes=400_000_000)) == ()
    assert [one.fact for one in pressing(replace(SOUND, free_bytes=40_000_000, file_there=False))] == [
        Fact.FILE, Fact.DISK,
    ]  # fmt: skip


@pytest.mark.parametrize(("backup_at", "uptime", "told"), [
    (None, 3600, False), (None, 27 * 3600, True), (NOW - timedelta(hours=30), 3600, True),
    (NOW - timedelta(hours=20), 27 * 3600, False),
])  # fmt: skip
def test_backups_that_stopped_are_told_on_every_page_and_a_new_desk_is_not_nagged(backup_at, uptime, told):
    ground = replace(SOUND, backup_at=backup_at, machine=Machine(uptime=uptime))
    assert bool(pressing(ground)) is told


@pytest.mark.parametrize(("moment", "night"), [
    (datetime(2026, 3, 14, 8, 59, tzinfo=UTC), date(2026, 3, 13)),  # 2:59 in Mexico City
    (datetime(2026, 3, 14, 9, 0, tzinfo=UTC), date(2026, 3, 14)),
    (datetime(2026, 3, 15, 5, 0, tzinfo=UTC), date(2026, 3, 14)),
])  # fmt: skip
def test_a_night_begins_at_three_by_the_clock_of_the_desk(moment, night):
    assert night_of(moment, "America/Mexico_City") == night
