#!/usr/bin/env bash
# Measures what the risk map is made of, each part beside others who do the same.
#
# usage: bash tests/bench/risk/run.sh [PART...]      parts: jenks, alpha, grid, zonal; all when none is named
#
# jenks: exact natural breaks in 4 and 7 classes, beside classInt (R, from Debian) and, when
# MAPCLASSIFY_SOURCE names a folder with its sources (github.com/pysal/mapclassify), mapclassify, compiled
# with Debian's numba. Both take time with the square of the values: they are asked for more and more
# until they need longer than ONEMAP_BENCH_LIMIT_S (300 s). Sums of squares must be the same as ours:
# classInt's to nine digits; mapclassify counts in single precision, its sum may be the larger one.
#
# alpha: the people within 500 m of each of 10,000 plants among 1,000,000 places, as GB 18218 counts
# them, beside PostGIS: ST_DWithin with a GiST index, both in memory. Each plant must have the same
# number. What comes before counting, reading the store and loading the table, is told on its own.
#
# grid: 500,000 and 1,000,000 cells graded from 25,000 and 50,000 sources,
# with one thread and two: the time of a cell and pair must stay, the bytes be the
# same.
#
# zonal: the mean of a raster of 10,000 x 10,000 cells (single precision, blocks of 256 x 256) on each of
# 5,000 districts by exact shares of cells, beside exactextract when EXACTEXTRACT names its program
# (github.com/isciences/exactextract; no package of Debian has it), and of 2,000 x 2,000 cells beside
# PostGIS raster (ST_Clip, cells by their centres), which would take too long with more. One thread and two
# must find the same bytes, and the means must be exactextract's to 1e-6.
#
# Prints each raw figure, the best of several tries for us, and "ratio NAME VALUE target VALUE", higher is better.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
work=$root/build/bench-risk
bench=$root/build/release/tests/bench_risk
limit_s=${ONEMAP_BENCH_LIMIT_S:-300}
mkdir -p "$work"
if ! (cd "$root" && cmake --preset release -DBUILD_TESTING=ON &&
    cmake --build --preset release --target bench_risk) >"$work/build.log" 2>&1; then
    tail -n 20 "$work/build.log" >&2
    exit 1
fi

# Keeps "figure NAME VALUE UNIT" lines as figures of a case, and prints them.
declare -A value
keep() { # keep CASE <figures
    local kind name number unit
    while read -r kind name number unit; do
        [ "$kind" = figure ] || continue
        value[$1.$name]=$number
        printf '%-44s %14s %s\n' "$1.$name" "$number" "$unit"
    done
}

# The other's figure over ours; nothing when either is missing.
ratio() { # ratio NAME THEIRS OURS TARGET
    [ -n "${value[$2]:-}" ] && [ -n "${value[$3]:-}" ] || return 0
    awk -v name="$1" -v theirs="${value[$2]}" -v ours="${value[$3]}" -v target="$4" \
        'BEGIN { printf "ratio %s %.2f target %s\n", name, theirs / ours, target }'
}

# ---- Natural breaks ----

# What a peer found must not be better than ours, nor worse by more than a share.
compare_squares() { # compare_squares CASE PEER SHARE
    awk -v theirs="${value[$1.$2_squares]}" -v ours="${value[$1.squares]}" -v share="$3" 'BEGIN {
        exit !(theirs >= ours * (1 - 1e-8) && theirs <= ours * (1 + share)) }' ||
        { echo "$1: $2 finds other classes: ${value[$1.$2_squares]}, ours ${value[$1.squares]}" >&2 && exit 1; }
}

# Asks a peer for more and more values until it takes too long.
ask_peer() { # ask_peer PEER CLASSES SHARE COMMAND...
    local peer=$1 classes=$2 share=$3 size case largest=
    shift 3
    for size in "${sizes[@]}"; do
        case=jenks.$size.$classes
        timeout "$limit_s" "$@" "$work/$size.f64" "$classes" >"$work/$peer.txt" 2>"$work/$peer.log" || break
        keep "$case" <"$work/$peer.txt"
        compare_squares "$case" "$peer" "$share"
        ratio "$case.$peer" "$case.${peer}_time" "$case.time" 1
        largest=$case
    done
    [ -n "$largest" ] || { echo "$peer could not be had: $(tail -n 1 "$work/$peer.log")" && return; }
    echo "$peer: ${largest%.*} is the most that it finishes within $limit_s s"
    ratio "jenks.1000000.$classes.over_largest_of_$peer" "$largest.${peer}_time" "jenks.1000000.$classes.time" 20
}

