# Every shipped style is valid to MapLibre's own validator, so that other programs can open it.
version=26.6.0
package=@maplibre/maplibre-gl-style-spec
command -v npm >/dev/null || { echo "npm is missing: the styles are not validated"; exit 77; }

# The validator lives in the build tree; it is fetched once.
tools=${ONEMAP_BUILD:-build}/npm
if ! grep -qs "\"version\": \"$version\"" "$tools/node_modules/$package/package.json"; then
    npm install --silent --no-audit --no-fund --no-save --prefix "$tools" "$package@$version" ||
        { echo "npm could not install $package@$version"; exit 1; }
fi
styles=()
for style in styles/*.json; do
    [ "$style" = styles/palettes.json ] || styles+=("$style")
done
NODE_PATH=$tools/node_modules node tests/lint/validate_styles.cjs "${styles[@]}"
