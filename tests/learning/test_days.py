"""Days in a row, in the learner's own time zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from jupyter_codemm.learning import planning_mastery, profile, rebuild
from jupyter_codemm.learning.days import days_in_row
from tests.fakes.diary import Diary

LISBON = ZoneInfo("Europe/Lisbon")
KATHMANDU = ZoneInfo("Asia/Kathmandu")


def streak(moments, now, zone):
    diary = Diary(at=moments[0])
    diary.open(after=0)
    for moment in moments:
        diary.at = moment
        diary.run(after=0)
    return profile(rebuild(diary.records), now, zone).streak


def local(zone, *parts):
    return datetime(*parts, tzinfo=zone).astimezone(UTC)


@pytest.mark.parametrize("zone", [UTC, LISBON, KATHMANDU, ZoneInfo("America/New_York")])
def test_a_minute_before_and_after_midnight_are_two_days(zone):
    moments = [local(zone, 2026, 3, 3, 23, 59), local(zone, 2026, 3, 4, 0, 1)]
    told = streak(moments, moments[-1], zone)
    assert told.days == 2
    assert [day.day for day in told.calendar if day.practised] == [
        date(2026, 3, 3),
        date(2026, 3, 4),
    ]


def test_the_same_two_minutes_are_one_day_elsewhere():
    moments = [local(UTC, 2026, 3, 3, 23, 59), local(UTC, 2026, 3, 4, 0, 1)]
    assert streak(moments, moments[-1], KATHMANDU).days == 1


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_a_day_of_23_or_25_hours_is_one_day(day):
    start = datetime(day.year, day.month, day.day, tzinfo=LISBON)
    moments = [
        (start - timedelta(days=1)).replace(hour=23, minute=50).astimezone(UTC),
        start.replace(hour=0, minute=10).astimezone(UTC),
        start.replace(hour=23, minute=50).astimezone(UTC),
        (start + timedelta(days=1)).replace(hour=0, minute=10).astimezone(UTC),
    ]
    assert streak(moments, moments[-1], LISBON).days == 3


def solved_around(midnight):
    """Solve hard problems before a moment, and one more after it."""
    diary = Diary(at=midnight - timedelta(hours=3))
    for number in range(9):
        diary.open(f"p{number}", difficulty="hard", after=600)
        diary.submit(8)
    assert diary.at < midnight
    diary.at = midnight
    diary.open("p9", difficulty="hard", after=60)
    diary.submit(8)
    return diary


def test_a_topic_is_proven_on_two_of_the_learners_own_days():
    diary = solved_around(local(KATHMANDU, 2026, 3, 4))
    labels = {
        zone: profile(rebuild(diary.records), diary.at, zone).topics[0].label
        for zone in (KATHMANDU, UTC)
    }
    assert labels == {KATHMANDU: "secure", UTC: "not_enough_data"}
    diary = solved_around(local(UTC, 2026, 3, 4))
    told = profile(rebuild(diary.records), diary.at, KATHMANDU)
    assert told.topics[0].label == "not_enough_data"


def test_mastery_lasts_longer_after_two_of_the_learners_own_days():
    diary = solved_around(local(KATHMANDU, 2026, 3, 4))
    state, later = rebuild(diary.records), diary.at + timedelta(days=60)
    left = {zone: planning_mastery(state, "python", later, zone) for zone in (KATHMANDU, UTC)}
    assert left[KATHMANDU]["loops"] > left[UTC]["loops"] + 0.01
    assert left[KATHMANDU]["loops"] == profile(state, later, KATHMANDU).topics[0].shown


def test_two_practices_on_a_day_are_one():
    moments = [datetime(2026, 3, 3, hour, tzinfo=UTC) for hour in (9, 20)]
    assert streak(moments, moments[-1], UTC).days == 1


def test_a_gap_begins_anew_and_nothing_is_forgiven():
    moments = [datetime(2026, 3, day, 9, tzinfo=UTC) for day in (1, 2, 3, 5)]
    told = streak(moments, moments[-1], UTC)
    assert (told.days, told.longest) == (1, 3)


@pytest.mark.parametrize(("day", "days"), [(3, 3), (4, 3), (5, 0)])
def test_a_row_holds_until_the_end_of_the_next_day(day, days):
    moments = [datetime(2026, 3, d, 9, tzinfo=UTC) for d in (1, 2, 3)]
    told = streak(moments, datetime(2026, 3, day, 23, 59, tzinfo=UTC), UTC)
    assert told.days == days
    assert told.practised_today is (day == 3)


def test_reading_a_problem_is_no_practice():
    diary = Diary()
    diary.open()
    diary.save("x")
    assert profile(rebuild(diary.records), diary.at, UTC).streak.days == 0


def test_minutes_are_whole_minutes_of_work():
    diary = Diary()
    diary.open()
    diary.run(after=119)
    told = profile(rebuild(diary.records), diary.at, UTC)
    assert told.totals.minutes == 1
    assert told.streak.calendar[0].minutes == 1
    assert told.modules[0].minutes == 1


def test_no_days_are_no_row():
    assert days_in_row((), date(2026, 3, 1)) == (0, 0)
