# Runs a browser test: run.sh TEST.mjs BUILD_FOLDER. Ends with 77 where there is no browser.
set -euo pipefail
test=$(realpath "$1")
work=$2
here=$(dirname "$test")

skip() {
    echo "skipped: $*"
    exit 77
}

command -v node >/dev/null || skip "node is not installed"
browser=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || true)}
[ -n "$browser" ] || skip "chromium is not installed"

mkdir -p "$work"
cp "$here"/package*.json "$here"/*.mjs "$work"
if [ ! -d "$work/node_modules/playwright-core" ]; then
    npm ci --prefix "$work" --no-audit --no-fund --ignore-scripts >"$work/npm.log" 2>&1 ||
        skip "playwright-core cannot be installed, see $work/npm.log"
fi
CHROMIUM=$browser exec node "$work/$(basename "$test")"
