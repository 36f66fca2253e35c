#!/usr/bin/env bash
# Run the tests that this machine can run, installing what is missing where we may.
# Usage: tests/run.sh [all|unit|hub|browser|library|backends|postgresql]
# Tracing doubles the time of tests, so coverage is measured, and held to its least, by "unit" alone.
set -euo pipefail
cd "$(dirname "$0")/.."
suite=${1:-all}
# Chromium for the browser tests; Pango and HarfBuzz are what WeasyPrint draws pages with; Apertium translates for real.
packages=(chromium libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 apertium apertium-apy apertium-eng-spa)
left_out=()

# Spark runs on Java; any that is there will do.
command -v java >/dev/null || packages+=(openjdk-17-jre-headless)

missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ]; then
    echo "Installing system packages: ${missing[*]} …"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  else
    echo "These system packages are missing and need root to install: ${missing[*]}"
  fi
fi

unit() { .venv/bin/pytest tests/evidence tests/hub -n 2 --cov --cov-report=term; }
hub() { .venv/bin/pytest tests/hub -n 2; }
browser() {
  if [ -x /usr/bin/chromium ]; then
    .venv/bin/pytest tests/e2e -n 3 --dist loadfile  # a browser often waits: three keep two cores busy
  else
    left_out+=("the browser tests (tests/e2e)")
  fi
}
library() {
  local folder
  folder=$(mktemp -d)
  echo "Installing the library alone, without the hub …"
  python3 -m venv "$folder/venv"
  .boot/bin/uv pip install --quiet --python "$folder/venv/bin/python" \
    ".[ibis]" pytest pytest-xdist hypothesis pandas polars
  "$folder/venv/bin/python" -c 'import importlib.util, sys; sys.exit(importlib.util.find_spec("django") is not None)'
  "$folder/venv/bin/pytest" tests/evidence -n 2
  rm -rf "$folder"
}

backends() {
  local modules=(tests/backends/test_duckdb.py)
  if command -v java >/dev/null; then
    modules+=(tests/backends/test_spark.py)
  else
    left_out+=("the library's tests on Spark")
  fi
  .venv/bin/pytest "${modules[@]}"
}
postgresql() {
  if [[ ${DATABASE_URL:-} != postgres* ]]; then
    echo "These tests need a PostgreSQL database: set DATABASE_URL, like postgres://user@127.0.0.1:5432/name." >&2
    exit 2
  fi
  # Run again what a database can change: models, lists, transactions, jobs. Reading, checking, drawing and printing it cannot.
  local again=(
    access/test_log.py access/test_models.py contributions evaluation reach search suggestions updates
    articles/test_{aftermath,domain,publishing}.py studies/test_{admin,exchange,models,result_rules,study_file}.py
    translation/test_jobs.py
  )
  .venv/bin/pytest "${again[@]/#/tests/hub/}" -n 2
  .venv/bin/pytest tests/backends/test_postgresql.py
}

case $suite in
  all) hub; library; backends; browser ;;
  unit) unit ;;
  hub) hub ;;
  browser) browser ;;
  library) library ;;
  backends) backends ;;
  postgresql) postgresql ;;
  *) echo "There is no suite '$suite'; take all, unit, hub, browser, library, backends or postgresql." >&2; exit 2 ;;
esac

if [ ${#left_out[@]} -gt 0 ]; then
  printf '\nNot run: %s.\nTo add it: sudo apt-get install -y --no-install-recommends %s && make test\n' \
    "$(IFS=,; echo "${left_out[*]}")" "${missing[*]}"
fi
