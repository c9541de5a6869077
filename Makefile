# Two commands are all a person needs: `make site` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
BROWSER := $(VENV)/.browser
PORT ?= 8000

.PHONY: site build test check problems lint bench wheel clean

site: $(READY) ## build the sample site and serve it on 127.0.0.1
	$(BIN)/meetinghouse serve --port $(PORT)

build: $(READY) ## build the sample site into site/
	$(BIN)/meetinghouse build

check: $(READY) ## check every record
	$(BIN)/meetinghouse check

problems: $(READY) ## write meetings/PROBLEMS.md again
	$(BIN)/meetinghouse explain --markdown > meetings/PROBLEMS.md

lint: $(READY) ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: $(READY) $(BROWSER) lint ## everything, browser included
	$(BIN)/python -m pytest -n auto --dist loadfile

bench: $(READY) $(BROWSER) ## speed and size, as ratios and bytes
	$(BIN)/python tests/scale/bench.py

wheel: $(READY)
	$(BIN)/python -m build

$(READY): pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@

# Chromium: the one that is there, else Debian's where we may install it, else Playwright's own.
$(BROWSER): $(READY)
	$(BIN)/python tests/browser/install.py
	touch $@

clean:
	rm -rf site dist build $(VENV)
