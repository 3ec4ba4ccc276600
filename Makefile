# Two commands on a fresh machine with git, make and python3.11:  make demo   and   make test
SHELL := /bin/bash
PYTHON ?= python3.11
PORT ?= 8000
BIN := .venv/bin
READY := .venv/.ready
export RASA_TELEMETRY_ENABLED := false

.DEFAULT_GOAL := help
.PHONY: help demo test setup check train bench lock

help: ## list what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | sort | awk -F'\t' '{printf "  make %-8s %s\n", $$1, $$2}'

demo: $(READY) ## set everything up and open the chat on 127.0.0.1 (PORT=8001 for another port)
	@$(BIN)/navigator train --if-needed
	@exec $(BIN)/navigator demo --port $(PORT)

test: $(READY) ## set up and run every test this machine can run
	@$(BIN)/navigator train --if-needed
	$(BIN)/pytest -n 2 --dist loadgroup

setup: $(READY) ## create .venv with everything

check: $(READY) ## lint, types and the measures of understanding
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/navigator train --if-needed
	$(BIN)/navigator evaluate --check

train: $(READY) ## train understanding, safety, scrubbing and the Rasa model
	$(BIN)/navigator train

bench: $(READY) ## run the benchmarks and print ratios against their named baselines
	@$(BIN)/navigator train --if-needed
	@for each in bench/bench_*.py; do echo; echo "== $$each"; $(BIN)/python -m $$(echo $$each | tr / . | sed "s/\.py$$//") || exit 1; done

lock: $(READY) ## renew requirements.lock (hashes, no addresses)
	$(BIN)/uv pip compile -q pyproject.toml --extra dev --python-version 3.11 \
	  --universal --generate-hashes --no-annotate --no-header --no-emit-index-url -o requirements.lock

$(READY): requirements.lock requirements-uv.lock pyproject.toml
	@echo "Setting up .venv (about a minute the first time)"
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes --no-deps -r requirements-uv.lock
	@$(BIN)/uv pip install -q --require-hashes --no-deps -r requirements.lock
	@$(BIN)/uv pip install -q --no-deps --no-build-isolation -e .
	@touch $(READY)
