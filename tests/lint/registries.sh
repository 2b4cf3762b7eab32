# Every entry of a registry has its file, its test and its place in the README; every file its test.
broken=0
complain() {
    echo "$*"
    broken=1
}

# The names in a .def file: the first word inside each row's parentheses.
names_in() {
    [ -f "$1" ] && sed -nE 's/^OM_[A-Z]+\("?([a-z0-9_]+).*/\1/p' "$1"
}

for name in $(names_in layers/layers.def); do
    [ -f "layers/$name.c" ] || complain "layers.def: layers/$name.c is missing"
done

for name in $(names_in engine/analysis/analyses.def); do
    file=$(find engine/analysis engine/risk -name "$name.c" | head -n 1)
    [ -n "$file" ] || complain "analyses.def: $name.c is missing"
    grep -qw "$name" README.md || complain "analyses.def: README.md does not tell of $name"
done

for name in $(names_in tiles/sinks.def); do
    [ -f "tiles/sink_$name.c" ] || complain "sinks.def: tiles/sink_$name.c is missing"
    grep -qw "$name" README.md || complain "sinks.def: README.md does not tell of $name"
done

for name in $(names_in engine/cli/commands.def); do
    [ -f "tests/cli/$name.txt" ] || complain "commands.def: tests/cli/$name.txt is missing"
    grep -qw "onemap $name" README.md || complain "commands.def: README.md does not tell of $name"
done

# Files without a test of their own, each with a reason, stand in untested.txt.
is_excused() {
    local pattern reason
    while IFS=: read -r pattern reason; do
        case $1 in ${pattern%% *}) return 0 ;; esac
    done < <(grep -v '^#' tests/lint/untested.txt)
    return 1
}
while read -r file; do
    name=$(basename "${file%.*}")
    [ -f "tests/unit/$(dirname "$file")/test_$name.c" ] || is_excused "$file" ||
        complain "$file: tests/unit/$(dirname "$file")/test_$name.c is missing"
done < <(find layers engine tiles -name '*.c' -o -name '*.cpp' | sort)

exit $broken
