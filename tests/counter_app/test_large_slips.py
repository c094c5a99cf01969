"""Who asks the kiosk for large letters gets them on the slip too; a unit may print all its slips so."""

from __future__ import annotations

from typing import cast

import pytest

from counter_app import print_jobs
from counter_app.papers import Slip
from counter_app.place import Place
from counter_app.queue.issuing import Issued, Wishes, issue
from counter_app.queue.slips import lately, print_slip
from counter_app.reference import refresh_desk
from counter_app.settings import change_setting


def slip_of(place: Place, issued: Issued) -> Slip:
    job = place.desk.do(print_slip, issued, (1,))
    return cast("Slip", place.desk.ask(print_jobs.document_of, job.id))


@pytest.mark.parametrize("needs", [(), ("voice",), ("voice", "large")])
def test_large_letters_on_the_screen_are_large_on_the_slip(place: Place, needs: tuple[str, ...]) -> None:
    issued = place.office.do(issue, "CT", wishes=Wishes(needs=needs))

    assert slip_of(place, issued).large == ("large" in needs)
    assert place.office.ask(lately, issued.id).issued.large == ("large" in needs), "also one that was still owed"


def test_a_unit_that_prints_large_prints_every_slip_large(place: Place) -> None:
    place.office.do(change_setting, "paper.large", "true")
    refresh_desk(place)

    assert slip_of(place, place.office.do(issue, "CT")).large
