# Two commands for a newcomer: `make run` and `make test`. Everything else serves them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: run test quick lint report mutants storms fuzz bench kills reader reader-report manual screenshots lock clean

run: $(VENV)/.run
	$(BIN)/nhacviec run

# Workers: tests/conftest.py.
test: $(VENV)/.dev lint
	$(BIN)/python -m pytest -n auto --dist worksteal

# What a change touches, in under a minute: the nearest tests by imports, as recorded durations allow (tests/quick.py).
quick: $(VENV)/.dev
	$(BIN)/python -m tests.quick

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Figures of shape: files, lines, expressions a line, lengths and paths of functions.
report: $(VENV)/.dev
	$(BIN)/python -m tests.report

# The share of small faults in models/rules and models/changes that a test notices (tests/mutants.py): N of them, by SEED.
mutants: $(VENV)/.dev
	N=$(or $(N),80) SEED=$(or $(SEED),2026) $(BIN)/python -m tests.mutants

# Random updates, valid and bent, through the whole program: N of them, by SEED (tests/fuzz).
fuzz: $(VENV)/.dev
	$(BIN)/python -m tests.fuzz $(or $(N),10000) $(or $(SEED),1)

# Whole years of an agency through outages, crashes and clock jumps (tests/storms), some minutes each: SEEDS of them on
# all cores, or one SEED that failed once more. With DAYS=6 a week of it, some seconds each.
storms: $(VENV)/.dev
	$(BIN)/python -m tests.storms $(if $(SEED),--seed $(SEED),--seeds $(or $(SEEDS),20)) $(if $(DAYS),--days $(DAYS))

bench: $(VENV)/.dev
	$(BIN)/python -m tests.bench

# A dispatch of a thousand messages over a socket, killed N times with SIGKILL at random by SEED; some minutes.
kills: $(VENV)/.dev
	$(BIN)/python -m tests.kills $(or $(N),50) $(or $(SEED),1)

# Learns what replies mean from tests/reader/corpus, and writes models/rules/reading/replies.model (docs/reading.md).
reader: $(VENV)/.dev
	$(BIN)/python -m tests.reader.train

# How replies of an author are read by a model that has not seen them; some minutes.
reader-report: $(VENV)/.dev
	$(BIN)/python -m tests.reader.report

# The format of a catalogue, as the program describes it: docs/catalogue.md and docs/catalogue.schema.json.
manual: $(VENV)/.dev
	$(BIN)/python -m models.catalogue.manual

# Needs Chromium; writes docs/img.
screenshots: $(VENV)/.dev
	$(BIN)/python -m tests.e2e.screenshots

# The lock files hold hashes and no registry address.
lock: $(VENV)/.dev
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
	  --no-annotate --python-version 3.11 pyproject.toml --extra build -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
	  --no-annotate --python-version 3.11 pyproject.toml --extra build --extra dev -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) build dist *.egg-info

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml requirements.lock | $(BIN)/python
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.dev: pyproject.toml requirements-dev.lock | $(BIN)/python
	$(INSTALL) --require-hashes -r requirements-dev.lock
	$(INSTALL) --no-deps --no-build-isolation -e .
	touch $@ $(VENV)/.run
