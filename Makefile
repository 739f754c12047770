# make run: the desk on demo data.  make test: everything is tested.  Both install what they need the first time.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
DEMO   := sqlite:///$(CURDIR)/var/desk.db
PORT   ?= 8501
BESIDE := -n 2 --dist loadfile --no-loadscope-reorder  # what measures time still runs alone: tests/beside.py

.PHONY: setup run test fast lint lock bench torture pictures clean

setup: $(VENV)/.run

$(VENV)/.made:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Ventanilla needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.run: $(VENV)/.made requirements/run.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.test: $(VENV)/.run requirements/test.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.lock
	touch $@

run: setup  ## the demo desk, made on the first run and kept afterwards
	@test -f var/desk.db || $(BIN)/ventanilla demo --database "$(DEMO)"
	@test ! -f var/demo-sign-ins.txt || cat var/demo-sign-ins.txt
	$(BIN)/ventanilla serve --database "$(DEMO)" --port $(PORT)

test: $(VENV)/.test  ## the whole suite, the browser journeys included
	@sh tests/browser/need_chromium.sh
	$(BIN)/python -m ruff check .
	$(BIN)/python -m mypy
	$(BIN)/python -m pytest $(BESIDE) || { echo "once more, what failed:"; $(BIN)/python -m pytest --last-failed --last-failed-no-failures none; }

fast: $(VENV)/.test  ## what needs no browser and no server
	$(BIN)/python -m pytest -m "not browser" tests/rules tests/words tests/desk tests/db tests/charts tests/house

lint: $(VENV)/.test
	$(BIN)/python -m ruff check .
	$(BIN)/python -m mypy

bench: $(VENV)/.test  ## every page beside its floor, ten minutes on a machine at rest. Figures: docs/performance.md
	@sh tests/browser/need_chromium.sh
	$(BIN)/python -m benchmarks

torture: $(VENV)/.test  ## the faults with many rounds. Figures: docs/reliability.md
	@sh tests/browser/need_chromium.sh
	$(BIN)/python -m pytest tests/faults tests/db/test_engine.py tests/house/test_verbs.py --long --timeout 1800 --figures docs/reliability.json
	$(BIN)/python docs/make_reliability.py

pictures: $(VENV)/.test  ## the screenshots of the README, from a demo desk with a fixed clock
	@sh tests/browser/need_chromium.sh
	$(BIN)/python docs/make_pictures.py

lock: $(VENV)/.test  ## pin every package with its hashes, without naming where it comes from
	$(BIN)/python -m pip install --quiet --disable-pip-version-check pip-tools
	$(BIN)/python -m piptools compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --strip-extras --allow-unsafe --extra build --output-file requirements/run.lock pyproject.toml
	$(BIN)/python -m piptools compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --strip-extras --allow-unsafe --extra build --extra test --extra postgresql --output-file requirements/test.lock pyproject.toml

clean:
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
