"""With a real city at the other end: what it refuses comes before the clerk, is settled with one key, and arrives."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from PySide6.QtCore import Qt

from counter_app.dossiers.lookup import dossier
from counter_app.place import Place
from counter_app.reference import refresh_desk
from counter_app.settings import change_setting
from sync.sandbox.server import SandboxCity
from sync.upstreams.city_http import CityHttp
from tests.stories.city_desk import sees_attention
from tests.stories.test_trouble import receives_one, sending
from tests.sync.conftest import Sender
from tests.sync.test_exchange import held_by
from tests.sync.test_parked import frees_the_code
from ui.demo.pilot import ClerkPilot, wait_until


def test_a_code_the_city_has_given_comes_before_the_clerk_and_g_sends_it_once_it_is_free(
    clerk: ClerkPilot, staffed: Place, tmp_path: Path
) -> None:
    with SandboxCity(tmp_path / "city") as city, closing(CityHttp(city.url, "enrolled")) as line:
        code = receives_one(clerk)
        sender = Sender()
        line.push(sender.batch(sender.receives(code, owner="Đỗ Thị Ngữ")))
        with sending(staffed, city.url) as worker:
            worker.wake()
            pane = clerk.work.attention
            wait_until(lambda: "cần xử lý" in clerk.work.status.city.text(), "word of it at the top")
            sees_attention(clerk, 2)
            assert code in pane.list.item(0).text()
            assert "đã cấp cho hồ sơ khác" in pane.says.text()
            clerk.presses(Qt.Key.Key_Down)
            assert pane.versions.rows[0] == ("Chủ hồ sơ", "Nguyễn Văn An", "Đỗ Thị Ngữ")
            clerk.presses(Qt.Key.Key_Up)

            frees_the_code(city)
            clerk.presses(Qt.Key.Key_G, "g")
            worker.wake()

            wait_until(lambda: staffed.desk.ask(dossier, code).sync_state == "city", "the dossier in the city")


def test_where_it_is_typed_by_hand_a_city_that_answers_hears_nothing(
    staffed: Place, tmp_path: Path, clerk: ClerkPilot
) -> None:
    with SandboxCity(tmp_path / "city") as city:
        staffed.office.do(change_setting, "city.way", "hand")
        refresh_desk(staffed)
        with sending(staffed, city.url) as worker:
            receives_one(clerk)
            worker.wake()
            wait_until(lambda: "nhập tay, 1 chưa nhập" in clerk.work.status.city.text(), "the line at the top")
        assert held_by(city)["dossiers"] == []
