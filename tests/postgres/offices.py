"""An office on a server of one's own, founded as one PC's is. For tests; storms and others may use it too."""

from __future__ import annotations

from collections.abc import Callable

from counter_app import audit
from counter_app.catalogue.importing import read_catalogue
from counter_app.cli.trial_server import TrialServer
from counter_app.ids import new_id
from counter_app.postgres import open_office
from counter_app.store import Store
from counter_app.unit import SAMPLE_CATALOGUE, enrol_device, found_unit
from counter_app.unit_card import UnitCard
from tests.clock import SetClock

AUDIT_KEY = bytes(range(32))
AnotherPc = Callable[[], Store]
"""Opens the office as one more PC does."""


def found_office(server: TrialServer, database: str) -> str:
    """Make a database with a founded unit in it, and give its address."""
    url = server.make_database(database)
    office = open_office(url, AUDIT_KEY, clock=SetClock())
    try:
        office.do(enrol_device, new_id(), "máy chủ")
        office.do(
            found_unit, UnitCard("Bộ phận Một cửa", "H26.016.26", training=True), read_catalogue(SAMPLE_CATALOGUE)
        )
    finally:
        office.close()
    return url


def verdict(store: Store) -> audit.Verdict:
    """What the check of the audit trail finds."""
    return store.ask(lambda asking: audit.verify(asking.connection, store.audit_key))
