# OSRM 6.0, compiled from its sources with Debian's libraries; it stands in no package of Debian, and
# npm's packages fetch their programs from elsewhere. Source it after `root`, `here`, `work` are set.

# Compiles what is needed of the sources in $1 below $work/osrm, once.
osrm_build() { # osrm_build SOURCES
    local build=$work/osrm/build
    mkdir -p "$build"
    [ -x "$work/osrm/bench_osrm" ] && [ "$work/osrm/bench_osrm" -nt "$here/peers/osrm_table.cpp" ] && return 0
    bash "$root/tests/install.sh" osrm
    # Newer compilers warn of more than its authors saw: warnings are no errors here.
    cmake -S "$1" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DENABLE_LTO=OFF \
        -DCMAKE_CXX_FLAGS_RELEASE="-O3 -DNDEBUG -w -Wno-error"
    cmake --build "$build" --target osrm osrm-extract osrm-contract
    g++ -O3 -std=c++20 -w -DBOOST_SPIRIT_USE_PHOENIX_V3 -DBOOST_RESULT_OF_USE_DECLTYPE \
        -I"$1/include" -I"$1/include/osrm" -I"$build/include" -I"$1/third_party/fmt/include" \
        -I"$1/third_party/sol2/include" -I"$1/generated/include" -I"$1/third_party/flatbuffers/include" \
        -I"$1/third_party/rapidjson/include" -DFMT_HEADER_ONLY -o "$work/osrm/bench_osrm" \
        "$here/peers/osrm_table.cpp" "$build/libosrm.a" -lboost_thread -lboost_iostreams \
        -lboost_date_time -ltbb -lz -lpthread -lrt
}

# The table of 50 stations and 20,000 places, on its own roads and speeds of the same file.
osrm_measure() { # osrm_measure FOLDER ROADS.osm.pbf SOURCES
    local city=$1/osrm/city
    if [ ! -e "$1/osrm/done" ]; then
        mkdir -p "$1/osrm"
        ln -sf "$2" "$city.osm.pbf"
        "$work/osrm/build/osrm-extract" -p "$3/profiles/car.lua" "$city.osm.pbf" >&2
        "$work/osrm/build/osrm-contract" "$city.osrm" >&2
        touch "$1/osrm/done"
    fi
    "$work/osrm/bench_osrm" "$city.osrm" "$1/stations.tsv" "$1/places.tsv"
}
