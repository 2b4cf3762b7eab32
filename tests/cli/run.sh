#!/usr/bin/env bash
# Runs one tests/cli/<name>.txt against the built program.
#
# A case is "$ command", the lines it must print (stdout and stderr together) and "exit N".
# "..." stands for any text within a line; alone on a line, for any lines. '#' begins a comment
# before a case. Commands run in an empty folder that is theirs, with `onemap` on the PATH and
# DATA, STYLES, SHARE naming the shipped files.
#
# usage: ONEMAP_PROGRAM=… ONEMAP_TEST_SCRATCH=… tests/cli/run.sh tests/cli/<name>.txt
set -uo pipefail

cases=$(realpath "$1")
scratch=$ONEMAP_TEST_SCRATCH/cli-$(basename "$cases" .txt)
rm -rf "$scratch"
mkdir -p "$scratch"
cd "$scratch" || exit 1

PATH=$(dirname "$ONEMAP_PROGRAM"):$PATH
export PATH DATA=$ONEMAP_TEST_DATA SHARE=$ONEMAP_SHARE STYLES=$ONEMAP_SHARE/styles

failures=0

# The expected text as a pattern of [[ == ]]: everything literal but "...".
as_pattern() {
    local pattern
    pattern=$(sed -E -e 's/[][\\*?()|!@+]/\\&/g' -e 's/\.\.\./*/g' <<<"$1")
    pattern=${pattern/#$'*\n'/*}
    printf '%s' "${pattern//$'\n*\n'/$'\n*'}"
}

check() {
    local command=$1 expected=$2 wanted_code=$3 line=$4 printed code
    printed=$(bash -c "$command" 2>&1 </dev/null)
    code=$?
    # shellcheck disable=SC2053 # the right side is a pattern on purpose
    if [[ $printed == $(as_pattern "$expected") ]] && [ "$code" = "$wanted_code" ]; then
        return
    fi
    failures=$((failures + 1))
    printf '%s:%s: $ %s\n--- wanted, exit %s\n%s--- printed, exit %s\n%s\n' \
        "$cases" "$line" "$command" "$wanted_code" "$expected" "$code" "$printed"
}

command='' expected='' number=0 started=0
while IFS= read -r text || [ -n "$text" ]; do
    number=$((number + 1))
    if [ -z "$command" ]; then
        case $text in
        '$ '*) command=${text#'$ '} expected='' started=$number ;;
        '' | '#'*) ;;
        *) echo "$cases:$number: neither a command nor a comment: $text" && exit 1 ;;
        esac
    elif [[ $text =~ ^exit\ ([0-9]+)$ ]]; then
        check "$command" "$expected" "${BASH_REMATCH[1]}" "$started"
        command=''
    else
        expected+=$text$'\n'
    fi
done <"$cases"

[ -z "$command" ] || { echo "$cases:$started: the case has no exit code" && exit 1; }
[ $failures -eq 0 ]
