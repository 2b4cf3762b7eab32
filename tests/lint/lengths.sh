# No function is longer than 80 lines, no file than 600, and the public header than 450.
set -uo pipefail
broken=0

long_functions() {
    ctags -R -f - --languages=C,C++ --kinds-C=f --kinds-C++=f --fields=+ne layers engine tiles tests examples |
        awk -F '\t' '{
            line = end = 0
            for (i = 4; i <= NF; i++) {
                if ($i ~ /^line:/) line = substr($i, 6)
                if ($i ~ /^end:/) end = substr($i, 5)
            }
            if (end - line + 1 > 80)
                print $2 ":" line ": " $1 "() has " end - line + 1 " lines, more than 80"
        }'
}

long_files() {
    find layers engine tiles tests examples \( -name '*.[ch]' -o -name '*.cpp' -o -name '*.sh' -o -name '*.awk' \) \
        -not -path '*/node_modules/*' -exec awk '
        ENDFILE {
            most = FILENAME == "engine/onemap.h" ? 450 : 600
            if (FNR > most)
                print FILENAME ": has " FNR " lines, more than " most
        }' {} +
}

command -v ctags >/dev/null || { echo "universal-ctags is not installed"; exit 1; }
found=$(long_functions; long_files)
[ -z "$found" ] || { echo "$found"; broken=1; }
exit $broken
