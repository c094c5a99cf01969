"""The look-up screen on every kind of screen: large targets, large letters, nothing cut, no letter missing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot

from counter_app.catalogue.procedures import FeeRule, FeeStep, PaperNeed, Procedure, TimeLimit
from counter_app.dossiers.public import PUBLIC_STEPS, Answer, PublicDossier, PublicStep
from counter_app.moments import HANOI
from tests.ui.legibility import cut_texts, cut_titles, missing_glyphs, small_letters, small_targets
from tests.ui.lookup.hall import ready
from ui.kiosk.manner import Manner
from ui.kiosk.pace import Pace
from ui.kiosk.purposes import Choice
from ui.lookup.code_entry import CodeEntry
from ui.lookup.said import dossier_said, wait_said
from ui.lookup.sentences import Sentences, every_text
from ui.lookup.stage import HOME, View
from ui.lookup.views import dossier_view, procedure_view, rate_view, thanks_view
from ui.lookup.window import LookupWindow
from ui.work import Workers

SCREENS = [(1920, 1080), (1080, 1920), (1366, 768)]
MANNERS = [Manner(), Manner(large=True), Manner("en"), Manner("en", large=True, contrast=True)]
MONDAY = datetime(2026, 11, 23, 17, 30, tzinfo=HANOI)
AGENCY = "Trung tâm Phục vụ hành chính công phường Long Biên, thành phố Hà Nội"
LEAD = "Phòng Kinh tế, Hạ tầng và Đô thị"
STEPS = tuple(PublicStep(MONDAY, kind, AGENCY, LEAD) for kind in PUBLIC_STEPS)
TOLD = PublicDossier(
    "000.00.22.H26-261120-12345678", "in_work", MONDAY, MONDAY, True, False, None, "counter", False, STEPS
)
LONG = Procedure(
    code="1.011609",
    name="Đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con có yếu tố nước ngoài tại khu vực biên giới cho người "
    "đã có hồ sơ, giấy tờ cá nhân",
    service="HT",
    field=None,
    version="1",
    sample=True,
    time=TimeLimit(1, "same_day"),
    papers=tuple(
        PaperNeed(None, f"Giấy tờ, tài liệu chứng minh nơi cư trú hợp pháp số {at}", 1, 1, 2) for at in range(30)
    ),
    fees=(
        FeeRule("per_page_steps", "Phí chứng thực", steps=(FeeStep(2, 2000), FeeStep(None, 1000)), cap=200_000),
        FeeRule("per_copy", "Lệ phí cấp bản sao trích lục", 8000),
    ),
    legal_basis="Luật Hộ tịch 2014; Nghị định 123/2015/NĐ-CP; Thông tư 04/2020/TT-BTP; Thông tư 04/2024/TT-BTP",
    unknown=(),
)


def typing(entry: CodeEntry, complaint: str = "") -> Callable[[LookupWindow], None]:
    def show(window: LookupWindow) -> None:
        window.typing.entry = entry
        window.show_alone(View("lookup.type", window.typing.fill))
        if complaint:
            window.typing.complain(window.words(complaint))

    return show


def told(**changes: object) -> Callable[[LookupWindow], None]:
    def show(window: LookupWindow) -> None:
        answer = Answer(replace(TOLD, **changes))  # type: ignore[arg-type]
        window.show_alone(dossier_view(answer, can_rate=True))

    return show


def waiting(window: LookupWindow) -> None:
    typing(CodeEntry("H26.016.26", "2611200001", "", "digits"))(window)
    window.typing.complain(wait_said(window.words, 900))


def offered(window: LookupWindow) -> None:
    window.show_alone(HOME)
    window.face.open_page(window.face.list)
    window.face.list.offer(window.words("posted.list", service="Tư pháp hộ tịch, chứng thực"), [choice()] * 7)


def choice() -> Choice:
    return Choice(LONG.name, "Trong ngày; nhận sau 15 giờ: ngày làm việc sau", "submit", "procedure:1")


def found(window: LookupWindow) -> None:
    window.show_alone(HOME)
    window.face.open_page(window.face.search)
    says = window.words("posted.more", count=117)
    window.face.search.show_found("W" * 40, says, [replace(choice(), title="Đăng ký lại khai sinh")] * 3)
    window.face.open_page(window.face.search)


def noted(key: str) -> Callable[[LookupWindow], None]:
    return lambda window: window._note(key)


PAGES: dict[str, Callable[[LookupWindow], None]] = {
    "home": lambda window: window.start_anew(),
    **{f"home: {key}": noted(key) for key in ("scan.card", "scan.ticket", "scan.unknown")},
    "type": typing(CodeEntry("H26.016.26")),
    "type digits": typing(CodeEntry("H26.016.26", "261120123456789012", "12", "digits"), "type.wrong"),
    "type unit": typing(CodeEntry("000.00.22.H26.0000", field="unit")),
    "wait": waiting,
    "in work": told(),
    "late": told(late=True),
    "waiting": told(standing="waiting", due=None, answer_by=MONDAY),
    "ready": told(standing="ready", collect="electronic"),
    "refused": told(standing="refused", papers_back=True),
    "given": told(standing="given"),
    "rate 3": lambda window: window.show_alone(rate_view(3)),
    "rate 5": lambda window: window.show_alone(rate_view(5)),
    "thanks": lambda window: window.show_alone(thanks_view()),
    "procedure": lambda window: window.show_alone(procedure_view(LONG)),
    "list": offered,
    "search": found,
}


@pytest.fixture
def window(qtbot: QtBot, workers: Workers) -> LookupWindow:
    opened = LookupWindow(workers, Pace(settle=1, look=60_000))
    qtbot.addWidget(opened)
    opened.show()
    qtbot.waitUntil(lambda: bool(opened.opening.unit_code))
    return opened


@pytest.mark.parametrize("unit_folder", ["one_file"], indirect=True)
@pytest.mark.parametrize("manner", MANNERS, ids=str)
@pytest.mark.parametrize("size", SCREENS, ids=str)
def test_every_page_is_easy_to_read_and_to_hit(
    qtbot: QtBot, window: LookupWindow, size: tuple[int, int], manner: Manner
) -> None:
    window.resize(*size)
    window.dress(manner)
    wrong: dict[str, object] = {}
    for name, show in PAGES.items():
        show(window)
        ready(qtbot, window)
        assert not window.grab().isNull()
        seen = (
            small_targets(window),
            small_letters(window, 18 if size == (1366, 768) or not manner.large else 20),
            cut_titles(window),
            cut_texts(window),
            missing_glyphs(window),
        )
        if any(seen):
            wrong[name] = seen

    assert wrong == {}


@pytest.mark.parametrize("unit_folder", ["one_file"], indirect=True)
def test_the_checks_bite(window: LookupWindow) -> None:
    window.face.home.text.say("Chọn ★")
    window.grab()

    assert missing_glyphs(window) == {"★"}
    window.face.home.text.say("Mời ông/bà " * 400)
    assert small_letters(window, 18)


@pytest.mark.parametrize("unit_folder", ["one_file"], indirect=True)
def test_steps_and_papers_that_do_not_fit_are_all_turned_to(qtbot: QtBot, window: LookupWindow) -> None:
    window.resize(1366, 768)
    told()(window)
    window.grab()
    steps = window.face.dossier.steps
    seen: set[str] = set()
    for _ in range(len(STEPS)):
        texts = {one.text for one in steps.findChildren(type(steps.title)) if one.isVisible()}
        seen |= texts
        steps.turn(1)
        window.grab()

    said = {step.what for step in dossier_said(window.words, TOLD).steps}
    assert said <= seen


def test_everything_it_says_is_there_in_both_languages() -> None:
    for key, (vietnamese, english) in every_text().items():
        assert vietnamese.strip(), key
        assert english.strip(), key
        gaps = [set(re.findall(r"{(\w+)}", text)) for text in (vietnamese, english)]
        assert gaps[0] == gaps[1], key
    for kind in PUBLIC_STEPS:
        assert Sentences("en")(f"step.{kind}", to="X")
