"""A second desk of a unit: records of its own, and the same office where the office has a file of its own."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import update

from counter_app.ids import new_id
from counter_app.place import Layout, Place, open_laid_out, open_place
from counter_app.records.shared import Device
from counter_app.reference import refresh_desk
from counter_app.store import Act, By
from counter_app.unit import enrol_device, make_unit
from tests.clock import SetClock

NAME, CODE = "Bộ phận Một cửa phường Long Biên", "H26.016.26"


def second_desk(first: Place, folder: Path, by: By | None = None) -> Place:
    """The desk, with the other half of every day's codes. Where ``first`` is one file it stands in ``folder``, alone."""
    clock = first.clock
    assert isinstance(clock, SetClock)
    if first.one_file:
        make_unit(folder, NAME, CODE, training=True, clock=clock)
        place = open_place(folder, by=by, clock=clock)
        place.desk.do(_second_half)
        return place
    place = open_laid_out(first.folder, Layout("second.db", "office.db"), by=by, clock=clock)
    place.desk.do(enrol_device, new_id(), "máy 2", 1, 2)
    refresh_desk(place)
    return place


def _second_half(act: Act) -> None:
    act.connection.execute(update(Device).values(slice_index=1, slice_count=2))
