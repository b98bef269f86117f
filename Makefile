# The only entry points that people and CI use.
PORT ?= 8866
ARGS ?=
ROUNDS ?= 10
SECONDS ?= 600
VIEWERS ?= 50
WORKERS ?= 2
BIN := .venv/bin

.PHONY: help serve test hostile check lab lint lock audit notebooks bench soak visits
help:
	@echo "make serve [PORT=8866]  serve the dashboards"
	@echo "make test [ARGS=...]    run every test, in WORKERS=2 processes"
	@echo "make hostile            every kind of hostile string in every field of the data"
	@echo "make visits             1,000 visits, 200 kernels asked for and dropped: nothing is left"
	@echo "make check              hold the data against its rules"
	@echo "make lab                open JupyterLab on the analysts' notebooks"
	@echo "make lock               renew requirements.lock and environment.yml"
	@echo "make audit              look the pinned packages up among known faults (ADVISORIES=FOLDER: without a network)"
	@echo "make notebooks          run the notebooks and keep their answers"
	@echo "make bench [ROUNDS=10]  measure the dashboards beside stock Voila"
	@echo "make soak [SECONDS=600] many viewers at a time, and what is left of them"

serve:
	@scripts/setup serve
	@echo "Starting the dashboards on port $(PORT) ..."
	@exec $(BIN)/workbook serve --port $(PORT)

test:
	@scripts/setup test
	@echo "Running the tests ..."
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile $(ARGS) || { \
		echo "What failed beside another process is run once more by itself ..."; \
		$(BIN)/python -m pytest --last-failed --last-failed-no-failures none $(ARGS); }

hostile:
	@scripts/setup hostile
	@WORKBOOK_HOSTILE=all $(BIN)/python -m pytest tests/test_spoiled.py

visits:
	@scripts/setup visits
	@WORKBOOK_VISITS=all $(BIN)/python -m pytest -s tests/test_on_demand.py -k "visits or dropped"

check:
	@scripts/setup check
	@$(BIN)/workbook check

lab:
	@scripts/setup lab
	@exec $(BIN)/jupyter lab --port $(PORT) notebooks

lint:
	@scripts/setup lint
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy
	@scripts/lint-browser

lock:
	@scripts/setup lock
	@$(BIN)/python scripts/lock.py

audit:
	@scripts/setup audit
ifdef ADVISORIES
	@$(BIN)/python scripts/audit.py $(ADVISORIES)
else
	@$(BIN)/uv tool run pip-audit --strict --disable-pip --require-hashes -r requirements.lock
	@npm audit
endif

notebooks:
	@scripts/setup notebooks
	@$(BIN)/python scripts/notebooks.py

bench:
	@scripts/setup bench
	@$(BIN)/python -m bench.run $(ROUNDS)

soak:
	@scripts/setup soak
	@$(BIN)/python -m bench.soak $(SECONDS) $(VIEWERS)
