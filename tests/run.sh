#!/usr/bin/env bash
# Runs all tests: installs what is missing, builds with the sanitizers and for release, tests both.
#
# The browser and the lints have nothing to gain from sanitizers and run once, with the release.
# The last line is "N passed, N failed"; the exit code is 0 only when nothing failed.
set -uo pipefail
cd "$(dirname "$0")/.."

jobs=2
passed=0
failed=0

# Builds a preset and runs its tests; further words go to ctest.
check_preset() {
    local preset=$1
    shift
    echo "== $preset: build"
    if ! { cmake --preset "$preset" -DBUILD_TESTING=ON && cmake --build --preset "$preset" -j "$jobs"; } \
        >"build/$preset.log" 2>&1; then
        grep -E "error|FAILED" "build/$preset.log" | head -40
        echo "$preset: the build failed, see build/$preset.log"
        failed=$((failed + 1))
        return
    fi

    echo "== $preset: test"
    ctest --preset "$preset" -j "$jobs" --timeout 600 "$@" | tee "build/$preset.test.log"
    local broken total
    read -r broken total < <(
        sed -nE 's/^[0-9]+% tests passed, ([0-9]+) tests failed out of ([0-9]+)$/\1 \2/p' \
            "build/$preset.test.log"
    )
    if [ -z "${total:-}" ]; then
        echo "$preset: no test ran"
        failed=$((failed + 1))
        return
    fi
    failed=$((failed + broken))
    passed=$((passed + total - broken))
}

bash tests/install.sh || exit
mkdir -p build
check_preset asan -LE 'browser|lint'
check_preset release

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
