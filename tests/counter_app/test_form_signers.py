"""Who signs a form and whom it says to ask: the person who came, and the member of staff who did the step."""

from __future__ import annotations

from counter_app.dossiers.steps.endings import refuse, stop
from counter_app.dossiers.steps.forms import form_about
from counter_app.form_documents import Refusal, StopNotice
from counter_app.people.staff import add_staff
from counter_app.place import Place
from counter_app.reference import refresh_desk
from counter_app.store import By
from tests.counter_app.dossier_story import ENDING, REFUSAL, marriage
from tests.documents import document


def test_who_brought_a_refused_dossier_signs_its_form(place: Place) -> None:
    somebody = {**document()["owner"], "name": "Lê Thị Bình", "number": "001190004321"}
    authorised = {"paper": "Giấy uỷ quyền", "date": "2026-11-02"}
    brought = marriage(place, submitter=somebody, authorised_by=authorised)
    came = marriage(place, submitter=None)

    signers = []
    for got in (brought, came):
        place.desk.do(refuse, got.id, REFUSAL)
        form = place.desk.ask(form_about, got.id, "03")
        assert isinstance(form, Refusal)
        signers.append(form.submitter)

    assert signers == ["Lê Thị Bình", ""]


def test_a_stop_notice_says_whom_to_ask(place: Place) -> None:
    place.office.do(add_staff, "Nguyễn Thị Lan", "lan", "mật khẩu của Lan")
    refresh_desk(place)
    got = marriage(place)

    place.acting_as(By("lan")).desk.do(stop, got.id, ENDING)

    notice = place.desk.ask(form_about, got.id, "05")
    assert isinstance(notice, StopNotice)
    assert notice.contact == "Nguyễn Thị Lan"
