# Steps that the example scripts share: source it, call prepare_onemap, then use "$onemap".

onemap_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
onemap=$onemap_root/build/release/bin/onemap

# Installs what is missing and builds the release; quiet when there is nothing to do.
prepare_onemap() {
    bash "$onemap_root/tests/install.sh" run || exit
    local log=$onemap_root/build/release.log
    mkdir -p "$onemap_root/build"
    if ! (cd "$onemap_root" && cmake --preset release -DBUILD_TESTING=OFF &&
        cmake --build --preset release) >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        echo "the build failed, see $log" >&2
        exit 1
    fi
}

# build_city FILE FOLDER: runs a build file; its full report stays in FOLDER/report.txt.
build_city() {
    mkdir -p "$2"
    "$onemap" build "$1" >"$2/report.txt"
    awk '/^  what: / { what = substr($0, 9) } /^  state: / { state = $2 }
         /^  seconds: / { printf "  %-58s %-12s %6.1f s\n", what, state, $2 }
         /^(done|up_to_date): / { printf "%s %s\n", $1, $2 }
         /^summary: / { print substr($0, 10) }' "$2/report.txt"
}

# print_table FOLDER TITLE WHAT COLUMN...: columns of a table of the store, aligned.
print_table() {
    local store=$1/city.onemap title=$2 what=$3
    shift 3
    printf '\n%s\n' "$title"
    "$onemap" query "$store" "$what" --format csv | columns "$@" | readable | column -s $'\t' -t
}

# Picks columns of a CSV by name, with tabs between them.
columns() {
    awk -v wanted="$*" '
    # Cuts one line of CSV into cell[1..n]; a quoted cell may hold commas and doubled quotes.
    function cut(line, cell,    n, text, quoted, i, c) {
        n = 1; text = ""
        for (i = 1; i <= length(line); i++) {
            c = substr(line, i, 1)
            if (quoted && c == "\"" && substr(line, i + 1, 1) == "\"") { text = text c; i++ }
            else if (c == "\"") quoted = !quoted
            else if (c == "," && !quoted) { cell[n++] = text; text = "" }
            else text = text c
        }
        cell[n] = text
        return n
    }
    { sub(/\r$/, ""); n = cut($0, cell) }
    NR == 1 { sub(/^\357\273\277/, "", cell[1]); for (i = 1; i <= n; i++) at[cell[i]] = i
              m = split(wanted, want, " ") }
    { for (i = 1; i <= m; i++)
          printf "%s%s", at[want[i]] ? cell[at[want[i]]] : "?", i < m ? "\t" : "\n" }'
}

# Numbers as a person reads them, "-" where there is none.
readable() {
    awk -F'\t' -v OFS='\t' '
    { for (i = 1; i <= NF; i++)
          if ($i == "") $i = "-"
          else if ($i ~ /^-?[0-9]+\.[0-9]+$/) $i = sprintf($i > 1000 ? "%.0f" : "%.3f", $i)
      print }'
}

# explain_district FOLDER CODE: why it has its risk colour, its beginning here, all of it in why.txt and why-zh.txt.
explain_district() {
    local store=$1/city.onemap
    "$onemap" explain "$store" risk --district "$2" >"$1/why.txt"
    "$onemap" explain "$store" risk --district "$2" --lang zh >"$1/why-zh.txt"
    printf '\n'
    sed -n '1,/^   Decided by/p' "$1/why.txt"
    echo "   ..."
}

# explain_shelter FOLDER CODE: why it has its shelter area; all of it in why-shelter.txt and why-shelter-zh.txt.
explain_shelter() {
    local store=$1/city.onemap
    "$onemap" explain "$store" shelter_area --district "$2" >"$1/why-shelter.txt"
    "$onemap" explain "$store" shelter_area --district "$2" --lang zh >"$1/why-shelter-zh.txt"
    printf '\n'
    sed -n '1,/^2\. /p' "$1/why-shelter.txt" | sed '$d'
    sed -n '/^3\. /,/^$/p' "$1/why-shelter.txt"
}

# Says where the pictures and tiles are.
print_products() {
    printf '\nin %s:\n' "${1#"$PWD"/}"
    (cd "$1" && find . -maxdepth 1 \( -name '*.png' -o -name 'why*.txt' -o -name '*.mbtiles' -o -name '*.html' -o -name '*.onemap' \) \
        -printf '  %P\n' | sort
        for tiles in */tile*.json; do
            [ -e "$tiles" ] && echo "  $(dirname "$tiles")/ ($(find "$(dirname "$tiles")" -name '*.png' | wc -l) tiles)"
        done)
}