measure_jenks() {
    local size classes
    local sizes=(10000 100000 200000 500000 1000000)
    for size in "${sizes[@]}"; do
        "$bench" values "$size" "$work/$size.f64"
        for classes in 4 7; do
            keep "jenks.$size.$classes" < <("$bench" jenks "$work/$size.f64" $classes)
        done
    done
    for classes in 4 7; do
        ask_peer classint $classes 1e-8 Rscript "$here/peers/classint.R"
        if [ -n "${MAPCLASSIFY_SOURCE:-}" ]; then
            ask_peer mapclassify $classes 1e-2 /usr/bin/python3 "$here/peers/mapclassify.py" "$MAPCLASSIFY_SOURCE"
        else
            echo "mapclassify could not be had (MAPCLASSIFY_SOURCE names no sources): not compared"
        fi
    done
}

# ---- Alpha ----

measure_alpha() {
    local folder=$work/alpha different
    bash "$root/tests/install.sh" peers
    # shellcheck source=/dev/null
    . "$root/tests/bench/coverage/peers/postgres.sh"
    rm -rf "$folder" && mkdir -p "$folder"
    keep alpha < <("$bench" alpha "$folder" 10000 1000000)
    trap postgres_stop EXIT
    postgres_start
    keep alpha < <(postgis_counts "$folder")
    different=$(sql -c 'select count(*) from ours full join theirs using (id) where ours.people is distinct from theirs.people')
    [ "$different" = 0 ] || { echo "alpha: $different plants have other numbers of people" >&2 && exit 1; }
    echo "alpha: PostGIS counts the same people around each plant"
    ratio alpha.count alpha.postgis_count alpha.count 20
    awk -v theirs="${value[alpha.postgis_load]} ${value[alpha.postgis_count]}" \
        -v ours="${value[alpha.read]} ${value[alpha.count]}" 'BEGIN {
        split(theirs, t, " "); split(ours, o, " ")
        printf "ratio alpha.loading_and_count %.2f target 1\n", (t[1] + t[2]) / (o[1] + o[2]) }'
}

# Loads what was written, then counts; the best of three.
postgis_counts() { # postgis_counts FOLDER
    local begun ms
    begun=$(date +%s.%N)
    sql <<SQL
set client_min_messages = warning;
create unlogged table place (x float8, y float8);
\\copy place from '$1/people.tsv'
create unlogged table people as select st_setsrid(st_makepoint(x, y), 4549) as geom from place;
create index on people using gist (geom);
create unlogged table plant (id int, x float8, y float8, people float8);
\\copy plant from '$1/counts.tsv'
create unlogged table source as select id, st_setsrid(st_makepoint(x, y), 4549) as geom from plant;
create unlogged table ours as select id, people::bigint from plant;
analyze;
SQL
    awk -v begun="$begun" -v ended="$(date +%s.%N)" 'BEGIN { printf "figure postgis_load %.3f s\n", ended - begun }'
    ms=$(best_ms 3 'select sum(n) from (select s.id, count(p.geom) n from source s left join people p on st_dwithin(s.geom, p.geom, 500) group by s.id) q')
    awk -v ms="$ms" 'BEGIN { printf "figure postgis_count %.4f s\n", ms / 1000 }'
    sql -c 'create unlogged table theirs as select s.id, count(p.geom) as people from source s
        left join people p on st_dwithin(s.geom, p.geom, 500) group by s.id'
}

# ---- Grid ----

measure_grid() {
    local case
    keep grid.500000.2 < <("$bench" grid 707 25000 2)
    keep grid.1000000.1 < <("$bench" grid 1000 50000 1)
    keep grid.1000000.2 < <("$bench" grid 1000 50000 2)
    [ "${value[grid.1000000.1.checksum]}" = "${value[grid.1000000.2.checksum]}" ] ||
        { echo "grid: one thread and two give other bytes" >&2 && exit 1; }
    echo "grid: one thread and two give the same bytes"
    ratio grid.two_threads_over_one grid.1000000.1.time grid.1000000.2.time 1.5
    # Time over cells and pairs, of the smaller grid over that of the larger: 1 where it is linear.
    for case in grid.500000.2 grid.1000000.2; do
        value[$case.each]=$(awk -v s="${value[$case.time]}" -v c="${value[$case.cells]}" \
            -v p="${value[$case.pairs]}" 'BEGIN { printf "%.6f", s * 1e6 / (c + p) }')
        printf '%-44s %14s %s\n' "$case.each" "${value[$case.each]}" "us a cell and pair"
    done
    ratio grid.linear grid.500000.2.each grid.1000000.2.each 0.8
}

