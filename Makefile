# Every target that needs it sets the checkout up first; what is done already is not done again.
SHELL := /bin/bash
BIN := .venv/bin
DEMO := output/demo

.DEFAULT_GOAL := help
.PHONY: help setup setup-bench demo test lint bench kill-points wheel clean

help:
	@echo 'make setup        安装运行所需的一切（可重复运行）'
	@echo 'make demo         生成两份示例协议，放在 $(DEMO)/'
	@echo 'make test         运行全部测试'
	@echo 'make lint         检查代码风格、类型和模块之间的引用'
	@echo 'make bench        与其他做法比较速度，包括一万家的批量续签，约40分钟（先由 make setup-bench 安装 LibreOffice）'
	@echo 'make kill-points  在50个随机时刻杀死批量续签，看结果是否照旧'
	@echo 'make wheel        生成可单独安装的软件包，放在 dist/'
	@echo 'make clean        删除软件包和缓存（保留 output/ 中的文书）'

setup:
	@bash scripts/setup

setup-bench:
	@bash scripts/setup --bench

demo: setup
	@echo '正在生成示例协议：三级医院（设互联网医院）'
	@$(BIN)/xieyi issue examples/hohhot-tertiary.yaml -o $(DEMO)
	@echo '正在生成示例协议：社区卫生服务中心'
	@$(BIN)/xieyi issue examples/community-centre.yaml -o $(DEMO)
	@echo && echo '两份示例协议已生成：' && find "$(CURDIR)/$(DEMO)" -type f | sort

test: setup
	@$(BIN)/python -m pytest -n 2

lint: setup
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: setup-bench
	@$(BIN)/python benchmarks/run.py

kill-points: setup
	@$(BIN)/python -m benchmarks.kill_points --points 50

wheel: setup
	@$(BIN)/python -m hatchling build -t wheel -d dist

clean:
	@rm -rf dist build .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +
