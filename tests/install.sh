#!/usr/bin/env bash
# Installs what onemap needs from Debian. Says nothing when nothing is missing.
#
# usage: tests/install.sh [run] [tests] [bench] [peers]     groups; run and tests when none is named
# As root or through sudo it installs; elsewhere it prints the list and exits 2.
set -euo pipefail

run=(
    build-essential cmake ninja-build pkg-config
    libgdal-dev gdal-bin libproj-dev proj-data libgeos-dev
    libspatialite-dev libsqlite3-dev libsqlite3-mod-spatialite libreadosm-dev
    libcairo2-dev libpango1.0-dev librsvg2-dev libpng-dev libdeflate-dev libimagequant-dev libwebp-dev
    libjansson-dev libyaml-dev libxxhash-dev liblemon-dev libicu-dev
    fonts-noto-core fonts-noto-cjk bsdextrautils
)
tests=(libcmocka-dev python3 universal-ctags clang-format-14 poppler-utils chromium sqlite3 zip libglpk-dev)
# What the measurements compare with, and by.
bench=(time python3-mapnik mapnik-utils)
# Whose answers and pace coverage is held against.
peers=(postgresql-15-postgis-3 postgresql-15-pgrouting postgis sqlite3 osmium-tool)
# Node often comes from elsewhere than Debian; whichever is there will do.
command -v node >/dev/null && command -v npm >/dev/null || tests+=(nodejs npm)

wanted=()
for group in "${@:-run tests}"; do
    for name in $group; do
        case $name in
        run) wanted+=("${run[@]}") ;;
        tests) wanted+=("${tests[@]}") ;;
        bench) wanted+=("${bench[@]}") ;;
        peers) wanted+=("${peers[@]}") ;;
        *)
            echo "install.sh: there is no group '$name'; there are run, tests, bench and peers" >&2
            exit 2
            ;;
        esac
    done
done

# What of `wanted` is not installed, one a line.
missing_packages() {
    command -v dpkg-query >/dev/null || {
        printf '%s\n' "${wanted[@]}"
        return
    }
    dpkg-query -W -f '${db:Status-Abbrev}${Package}\n' "${wanted[@]}" 2>/dev/null |
        sed -n 's/^ii *//p' | sort | comm -13 - <(printf '%s\n' "${wanted[@]}" | sort -u)
}

mapfile -t missing < <(missing_packages)
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    as_root=(sudo)
    [ -t 0 ] || as_root=(sudo -n)
fi
if ! command -v apt-get >/dev/null || ! "${as_root[@]}" true 2>/dev/null; then
    echo "onemap needs these Debian packages (or their like elsewhere), and may not install them:" >&2
    echo "  apt-get install ${missing[*]}" >&2
    exit 2
fi

echo "installing ${missing[*]}"
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -qq -y --no-install-recommends "${missing[@]}" >/dev/null
