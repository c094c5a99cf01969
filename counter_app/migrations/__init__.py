"""Two Alembic histories, desk and office, each with its own version table.

Where office and desk are one file both run on it. What both stores hold (``records/shared.py``) stands in both
histories, each time through ``both.py``, which does nothing where the other history did it already.
"""

from typing import Final

# When you add a revision: set the head here; a test compares it with the history.
HEADS: Final = {"desk": "0013", "office": "0005"}
