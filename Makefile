PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: pictures snapshots mutate demo test test-heavy bench lock words sbom audit clean

demo: $(VENV)/.ready
	$(BIN)/supervision demo

test: $(VENV)/.ready-test
	$(BIN)/pytest -m "not heavy" -n auto --maxprocesses 4 --dist loadfile

test-heavy: $(VENV)/.ready-test
	$(BIN)/pytest -m heavy -s

# How much of the law its tests hold: each operator, number and word of supervision/domain changed, one at a time. Hours;
# `make mutate ONLY='supervision.domain.ladder*'` takes a part. What survived: `.venv/bin/mutmut results`, `show NAME`.
mutate: $(VENV)/.ready-test
	$(BIN)/mutmut run $(ONLY)

# Draws every screen anew (tests/tui/snapshots); then look at build/screens.html in a browser.
snapshots: $(VENV)/.ready-test
	SNAPSHOTS=write $(BIN)/pytest -m heavy tests/tui/test_snapshots.py -k as_it_was_looked_at -n auto --maxprocesses 4
	$(BIN)/python -m tests.tui.sheet '*' build/screens.html

# Every document of the sample half-year as it prints, for docs; needs LibreOffice and poppler.
pictures: $(VENV)/.ready-test
	$(BIN)/python -m tests.reports.drawing docs/pictures

bench: $(VENV)/.ready-test
	$(BIN)/python -m bench

# Versions and hashes, no addresses; works for every platform and Python from 3.11 on.
lock: $(VENV)/.ready-test
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --no-header --no-annotate -q --upgrade -o requirements.lock requirements.in
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --no-header --no-annotate -q --upgrade -o requirements-test.lock requirements-test.in
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --no-header --no-annotate -q --upgrade -o requirements-audit.lock requirements-audit.in

# What is installed (build/sbom.json, CycloneDX) and under which licences (docs/licences.md).
sbom: $(VENV)/.ready .venv-audit/.ready
	mkdir -p build
	.venv-audit/bin/cyclonedx-py environment --output-reproducible --pyproject pyproject.toml -o build/sbom.json $(BIN)/python
	.venv-audit/bin/pip-licenses --python $(BIN)/python --format=markdown --order=name \
	  --packages $$(sed -n 's/^\([A-Za-z0-9._-]*\)==.*/\1/p' requirements.lock) > docs/licences.md

# Known faults of the locked versions; asks the advisory database, so it needs the network.
audit: .venv-audit/.ready
	.venv-audit/bin/pip-audit --require-hashes --disable-pip -r requirements.lock

words: $(VENV)/.ready-test
	for name in supervision/locale/*/LC_MESSAGES/*.po; do $(BIN)/pybabel -q compile -i $$name -o $${name%.po}.mo; done

clean:
	rm -rf $(VENV) .venv-audit .demo

.venv-audit/.ready: requirements-audit.lock
	$(PYTHON) -m venv .venv-audit
	.venv-audit/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-audit.lock
	touch $@

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.ready-test: requirements-test.lock $(VENV)/.ready
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-test.lock
	touch $@
