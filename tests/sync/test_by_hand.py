"""Where staff type dossiers in, the program sends nothing; the command line lists what waits and takes who said it."""

from __future__ import annotations

import pytest

from counter_app.cli.session import Session
from counter_app.hand_errors import CityByHand
from counter_app.reference import refresh_desk
from counter_app.settings import change_setting
from sync.line import CityLine
from sync.sandbox.server import SandboxCity
from tests.sync.hall import Hall
from tests.sync.test_cli import says, session
from tests.sync.test_exchange import held_by

__all__ = ["session"]


def by_hand(hall: Hall) -> None:
    hall.place.office.do(change_setting, "city.way", "hand")
    refresh_desk(hall.place)


def test_nothing_is_sent_by_program_though_an_address_is_set(hall: Hall, city: SandboxCity) -> None:
    hall.sends_to(city.url)
    by_hand(hall)
    hall.receives()

    with pytest.raises(CityByHand):
        CityLine(hall.place).upstream()

    assert (held_by(city)["dossiers"], hall.line.pending) == ([], 1)


def test_the_command_line_lists_what_waits_and_keeps_who_typed_it_in(
    hall: Hall, session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    session.close()
    hall.place = session.place
    by_hand(hall)
    taken = hall.receives()

    (line,) = says(session, capsys, "by-hand")["dossiers"]
    assert (line["code"], line["new"]) == (taken.code, True)
    done = says(session, capsys, "entered", taken.code, "--city-code", "H26.16-261120-0007")

    assert done["code"] == "H26.16-261120-0007"
    assert says(session, capsys, "by-hand") == {"dossiers": []}
    status = says(session, capsys, "status")
    assert (status["acked"], status["by_hand"], status["pending"]) == (0, 1, 0)
