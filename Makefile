# Two commands matter: `make serve` and `make test`. The rest is for maintainers.

PYTHON ?= python3
export PYTHON
# Without byte code every start compiles every library again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help serve test test-sqlite test-pg lint bench simulate lock words setup-dev
.NOTPARALLEL:

help:
	@echo "make serve   Chạy bản dùng thử tại http://127.0.0.1:$${PORT:-8000} (PORT, VAR, DATABASE_URL)"
	@echo "make test    Kiểm tra mã nguồn và chạy toàn bộ phép thử trên SQLite và PostgreSQL"
	@echo "make lint · test-sqlite · test-pg · bench · simulate · lock · words"

serve:
	@exec bin/serve

test: lint
	@bin/tools
	@exec bin/test

test-sqlite: setup-dev
	@bin/tools
	@exec bin/test --database sqlite

test-pg: setup-dev
	@bin/tools
	@exec bin/test --database postgresql

lint: setup-dev
	@bin/lint

bench: setup-dev
	@bin/tools
	@exec .venv/bin/python -m tests.load

simulate: setup-dev
	@exec .venv/bin/python -m tests.simulation

lock: setup-dev
	@bin/lock

words: setup-dev
	@bin/words

setup-dev:
	@bin/setup requirements-dev.txt
