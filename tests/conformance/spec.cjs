// Holds what onemap knows against the specification's own reference: every operator and property is
// drawn or refused by name, and the table of properties says what the specification says.
//
// usage: conformance_fixtures list | node spec.cjs
const fs = require('fs');
const {latest, expressions, CompoundExpression} = require('@maplibre/maplibre-gl-style-spec');

const rows = fs.readFileSync(0, 'utf8').trim().split('\n').map((line) => line.split('\t'));
const known = {operator: new Map(), property: new Map()};
for (const [kind, name, ...rest] of rows) known[kind].set(name, rest);

let broken = 0;
const complain = (words) => { console.log(words); broken = 1; };
const same = (what, ours, theirs) => {
    if (String(ours) !== String(theirs)) complain(`${what} is ${ours}, the specification says ${theirs}`);
};

const names = Object.keys({...expressions, ...CompoundExpression.definitions})
    .filter((name) => !name.startsWith('filter-'));
const tally = {};
const count = (what, how) => { tally[`${what} ${how}`] = (tally[`${what} ${how}`] || 0) + 1; };
for (const name of names) {
    const row = known.operator.get(name);
    if (row) count('operators', row[0]);
    else complain(`operator ${name} is neither drawn nor refused by name`);
}
for (const name of known.operator.keys())
    if (!names.includes(name)) complain(`operator ${name} is none of the specification`);

const drawn = ['background', 'fill', 'line', 'circle', 'symbol', 'raster'];
const layers = Object.keys(latest.layer.type.values);
for (const layer of layers)
    count('layer types', rows.some((r) => r[0] === 'property' && r[3] === layer) ? 'drawn' : 'refused');
for (const layer of layers.filter((l) => rows.some((r) => r[0] === 'property' && r[3] === l))) {
    if (!drawn.includes(layer)) complain(`layers of type ${layer} are new here`);
    for (const place of ['layout', 'paint'])
        for (const [name, spec] of Object.entries(latest[`${place}_${layer}`])) {
            if (name === 'visibility') continue;
            const row = known.property.get(name);
            if (!row) { complain(`property ${name} is neither drawn nor refused by name`); continue; }
            const [how, ourLayer, ourPlace, type, freedom, mixed, fallback, least, most, length, choices] = row;
            count('properties', how);
            const parameters = spec.expression ? spec.expression.parameters : [];
            const theirs = spec['property-type'] === 'color-ramp' ? 'fixed'
                : parameters.includes('feature') ? 'feature' : parameters.includes('zoom') ? 'zoom' : 'fixed';
            same(`${name}: the layer`, ourLayer, layer);
            same(`${name}: the place`, ourPlace, place);
            same(`${name}: the type`, type, spec.type);
            same(`${name}: what it hangs on`, freedom, theirs);
            same(`${name}: interpolation`, mixed, spec.expression && spec.expression.interpolated ? 'mixed' : 'stepped');
            same(`${name}: the default`, JSON.stringify(JSON.parse(fallback)), JSON.stringify(spec.default ?? null));
            if (spec.minimum !== undefined) same(`${name}: the least`, least, spec.minimum);
            if (spec.maximum !== undefined) same(`${name}: the most`, most, spec.maximum);
            if (spec.length) same(`${name}: the length`, length, spec.length);
            if (spec.values) same(`${name}: the values`, choices, Object.keys(spec.values).join(','));
        }
}
for (const name of known.property.keys())
    if (!layers.some((l) => ['layout', 'paint'].some((p) => name in latest[`${p}_${l}`])))
        complain(`property ${name} is none of the specification`);

for (const [what, how] of Object.entries(tally).sort()) console.log(`${what} ${how}`);
process.exit(broken);
