"""The work lists: who waits for what today, and whom to ring up."""

from __future__ import annotations

from dataclasses import replace

from counter_app.dossiers.steps.forward import forward
from counter_app.dossiers.steps.hand_over import hand_over
from counter_app.dossiers.steps.result import result
from counter_app.dossiers.steps.supplement import supplement
from counter_app.dossiers.steps.values import Voiding
from counter_app.dossiers.steps.void import void
from counter_app.dossiers.worklists import LISTS_VI, ListName, WorkCounts, work_counts, work_list
from counter_app.people.staff import add_staff
from counter_app.place import Place
from counter_app.reference import refresh_desk
from counter_app.store import Asking
from tests.clock import SetClock
from tests.counter_app.dossier_story import ASKED, HANDED, RESULT, forwarding, marriage


def codes(place: Place, name: ListName) -> list[str]:
    """The last digits of the codes in a list."""
    return [line.code[-4:] for line in place.desk.ask(work_list, name)]


def test_each_dossier_stands_in_the_lists_that_are_about_it(place: Place, clock: SetClock) -> None:
    untouched, in_work, asked, done, given = (marriage(place) for _ in range(5))
    place.desk.do(forward, in_work.id, forwarding())
    place.desk.do(supplement, asked.id, ASKED)
    for one in (done, given):
        place.desk.do(result, one.id, RESULT)
    place.desk.do(hand_over, given.id, HANDED)
    assert codes(place, "today") == codes(place, "overdue") == []

    clock.forward(days=10)  # Monday 30/11 08:30: due this very moment

    assert codes(place, "today") == ["0001", "0002", "0004"]
    assert codes(place, "promised") == ["0001", "0002"]
    assert codes(place, "overdue") == []
    clock.forward(minutes=1)
    assert codes(place, "overdue") == ["0001", "0002"]
    assert codes(place, "waiting") == ["0003"]
    assert codes(place, "ready") == ["0004"]
    assert len(codes(place, "unsent")) == 5
    assert place.desk.ask(work_counts) == WorkCounts(3, 2, 2, 1, 1, 5)
    assert untouched.code.endswith("0001")


def test_a_line_says_whom_to_ring_and_where_it_lies(place: Place) -> None:
    got, asked, done = (marriage(place) for _ in range(3))
    place.desk.do(forward, got.id, forwarding())
    place.desk.do(forward, got.id, replace(forwarding(), legs=forwarding().legs[:1]))
    place.desk.do(supplement, asked.id, ASKED)
    place.desk.do(result, done.id, RESULT)

    unsent = {line.id: line for line in place.desk.ask(work_list, "unsent")}

    line = unsent[got.id]
    assert (line.unit, line.officer, line.phone) == ("Tư pháp – Hộ tịch", "Lê Thị Hoa", "024 3872 1111")
    assert (line.name, line.owner_phone) == ("Nguyễn Văn An", "0912345678")
    assert unsent[done.id].shelf == "K2-04"
    assert unsent[asked.id].answer_by is not None
    assert unsent[asked.id].due is None


def test_what_was_voided_is_in_no_list_but_that_of_the_city(place: Place, clock: SetClock) -> None:
    place.office.do(add_staff, "Hà", "ha", "mật khẩu dài", "head")
    refresh_desk(place)
    got = marriage(place)
    place.desk.do(void, got.id, Voiding("Nhập nhầm", "ha"))
    clock.forward(days=12)

    assert {name for name in LISTS_VI if codes(place, name)} == {"unsent"}


def test_lists_are_read_by_their_indexes(place: Place) -> None:
    """No list walks over every dossier: 100,000 of them cost no more than those in the list."""

    def plans(asking: Asking) -> list[str]:
        found = []
        for name in ("today", "promised", "overdue", "waiting", "ready", "unsent"):
            sql = compiled(asking, name)
            rows = asking.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}").all()
            found.append(" | ".join(row[3] for row in rows if "dossier" in row[3]))
        return found

    for plan in place.desk.ask(plans):
        assert "SCAN dossier" not in plan
        assert "ix_dossier_" in plan


def compiled(asking: Asking, name: str) -> str:
    from counter_app.dossiers import worklists

    wanted = worklists._lines().where(worklists._CONDITIONS[name](asking))  # type: ignore[index]
    return str(wanted.compile(asking.connection, compile_kwargs={"literal_binds": True}))
