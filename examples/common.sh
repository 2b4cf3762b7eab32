# Steps that the example scripts share: source it, call prepare_onemap, then use "$onemap".

onemap_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
onemap=$onemap_root/build/release/bin/onemap

# Installs what is missing and builds the release; quiet when there is nothing to do.
prepare_onemap() {
    bash "$onemap_root/tests/install.sh" run || exit
    local log=$onemap_root/build/release.log
    mkdir -p "$onemap_root/build"
    if ! (cd "$onemap_root" && cmake --preset release -DBUILD_TESTING=OFF &&
        cmake --build --preset release) >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        echo "the build failed, see $log" >&2
        exit 1
    fi
}
