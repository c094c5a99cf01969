"""What finding costs while somebody types, with few and with very many dossiers."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from counter_app.cli.benches.desks import DOCUMENT, citizens, desk_with
from counter_app.cli.benches.figures import TIMES, Figure, figure, median_of, milliseconds, part
from counter_app.cli.benches.raw import recording, replay
from counter_app.dossiers.finding import MOST, search, words_of
from counter_app.dossiers.intake import read_intake
from counter_app.dossiers.lookup import dossier, dossiers
from counter_app.dossiers.receive import receive
from counter_app.ids import new_id
from counter_app.place import Place, open_place
from counter_app.records.finding import MAKE_WORDS
from counter_app.store import By

MANY, FEW = 100_000, 1_000
WORDS_ALONE = 1_000_000
TYPED = 60
"""Citizens whose name, number and code are typed, letter by letter."""
SEARCH_AIM, CODE_AIM, LIST_AIM, ALONE_AIM, CROWD_AIM, RAW_AIM = 20.0, 2.0, 50.0, 30.0, 1.3, 4.0

Question = Callable[[Any], object]


def finding_figures(folder: Path, lists: dict[str, Question], many: int = MANY, few: int = FEW) -> Iterator[Figure]:
    """Search, code, lists (each by its name) and receiving, with ``many`` dossiers; receiving beside ``few``."""
    with desk_with(folder / "few", few) as small, desk_with(folder / "many", many) as place:
        yield from _searching(place, many)
        for name, question in {"newest": dossiers, **lists}.items():
            yield figure(
                f"list {name}, {many} dossiers", median_of(partial(place.desk.ask, question), 30), aim=LIST_AIM
            )
        crowded, quiet = _receiving(place, small)
        yield figure(f"receive, {many} dossiers", crowded)
        yield figure(f"receive {many} / {few} dossiers", crowded / quiet, "x", aim=CROWD_AIM)


def words_alone(folder: Path, many: int = WORDS_ALONE) -> Iterator[Figure]:
    """The index of words by itself, in an encrypted file, with a million dossiers in it."""
    with closing(sqlcipher.connect(str(folder / "words.db"), isolation_level=None)) as raw:
        raw.execute(f"PRAGMA key = \"x'{bytes(32).hex()}'\"")
        raw.execute(MAKE_WORDS)
        raw.execute("BEGIN")
        each = enumerate(islice(citizens(), many))
        rows = ((seq, words_of([f"x-{seq // 5000:06}-{seq % 5000:04}"], [one])) for seq, one in each)
        raw.executemany("INSERT INTO dossier_words (rowid, words) VALUES (?, ?)", rows)
        raw.execute("COMMIT")
        asked = "SELECT rowid FROM dossier_words WHERE dossier_words MATCH ? ORDER BY rowid DESC LIMIT ?"

        def once(typed: str) -> None:
            *whole, last = (f'"{word}"' for word in typed.split())
            raw.execute(asked, (" ".join([*whole, f"{last}*"]), MOST)).fetchall()

        taken = [milliseconds(partial(once, text)) for text in _typed()]
    yield figure(f"search words alone, {many} p99", part(taken, 0.99), aim=ALONE_AIM)
    yield figure(f"search words alone, {many} max", max(taken))


def _typed() -> list[str]:
    """What is in the field after each key, for names, numbers and phones of some who are there."""
    texts = [text for one in islice(citizens(), TYPED) for text in (one.name_fold, one.number, one.phone)]
    return [text[:end] for text in texts for end in range(1, len(text) + 1) if text[:end].strip()]


def _searching(place: Place, many: int) -> Iterator[Figure]:
    taken = [milliseconds(partial(place.desk.ask, search, text)) for text in _typed()]
    yield figure(f"search, {many} dossiers p50", median(taken))
    yield figure(f"search, {many} dossiers p99", part(taken, 0.99), aim=SEARCH_AIM)
    yield figure(f"search, {many} dossiers max", max(taken))
    codes = [row.code for row in place.desk.ask(dossiers)]
    by_code = [milliseconds(partial(place.desk.ask, search, code)) for code in codes]
    yield figure(f"search by code, {many} dossiers p99", part(by_code, 0.99), aim=CODE_AIM)
    whole = [milliseconds(partial(place.desk.ask, dossier, code)) for code in codes]
    yield figure(f"dossier by code, {many} dossiers p50", median(whole), aim=CODE_AIM)


def _receiving(*places: Place) -> list[float]:
    """The median of each, by turns, so that what else the machine does falls on all."""
    intake = read_intake(DOCUMENT, date(2026, 11, 20))
    taken: list[list[float]] = [[] for _ in places]
    for _ in range(TIMES // 2):
        for place, times in zip(places, taken, strict=True):
            times.append(milliseconds(lambda: place.desk.do_once(new_id(), receive, intake)))  # noqa: B023 - called at once
    return [median(times) for times in taken]


def beside_raw_rows(folder: Path, rounds: int = TIMES // 3) -> Iterator[Figure]:
    """Receiving beside its own statements sent by the bare driver, by turns, on two copies of one desk."""
    with desk_with(folder / "acts", FEW):
        pass
    shutil.copytree(folder / "acts", folder / "bare")
    intake = read_intake(DOCUMENT, date(2026, 11, 20))
    with (
        closing(open_place(folder / "acts", by=By("bench", 1))) as acts,
        closing(open_place(folder / "bare", by=By("bench", 1))) as bare,
        closing(bare.desk.database.acts.raw_connection()) as raw,
    ):
        with recording(acts.desk.database.acts, "BEGIN IMMEDIATE") as recorder:
            for _ in range(rounds):
                acts.desk.do_once(new_id(), receive, intake)
        taken, floor = [], []
        for transaction in recorder.transactions:
            taken.append(milliseconds(lambda: acts.desk.do_once(new_id(), receive, intake)))
            floor.append(milliseconds(partial(replay, raw.driver_connection, transaction)))
    yield figure("receive / bare statements", median(taken) / median(floor), "x", aim=RAW_AIM)
