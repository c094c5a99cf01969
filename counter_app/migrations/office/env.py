"""Alembic's entry for the office's history."""

from counter_app.migrations.environment import run

run("office")
