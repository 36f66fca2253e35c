# The one front door. `make run` serves the demo hub; `make test` proves that it works.

SHELL := /bin/bash
UV_VERSION := 0.13.9
UV := .boot/bin/uv
PORT ?= 8000
SUITE ?= all

# The project brings its own tools and uses the Python that is there.
export UV_PYTHON_DOWNLOADS := never
export UV_PYTHON_PREFERENCE := only-system
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD := 1

.PHONY: help run test lint format messages bench docs clean

help: ## List these commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/'

.boot/bin/uv:
	@echo "Setting up: fetching the package manager uv $(UV_VERSION) into .boot …"
	@python3 -m venv .boot || { echo "python3 cannot make a virtual environment: install the package python3-venv." >&2; exit 1; }
	@.boot/bin/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

.venv/.synced: uv.lock pyproject.toml .boot/bin/uv
	@echo "Setting up: installing the locked packages into .venv …"
	@$(UV) sync --frozen --all-extras --inexact --quiet
	@touch $@

.venv/.backends: .venv/.synced
	@echo "Setting up: installing the engines that the library is tested on …"
	@$(UV) sync --frozen --all-extras --group backends --inexact --quiet
	@touch $@

.venv/.peers: .venv/.synced
	@echo "Setting up: installing the packages to measure beside …"
	@$(UV) sync --frozen --all-extras --group peers --inexact --quiet
	@touch $@

run: .venv/.synced ## Serve the demo hub on http://127.0.0.1:8000 (PORT= moves it)
	@.venv/bin/hub demo --port $(PORT)

test: .venv/.backends ## Run every test, browser tests included (SUITE=unit|hub|browser|library|backends narrows it)
	@tests/run.sh $(SUITE)

lint: .venv/.backends ## Check style, types and architecture
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check
	@.venv/bin/mypy
	@.venv/bin/lint-imports

format: .venv/.synced ## Rewrite the code in the house style
	@.venv/bin/ruff check --fix --quiet
	@.venv/bin/ruff format --quiet

messages: .venv/.synced ## Gather the interface's texts into the catalogs of each language
	@.venv/bin/hub messages

bench: .venv/.peers ## Measure the engine beside its peers, reading and search; CLAIMS=annotated.jsonl measures reading print
ifdef CLAIMS
	@.venv/bin/python benchmarks/claims.py $(CLAIMS)
	@.venv/bin/python benchmarks/checks.py
else
	@.venv/bin/python benchmarks/engine.py
	@.venv/bin/python benchmarks/pages.py
	@.venv/bin/python benchmarks/search.py
endif

docs: .venv/.synced ## Draw the pictures of the documentation; takes the README's from the running demo
	@.venv/bin/python docs/figures.py
	@.venv/bin/python docs/screenshots.py

clean: ## Remove everything that set-up and runs have made, the demo's database too
	rm -rf .boot .venv var
