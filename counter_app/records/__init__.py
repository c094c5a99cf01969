"""The tables, typed. Which store a table lives in is said by its ``STORES`` entry in ``base``.

* ``base``: column types and the one metadata · ``shared``: what both stores hold (outbox, audit, reference copies)
* ``desk``: visits, dossiers, drafts · ``dossier_steps``: what a dossier's steps leave behind
* ``printing``: printers and print jobs · ``money``: what was taken and given back · ``ratings``
* ``attachments``: files of dossiers · ``city_access``: this PC's token at the city
* ``city_decision``: a decision on the catalogue that waits
* ``finding``: what dossiers are found by · ``public_tries``: wrong tries at the look-up screen
* ``office``: tickets and calls · ``relay``: what the office passes on to the city · ``guards``: triggers
"""

from counter_app.records import (
    attachments,
    city_access,
    city_decision,
    desk,
    dossier_steps,
    finding,
    guards,
    money,
    office,
    printing,
    public_tries,
    ratings,
    relay,
    shared,
)
from counter_app.records.base import METADATA, tables_of

__all__ = [
    "METADATA",
    "attachments",
    "city_access",
    "city_decision",
    "desk",
    "dossier_steps",
    "finding",
    "guards",
    "money",
    "office",
    "printing",
    "public_tries",
    "ratings",
    "relay",
    "shared",
    "tables_of",
]

for _name in guards.APPEND_ONLY:
    guards.guard_on_create(METADATA.tables[_name])
