"""Alembic's entry for the desk's history."""

from counter_app.migrations.environment import run

run("desk")
