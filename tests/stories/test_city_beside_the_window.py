"""Beside the clerk's window: what waits drains to the city, the clock is wrong; the window beats on and says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from counter_app.dossiers.receive import receive
from counter_app.outbox import sync_line
from counter_app.place import Place
from counter_app.settings import change_setting
from counter_app.store import Act
from sync.worker import SyncWorker
from tests.clock import SetClock
from tests.documents import intake
from tests.faults.chaos_processes import CityProcess
from tests.faults.chaos_proxy import HOST
from tests.faults.ui_pulse import HELD_UP, Pulse
from ui.demo.pilot import ClerkPilot, wait_until

pytestmark = pytest.mark.parametrize("unit_folder", ["one_file"], indirect=True)
WAITING = 1_000


def _many_wait(act: Act) -> None:
    for number in range(WAITING):
        act.record("fact.receipt_printed", f"dossier:{act.request}", {"copy_no": number})


def test_while_a_thousand_ops_drain_the_clerk_s_window_beats_on(
    clerk: ClerkPilot, staffed: Place, tmp_path: Path
) -> None:
    staffed.desk.do(_many_wait)
    pulse = Pulse()
    with CityProcess(tmp_path / "city", "mindful") as city:
        staffed.office.do(change_setting, "city.url", f"http://{HOST}:{city.port}")
        worker = SyncWorker(staffed, chance=lambda low, _high: low)
        worker.start()
        pulse.beat_until(lambda: staffed.desk.ask(sync_line).acked == WAITING)
        assert worker.stop(60)
    print(f"longest gap while {WAITING} ops drained: {1_000 * pulse.longest:.0f} ms")

    assert pulse.longest < HELD_UP


def test_a_clock_set_back_stands_at_the_top_and_the_next_dossier_is_received(
    clerk: ClerkPilot, staffed: Place, clock: SetClock
) -> None:
    staffed.desk.do(receive, intake(lines=[]))
    clock.forward(days=-3)
    staffed.desk.do(receive, intake(lines=[]))
    shown = clerk.work.status.clock

    wait_until(lambda: "chậm 3 ngày" in shown.text(), "the clock's trouble")

    assert shown.text() == "Đồng hồ máy chậm 3 ngày · T3 17/11 08:30"
    clock.forward(days=3, minutes=1)
    staffed.desk.do(receive, intake(lines=[]))
    wait_until(lambda: "chậm" not in shown.text(), "the clock put right")
