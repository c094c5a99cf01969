"""How a printer is just now: asked without disturbing it, and nothing said that is not known."""

from __future__ import annotations

import socket
import threading

import pytest

from counter_app.locks import FileLock
from counter_app.place import Place
from counter_app.printers import PrinterCard
from printing.condition import Condition, condition_of
from printing.delivery import Patience
from printing.printer_work import lock_name
from printing.virtual import VirtualPrinter
from tests.printing.hurry import UNHURRIED
from tests.printing.spooling import UNREACHABLE, card_of

pytestmark = pytest.mark.parametrize("unit_folder", ["one_file"], indirect=True)


def test_one_on_which_somebody_prints_is_not_disturbed(place: Place) -> None:
    with VirtualPrinter() as box, FileLock(place.lock_path(lock_name(card_of("quầy", box)))):
        assert condition_of(place, card_of("quầy", box), UNHURRIED) == Condition("quầy", busy=True)


def test_one_that_was_found_never_to_answer_gets_no_byte(place: Place) -> None:
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as door:

        def listen() -> None:
            line, _ = door.accept()
            with line:
                heard.append(line.recv(100))

        printer = threading.Thread(target=listen)
        printer.start()
        address = {"host": "127.0.0.1", "port": door.getsockname()[1]}
        card = PrinterCard("quầy", "tcp", address, ack="none", answers_status=False)

        assert condition_of(place, card, Patience(connect=2, status=30)) == Condition("quầy")
        printer.join()
    assert heard == [b""]


def test_one_that_can_t_be_reached_is_known_not_to_be_there(place: Place) -> None:
    with VirtualPrinter() as box:
        card = card_of("quầy", box)
    assert condition_of(place, card, UNHURRIED) == Condition("quầy", online=False)


@pytest.mark.parametrize("card", UNREACHABLE, ids=lambda card: str(card.address))
def test_an_address_that_leads_nowhere_is_a_printer_that_is_not_there(place: Place, card: PrinterCard) -> None:
    assert condition_of(place, card, UNHURRIED) == Condition("quầy", online=False)
