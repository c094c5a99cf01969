"""One story for every way a dossier can go, by the acts alone, on both layouts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from counter_app import print_jobs
from counter_app.dossiers.intake import PaperIn
from counter_app.dossiers.receive import register
from counter_app.dossiers.steps.due_changes import due_history
from counter_app.dossiers.steps.endings import close, refuse, stop, withdraw
from counter_app.dossiers.steps.extend import extend
from counter_app.dossiers.steps.forms import form_about, form_document, forms_of
from counter_app.dossiers.steps.forward import forward, note_leg
from counter_app.dossiers.steps.hand_over import hand_over
from counter_app.dossiers.steps.legs import legs_of
from counter_app.dossiers.steps.result import result
from counter_app.dossiers.steps.supplement import accept, ask_at_intake, complete, supplement
from counter_app.dossiers.steps.values import Completion, LegNoted
from counter_app.dossiers.timeline import handover_of, supplements_of, timeline
from counter_app.form_documents import Apology, ControlSheet, Refusal, StopNotice, SupplementRequest
from counter_app.papers import Receipt
from counter_app.place import Place
from counter_app.records.dossier_steps import Handover
from counter_app.store import Asking
from tests.clock import SetClock
from tests.counter_app.dossier_story import (
    ASKED,
    ENDING,
    HANDED,
    REFUSAL,
    RESULT,
    audited,
    card,
    extension,
    forwarding,
    hanoi,
    marriage,
    newest_op,
    steps_told,
)
from tests.documents import intake

PNG = b"\x89PNG\r\n\x1a\n" + b"drawn"


def signature_kept(place: Place, dossier_id: UUID) -> bytes | None:
    def asked(asking: Asking) -> bytes | None:
        of = select(Handover.signature).where(Handover.dossier_id == dossier_id)
        return asking.connection.execute(of).scalar_one()

    return place.desk.ask(asked)


def test_a_dossier_goes_its_ordinary_way(place: Place, clock: SetClock) -> None:
    got = marriage(place)
    forwarded = place.desk.do(forward, got.id, forwarding())
    assert (forwarded.state, forwarded.rev) == (4, 2)
    clock.forward(hours=2)
    place.desk.do(note_leg, got.id, LegNoted(1, "taken", "Lê Thị Hoa"))
    place.desk.do(note_leg, got.id, LegNoted(2, "taken"))
    clock.forward(days=3)
    place.desk.do(note_leg, got.id, LegNoted(2, "done", note="Đúng nơi cư trú"))
    clock.forward(days=1)
    in_ = place.desk.do(result, got.id, RESULT)
    assert in_.state == 9
    assert [leg.outcome for leg in place.desk.ask(legs_of, got.id)] == ["early", "on_time"]

    clock.forward(days=1)
    handed = place.desk.do(hand_over, got.id, replace(HANDED, signature=PNG))

    kept = card(place, got.id)
    assert (handed.state, kept.state, kept.handover_state, kept.shelf) == (10, 10, "given", "K2-04")
    assert kept.due == kept.due_original == got.due
    taken = place.desk.ask(handover_of, got.id)
    assert taken is not None
    assert (taken.receiver_name, taken.checked, taken.late, taken.signed) == ("Nguyễn Văn An", "card", False, True)
    assert signature_kept(place, got.id) == PNG
    assert steps_told(place, got.id) == [
        ("dossier.forward", 4),
        ("dossier.leg_noted", 4),
        ("dossier.leg_noted", 4),
        ("dossier.leg_noted", 4),
        ("dossier.return_result", 9),
        ("fact.result_handed_over", 10),
    ]
    assert audited(place, got.id).count("fact.result_handed_over") == 1


def test_each_notice_to_the_city_names_agency_officer_and_times(place: Place, clock: SetClock) -> None:
    got = marriage(place)
    clock.forward(hours=1)
    place.desk.do(forward, got.id, forwarding())

    told = newest_op(place)
    assert told["agency"] == "Bộ phận Một cửa phường Long Biên"
    assert (told["officer"], told["to_agency"], told["to_officer"]) == ("lan", "Tư pháp – Hộ tịch", "Lê Thị Hoa")
    assert told["received_at"] == got.received_at.isoformat()
    assert told["at"] > told["received_at"]
    assert told["due"] == card(place, got.id).due.isoformat()  # type: ignore[union-attr]


def test_what_lacks_at_intake_is_asked_for_once_and_the_clock_starts_when_it_is_whole(
    place: Place, clock: SetClock
) -> None:
    asked = place.desk.do(ask_at_intake, intake(procedure="1.000894", lines=[]), ASKED)
    waiting = card(place, asked.id)
    assert (waiting.state, waiting.due, waiting.due_original) == (5, None, None)
    assert place.desk.ask(print_jobs.jobs) == ()
    (form,) = place.desk.ask(forms_of, asked.id)
    said = place.desk.ask(form_document, form.id)
    assert isinstance(said, SupplementRequest)
    assert (said.number_text, said.code, said.complete_by) == ("01/PBS-BPTNTKQ", asked.code, date(2026, 12, 7))
    assert (said.contact, said.items, said.place) == ("Chị Lan", ASKED.items, "Long Biên")

    clock.forward(days=3)
    brought = Completion((PaperIn("Giấy xác nhận tình trạng hôn nhân", 1, 0, 0),), "")
    done = place.desk.do(complete, asked.id, brought)

    kept = card(place, asked.id)
    assert done.due == kept.due_original == hanoi("2026-12-01T08:30")
    assert (kept.state, kept.received_at, kept.counted_from) == (2, clock(), clock())
    assert [paper.name for paper in kept.papers][-1] == "Giấy xác nhận tình trạng hôn nhân"
    assert [job.kind for job in place.desk.ask(print_jobs.jobs)] == ["receipt"]
    assert steps_told(place, asked.id) == [("dossier.supplement", 5), ("dossier.complete", 2)]


def test_cash_changes_hands_when_a_written_down_dossier_is_accepted(place: Place) -> None:
    known = place.desk.do(register, intake())
    assert (card(place, known.id).state, card(place, known.id).money_state) == (1, "due")

    place.desk.do(accept, known.id)

    assert card(place, known.id).money_state == "paid"
    assert audited(place, known.id) == ["dossier.register", "fact.money_taken", "dossier.accept"]


def test_a_supplement_in_processing_stops_the_clock_and_starts_it_from_zero(place: Place, clock: SetClock) -> None:
    got = marriage(place)
    place.desk.do(forward, got.id, forwarding())
    clock.forward(days=4)
    asked = place.desk.do(supplement, got.id, ASKED)
    assert (asked.state, asked.due) == (5, None)
    clock.forward(days=6)

    done = place.desk.do(complete, got.id, Completion())

    assert done.state == 2
    assert done.due == hanoi("2026-12-07T08:30")
    kept = card(place, got.id)
    assert (kept.due_original, kept.due, kept.counted_from) == (got.due, done.due, clock())
    assert "Tính lại từ đầu" in kept.due_basis
    history = place.desk.ask(due_history, got.id)
    assert [(one.kind, one.due) for one in history] == [("set", got.due), ("paused", None), ("restarted", done.due)]
    assert [(one.stage, one.ended_at) for one in place.desk.ask(supplements_of, got.id)] == [("processing", clock())]
    (again, _) = place.desk.ask(print_jobs.jobs)
    receipt = place.desk.ask(print_jobs.document_of, again.id)
    assert isinstance(receipt, Receipt)
    assert (receipt.received_at, receipt.due) == (clock(), done.due)


def test_what_nobody_completes_in_fifteen_days_may_be_closed(place: Place, clock: SetClock) -> None:
    got = marriage(place)
    place.desk.do(supplement, got.id, ASKED)
    clock.forward(days=18)  # to Tuesday 8/12: the fifteenth day was a Saturday, Monday the 7th the last

    closed = place.desk.do(close, got.id, replace(ENDING, reason="Quá 15 ngày không bổ sung."))

    kept = card(place, got.id)
    assert (closed.state, kept.handover_state, kept.ended_at) == (8, "ready", clock())
    said = place.desk.ask(form_about, got.id, "05")
    assert isinstance(said, StopNotice)
    assert said.given_back == (
        "Tờ khai đăng ký kết hôn: 1 bản chính",
        "Giấy xác nhận tình trạng hôn nhân: 2 bản chính",
    )


def test_a_dossier_is_refused_with_a_reason_and_its_originals_go_back(place: Place) -> None:
    got = marriage(place)

    place.desk.do(refuse, got.id, REFUSAL)
    returned = place.desk.do(hand_over, got.id, HANDED)

    kept = card(place, got.id)
    assert (returned.state, kept.state, kept.handover_state) == (3, 3, "given")
    said = place.desk.ask(form_about, got.id, "03")
    assert isinstance(said, Refusal)
    assert said.reasons == ("Một bên chưa đủ tuổi kết hôn.",)
    assert steps_told(place, got.id) == [("dossier.refuse", 3), ("fact.papers_returned", 3)]


def test_a_refusal_past_the_due_date_says_why_it_is_late(place: Place, clock: SetClock) -> None:
    got = marriage(place)
    clock.forward(days=12)

    place.desk.do(refuse, got.id, replace(REFUSAL, late_reason="Xác minh kéo dài, đơn vị xin lỗi."))

    said = place.desk.ask(form_about, got.id, "03")
    assert isinstance(said, Refusal)
    assert said.reasons[1] == "Xác minh kéo dài, đơn vị xin lỗi."


@pytest.mark.parametrize(("act", "state"), [(withdraw, 7), (stop, 8)])
def test_the_citizen_takes_a_dossier_back_or_has_it_stopped(place: Place, act: object, state: int) -> None:
    got = marriage(place)
    place.desk.do(forward, got.id, forwarding())

    place.desk.do(act, got.id, ENDING)  # type: ignore[arg-type]

    kept = card(place, got.id)
    assert (kept.state, kept.handover_state) == (state, "ready")
    assert {leg.outcome for leg in place.desk.ask(legs_of, got.id)} == {"replaced"}


def test_a_late_dossier_gets_an_apology_once_and_in_time(place: Place, clock: SetClock) -> None:
    got = marriage(place)
    place.desk.do(forward, got.id, forwarding())
    clock.forward(days=6, hours=5)  # Thursday, the day before

    done = place.desk.do(extend, got.id, extension())

    kept = card(place, got.id)
    assert (kept.due_original, kept.due, kept.state) == (got.due, hanoi("2026-12-01T17:00"), 4)
    said = place.desk.ask(form_document, done.form)  # type: ignore[arg-type]
    assert isinstance(said, Apology)
    assert (said.due, said.new_due, said.agency, said.head) == (got.due, kept.due, "Tư pháp – Hộ tịch", "Phạm Thu Hà")
    assert place.desk.ask(due_history, got.id)[-1].why == "Chờ xác minh nơi cư trú cũ"


def test_a_second_forwarding_replaces_what_is_open_of_the_first(place: Place, clock: SetClock) -> None:
    got = marriage(place)
    place.desk.do(forward, got.id, forwarding())
    place.desk.do(note_leg, got.id, LegNoted(2, "done"))
    clock.forward(hours=1)

    done = place.desk.do(forward, got.id, forwarding("2026-11-26T17:00"))

    legs = place.desk.ask(legs_of, got.id)
    assert [(leg.round, leg.outcome) for leg in legs] == [(1, "replaced"), (1, "early"), (2, ""), (2, "")]
    sheet = place.desk.ask(form_document, done.form)  # type: ignore[arg-type]
    assert isinstance(sheet, ControlSheet)
    assert (sheet.agency, sheet.cooperating, len(sheet.steps)) == ("Tư pháp – Hộ tịch", ("Công an phường",), 4)


def test_the_timeline_tells_all_of_it(place: Place, clock: SetClock) -> None:
    got = marriage(place)
    place.desk.do(forward, got.id, forwarding())
    clock.forward(hours=1)
    place.desk.do(extend, got.id, extension())
    place.desk.do(result, got.id, RESULT)
    place.desk.do(hand_over, got.id, HANDED)

    told = place.desk.ask(timeline, got.id)

    assert [step.what for step in told.steps] == [
        "Tiếp nhận hồ sơ",
        "Chuyển xử lý",
        "Xin lỗi và hẹn lại",
        "Có kết quả",
        "Đã trả kết quả",
    ]
    assert {step.agency for step in told.steps} == {"Bộ phận Một cửa phường Long Biên"}
    assert (told.steps[1].to_agency, told.steps[1].officer) == ("Tư pháp – Hộ tịch", "lan")
    assert [step.due for step in told.steps][1:3] == [got.due, hanoi("2026-12-01T17:00")]
    assert [form.kind for form in told.forms] == ["06", "04"]
    assert told.handover is not None
    assert told.result[0].number == "15/2026"
