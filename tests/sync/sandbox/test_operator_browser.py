"""The operator's pages in a real browser without a window, scripts switched off: each button is pressed with the mouse."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest

from counter_app.dossiers.finding import search
from counter_app.dossiers.lookup import dossier
from counter_app.errors import CityAway
from sync.exchange import exchange
from sync.sandbox.faults import Faults, read_faults
from sync.sandbox.server import SandboxCity
from sync.upstreams.city_http import CityHttp
from tests.sync.conftest import Trouble
from tests.sync.hall import Hall
from tests.sync.sandbox.browser import Browser, running
from tests.sync.sandbox.test_operator import decides, sent, steps_seen
from tests.sync.test_exchange import held_by

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed (Debian's package of that name)"),
    pytest.mark.skipif(sys.platform == "win32", reason="the pipes to the browser are POSIX descriptors"),
]


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with running(str(CHROMIUM), tmp_path_factory.mktemp("profile")) as page:
        yield page


@pytest.fixture
def browser(started: Browser) -> Browser:
    started.is_as_large_as(1440, 900)
    return started


def test_a_dossier_is_led_from_the_door_to_its_result(
    hall: Hall, city: SandboxCity, line: CityHttp, browser: Browser
) -> None:
    one = sent(hall, line)
    browser.opens(city.url)
    browser.presses('a[href^="/dossiers/"]')
    assert browser.reads("h2 .state") == "Được tiếp nhận"

    browser.presses("#accept button")
    browser.types("#supplement input", "Bản sao giấy khai sinh")
    browser.presses("#supplement button")
    assert browser.reads("h2 .state") == "Yêu cầu bổ sung giấy tờ"
    browser.presses("#accept button")
    browser.types("#extend input[name=note]", "Cần xác minh")
    browser.chooses("#extend input[name=due]", "2027-03-01")
    browser.presses("#extend button")
    browser.presses("#approve button")
    browser.presses("#result button")

    assert browser.reads("h2 .state") == "Đã xử lý xong"
    assert not browser.reads("#accept")
    exchange(hall.place.desk, line)
    assert hall.reach(one)[1] == 9
    assert [words.partition(":")[0] for _, words in steps_seen(hall, one)] == [
        "Đã nhận để xử lý.",
        "Yêu cầu bổ sung",
        "Đã nhận để xử lý.",
        "Gia hạn trả kết quả đến 01/03/2027",
        "Đã phê duyệt",
        "Đã có kết quả",
    ]


def test_a_refusal_is_pressed_and_what_ended_offers_nothing(
    hall: Hall, city: SandboxCity, line: CityHttp, browser: Browser
) -> None:
    one = sent(hall, line)
    browser.opens(f"{city.url}/dossiers/{one}")

    browser.presses("#refuse button")

    assert browser.reads("h2 .state") == "Dừng xử lý"
    assert not browser.reads("form button.hard")
    browser.chooses("#state select", "4")
    browser.presses("#state button")
    assert browser.reads("h2 .state") == "Đang xử lý"


def test_an_online_dossier_is_handed_in_and_stands_at_the_desk(
    hall: Hall, city: SandboxCity, line: CityHttp, browser: Browser
) -> None:
    browser.opens(city.url)
    browser.types("#online input[name=name]", "Đỗ Thị Ngữ")
    browser.presses("#online button")

    code = browser.reads("td .code")
    exchange(hall.place.desk, line)
    assert code.endswith("-7000")
    assert [row.code for row in hall.place.desk.ask(search, "do thi ngu")] == [code]
    assert hall.place.desk.ask(dossier, code).state == 1


def test_the_catalogue_is_published_and_a_decision_after_it(city: SandboxCity, browser: Browser) -> None:
    browser.opens(city.url)
    browser.presses('form[action="/catalogue/first"] button')
    assert browser.reads("#catalogue").endswith("Có 2.100 thủ tục.")
    browser.presses('form[action="/catalogue/next"] button')
    assert browser.reads("#catalogue").endswith("Có 2.145 thủ tục.")


def test_trouble_is_ordered_seen_and_ended(
    hall: Hall, city: SandboxCity, line: CityHttp, browser: Browser, trouble: Trouble
) -> None:
    hall.receives()
    browser.opens(city.url)
    browser.chooses("#faults select[name=serves]", "busy")
    browser.chooses("#faults select[name=clock_off_s]", "180")
    browser.ticks("#faults input[name=twice]")
    browser.presses("#faults button")

    assert browser.reads("#alarm") == (
        "Đang đặt sự cố: quá tải, hẹn gọi lại sau 5 giây; mỗi gói đến hai lần; đồng hồ nhanh 3 phút."
    )
    assert read_faults(trouble.file) == Faults(busy=True, twice=True, clock_off_s=180)
    with pytest.raises(CityAway):
        exchange(hall.place.desk, line)
    browser.presses("#faults button.quiet")
    assert not browser.reads("#alarm")
    assert exchange(hall.place.desk, line).parked == 0
    assert hall.line.pending == 0


def test_the_city_put_back_and_its_feed_begun_anew_by_two_buttons(
    hall: Hall, city: SandboxCity, line: CityHttp, browser: Browser
) -> None:
    sent(hall, line)
    browser.opens(city.url)
    browser.presses('form[action="/restore"] button')
    assert held_by(city)["dossiers"] == []
    browser.presses('form[action="/feed"] button')

    exchange(hall.place.desk, line)

    assert len(held_by(city)["dossiers"]) == 1
    assert (hall.line.pending, hall.line.parked) == (0, 0)


@pytest.mark.parametrize("width", [1920, 1366, 1024, 400])
def test_no_page_has_to_be_scrolled_sideways(
    hall: Hall, city: SandboxCity, line: CityHttp, browser: Browser, width: int
) -> None:
    one: UUID = sent(hall, line)
    decides(city, one, "supplement", note="Bản sao giấy chứng nhận quyền sử dụng đất có chứng thực")
    browser.is_as_large_as(width, 900)
    for path in ("", f"/dossiers/{one}"):
        browser.opens(f"{city.url}{path}")
        assert not browser.scrolls_sideways(), path
        assert width < 1366 or not browser.scrolls_sideways(".box"), path


def test_what_stood_in_the_city_stands_there_when_it_is_started_again(
    tmp_path: Path, hall: Hall, browser: Browser
) -> None:
    for dossiers in (1, 2):
        with SandboxCity(tmp_path / "city") as city, closing(CityHttp(city.url, "enrolled")) as upstream:
            hall.receives()
            exchange(hall.place.desk, upstream)
            browser.opens(city.url)
            assert browser.reads("h2") == f"Hồ sơ đã nhận ({dossiers})"
