"""The papers of a dossier just received: one receipt or two, each a job of its own, and what each says of itself."""

from __future__ import annotations

import json
from typing import cast

from sqlalchemy import select, update

from counter_app import print_jobs
from counter_app.dossiers.receipt import claim_slip_of, receipt_of
from counter_app.dossiers.receive import Received, receive
from counter_app.ids import new_id
from counter_app.papers import Authoriser, ClaimSlip, Original, Receipt
from counter_app.place import Place
from counter_app.print_jobs import Job
from counter_app.printers import PrinterCard, add_printer
from counter_app.records.printing import PrintJob
from counter_app.reference import refresh_desk
from counter_app.settings import change_setting
from counter_app.store import Act
from tests.clock import SetClock
from tests.documents import document, intake

COUNTER = PrinterCard("quầy", "tcp", {"host": "127.0.0.1", "port": 9100})


def with_settings(place: Place, **texts: str) -> None:
    for key, text in texts.items():
        place.office.do(change_setting, key.replace("__", "."), text)
    refresh_desk(place)


def received(place: Place) -> Received:
    place.desk.do(add_printer, COUNTER)
    return place.desk.do(receive, intake())


def paper_of(place: Place, job: Job) -> Receipt:
    return cast("Receipt", place.desk.ask(print_jobs.document_of, job.id))


def jobs_of(place: Place, done: Received) -> list[Job]:
    """In the order in which they come out."""
    return list(reversed(place.desk.ask(print_jobs.jobs, about=f"dossier:{done.id}")))


def out(place: Place, job: Job, state: print_jobs.Settled = "printed") -> None:
    place.desk.do(print_jobs.start, job.id, b"bytes")
    place.desk.do(print_jobs.settle, job.id, state)


def test_an_ordinary_unit_prints_one_receipt_that_says_nothing_of_copies(place: Place) -> None:
    (job,) = jobs_of(place, received(place))

    assert paper_of(place, job).part == ""


def test_two_copies_are_two_jobs_under_one_click_the_citizens_last(place: Place) -> None:
    with_settings(place, receipt__copies="2")
    place.desk.do(add_printer, COUNTER)
    press = new_id()

    done = place.desk.do_once(press, receive, intake())
    assert place.desk.do_once(press, receive, intake()) == done

    file, citizen = jobs_of(place, done)
    assert [paper_of(place, job).part for job in (file, citizen)] == ["file", "citizen"]
    assert (file.copy_no, citizen.copy_no) == (1, 1)
    assert done.job_id == citizen.id


def test_a_reprint_of_one_copy_stays_that_copy_and_counts_for_itself(place: Place, clock: SetClock) -> None:
    with_settings(place, receipt__copies="2")
    file, citizen = jobs_of(place, received(place))
    for job in (file, citizen):
        out(place, job)
    clock.forward(minutes=3)

    again = place.desk.do(print_jobs.reprint, file.id)
    once_more = place.desk.do(print_jobs.reprint, citizen.id)
    out(place, again)
    third = place.desk.do(print_jobs.reprint, again.id)

    papers = [paper_of(place, job) for job in (again, once_more, third)]
    assert [(paper.part, paper.copy_no) for paper in papers] == [("file", 2), ("citizen", 2), ("file", 3)]
    assert papers[0].reprinted_at == clock()
    assert papers[0].reprinted_by == "lan"


def test_a_copy_that_failed_stays_open_until_that_copy_is_printed_again(place: Place) -> None:
    with_settings(place, receipt__copies="2")
    file, citizen = jobs_of(place, received(place))
    for job in (file, citizen):
        out(place, job, "failed")
    assert {job.id for job in place.desk.ask(print_jobs.jobs, open_only=True)} == {file.id, citizen.id}

    again = place.desk.do(print_jobs.reprint, citizen.id)

    assert {job.id for job in place.desk.ask(print_jobs.jobs, open_only=True)} == {file.id, again.id}


def test_settings_decide_letters_and_second_language(place: Place) -> None:
    with_settings(place, paper__large="true", receipt__second_language="en")

    (job,) = jobs_of(place, received(place))

    assert (paper_of(place, job).large, paper_of(place, job).second_language) == (True, "en")


def test_authorisation_email_and_the_posts_address_stand_on_the_receipt(place: Place) -> None:
    owner = {**document()["owner"], "email": "an@example.vn"}
    person = {**owner, "name": "Phạm Văn Quyết", "number": "001080054321", "phone": "0987654321", "email": None}
    done = place.desk.do(
        receive,
        intake(
            owner=owner,
            submitter={**owner, "name": "Đỗ Văn Ưng", "number": "001090099999", "email": None},
            authorised_by={"paper": "Giấy uỷ quyền số 12", "date": "2026-11-18", "person": person},
            **{"return": {"way": "post", "address": "Số 9 phố Huế, Hà Nội"}},
        ),
    )

    paper = place.desk.ask(receipt_of, done.id)

    assert paper.owner_email == "an@example.vn"
    assert paper.authority == "Giấy uỷ quyền số 12 ngày 18/11/2026"
    assert paper.authoriser == Authoriser("Phạm Văn Quyết", "001080054321", person["address"], "0987654321")
    assert paper.return_way == "Qua bưu chính: Số 9 phố Huế, Hà Nội"


def test_the_claim_slip_counts_the_originals_and_can_be_printed_again(place: Place) -> None:
    done = received(place)
    slip = place.desk.ask(claim_slip_of, done.id)
    assert slip.originals == (Original("Bản chính giấy tờ", 1),)
    assert slip.due == done.due

    (receipt,) = jobs_of(place, done)
    out(place, receipt, "failed")
    job = place.desk.do(print_jobs.enqueue, "receipt", f"dossier:{done.id}", slip)
    assert place.desk.ask(print_jobs.document_of, job.id) == slip
    assert receipt.id in {one.id for one in place.desk.ask(print_jobs.jobs, open_only=True)}, "another paper"
    out(place, job)
    again = place.desk.ask(print_jobs.document_of, place.desk.do(print_jobs.reprint, job.id).id)

    assert isinstance(again, ClaimSlip)
    assert (again.copy_no, again.reprinted_by) == (2, "lan")


def test_a_receipt_queued_by_an_older_program_is_still_read(place: Place) -> None:
    (job,) = jobs_of(place, received(place))
    now = paper_of(place, job)
    since = ("owner_email", "authority", "authoriser", "book", "part", "reprinted_at", "reprinted_by", "large")

    def as_it_was(act: Act) -> None:
        row = act.connection.execute(select(PrintJob.document).where(PrintJob.id == job.id)).scalar_one()
        kept = {key: value for key, value in json.loads(row).items() if key not in (*since, "second_language")}
        act.connection.execute(update(PrintJob).where(PrintJob.id == job.id).values(document=json.dumps(kept)))

    place.desk.do(as_it_was)

    assert paper_of(place, job) == now
    out(place, job, "failed")
    assert place.desk.do(print_jobs.reprint, job.id).copy_no == 2
    assert len(place.desk.ask(print_jobs.jobs, open_only=True)) == 1
