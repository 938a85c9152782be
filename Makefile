# The two commands of the README: `make demo` and `make test`. Both set up everything they need.
PYTHON ?= python3
BIN := .venv/bin
SAMPLES := data/samples
DEMO_DB := demo.db

.PHONY: demo test test-scale soak lint bench clean
.DEFAULT_GOAL := demo

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit("kbuild needs Python 3.11 or newer, this is " + sys.version) if sys.version_info < (3, 11) else 0'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --upgrade "pip>=25.1"

.venv/installed: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --editable .
	$(BIN)/python -m compileall -q cli data extractors scale store  # the first command starts as fast as the second
	touch $@

.venv/installed-dev: .venv/installed
	$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --group dev
	touch $@

demo: .venv/installed
	rm -f $(DEMO_DB) $(DEMO_DB)-wal $(DEMO_DB)-shm
	$(BIN)/kbuild ingest $(SAMPLES) --db $(DEMO_DB)
	$(BIN)/kbuild query clusters --db $(DEMO_DB) --limit 8 --format table
	$(BIN)/kbuild query firms --db $(DEMO_DB) --limit 8 --format table
	$(BIN)/kbuild query figures --db $(DEMO_DB) --metric 产值 --limit 8 --format table
	@echo
	@echo "The database is $(DEMO_DB). Ask it more: $(BIN)/kbuild query --help"

lint: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/python -m pytest

.venv/installed-scale: .venv/installed-dev
	$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --group scale
	touch $@

# A Spark cluster on this machine: some 500 MB of PySpark, Java, and ten minutes.
test-scale: .venv/installed-scale
	@command -v java >/dev/null || { echo "Spark needs Java: apt-get install default-jre-headless" >&2; exit 1; }
	$(BIN)/python -m pytest -m scale tests/scale

soak: .venv/installed-dev
	$(BIN)/python tests/soak.py

bench: .venv/installed-dev
	$(BIN)/python -m benchmarks

clean:
	rm -rf .venv build dist *.egg-info $(DEMO_DB)*
