"""The way to the city as the unit's settings say; made anew when they change."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from counter_app.city_access import Enrolment, enrolment, keep_token
from counter_app.errors import NoCity
from counter_app.hand_errors import CityByHand
from counter_app.locks import held_lock
from counter_app.place import Place
from counter_app.settings import values_of
from counter_app.store import By
from counter_app.unit_card import unit
from counter_app.whole_file import write_whole
from sync.messages import Token
from sync.upstreams.city_http import CityHttp, Enrolled
from sync.upstreams.city_vxp import CityVxp
from sync.upstreams.vxp_line import HttpWire
from sync.upstreams.vxp_memory import memory_of

City = CityHttp | CityVxp
_UNENROLLED = "unenrolled"
"""What a PC without a token of its own says; only a sandbox takes it."""
_SETTINGS = ("city.way", "city.url", "city.account", "city.authority")
AUTHORITY_FILE = "city-authority.pem"


@dataclass(frozen=True)
class _Settings:
    """What decides how the way is made."""

    way: str
    url: str
    account: str
    code: str = field(repr=False)
    authority: str = field(repr=False)


class CityLine:
    """Keeps one upstream for the present settings of the city. For one thread.

    Without ``renews`` it says the token another line of this PC has kept, and asks for none itself. Several that renew
    take turns: who comes second takes the token the first was given.
    """

    def __init__(self, place: Place, *, renews: bool = True) -> None:
        self._renews = renews
        self._desk = place.desk.acting_as(By("sync"))
        self._place, self._folder = place, place.folder
        self._lock = place.lock_path("city-token")
        self._for: _Settings | None = None
        self._upstream: City | None = None

    def upstream(self) -> City:
        """Give the way to the city. Raises ``NoCity`` while none is set, ``CityByHand`` where staff type it in."""
        said = self._desk.ask(values_of, *_SETTINGS)
        if said["city.way"] == "hand":
            self.close()
            raise CityByHand
        url = str(said["city.url"]).strip()
        if not url:
            raise NoCity
        who = self._desk.ask(enrolment)
        account = str(said["city.account"]).strip()
        wanted = _Settings(str(said["city.way"]), url, account, who.code, str(said["city.authority"]).strip())
        if self._upstream is None or self._for != wanted:
            self.close()
            self._upstream, self._for = self._way(wanted, who), wanted
        return self._upstream

    def close(self) -> None:
        """Close the connections kept open."""
        if self._upstream is not None:
            self._upstream.close()
            self._upstream = None

    def _way(self, wanted: _Settings, who: Enrolment) -> City:
        if wanted.way == "vxp":
            return self._over_vxp(wanted)

        def keep(given: Token) -> None:
            self._desk.do(keep_token, who.code, given.token, given.expires_at)

        def kept() -> str:
            now = self._desk.ask(enrolment)
            return now.token if now.code == who.code else ""

        alone = partial(held_lock, self._lock)
        enrolled = Enrolled(who.device_id, who.code, kept, keep, alone) if who.code and self._renews else None
        return CityHttp(wanted.url, who.token or _UNENROLLED, self._authority(wanted.authority), enrolled)

    def _over_vxp(self, wanted: _Settings) -> CityVxp:
        """The unit's code is the account where no other is set; the enrolment code is the password."""
        wire = HttpWire(wanted.url, ca_bundle=self._authority(wanted.authority))
        account, password = wanted.account or self._desk.ask(unit).code, wanted.code or _UNENROLLED
        return CityVxp(wire, account, password, memory_of(self._place))

    def _authority(self, certificates: str) -> Path | None:
        """The city's own certificates as a file, which the TLS library wants; they are no secret."""
        if not certificates:
            return None
        file = self._folder / AUTHORITY_FILE
        data = certificates.encode()
        with held_lock(self._lock):  # two lines that write at once would take the half-written file from each other
            if not file.exists() or file.read_bytes() != data:  # another line of this PC may be reading it
                write_whole(file, data)
        return file
