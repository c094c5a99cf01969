"""What the sandbox city refuses, as problem documents (RFC 9457). The ``type`` is what a sender branches on."""

from __future__ import annotations

from typing import Any

from sync.messages import Problem

# When you add a problem: its short name, its status, its title.
PROBLEMS: dict[str, tuple[int, str]] = {
    "bad-request": (400, "The request can't be read"),
    "no-token": (401, "No valid bearer token"),
    "not-found": (404, "No such thing"),
    "device-rolled-back": (409, "This sender has been further than this"),
    "wrong-offset": (409, "The file goes on from another place"),
    "cursor-expired": (410, "The feed has to be read again from the start"),
    "too-large": (413, "The request is too large"),
    "key-reuse": (422, "The same key with another body"),
    "damaged-body": (422, "The body does not match its fingerprint"),
    "invalid-body": (422, "The body lacks something or has a wrong field"),
    "unknown-kind": (422, "No such kind of op"),
    "schema-unsupported": (422, "The body's version is not understood"),
    "dossier-exists": (422, "This dossier has been received already"),
    "code-taken": (422, "Another dossier has this code"),
    "conflict": (412, "Somebody else changed the same field"),
    "out-of-order": (409, "An earlier op of the lane is missing"),
    "blocked": (424, "An earlier op of the lane was not applied"),
    "slow-down": (429, "Too many requests just now"),
    "version": (426, "This protocol is not spoken here"),
    "away": (503, "The city's system is closed for now"),
}

PREFIX = "urn:motcua:"


class CityRefusal(Exception):  # noqa: N818 - the city's answer, not an error of the program
    """The city does not do what is asked; ``problem`` says why."""

    def __init__(self, name: str, detail: str = "", **members: Any) -> None:
        super().__init__(name)
        self.name = name
        self.problem = problem(name, detail, **members)


def problem(name: str, detail: str = "", **members: Any) -> Problem:
    """The problem document of that short name; ``members`` are its own extra members."""
    status, title = PROBLEMS[name]
    return Problem(type=PREFIX + name, title=title, status=status, detail=detail, **members)
