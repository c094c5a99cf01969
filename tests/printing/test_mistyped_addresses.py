"""An address that leads nowhere, in whatever way: the paper waits, a person is told, and nothing of it is lost."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from counter_app.papers import Receipt
from counter_app.place import Place
from counter_app.printers import PrinterCard, add_printer
from counter_app.records.printing import Printer
from counter_app.stuck_papers import stuck
from printing.spool import print_waiting
from tests.printing.hurry import UNHURRIED
from tests.printing.spooling import UNREACHABLE, job_of, queued

pytestmark = pytest.mark.parametrize("unit_folder", ["one_file"], indirect=True)


def kept_unchecked(place: Place, card: PrinterCard) -> None:
    """A printer as the records may hold it, from before its address was looked at."""
    place.desk.do(add_printer, PrinterCard(card.name, "tcp", {"host": "127.0.0.1"}, ack="none"))
    with place.desk.database.acts.begin() as connection:
        connection.execute(update(Printer).values(transport=card.transport, address=dict(card.address)))


@pytest.mark.parametrize("card", UNREACHABLE, ids=lambda card: str(card.address))
def test_a_mistyped_address_is_a_silent_printer_whose_papers_stand_still(
    place: Place, receipt: Receipt, card: PrinterCard, caplog: pytest.LogCaptureFixture
) -> None:
    kept_unchecked(place, card)
    job_id = queued(place, receipt)

    assert print_waiting(place, UNHURRIED) == 0

    assert (job_of(place, job_id).state, job_of(place, job_id).detail) == ("queued", "silent")
    assert [one.job.id for one in place.desk.ask(stuck)] == [job_id]
    assert receipt.owner not in caplog.text
