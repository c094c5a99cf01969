"""Settings: read at once, changed together, within their limits."""

from __future__ import annotations

import pytest

from counter_app.errors import BadDocument, NotFound
from counter_app.place import Place
from counter_app.setting_groups import GROUPS
from counter_app.setting_kinds import entries, read_value, written
from counter_app.settings import SETTINGS, change_setting, change_settings, value_of, values_of
from tests.counter_app.office_acts import refused


def test_several_settings_are_read_at_once(place: Place) -> None:
    place.office.do(change_setting, "queue.undo_seconds", "30")

    found = place.office.ask(values_of, "queue.undo_seconds", "queue.recall_seconds", "kiosk.large_default")

    assert found == {"queue.undo_seconds": 30, "queue.recall_seconds": 20, "kiosk.large_default": False}
    with pytest.raises(NotFound):
        place.office.ask(values_of, "không.có")


def test_settings_change_together_or_not_at_all(place: Place) -> None:
    told = refused(place, change_settings, {"queue.undo_seconds": "30", "queue.recall_seconds": "nhiều"})

    assert isinstance(told, BadDocument)
    assert told.field == "queue.recall_seconds"
    assert place.office.ask(value_of, "queue.undo_seconds") == 60


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        ({"queue.light_red_minutes": "15"}, "queue.light_red_minutes"),
        ({"queue.light_amber_minutes": "30"}, "queue.light_red_minutes"),
        ({"calendar.morning": "07:30-14:00"}, "calendar.afternoon"),
        ({"calendar.morning": "", "calendar.afternoon": ""}, "calendar.morning"),
    ],
)
def test_settings_that_don_t_go_together_are_refused(place: Place, texts: dict[str, str], field: str) -> None:
    told = refused(place, change_settings, texts)

    assert isinstance(told, BadDocument)
    assert told.field == field


def test_both_halves_of_a_day_move_together(place: Place) -> None:
    changed = place.office.do(change_settings, {"calendar.morning": "07:00-12:30", "calendar.afternoon": "13:30-16:30"})

    assert [one.value for one in changed] == ["07:00-12:30", "13:30-16:30"]


@pytest.mark.parametrize("text", ["1081", "-1", "1e2", "٣٠", "", "9" * 50])
def test_numbers_keep_their_limits(text: str) -> None:
    with pytest.raises(BadDocument) as told:
        read_value(SETTINGS["rating.seconds"], text)
    assert "từ 5 đến 900" in told.value.problem


def test_reasons_are_a_list_of_different_entries() -> None:
    reasons = SETTINGS["queue.pause_reasons"]

    assert read_value(reasons, "Họp\n Nghỉ giữa giờ ;; ") == "Họp; Nghỉ giữa giờ"
    assert entries("Họp; Nghỉ giữa giờ") == ("Họp", "Nghỉ giữa giờ")
    for wrong in ("", "Họp; Họp", "x" * 61):
        with pytest.raises(BadDocument) as told:
            read_value(reasons, wrong)
        assert told.value.field == "queue.pause_reasons"


def test_every_default_is_a_value_its_own_setting_takes() -> None:
    for one in SETTINGS.values():
        assert read_value(one, written(one.default)) == one.default
    for group in GROUPS:
        assert group.title
        if group.check is not None:
            group.check({one.key: one.default for one in group.settings})
