"""The tables, typed. Which store a table lives in is said by its ``STORES`` entry in ``base``.

* ``base``: column types and the one metadata · ``shared``: what both stores hold (outbox, audit, reference copies)
* ``desk``: visits, dossiers, drafts, ratings, print jobs · ``dossier_steps``: what a dossier's steps leave behind
* ``finding``: what dossiers are found by · ``public_tries``: wrong tries at the look-up screen
* ``office``: tickets and calls · ``guards``: triggers
"""

from counter_app.records import desk, dossier_steps, finding, guards, money, office, public_tries, shared
from counter_app.records.base import METADATA, tables_of

__all__ = [
    "METADATA",
    "desk",
    "dossier_steps",
    "finding",
    "guards",
    "money",
    "office",
    "public_tries",
    "shared",
    "tables_of",
]

for _name in guards.APPEND_ONLY:
    guards.guard_on_create(METADATA.tables[_name])
