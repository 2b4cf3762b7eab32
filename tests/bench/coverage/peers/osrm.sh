# OSRM 6.0 where it is installed; it stands in no package of Debian, and npm's packages fetch their
# programs from elsewhere. Source it after `here` and `work` are set.

# Empty, or the version of the OSRM that pkg-config finds (PKG_CONFIG_PATH tells where).
osrm_installed() {
    pkg-config --modversion libosrm 2>/dev/null || true
}

# Compiles the question against the installed library, once.
osrm_build() {
    local program=$work/osrm/bench_osrm
    mkdir -p "$work/osrm"
    [ -x "$program" ] && [ "$program" -nt "$here/peers/osrm_table.cpp" ] && return 0
    # shellcheck disable=SC2046
    g++ -O3 -std=c++20 -w -o "$program" "$here/peers/osrm_table.cpp" \
        $(pkg-config --cflags --libs libosrm) -lboost_thread -lboost_iostreams -lboost_date_time \
        -ltbb -lz -lpthread -lrt
}

# The table of 50 stations and 20,000 places, on its own roads and speeds of the same file.
osrm_measure() { # osrm_measure FOLDER ROADS.osm.pbf
    local city=$1/osrm/city prefix
    prefix=$(pkg-config --variable=prefix libosrm)
    if [ ! -e "$1/osrm/done" ]; then
        mkdir -p "$1/osrm"
        ln -sf "$2" "$city.osm.pbf"
        "$prefix/bin/osrm-extract" -p "$prefix/share/osrm/profiles/car.lua" "$city.osm.pbf" >&2
        "$prefix/bin/osrm-contract" "$city.osrm" >&2
        touch "$1/osrm/done"
    fi
    "$work/osrm/bench_osrm" "$city.osrm" "$1/stations.tsv" "$1/places.tsv"
}
