# Every file of C, and of the solver's C++, is as clang-format 14 leaves it.
format=$(command -v clang-format-14 || command -v clang-format)
find layers engine tiles tests examples \( -name '*.[ch]' -o -path 'engine/*.cpp' \) -not -path '*/node_modules/*' |
    xargs "$format" --dry-run -Werror 2>&1 | grep -A2 'error:' | head -40
exit "${PIPESTATUS[1]}"
