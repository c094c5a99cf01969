"""``check`` and ``audit``: is everything as it should be."""

from __future__ import annotations

import typer
from sqlalchemy import func, select

from counter_app import audit as trail
from counter_app.cli.session import session_of
from counter_app.records.shared import Unit
from counter_app.store import Asking, Store

audit = typer.Typer(help="Nhật ký.", no_args_is_help=True)


@audit.command("verify")
def audit_verify(context: typer.Context) -> None:
    """Kiểm tra chuỗi nhật ký từ dòng đầu."""
    session = session_of(context)
    verdicts = {store.name: store.ask(_verify, store.audit_key) for store in session.place.stores}
    broken = {name: verdict.broken_at for name, verdict in verdicts.items() if verdict.broken_at is not None}
    lines = sum(verdict.lines for verdict in verdicts.values())
    heads = {name: verdict.head for name, verdict in verdicts.items()}
    session.tell({"ok": not broken, "lines": lines, "broken_at": broken, "heads": heads})
    if broken:
        raise typer.Exit(2)


def check(context: typer.Context) -> None:
    """Kiểm tra dữ liệu: toàn vẹn, liên kết, nhật ký."""
    session = session_of(context)
    problems = [problem for store in session.place.stores for problem in _problems(store)]
    session.tell({"ok": not problems, "problems": problems})
    if problems:
        raise typer.Exit(2)


def _problems(store: Store) -> list[str]:
    found = [f"{store.name}: {line}" for line in store.ask(_integrity) if line != "ok"]
    found += [f"{store.name}: khoá ngoại hỏng ở bảng {table}" for table in store.ask(_foreign_keys)]
    if store.ask(_units) != 1:
        found.append(f"{store.name}: thiếu dòng đơn vị")
    verdict = store.ask(_verify, store.audit_key)
    if verdict.broken_at is not None:
        found.append(f"{store.name}: nhật ký đứt ở dòng {verdict.broken_at}")
    return found


def _verify(asking: Asking, key: bytes) -> trail.Verdict:
    return trail.verify(asking.connection, key)


def _units(asking: Asking) -> int:
    return asking.connection.execute(select(func.count()).select_from(Unit)).scalar_one()


def _integrity(asking: Asking) -> tuple[str, ...]:
    return tuple(str(row[0]) for row in asking.connection.exec_driver_sql("PRAGMA integrity_check"))


def _foreign_keys(asking: Asking) -> tuple[str, ...]:
    return tuple(str(row[0]) for row in asking.connection.exec_driver_sql("PRAGMA foreign_key_check"))