# ---- Zonal statistics ----

# make_raster CELLS: zonal.CELLS.tif and zonal.CELLS.csv (districts, WKT)
make_raster() {
    local cells=$1 raw=$work/zonal.$1.raw
    "$bench" raster "$cells" "$raw"
    printf 'ENVI\nsamples = %s\nlines = %s\nbands = 1\ndata type = 4\ninterleave = bsq\nbyte order = 0\n' \
        "$cells" "$cells" >"$work/zonal.$cells.hdr"
    gdal_translate -q -a_srs EPSG:4549 -a_nodata -9999 -a_ullr 0 $((cells * 10)) $((cells * 10)) 0 \
        -co TILED=YES "$raw" "$work/zonal.$cells.tif"
    rm "$raw" "$work/zonal.$cells.hdr"
    "$bench" districts "$cells" "$work/zonal.$cells.tsv"
    { echo 'id,wkt'; sed 's/\t\(.*\)/,"\1"/' "$work/zonal.$cells.tsv"; } >"$work/zonal.$cells.csv"
    ogr2ogr -q -overwrite -f GPKG -a_srs EPSG:4549 -oo GEOM_POSSIBLE_NAMES=wkt -oo KEEP_GEOM_COLUMNS=NO \
        "$work/zonal.$cells.gpkg" "$work/zonal.$cells.csv" -nln districts
    keep "zonal.$cells" < <("$bench" zonal "$work/zonal.$cells.tif" "$cells" "$work/zonal.$cells.txt")
}

ask_exactextract() { # ask_exactextract CELLS
    local begin end i best=
    for i in 1 2 3; do
        begin=$(date +%s.%N)
        rm -f "$work/exact.csv"
        "$EXACTEXTRACT" -r "v:$work/zonal.$1.tif" -p "$work/zonal.$1.gpkg" -f id -s "mean(v)" -o "$work/exact.csv" \
            >/dev/null
        end=$(date +%s.%N)
        best=$(awk -v a="$begin" -v b="$end" -v best="$best" 'BEGIN { t = b - a; print best == "" || t < best ? t : best }')
    done
    keep "zonal.$1" <<<"figure exactextract_time $best s"
    paste -d' ' "$work/zonal.$1.txt" <(tail -n +2 "$work/exact.csv" | tr -d '"' | sort -t, -n -k1 | cut -d, -f2) | awk '
        { d = $2 - $3; if (d < 0) d = -d; if (!($3 != "" && d <= 1e-6 * $2)) { print "district " NR - 1 ": " $0; bad = 1 } }
        END { if (NR != 5000) bad = 1; exit bad }' || { echo "exactextract finds other means" >&2 && exit 1; }
    ratio "zonal.$1.exactextract" "zonal.$1.exactextract_time" "zonal.$1.time" 1
    ratio "zonal.$1.exactextract_one_thread" "zonal.$1.exactextract_time" "zonal.$1.time_1_thread" 1
}

ask_postgis() { # ask_postgis CELLS
    bash "$root/tests/install.sh" peers
    # shellcheck source=/dev/null
    . "$root/tests/bench/coverage/peers/postgres.sh"
    trap postgres_stop EXIT
    postgres_start
    sql -c 'create extension postgis_raster'
    raster2pgsql -q -s 4549 -t 100x100 -C -I "$work/zonal.$1.tif" raster | sql >/dev/null
    sql -c 'create table districts(id int, wkt text)'
    sql -c "\\copy districts from '$work/zonal.$1.tsv'"
    sql -c 'create table zones as select id, ST_GeomFromText(wkt, 4549) as geom from districts'
    local ms
    ms=$(best_ms 1 'select count(*), sum(mean) from (select id, (ST_SummaryStatsAgg(ST_Clip(rast, geom), 1, true)).mean
        from zones join raster on ST_Intersects(rast, geom) group by id) as means')
    keep "zonal.$1" <<<"figure postgis_time $(awk -v ms="$ms" 'BEGIN { print ms / 1000 }') s"
    ratio "zonal.$1.postgis" "zonal.$1.postgis_time" "zonal.$1.time" 1
    postgres_stop
}

measure_zonal() {
    make_raster 10000
    if [ -n "${EXACTEXTRACT:-}" ]; then
        ask_exactextract 10000
    else
        echo "exactextract could not be had (EXACTEXTRACT names no program): not compared"
    fi
    make_raster 2000
    ask_postgis 2000
}

for part in ${@:-jenks alpha grid zonal}; do
    "measure_$part"
done
