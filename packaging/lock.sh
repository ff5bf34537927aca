#!/usr/bin/env bash
# Writes both requirement files from pyproject.toml: every version and hash, for every system, and no registry address.
# Needs `uv`. Pass `--upgrade` to take newer versions.
set -euo pipefail
cd "$(dirname "$0")/.."

lock() {
    local out="$1"
    shift
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
        --no-emit-index-url --no-emit-find-links --no-annotate --output-file "$out" pyproject.toml "$@"
}

lock packaging/requirements.txt "$@"
lock packaging/requirements-test.txt --group test --constraints packaging/requirements.txt "$@"
