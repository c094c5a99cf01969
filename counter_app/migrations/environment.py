"""What both histories' ``env.py`` do: run on the connection they are given, inside its one transaction."""

from __future__ import annotations

from typing import Literal

from alembic import context


def run(store: Literal["desk", "office"]) -> None:
    """Run the revisions asked for, on the connection ``migrate`` passed in."""
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        version_table=f"alembic_version_{store}",
        render_as_batch=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()
