PYTHON ?= python3
BIN := .venv/bin

.PHONY: help run test bench lint lock translations screenshots vendor clean

help:                 ## what each target does
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

run: .venv/run        ## the main job on the shipped samples; serves the pages
	$(BIN)/nota demo

test: .venv/dev       ## lint, types and all tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

lint: .venv/dev       ## style and types alone; mends what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/mypy

bench: .venv/bench    ## our code and the peers in turn on the same work
	$(BIN)/python -m bench

lock:                 ## renew the lock files from pyproject.toml
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --extra bench -c requirements.lock pyproject.toml -o requirements-bench.lock

# Each stamp installs what its lock file names, with hashes, and then this project itself on top.
.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv .venv

.venv/run: requirements.lock pyproject.toml | .venv/bin/python
	$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --no-deps --editable .
	@touch $@

.venv/dev: requirements-dev.lock .venv/run
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

.venv/bench: requirements-bench.lock .venv/run
	$(BIN)/pip install --quiet --require-hashes -r requirements-bench.lock
	@touch $@

translations: .venv/run ## collect the sentences, merge and compile the catalogues; fill in what is new, run again
	$(BIN)/python -m differ.catalogue

screenshots: .venv/dev ## every page, wide and narrow, light and dark, in both languages, to look at
	$(BIN)/python -m tests.screenshots

# Of the controls the form that styles plain elements; of the others the one with classes.
COMPONENTS := button-css@4.0.1/html textbox-css@4.0.1/html textarea-css@4.0.1/html select-css@3.0.1/html checkbox-css@3.0.1/html \
	alert-css@4.0.2 breadcrumb-nav-css@3.0.1 pagination-css@3.0.1 skip-link-css@3.0.1
VENDOR := web/static/vendor

vendor:               ## fetch the components of NL Design System anew, as pinned here (wants npm)
	@{ echo '@layer utrecht {'; for part in $(COMPONENTS); do \
		name=$${part%%/*} form=$${part#"$${part%%/*}"} folder=$$(mktemp -d); \
		npm pack --silent --pack-destination $$folder @utrecht/$$name >/dev/null && tar -xzf $$folder/*.tgz -C $$folder || exit 1; \
		grep -q '"license": "EUPL-1.2"' $$folder/package/package.json || { echo "$$name is not EUPL-1.2" >&2; exit 1; }; \
		echo "/* @utrecht/$$name, EUPL-1.2 */"; cat $$folder/package/dist$$form/index.min.css; echo; \
		cp $$folder/package/LICENSE.md $(VENDOR)/utrecht-LICENSE.md; rm -r $$folder; \
	done; echo '}'; } > $(VENDOR)/utrecht.css

clean:                ## remove what the targets made
	rm -rf .venv *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
