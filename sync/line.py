"""The way to the city as the unit's settings say; made anew when they change."""

from __future__ import annotations

from counter_app.errors import NoCity
from counter_app.hand_errors import CityByHand
from counter_app.settings import value_of
from counter_app.store import Store
from sync.upstreams.city_http import CityHttp

_UNENROLLED = "unenrolled"
"""What a PC without a token of its own says; only a sandbox takes it."""


class CityLine:
    """Keeps one upstream for the present settings ``city.url`` and ``city.token``. For one thread."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._for: tuple[str, str] | None = None
        self._upstream: CityHttp | None = None

    def upstream(self) -> CityHttp:
        """Give the way to the city. Raises ``NoCity`` while none is set, ``CityByHand`` where staff type it in."""
        if self._store.ask(value_of, "city.way") == "hand":
            self.close()
            raise CityByHand
        url, token = (str(self._store.ask(value_of, key)).strip() for key in ("city.url", "city.token"))
        if not url:
            raise NoCity
        if self._upstream is None or self._for != (url, token):
            self.close()
            self._upstream, self._for = CityHttp(url, token or _UNENROLLED), (url, token)
        return self._upstream

    def close(self) -> None:
        """Close the connections kept open."""
        if self._upstream is not None:
            self._upstream.close()
            self._upstream = None
