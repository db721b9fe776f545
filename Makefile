# The one list of commands. `make` alone prints it.
# The environment lives in .venv/; what a build makes goes to build/.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null \
	&& echo $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
INSTALL := $(PIP) install --require-hashes --only-binary :all: -r
EDITABLE := $(PIP) install --no-build-isolation --no-deps --editable .
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	--group build $(if $(UPGRADE),--upgrade) pyproject.toml
EXTRAS := --extra dev --extra notebook --extra cluster --extra llm

# One more than there are cores, since many tests wait for a server, an engine or a browser. Files
# go out in their order: the longest, which start those, come before the many short ones.
TESTERS = $(shell echo $$(($$(nproc 2>/dev/null || sysctl -n hw.ncpu) + 1)))

.DEFAULT_GOAL := help
.PHONY: help run data install dev test check format coverage bench bench-engine bench-views docs pictures lock wheel clean

help:  ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: install  ## build the graph, answer a question, write the HTML view and the Turtle file
	@$(BIN)/kg build
	@printf '\n$$ kg query in-both\n'; $(BIN)/kg query in-both
	@$(BIN)/kg --quiet view --output build/graph.html
	@$(BIN)/kg --quiet export --output build/graph.ttl
	@printf '%s\n' '' \
	  'The graph as a page:     build/graph.html   (open it in any browser)' \
	  'The graph as Turtle:     build/graph.ttl' '' \
	  'What to try next:' \
	  '  .venv/bin/kg query --list' \
	  '  .venv/bin/kg show Pakistan' \
	  '  .venv/bin/kg overlap ILRS "Artemis Accords"' \
	  '  .venv/bin/kg explain "seven nations"' \
	  '  .venv/bin/kg extract --help'

data: install  ## rebuild the graph and write the dataset to publish into build/dataset/
	@$(BIN)/kg build
	@$(BIN)/kg publish build/dataset
	@cat build/dataset/SHA256SUMS

install: .venv/installed  ## make .venv with the locked dependencies and kg itself

dev: .venv/installed-dev  ## the same, with the tools for tests and checks

test: .venv/installed-dev  ## all tests, on all cores (ARGS="-n 0 -x tests/cli" for a part on one)
	@$(BIN)/python -m pytest -n $(TESTERS) --dist loadfile --no-loadscope-reorder $(ARGS)

check: .venv/installed-dev  ## format, lint, types, import contracts, dead links in the docs
	@$(BIN)/ruff format --check --quiet . || { echo 'make check: run `make format`' >&2; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python tools/check_links.py

format: .venv/installed-dev  ## lay out the code
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

coverage: .venv/installed-dev  ## tests with branch coverage
	@$(BIN)/python -m pytest --cov --cov-report=term $(ARGS)

bench: .venv/installed-bench  ## measure extraction: speed, memory, growth (ARGS="--articles 100000")
	@$(BIN)/python -m benchmarks $(ARGS)

bench-engine: .venv/installed-bench  ## measure load, queries, export, checks against others (ARGS="--large")
	@$(BIN)/python -m benchmarks.engine $(ARGS)

bench-views: .venv/installed-dev  ## measure the page against pyvis in Chromium (ARGS="--edges 500 2000")
	@$(BIN)/python -m benchmarks.views $(ARGS)

docs: .venv/installed-dev  ## write docs/commands.md from the commands themselves
	@$(BIN)/python tools/write_commands.py

pictures: .venv/installed-dev  ## take the pictures in docs/images/ anew, of the page as it is now
	@$(BIN)/kg build
	@$(BIN)/python tools/take_pictures.py

lock: .venv/installed-dev  ## resolve the dependencies anew (UPGRADE=1 takes the newest)
	@$(LOCK) --output-file requirements/run.txt
	@$(LOCK) $(EXTRAS) --constraint requirements/run.txt \
	  --output-file requirements/dev.txt
	@$(LOCK) $(EXTRAS) --extra bench --constraint requirements/dev.txt \
	  --output-file requirements/bench.txt

wheel: .venv/installed-dev  ## build the wheel into dist/
	@$(PIP) wheel --no-build-isolation --no-deps --wheel-dir dist .

clean:  ## remove what builds and tools have made, except .venv
	rm -rf build dist .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find . -path ./.venv -prune -o -name __pycache__ -type d -exec rm -rf {} +

# Stamps: an environment is touched again only when the lock or the project file changes.
.venv/bin/python:
	@test -n '$(PYTHON)' || { echo 'make: needs Python 3.11, 3.12 or 3.13 (make PYTHON=/path/to/python3)' >&2; exit 3; }
	@echo 'Making .venv with $(PYTHON) (once; takes a minute) ...' >&2
	@$(PYTHON) -m venv .venv || { echo 'make: `$(PYTHON) -m venv` failed; on Debian: apt-get install python3-venv' >&2; exit 3; }

.venv/installed: requirements/run.txt pyproject.toml | .venv/bin/python
	@echo 'Installing the locked dependencies ...' >&2
	@$(INSTALL) requirements/run.txt
	@$(EDITABLE)
	@touch $@

.venv/installed-dev: requirements/dev.txt pyproject.toml | .venv/bin/python
	@echo 'Installing the locked dependencies and tools ...' >&2
	@$(INSTALL) requirements/dev.txt
	@$(EDITABLE)
	@touch $@ .venv/installed

.venv/installed-bench: requirements/bench.txt pyproject.toml | .venv/bin/python
	@echo 'Installing the locked dependencies, tools and benchmarks ...' >&2
	@$(INSTALL) requirements/bench.txt
	@$(EDITABLE)
	@touch $@ .venv/installed .venv/installed-dev
