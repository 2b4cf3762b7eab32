#!/usr/bin/env bash
# Installs the build into a scratch folder, builds the examples in C against it, and runs them on
# the shipped data of Liechtenstein. Nothing of the source tree but its data is used.
#
# usage: tests/install/run.sh SOURCE BUILD COMPILER
set -euo pipefail
source=$1 build=$2 compiler=$3
scratch=$build/scratch/install
prefix=$scratch/usr

rm -rf "$scratch"
mkdir -p "$scratch/programs"
cmake --install "$build" --prefix "$prefix" >/dev/null

pc=$(find "$prefix" -name onemap.pc)
PKG_CONFIG_PATH=$(dirname "$pc")
LD_LIBRARY_PATH=$(dirname "$(find "$prefix" -name libonemap.so)")
ONEMAP_SHARE=$prefix/share/onemap
export PKG_CONFIG_PATH LD_LIBRARY_PATH ONEMAP_SHARE

flags=$(pkg-config --define-variable=prefix="$prefix" --cflags --libs onemap)
for program in "$source"/examples/c/*.c; do
    # shellcheck disable=SC2086 # flags are words
    "$compiler" -std=c11 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Werror "$program" $flags \
        -o "$scratch/programs/$(basename "$program" .c)"
done

# A program of somebody who uses CMake.
cmake -S "$source/tests/install/consumer" -B "$scratch/consumer" \
    -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_C_COMPILER="$compiler" >/dev/null
cmake --build "$scratch/consumer" >/dev/null
"$scratch/consumer/consumer"

# The program finds its library and what is shipped without help.
env -u LD_LIBRARY_PATH -u ONEMAP_SHARE "$prefix/bin/onemap" version

cd "$scratch/programs"
data=$source/data/liechtenstein
styles=$ONEMAP_SHARE/styles
osm=$data/liechtenstein.osm.pbf
./load_and_draw "$data/municipalities.geojson" "$styles/base.json" map.png
./coverage city.sqlite "$osm" "$data/municipalities.geojson"
./four_colours city.sqlite "$osm" "$styles/four-colour.json" risk.png
./tiles city.sqlite "$styles/four-colour.json" mbtiles:city.mbtiles
for made in map.png risk.png city.mbtiles; do
    [ -s "$made" ] || { echo "$made was not made" >&2; exit 1; }
done
