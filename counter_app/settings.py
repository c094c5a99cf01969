"""The unit's settings as they are now: a row is kept only where the unit differs from the default.

What there is stands in ``setting_groups``; what a setting is, in ``setting_kinds``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Label, Row, delete, insert, literal, select, update

from counter_app.errors import NotFound
from counter_app.records.shared import Setting, Unit
from counter_app.setting_groups import GROUPS, SECRETS, SETTINGS
from counter_app.setting_kinds import Declared, Group, Value, as_declared, read_value
from counter_app.store import Act, Asking

__all__ = [
    "GROUPS",
    "SECRETS",
    "SETTINGS",
    "Chosen",
    "all_settings",
    "asked_along",
    "change_setting",
    "change_settings",
    "raise_reference",
    "told_along",
    "value_of",
    "values_of",
    "without_secret",
]


# Asked by every act of the queue: made once, and the few rows there are read whole.
_KEPT = select(Setting.key, Setting.value)


@dataclass(frozen=True)
class Chosen:
    """A setting and its present value."""

    key: str
    value: Value
    default: Value
    label: str
    help: str
    unit: str = ""


def value_of(asking: Asking, key: str) -> Value:
    """The present value of a setting."""
    declared = _declared(key)
    kept = asking.connection.execute(select(Setting.value).where(Setting.key == key)).scalar_one_or_none()
    return declared.default if kept is None else as_declared(declared, kept["value"])


def values_of(asking: Asking, *keys: str) -> dict[str, Value]:
    """The present values of several settings, by key, in one question to the records."""
    wanted = {key: _declared(key) for key in keys}
    rows = [row for row in asking.connection.execute(_KEPT) if row.key in wanted]
    kept = {row.key: as_declared(wanted[row.key], row.value["value"]) for row in rows}
    return {key: kept.get(key, declared.default) for key, declared in wanted.items()}


def asked_along(*keys: str) -> tuple[Label[Any], ...]:
    """Columns by which a question about something else asks for settings too; ``told_along`` reads them."""
    kept = (select(Setting.value).where(Setting.key == literal(_declared(key).key)) for key in keys)
    return tuple(one.scalar_subquery().label(key) for key, one in zip(keys, kept, strict=True))


def told_along(row: Row[*tuple[Any, ...]], *keys: str) -> dict[str, Value]:
    """The values of settings that were asked for along with something else, by key."""
    wanted = {key: (_declared(key), row._mapping[key]) for key in keys}  # noqa: SLF001 - SQLAlchemy's public name
    return {
        key: one.default if kept is None else as_declared(one, kept["value"]) for key, (one, kept) in wanted.items()
    }


def all_settings(asking: Asking) -> tuple[Chosen, ...]:
    """Every setting with its value, in the order of declaration; a kept value of another type counts for nothing."""
    kept = {row.key: row.value["value"] for row in asking.connection.execute(_KEPT)}
    fits = {key: value for key, value in kept.items() if key in SETTINGS and type(value) is type(SETTINGS[key].default)}
    return tuple(_chosen(one, fits.get(one.key, one.default)) for one in SETTINGS.values())


def without_secret(chosen: Chosen) -> Chosen:
    """The setting as it may be shown: a secret that is set shows as dots."""
    return replace(chosen, value="••••") if chosen.key in SECRETS and chosen.value else chosen


def change_setting(act: Act, key: str, text: str) -> Chosen:
    """Change a setting from its text; the default again removes the row. NotFound, BadDocument."""
    return change_settings(act, {key: text})[0]


def change_settings(act: Act, texts: Mapping[str, str]) -> tuple[Chosen, ...]:
    """Change several settings at once, all or none; what must go together is looked at after all of them."""
    values = {key: read_value(_declared(key), text) for key, text in texts.items()}
    for group in _groups_of(values):
        if group.check is not None:
            group.check(values_of(act, *(one.key for one in group.settings)) | values)
    for key, value in values.items():
        act.connection.execute(delete(Setting).where(Setting.key == key))
        if value != SETTINGS[key].default:
            act.connection.execute(insert(Setting).values(key=key, value={"value": value}))
        act.record("setting.changed", f"setting:{key}")
    raise_reference(act)
    return tuple(_chosen(SETTINGS[key], value) for key, value in values.items())


def raise_reference(act: Act) -> None:
    """Tell the desks that the reference data has changed."""
    act.connection.execute(update(Unit).values(reference_rev=Unit.reference_rev + 1, reference_at=act.now))


def _groups_of(keys: Iterable[str]) -> tuple[Group, ...]:
    wanted = set(keys)
    return tuple(group for group in GROUPS if any(one.key in wanted for one in group.settings))


def _chosen(declared: Declared, value: Value) -> Chosen:
    return Chosen(declared.key, value, declared.default, declared.label, declared.help, declared.unit)


def _declared(key: str) -> Declared:
    if key not in SETTINGS:
        raise NotFound("setting", key)
    return SETTINGS[key]
