"""The check of everything (kiểm tra): what is wrong with the records, and what somebody should know besides."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import func, select

from counter_app import audit
from counter_app.attachments import keeping
from counter_app.attachments.listing import files_line
from counter_app.by_hand import backlog, by_hand
from counter_app.care.schedule import backup_note
from counter_app.clock_check import clock_off
from counter_app.database import Database, safe_for_wal
from counter_app.moments import local
from counter_app.outbox import NOT_THERE, sync_line
from counter_app.place import Place
from counter_app.records.shared import Audit, Outbox, Unit
from counter_app.store import Asking, Store
from counter_app.stuck_papers import stuck
from counter_app.wording import sentence
from counter_app.wording_care import clock_sentence
from counter_app.wording_files import size_words

LEAST_FREE = 500_000_000
"""Bytes of disk below which a PC is soon full: photos, backups and a day's dossiers need as much."""
_SLOW_CLOCK = timedelta(minutes=2)


def problems(place: Place, now: datetime) -> tuple[str, ...]:
    """What is wrong and wants IT, in words: records, links, outbox, audit trail, clock, disk, SQLite's version."""
    found = [problem for store in place.stores for problem in _of_store(store, now)]
    lost = keeping.missing(place)
    if lost:
        found.append(f"{lost} tệp đính kèm không còn nguyên trên đĩa: đính kèm lại từ bản gốc")
    free = shutil.disk_usage(place.folder).free
    if free < LEAST_FREE:
        found.append(f"ổ đĩa chỉ còn {free // 1_000_000} MB: dọn bớt hoặc thay ổ")
    if not safe_for_wal(sqlcipher.sqlite_version_info):
        found.append(f"SQLite {sqlcipher.sqlite_version} có lỗi đã biết: cập nhật chương trình")
    return tuple(found)


def notes(place: Place, now: datetime) -> tuple[str, ...]:
    """What somebody should know: what waits for the city and since when, what it refused, papers that did not come out, backups."""
    line = place.desk.ask(sync_line)
    found = []
    typed = place.desk.ask(backlog) if place.desk.ask(by_hand) else None
    if typed is not None and typed.since is not None:
        oldest = f"{local(typed.since):%H:%M %d/%m/%Y}"
        found.append(f"{typed.count} hồ sơ chưa nhập vào hệ thống thành phố, cũ nhất từ {oldest}")
    if line.pending and typed is None:
        since = place.desk.ask(_waits_since)
        found.append(f"{line.pending} việc chờ gửi thành phố, cũ nhất từ {local(since):%H:%M %d/%m/%Y}")
    if line.parked:
        found.append(f"{line.parked} việc thành phố không nhận: xem «sync parked»")
    found += _files(place)
    if line.trouble is not None:
        found.append(sentence(line.trouble))
    off = place.desk.ask(clock_off)
    if off is not None and off.against == "city":
        found.append(clock_sentence(off)[0])
    papers = place.desk.ask(stuck)
    if papers:
        found.append(f"{len(papers)} giấy chưa in ra: xem «jobs list»")
    return tuple(filter(None, (*found, backup_note(place, now))))


def _files(place: Place) -> list[str]:
    """Files on their way to the city, and what a crash left of some."""
    found, line, left = [], place.desk.ask(files_line), keeping.left_behind(place)
    if line.waiting:
        found.append(f"{line.waiting} tệp đính kèm chưa lên thành phố ({size_words(line.left)})")
    if line.parked:
        found.append(f"{line.parked} tệp đính kèm cần xử lý: xem «sync parked»")
    if left:
        found.append(f"{left} tệp thừa trong thư mục tệp đính kèm: dọn bằng «check --sweep»")
    return found


def _of_store(store: Store, now: datetime) -> list[str]:
    found = []
    if isinstance(store.database, Database):
        found += [f"{store.name}: {line}" for line in store.ask(_integrity) if line != "ok"]
        found += [f"{store.name}: khoá ngoại hỏng ở bảng {table}" for table in store.ask(_foreign_keys)]
    if store.ask(_units) != 1:
        found.append(f"{store.name}: thiếu dòng đơn vị")
    found += [f"{store.name}: hộp gửi thiếu việc của {lane}" for lane in store.ask(_torn_lanes)]
    verdict = store.ask(_verify, store.audit_key)
    if verdict.broken_at is not None:
        found.append(f"{store.name}: nhật ký đứt ở dòng {verdict.broken_at}")
    last = store.ask(_last_line)
    if last is not None and now < last - _SLOW_CLOCK:
        found.append(f"đồng hồ máy chạy sau nhật ký ({local(last):%H:%M %d/%m/%Y}): chỉnh lại giờ")
    return found


def _verify(asking: Asking, key: bytes) -> audit.Verdict:
    return audit.verify(asking.connection, key)


def _units(asking: Asking) -> int:
    return asking.connection.execute(select(func.count()).select_from(Unit)).scalar_one()


def _integrity(asking: Asking) -> tuple[str, ...]:
    return tuple(str(row[0]) for row in asking.connection.exec_driver_sql("PRAGMA integrity_check"))


def _foreign_keys(asking: Asking) -> tuple[str, ...]:
    return tuple(str(row[0]) for row in asking.connection.exec_driver_sql("PRAGMA foreign_key_check"))


def _torn_lanes(asking: Asking) -> tuple[str, ...]:
    """Lanes in which an op is missing: their numbers must run on from 1."""
    holds = select(Outbox.lane).where(Outbox.state.not_in(("superseded", "void")))
    torn = holds.group_by(Outbox.origin, Outbox.lane).having(func.count() != func.max(Outbox.client_rev))
    return tuple(asking.connection.execute(torn.order_by(Outbox.lane)).scalars())


def _last_line(asking: Asking) -> datetime | None:
    """The latest hour of the trail: after a clock was set back the last line is not it."""
    last: datetime | None = asking.connection.execute(select(func.max(Audit.at))).scalar_one()
    return last


def _waits_since(asking: Asking) -> datetime:
    oldest: datetime = asking.connection.execute(
        select(func.min(Outbox.captured_at)).where(Outbox.state.in_(NOT_THERE))
    ).scalar_one()
    return oldest
