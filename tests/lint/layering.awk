# Reads layering.txt first, then every source file; prints each include that is against the table.

function complain(text) {
    print FILENAME ":" FNR ": " text
    broken = 1
}

# The module a root-relative path belongs to: the longest row of the table that it starts with.
function module_of(path,    folder) {
    if (path == "engine/onemap.h")
        return "engine"
    folder = path
    while (sub(/\/[^\/]*$/, "", folder))
        if (folder in modules)
            return folder
    return ""
}

function check_ours(path,    from, to) {
    if (path == "om_sql.h") # made at build time from the module's own sql/ folder
        return
    from = module_of(FILENAME)
    to = module_of(path)
    if (to == "")
        complain("\"" path "\" is of no module; includes are relative to the root")
    else if (to != from && !((from, to) in may_include))
        complain(from " may not include " to " (\"" path "\")")
}

function check_foreign(header,    from) {
    from = module_of(FILENAME)
    if (!((from, header) in may_touch) && !(("any", header) in may_touch))
        complain(from " may not touch <" header ">")
}

FNR == NR && !/^#/ && NF {
    split($0, column, ":")
    gsub(/ /, "", column[1])
    modules[column[1]] = 1
    count = split(column[2], words, " ")
    for (i = 1; i <= count; i++) {
        may_include[column[1], words[i]] = 1
        if (words[i] != "engine" && !(words[i] in modules))
            complain(column[1] " includes " words[i] ", which stands after it")
    }
    count = split(column[3], words, " ")
    for (i = 1; i <= count; i++)
        may_touch[column[1], words[i]] = 1
}

FNR != NR && /^[ \t]*#[ \t]*include[ \t]*"/ { split($0, part, "\""); check_ours(part[2]) }
FNR != NR && /^[ \t]*#[ \t]*include[ \t]*</ { split($0, part, /[<>]/); check_foreign(part[2]) }

END { exit broken }
