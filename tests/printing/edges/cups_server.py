"""A CUPS of our own: Debian's ``cupsd`` with its files in a folder of the test, reached by a socket there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Self

CUPSD = shutil.which("cupsd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
LPADMIN = shutil.which("lpadmin", path=f"{os.environ.get('PATH', '')}:/usr/sbin")

_CONF = """
Listen {socket}
LogLevel debug
MaxLogSize 0
Browsing No
WebInterface No
DefaultAuthType None
PreserveJobHistory Yes
PreserveJobFiles No
JobRetryInterval 1
ErrorPolicy retry-job
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  SubscriptionPrivateAccess all
  SubscriptionPrivateValues none
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""
_FILES = """
ServerRoot {folder}
RequestRoot {folder}/spool
TempDir {folder}/spool/tmp
CacheDir {folder}/cache
StateDir {folder}/state
AccessLog {folder}/access_log
ErrorLog {folder}/error_log
PageLog {folder}/page_log
Printcap
FileDevice No
User {user}
Group {group}
SystemGroup root
"""


class CupsServer:
    """Use as a context; ``queue`` adds a raw queue to a port of this PC."""

    def __init__(self) -> None:
        # A short path: the name of a socket has at most 107 letters (unix(7)).
        self.folder = Path(tempfile.mkdtemp(prefix="cups-"))
        self.socket = str(self.folder / "sock")

    def __enter__(self) -> Self:
        assert CUPSD is not None
        for name in ("spool/tmp", "cache", "state"):
            (self.folder / name).mkdir(parents=True)
        root = sys.platform != "win32" and os.geteuid() == 0
        names = {"user": "lp" if root else "nobody", "group": "lp" if root else "nogroup"}
        (self.folder / "cupsd.conf").write_text(_CONF.format(socket=self.socket))
        (self.folder / "cups-files.conf").write_text(_FILES.format(folder=self.folder, **names))
        if root:
            for path in (self.folder, *self.folder.rglob("*")):
                shutil.chown(path, group="lp")
                path.chmod(0o770 if path.is_dir() else 0o640)
            self.folder.chmod(0o755)
        conf, files = self.folder / "cupsd.conf", self.folder / "cups-files.conf"
        self._process = subprocess.Popen([CUPSD, "-f", "-c", str(conf), "-s", str(files)])
        self._wait_until_it_answers()
        return self

    def __exit__(self, *_exc: object) -> None:
        self._process.terminate()
        self._process.wait(60)
        shutil.rmtree(self.folder, ignore_errors=True)

    def queue(self, name: str, port: int) -> None:
        """A raw queue that sends to a port of this PC."""
        assert LPADMIN is not None
        device = f"socket://127.0.0.1:{port}"
        done = subprocess.run(
            [LPADMIN, "-h", self.socket, "-p", name, "-v", device, "-m", "raw", "-E"],
            capture_output=True,
            text=True,
            check=False,
        )
        # It warns that raw queues are going; they are what is tested.
        assert done.returncode == 0, done.stderr

    def log(self) -> str:
        return (self.folder / "error_log").read_text(errors="replace")

    def _wait_until_it_answers(self) -> None:
        pause = threading.Event()
        for _ in range(400):
            asked = subprocess.run(["lpstat", "-h", self.socket, "-r"], capture_output=True, text=True, check=False)
            if "is running" in asked.stdout:
                return
            assert self._process.poll() is None, self.log()
            pause.wait(0.05)
        raise TimeoutError(self.log())
