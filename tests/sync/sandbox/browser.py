"""A Chromium without a window, driven over its own protocol (chromedevtools.github.io/devtools-protocol) on two pipes.

With ``--remote-debugging-pipe`` it reads commands from descriptor 3 and answers on 4, each a JSON text ended by NUL: no
port, no package. Forms are pressed with the mouse, as a person does. Waiting is reading until what is waited for comes.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

LONGEST = 300.0
"""Seconds until a browser is ended, whatever it does; then reading ends too."""


class BrowserGone(Exception):  # noqa: N818 - what happened
    """The browser ended, or did not understand."""


class Browser:
    """One page of a running browser. Scripts of pages are switched off: the pages have to do without."""

    def __init__(self, commands: BinaryIO, answers: BinaryIO) -> None:
        self._commands, self._answers = commands, answers
        self._said = 0
        self._session = ""
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "DOM"):
            self._ask(f"{domain}.enable")
        self._ask("Emulation.setScriptExecutionDisabled", value=True)

    def opens(self, url: str) -> None:
        """Open a page and wait until it is there whole."""
        self._loads(lambda: self._ask("Page.navigate", url=url))

    def presses(self, selector: str) -> None:
        """Press what leads to another page, with the mouse, in its middle; wait until that page is there."""
        self._loads(lambda: self._press(selector))

    def ticks(self, selector: str) -> None:
        """Press what leads nowhere."""
        self._press(selector)

    def types(self, selector: str, text: str) -> None:
        """Put text into a field in the place of what is there."""
        self._at(selector, "this.focus(); this.select()")
        self._ask("Input.insertText", text=text)

    def chooses(self, selector: str, value: str) -> None:
        """Choose one of a list, or a day: what opens a window of the browser's own can't be pressed without one."""
        self._at(selector, f"this.value = {json.dumps(value)}")

    def reads(self, selector: str) -> str:
        """Give the text a person sees there; empty where there is nothing such."""
        if not self._node(selector):
            return ""
        return str(self._at(selector, "return this.innerText"))

    def scrolls_sideways(self, selector: str = "html") -> bool:
        """Say whether the page, or the first such part of it, is wider than its place."""
        return bool(self._at(selector, "return this.scrollWidth > this.clientWidth"))

    def looks(self, file: Path, width: int, height: int) -> None:
        """Keep a picture of the page at a size of the window."""
        self.is_as_large_as(width, height)
        picture = self._ask("Page.captureScreenshot", format="png")["data"]
        file.write_bytes(base64.b64decode(picture))

    def is_as_large_as(self, width: int, height: int) -> None:
        """Give the window a size."""
        self._ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def _press(self, selector: str) -> None:
        node = self._node(selector)
        if not node:
            raise BrowserGone(f"no {selector}")
        self._ask("DOM.scrollIntoViewIfNeeded", nodeId=node)
        corners = self._ask("DOM.getBoxModel", nodeId=node)["model"]["content"]
        where = {"x": sum(corners[::2]) / 4, "y": sum(corners[1::2]) / 4, "button": "left", "clickCount": 1}
        for what in ("mousePressed", "mouseReleased"):
            self._ask("Input.dispatchMouseEvent", type=what, **where)

    def _node(self, selector: str) -> int:
        root = self._ask("DOM.getDocument")["root"]["nodeId"]
        return int(self._ask("DOM.querySelector", nodeId=root, selector=selector)["nodeId"])

    def _at(self, selector: str, script: str) -> Any:
        """Run a line of the test's own at an element."""
        node = self._node(selector)
        if not node:
            raise BrowserGone(f"no {selector}")
        element = self._ask("DOM.resolveNode", nodeId=node)["object"]["objectId"]
        called = {"functionDeclaration": f"function() {{ {script} }}", "returnByValue": True}
        return self._ask("Runtime.callFunctionOn", objectId=element, **called)["result"].get("value")

    def _loads(self, act: Callable[[], object]) -> None:
        self._loaded = 0
        act()
        while not self._loaded:
            self._hear()

    def _ask(self, method: str, **words: Any) -> dict[str, Any]:
        self._said += 1
        asked: dict[str, Any] = {"id": self._said, "method": method, "params": words}
        if self._session:
            asked["sessionId"] = self._session
        self._commands.write(json.dumps(asked).encode() + b"\0")
        self._commands.flush()
        while (heard := self._hear()).get("id") != self._said:
            pass
        if "error" in heard:
            raise BrowserGone(f"{method}: {heard['error']['message']}")
        result: dict[str, Any] = heard["result"]
        return result

    def _hear(self) -> dict[str, Any]:
        text = bytearray()
        while (byte := self._answers.read(1)) != b"\0":
            if not byte:
                raise BrowserGone("it ended")
            text += byte
        heard: dict[str, Any] = json.loads(text)
        if heard.get("method") == "Page.loadEventFired":
            self._loaded = 1
        return heard


@contextmanager
def running(program: str, profile: Path) -> Iterator[Browser]:
    """Run a browser with a profile of its own, and end it."""
    hears, commands = os.pipe()
    answers, says = os.pipe()
    line = [program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]
    line += ["--remote-debugging-pipe", "--hide-scrollbars", "--disable-background-networking", "--lang=vi"]
    # The shell puts the pipes where Chromium looks for them.
    shell = ["bash", "-c", f'exec "$@" 3<&{hears} 4>&{says}', "bash", *line, f"--user-data-dir={profile}"]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(shell, pass_fds=(hears, says), stdin=quiet, stdout=quiet, stderr=quiet)
    os.close(hears)
    os.close(says)
    late = threading.Timer(LONGEST, process.kill)
    late.start()
    try:
        with os.fdopen(commands, "wb") as write, os.fdopen(answers, "rb") as read:
            yield Browser(write, read)
    finally:
        late.cancel()
        process.kill()
        process.wait()
