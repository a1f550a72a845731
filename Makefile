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
PLAYED := docs/tutorial.md docs/method.md docs/handling.md $(wildcard docs/how-to/*.md)
OFFERED := src/partnercli/cli/completion/command_line.tsv
PEERS := build/bench-venv
COMPILE := $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

.PHONY: help setup demo test test-tools test-install test-strict test-lowest test-highest lint format docs site bench lock clean

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

test-install: setup ## build the archives, install them with pip, pipx and uv, and try what was installed; part of test-tools
	$(VENV)/bin/python -m pytest -m tools tests/tools/test_wheel.py tests/tools/test_install.py

test-lowest: ## run the tests on the oldest libraries that pyproject.toml allows
	$(MAKE) test VENV=build/lowest LOCK=requirements-lowest.lock

test-highest: setup ## run the tests on the newest libraries that pyproject.toml allows, whatever the lock says
	@mkdir -p build
	$(COMPILE) pyproject.toml --upgrade --output-file build/requirements-highest.lock --all-extras --group build --group test
	$(MAKE) test VENV=build/highest LOCK=build/requirements-highest.lock

lint: setup ## check style, layout and types
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/bandit --quiet --recursive src
	$(VENV)/bin/zizmor --quiet --offline --persona auditor .

format: setup ## lay the code out and mend what ruff can mend
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

docs: setup ## write anew what is made from the code: docs/reference/, schemas/, what the Tab key offers and pages print
	$(VENV)/bin/python -m partnercli.cli.reference docs/reference
	$(VENV)/bin/partner schema
	$(VENV)/bin/python -m partnercli.cli.completion.made > $(OFFERED)
	$(VENV)/bin/python tests/support/played.py $(PLAYED)

site: setup ## build the documentation as a site for a browser, in build/site: open index.html
	$(VENV)/bin/python -m website.lay_out build
	$(VENV)/bin/zensical build --clean --strict --config-file build/zensical.toml

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
	find benchmarks src tests website -name __pycache__ -type d -exec rm -rf {} +
