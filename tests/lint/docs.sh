# Both READMEs tell of the same commands, every command among them, and every folder has its own.
broken=0
complain() {
    echo "$*"
    broken=1
}

commands=$(sed -nE 's/^OM_COMMAND\("?([a-z]+).*/\1/p' engine/cli/commands.def)
for readme in README.md README.zh-CN.md; do
    [ -f "$readme" ] || { complain "$readme is missing"; continue; }
    for name in $commands; do
        grep -qE "onemap $name\b" "$readme" || complain "$readme does not tell of 'onemap $name'"
    done
done

for folder in layers engine/*/ tiles styles data examples tests; do
    readme=${folder%/}/README.md
    [ -f "$readme" ] || { complain "$readme is missing"; continue; }
done
exit $broken
