# What the scenarios share: source it, then `city NAME`, `expect`, `total`, and `verdict` at the end.
set -euo pipefail
. "$ONEMAP_TEST_SOURCE/examples/common.sh"
onemap=$ONEMAP_PROGRAM
broken=0

# city NAME: the example's build file without its pictures and tiles, in a scratch folder of its own.
city() {
    folder=$ONEMAP_TEST_SCRATCH/scenario-$1
    store=$folder/city.onemap
    rm -rf "$folder"
    mkdir -p "$folder"
    sed -e '/^draw:/,$d' -e "s#\.\./\.\./data/#$ONEMAP_TEST_DATA/#" \
        -e "s#^store: .*#store: city.onemap#" \
        -e "s#policy: policy.csv#policy: $ONEMAP_TEST_SOURCE/examples/$1/policy.csv#" \
        -e "s#factors: factors.csv#factors: $ONEMAP_TEST_SOURCE/examples/$1/factors.csv#" \
        "$ONEMAP_TEST_SOURCE/examples/$1/city.yaml" >"$folder/city.yaml"
}

# expect WHAT WANTED FOUND: the same text.
expect() {
    [ "$2" = "$3" ] || { echo "$1: expected $2, found $3"; broken=1; }
}

# expect_near WHAT WANTED FOUND TOLERANCE
expect_near() {
    awk -v wanted="$2" -v found="$3" -v tolerance="$4" \
        'BEGIN { d = wanted - found; exit !(found != "" && d <= tolerance && -d <= tolerance) }' ||
        { echo "$1: expected $2 within $4, found $3"; broken=1; }
}

# rows WHAT: how many rows a table of the store has.
rows() {
    "$onemap" query "$store" "$1" --format csv | columns pk | tail -n +2 | wc -l
}

# total WHAT COLUMN [KEY VALUE]: the sum of a column, of the rows where KEY is VALUE.
total() {
    "$onemap" query "$store" "$1" --format csv | columns "$2" "${3:-pk}" |
        awk -F'\t' -v key="${4-}" -v all="$(($# < 4))" \
            'NR > 1 && (all || $2 == key) { sum += $1 } END { printf "%.9g\n", sum }'
}

verdict() {
    exit "$broken"
}
