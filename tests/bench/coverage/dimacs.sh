#!/usr/bin/env bash
# Writes a road graph of the 9th DIMACS challenge as a table of lines that GDAL reads.
#
# usage: bash tests/bench/coverage/dimacs.sh FOLDER >roads.csv
# FOLDER has USA-road-t.NY.gr.gz (time), USA-road-d.NY.gr.gz (length) and USA-road-d.NY.co.gz (places).
# Every arc of these graphs is there both ways, so that each pair is one road both ways; what the challenge
# takes for classes of speed (a time that is 1, 1.25, 1.67 or 2.5 lengths) are classes of roads here.
set -euo pipefail
folder=$1

pairs() { # pairs NAME: arcs from a lower node to a higher one
    zcat "$folder/$1" | awk '$1 == "a" && $2 < $3 { print $2, $3, $4 }'
}

echo "id,class,WKT"
awk -v places=<(zcat "$folder/USA-road-d.NY.co.gz") '
    BEGIN {
        while ((getline line <places) > 0) {
            split(line, part, " ")
            if (part[1] == "v") at[part[2]] = sprintf("%.6f %.6f", part[3] / 1e6, part[4] / 1e6)
        }
    }
    { slowness = $6 / $3 }
    $1 != $4 || $2 != $5 { print "the two graphs differ at " $0 >"/dev/stderr"; exit 1 }
    {
        class = slowness < 1.1 ? "motorway" : slowness < 1.4 ? "primary" : slowness < 2 ? "secondary" : "residential"
        printf "%d,%s,\"LINESTRING (%s,%s)\"\n", NR, class, at[$1], at[$2]
    }' < <(paste -d ' ' <(pairs USA-road-d.NY.gr.gz) <(pairs USA-road-t.NY.gr.gz))
