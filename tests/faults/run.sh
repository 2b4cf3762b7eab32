#!/usr/bin/env bash
# Exports that are killed or cannot write, at every write or at random moments: what was acknowledged
# stays, nothing verifies that is not complete, and --resume comes to the hash of an undisturbed export.
#
# usage: tests/faults/run.sh ONEMAP [KILLS]     KILLS at random moments (200), a third for each container
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
onemap=$(realpath "$1")
kills=${2:-200}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
"${CC:-cc}" -std=c17 -O1 -shared -fPIC -o fault.so "$here/fault.c" -ldl || exit 1
export ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0
failures=0
fail() {
    failures=$((failures + 1))
    echo "FAILED: $*"
}

# A style without a store: areas, lines and labels enough that every batch differs.
python3 - >style.json <<'END'
import json
fields = [{"type": "Feature", "properties": {"n": i % 5, "name": f"Field {i}"}, "geometry": {
    "type": "Polygon", "coordinates": [[[x, y], [x + 9, y + 1], [x + 8, y + 8], [x, y]]]}}
    for i, (x, y) in enumerate((x, y) for x in range(-60, 60, 12) for y in range(-40, 40, 10))]
print(json.dumps({"version": 8, "name": "Faults", "sources": {"f": {"type": "geojson", "data": {
    "type": "FeatureCollection", "features": fields}}}, "layers": [
    {"id": "sea", "type": "background", "paint": {"background-color": "#cde"}},
    {"id": "field", "type": "fill", "source": "f", "paint": {"fill-color":
        ["match", ["get", "n"], 0, "#d7191c", 1, "#fdae61", 2, "#ffffbf", "#2c7bb6"]}},
    {"id": "edge", "type": "line", "source": "f", "paint": {"line-width": 2}}]}))
END
zooms=2-6
cat >d.geojson <<'END'
{"type":"Feature","properties":{"code":"1","name":"D"},"geometry":{"type":"Polygon","coordinates":[[[-60,-40],[60,-40],[60,40],[-60,40],[-60,-40]]]}}
END
"$onemap" load s.onemap district d.geojson --set level=unit -q || exit 1

export_to() { # export_to TARGET MORE...
    local target=$1
    shift
    "$onemap" export s.onemap --style style.json --zoom "$zooms" --metatile 4 --threads 2 -q -o "$target" "$@"
}
hash_of() {
    "$onemap" tiles verify "$1" 2>/dev/null | sed -n 's/^hash: //p'
}
export_to xyz:whole || exit 1
wanted=$(hash_of xyz:whole)
[ -n "$wanted" ] || { echo "the undisturbed export does not verify"; exit 1; }

# After a fault: either all is there and verifies, or verify says that it is not.
judge() { # judge TARGET WHAT
    local before after got
    before=$("$onemap" tiles info "$1" 2>/dev/null | sed -n 's/^tiles: //p')
    if "$onemap" tiles verify "$1" -q 2>/dev/null && [ "$(hash_of "$1")" != "$wanted" ]; then
        fail "$2: what is not complete verifies"
    fi
    export_to "$1" --resume >resume.log 2>&1 || fail "$2: --resume failed: $(tail -n 1 resume.log)"
    got=$(hash_of "$1")
    [ "$got" = "$wanted" ] || fail "$2: resumed to '$got', not $wanted"
    after=$("$onemap" tiles info "$1" | sed -n 's/^tiles: //p')
    [ "${before:-0}" -le "${after:-0}" ] || fail "$2: tiles were lost"
}

targets=(xyz:t mbtiles:t.mbtiles pmtiles:t.pmtiles)
clean() {
    rm -rf t t.*
}

# ---- A fault at chosen writes: all of them when they are few ----
at_writes() { # at_writes KIND MOST: and always the last ones, where an export is finished
    local kind=$1 most=$2 last=$((kills < 60 ? 4 : 35)) target total step at tried=0
    for target in "${targets[@]}"; do
        clean
        FAULT_COUNT=$work/count LD_PRELOAD=$work/fault.so export_to "$target" || fail "$target: counting"
        total=$(cat count)
        step=$(((total + most - 1) / most))
        for at in $({ seq 1 "$step" "$total" && seq $((total > last ? total - last : 1)) "$total"; } |
            sort -nu); do
            clean
            FAULT_AT=$at FAULT_KIND=$kind LD_PRELOAD=$work/fault.so export_to "$target" >fault.log 2>&1
            code=$?
            case $kind:$code in
            error:6 | half:6 | kill:137 | torn:137) ;;
            *:0) ;; # a write that need not succeed
            *) fail "$target: $kind at write $at ended with $code: $(tail -n 1 fault.log)" ;;
            esac
            judge "$target" "$target, $kind at write $at of $total"
            tried=$((tried + 1))
        done
    done
    echo "$kind: $tried tried"
}

# ---- SIGKILL at random moments ----
at_random() {
    local i target pause
    RANDOM=4549
    for ((i = 0; i < kills; i++)); do
        target=${targets[i % 3]}
        clean
        pause=$(awk -v r=$RANDOM 'BEGIN { printf "%.3f", r / 32768 * 0.6 }')
        { timeout -s KILL "$pause" "$onemap" export s.onemap --style style.json --zoom "$zooms" \
            --metatile 4 --threads 2 -q -o "$target"; } >/dev/null 2>&1
        judge "$target" "$target, killed after $pause s"
    done
    echo "random kills: $kills tried"
}

most=$((kills / 5 < 1 ? 1 : kills / 5))
at_writes error "$most"
at_writes half "$most"
at_writes kill "$most"
at_writes torn "$most"
at_random
[ "$failures" -eq 0 ] && echo "nothing was lost, nothing incomplete verified"
exit $((failures > 0))
