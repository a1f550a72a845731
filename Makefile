# Everything a desk or a developer runs. `make` alone lists it.
# PYTHON: the Python (3.11 or later) that makes the environment. VENV: where it is made. LOCK: what goes into it.
# AGAINST: the revision that `make bench` compares with. BENCH: its options, such as --sizes 300 --rounds 3.
PYTHON ?= python3
VENV ?= .venv
LOCK ?= requirements-dev.lock

STAMP := $(VENV)/.installed
NODE := tests/tools/node
NODE_STAMP := $(NODE)/node_modules/.installed
DEMO := build/demo
PARTNER := $(VENV)/bin/partner --repo $(DEMO)
OFFERED := src/partnercli/cli/completion/command_line.tsv
PEERS := build/bench-venv
COMPILE := $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

.PHONY: help setup demo test test-tools test-strict test-lowest lint format docs bench lock clean

help: ## list what can be run
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' Makefile

setup: $(STAMP) ## make the environment (.venv); a second run does nothing

$(STAMP): $(LOCK) pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make setup PYTHON=python3.12")'
	test -x $(VENV)/bin/pip || $(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --require-hashes -r $(LOCK)
	$(VENV)/bin/python -m pip install --quiet --no-deps --no-build-isolation -e .
	$(VENV)/bin/python -m compileall -q src
	@touch $@

demo: setup ## run the whole exercise on a copy of the shipped data, in build/demo
	@rm -rf $(DEMO) && mkdir -p $(DEMO) && cp -R partner.yaml data templates $(DEMO)
	$(PARTNER) validate
	$(PARTNER) tally
	$(PARTNER) tally --robustness
	$(PARTNER) shortlist --size 10
	$(PARTNER) diff --documents 8952/21 "EUCO 17/21"
	$(PARTNER) outline new Tunisia
	$(PARTNER) render note --format all
	$(PARTNER) render outline Tunisia --format all
	$(PARTNER) report --audience presidency
	$(PARTNER) form DE
	$(PARTNER) export --format all --audience presidency
	$(PARTNER) calendar
	@echo "The draft outline: $(DEMO)/data/outlines/tunisia.yaml"
	@echo "The documents:     $(DEMO)/build/"

test: setup ## run the tests
	$(VENV)/bin/python -m pytest -m "not tools" --ignore tests/tools -n auto --dist worksteal

test-tools: setup $(NODE_STAMP) ## run the tests that need other programs (git, strace, node, Chromium, LibreOffice, poppler) or take long
	$(VENV)/bin/python -m pytest -m tools -n auto --dist loadfile

$(NODE_STAMP): $(NODE)/package-lock.json
	cd $(NODE) && npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

test-strict: setup ## run the tests with every warning of Python's development mode as an error
	$(VENV)/bin/python -X dev -W error -m pytest -m "not tools"

test-lowest: ## run the tests on the oldest libraries that pyproject.toml allows
	$(MAKE) test VENV=build/lowest LOCK=requirements-lowest.lock

lint: setup ## check style, layout and types
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/bandit --quiet --recursive src
	$(VENV)/bin/zizmor --quiet --offline --persona auditor .

format: setup ## lay the code out and mend what ruff can mend
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

docs: setup ## write anew what is made from the code: docs/rules.md, schemas/, and what the Tab key offers
	$(VENV)/bin/partner explain --format md > docs/rules.md
	$(VENV)/bin/partner schema
	$(VENV)/bin/python -m partnercli.cli.completion.made > $(OFFERED)

bench: setup $(PEERS)/.installed ## measure speed, as ratios to bare Python and to what one would use instead
	$(VENV)/bin/python -m benchmarks.run $(if $(AGAINST),--against $(AGAINST)) $(BENCH)

$(PEERS)/.installed: requirements-bench.lock
	test -x $(PEERS)/bin/pip || $(VENV)/bin/python -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --require-hashes -r requirements-bench.lock
	@touch $@

lock: setup ## pin all libraries anew, after a change of pyproject.toml
	$(COMPILE) pyproject.toml --upgrade --output-file requirements.lock --all-extras
	$(COMPILE) pyproject.toml --upgrade --output-file requirements-dev.lock --all-extras --group dev
	$(COMPILE) pyproject.toml --upgrade --output-file requirements-lowest.lock --all-extras --group build --group test \
		--resolution lowest-direct
	$(COMPILE) benchmarks/peers/requirements.in --upgrade --output-file requirements-bench.lock

clean: ## remove the environment and everything built
	rm -rf $(VENV) build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find src tests -name __pycache__ -type d -exec rm -rf {} +
