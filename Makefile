# Two commands do all set-up: `make demo` and `make test`.
# ARGS goes to the command behind: make demo ARGS="--no-lab --language java"

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
ARGS ?=

.PHONY: demo test engines check bench soak load pictures clean

demo: $(VENV)/.demo
	@$(BIN)/jupyter codemm demo $(ARGS)

test: $(VENV)/.test
	@$(BIN)/python -m pytest $(ARGS)

# The services once more, with everything they keep on a PostgreSQL. The ports are tried on each
# engine by `make test`.
engines: $(VENV)/.test
	@$(BIN)/python -m pytest tests/services --engine postgresql $(ARGS)

check: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	PATH="$(abspath $(BIN)):$$PATH" npm --prefix labextension run check

bench: $(VENV)/.test
	@$(BIN)/python -m tests.benchmarks $(ARGS)

soak: $(VENV)/.test
	@$(BIN)/python -m tests.soak $(ARGS)

load: $(VENV)/.test
	@$(BIN)/python -m tests.load $(ARGS)

# The pictures of the README, taken anew by the test that walks the path they show.
pictures: $(VENV)/.test
	@CODEMM_SCREENSHOTS=$(abspath docs/images) $(BIN)/python -m pytest -q tests/ui/test_first_answer.py

clean:
	rm -rf $(VENV) dist jupyter_codemm/labextension jupyter_codemm/hub/static labextension/lib labextension/node_modules

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "jupyter_codemm needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V 2>&1). Try: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 3; }
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "could not make a virtual environment; on Debian and Ubuntu: apt install python3-venv" >&2; exit 3; }

$(VENV)/.demo: $(VENV)/bin/python pyproject.toml labextension/package.json
	@echo "Installing jupyter_codemm into $(VENV) (a minute or two, once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[lab]"
	@touch $@

$(VENV)/.test: $(VENV)/bin/python pyproject.toml labextension/package.json $(VENV)/.graders
	@echo "Installing jupyter_codemm and what its tests need into $(VENV) (a few minutes, once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[lab,test,dev]"
	@touch $@

# nbgrader and otter bring extensions of JupyterLab: they stay in an environment of their own, which
# sees the packages of the other one. Only tests use it.
$(VENV)/.graders: $(VENV)/bin/python
	@echo "Installing nbgrader and otter into $(VENV)/graders for their tests (a minute, once) ..."
	@$(BIN)/python -m venv $(VENV)/graders
	@$(VENV)/graders/bin/python -m pip install --quiet --disable-pip-version-check \
	  "nbgrader>=0.9.5,<1" "otter-grader>=6,<8"
	@$(BIN)/python -c 'import sysconfig; print("import site; site.addsitedir(" + repr(sysconfig.get_path("purelib")) + ")")' \
	  > "$$($(VENV)/graders/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/tested.pth"
	@touch $@
