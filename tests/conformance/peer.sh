# What MapLibre's npm package can judge: `spec`, the reference of operators and properties, and
# `corpus`, random expressions that its own evaluator worked out.
#
# usage: tests/conformance/peer.sh spec|corpus BUILD
set -euo pipefail
version=26.6.0
package=@maplibre/maplibre-gl-style-spec
command -v npm >/dev/null || { echo "npm is missing: there is nobody to judge"; exit 77; }
tools=$2/npm
if ! grep -qs "\"version\": \"$version\"" "$tools/node_modules/$package/package.json"; then
    npm install --silent --no-audit --no-fund --no-save --prefix "$tools" "$package@$version" ||
        { echo "npm could not install $package@$version"; exit 1; }
fi
export NODE_PATH=$tools/node_modules
here=$(cd "$(dirname "$0")" && pwd)
case $1 in
spec)
    "$2/tests/conformance_fixtures" list | node "$here/spec.cjs"
    ;;
corpus)
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
    node "$here/corpus.cjs" "$folder" "${COUNT:-500}" "${SEED:-7}"
    "$here/run" "$folder" "$2"
    ;;
esac
