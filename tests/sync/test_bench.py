"""The figures of the exchange are of work that was really done, at both cities."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync import bench


def test_every_figure_is_there_and_the_bare_loop_did_the_same_work(tmp_path: Path) -> None:
    found = {figure.name: figure for figure in bench.exchange_figures(tmp_path, ops=600, procedures=40)}

    assert list(found) == [
        "sync pull, 1,000 changes",
        "sync drain, 1,000 ops",
        "sync memory after drain",
        "catalogue read",
        "catalogue install",
        "catalogue install again",
    ]
    assert all(figure.value > 0 for name, figure in found.items() if name != "sync memory after drain")
    drain = found["sync drain, 1,000 ops"]
    assert drain.floor is not None
    assert drain.aim == pytest.approx(drain.floor / bench.AIM_OF_BARE, abs=0.01)


def test_a_bare_loop_that_posts_less_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    post_all = bench._post_all
    monkeypatch.setattr(bench, "_post_all", lambda url, bodies: post_all(url, bodies[:-1]))

    with pytest.raises(AssertionError):
        list(bench.exchange_figures(tmp_path, ops=400, procedures=1))
