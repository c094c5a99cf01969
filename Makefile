# Each target does its own set-up: a bare clone needs only Python 3.11+, venv and make.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
export PYTHONDONTWRITEBYTECODE :=
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test setup run bench soak check requirements

demo: setup
	$(BIN)/python main.py demo $(if $(HEADLESS),--headless)

test: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/mypy --platform win32 .
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 --dist worksteal

setup: .venv/ready

.venv/ready: requirements-dev.txt .ci/system-packages.sh
	bash .ci/system-packages.sh
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	touch $@

run: setup
	$(BIN)/python main.py clerk

bench: setup
	$(BIN)/python main.py bench

# Longer than make test: ten storms of eight processes on each engine, tens of thousands of ops over lines on which
# everything goes wrong, hundreds of examples of the protocol, a week offline with 5,000 dossiers; each with its figures.
soak: setup
	STORMS=10 $(BIN)/python -m pytest -s -k storm tests/faults/test_storm.py
	CHAOS_OPS=5000 PROTOCOL_EXAMPLES=500 OFFLINE_DOSSIERS=5000 $(BIN)/python -m pytest -s -o faulthandler_timeout=3600 \
		tests/faults/test_chaos.py tests/faults/test_protocol_machine.py tests/sync/test_week_offline.py

# For whoever changes a dependency: resolves once for every platform, records hashes and no addresses.
requirements:
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --quiet requirements.in -o requirements.txt
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --quiet -c requirements.txt requirements-dev.in -o requirements-dev.txt
