// Writes fixtures of random expressions with what MapLibre's own evaluator makes of them.
//
// usage: node corpus.cjs DIR COUNT SEED    @maplibre/maplibre-gl-style-spec must be in NODE_PATH
const fs = require('fs');
const path = require('path');
const {createPropertyExpression, convertFunction, featureFilter, latest, createExpression} =
    require('@maplibre/maplibre-gl-style-spec');

const [folder, count, seed] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];

// A generator of its own, so that a seed names a corpus on every machine (mulberry32).
let state = seed >>> 0;
const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
const below = (n) => Math.floor(random() * n);
const pick = (list) => list[below(list.length)];
const times = (n, make) => Array.from({length: n}, (_, i) => make(i));

const texts = ['', 'a', 'ab', 'abc', 'Straße', '无锡市', '12', ' 7 ', 'red', '#0f8', 'null', 'true'];
const numbers = [0, 1, -1, 2, 0.5, -2.75, 3, 10, 255, 1e-3, 1234.5];
const colours = ['red', '#08f', 'rgba(10, 20, 30, 0.5)', 'hsl(120, 50%, 40%)', 'black', 'white'];
const names = ['n', 's', 'b', 'list', 'o', 'missing', 'nothing'];
const stops = (n) => {
    let at = below(5) - 2;
    return times(n, () => (at += 1 + below(4) / 2));
};
const curve = (operator, how, input, type, depth) =>
    [operator, ...(how ? [how] : []), input, ...stops(2 + below(3)).flatMap((s) => [s, make(type, depth)])];
const how = () => pick([['linear'], ['exponential', pick([0.5, 1, 1.5, 2])]]);
// MapLibre finds the curve to 1e-6, which a text of many digits would show: outermost only.
const bezier = () => ['cubic-bezier', ...times(4, () => below(101) / 100)];
const branch = (type, depth) => pick([
    () => ['case', make('boolean', depth), make(type, depth), make(type, depth)],
    () => ['match', make(pick(['number', 'string']), depth),
        ...pick([[1, 2, 3], ['a', 'ab', 'red']]).flatMap((l) => [l, make(type, depth)]), make(type, depth)],
    () => ['coalesce', ['get', pick(names)], make(type, depth)],
    () => ['let', 'x', make(type, depth), ['var', 'x']],
    () => { const s = stops(2); return ['step', make('number', depth), make(type, depth), s[0], make(type, depth), s[1], make(type, depth)]; },
])();

const makers = {
    number: (d) => pick([
        () => [pick(['+', '*', 'min', 'max']), ...times(1 + below(3), () => make('number', d))],
        () => [pick(['-', '/', '%', '^']), make('number', d), make('number', d)],
        () => [pick(['abs', 'ceil', 'floor', 'round', 'sqrt', 'ln', 'sin', 'cos', 'tan', 'atan', '-']), make('number', d)],
        () => ['number', ['get', pick(names)], make('number', d)],
        () => ['to-number', pick([['get', pick(names)], make('string', d)]), make('number', d)],
        () => ['length', pick([make('string', d), ['get', 'list'], ['literal', [1, 2]]])],
        () => ['index-of', make(pick(['string', 'number']), d), pick([make('string', d), ['get', 'list']])],
        () => curve('interpolate', how(), make('number', d), 'number', d),
        () => ['at', below(3), ['array', 'number', ['get', 'list']]],
        () => pick([['e'], ['pi'], ['ln2'], ['zoom']]),
        () => branch('number', d),
    ])(),
    string: (d) => pick([
        () => ['concat', ...times(1 + below(3), () => make(pick(['string', 'number', 'boolean']), d))],
        () => [pick(['upcase', 'downcase']), make('string', d)],
        () => ['to-string', pick([make(pick(['number', 'boolean', 'string', 'color']), d), ['get', pick(names)]])],
        () => ['string', ['get', pick(names)], make('string', d)],
        () => ['slice', make('string', d), below(4) - 2, ...pick([[], [below(5) - 1]])],
        () => ['typeof', ['get', pick(names)]],
        () => ['join', ['split', make('string', d), pick(['a', 'b', ''])], '+'],
        () => ['number-format', make('number', d), pick([{}, {locale: 'de'}, {'max-fraction-digits': 1}, {locale: 'en', currency: 'EUR'}])],
        () => branch('string', d),
    ])(),
    boolean: (d) => pick([
        () => [pick(['==', '!=']), ['get', pick(names)], make(pick(['number', 'string']), d)],
        () => [pick(['<', '>', '<=', '>=']), make('number', d), make('number', d)],
        () => [pick(['<', '>=']), ['get', pick(names)], make(pick(['number', 'string']), d)],
        () => [pick(['all', 'any']), ...times(below(3), () => make('boolean', d))],
        () => ['!', make('boolean', d)],
        () => ['has', pick(names)],
        () => ['in', make(pick(['string', 'number']), d), pick([make('string', d), ['get', 'list'], ['literal', ['a', 1]]])],
        () => ['to-boolean', ['get', pick(names)]],
        () => branch('boolean', d),
    ])(),
    color: (d) => pick([
        () => ['rgb', ...times(3, () => below(260))],
        () => ['rgba', below(256), below(256), below(256), below(11) / 10],
        () => ['to-color', pick([['get', pick(names)], make('string', d)]), pick(colours)],
        () => curve(pick(['interpolate', 'interpolate-hcl', 'interpolate-lab']), how(), make('number', d), 'color', d),
        () => branch('color', d),
    ])(),
};
const leaves = {number: () => pick([pick(numbers), ['get', 'n']]), string: () => pick([pick(texts), ['get', 's']]),
    boolean: () => pick([true, false, ['get', 'b']]), color: () => pick(colours)};
// MapLibre's log10 and log2 are an ulp off (log10 of 1000 is below 3); onemap's are not, and not tried.
// Now and then of a type that does not fit, so that what must be refused is tried too.
function make(type, depth) {
    const wanted = random() < 0.02 ? pick(Object.keys(makers)) : type;
    return depth <= 0 ? leaves[wanted]() : makers[wanted](depth - 1);
}

const features = () => times(4, () => ({properties: Object.fromEntries([
    ['n', pick(numbers)], ['s', pick(texts)], ['b', random() < 0.5],
    ['list', times(below(4), () => pick([pick(numbers), pick(texts)]))], ['o', {n: 1, s: 'x'}],
    ['nothing', null]].filter(() => random() < 0.8)), id: below(5), type: 'Point'}));

function judged(fixture, spec) {
    const made = createPropertyExpression(fixture.expression, 'p', spec);
    if (made.result === 'error')
        return {compiled: {result: 'error', errors: made.value.map((e) => ({key: e.key, error: e.message}))}};
    const {kind, _styleExpression: inner} = made.value;
    const outputs = fixture.inputs.map(([globals, feature]) => {
        try {
            const v = made.value.evaluateWithoutErrorHandling(globals, {...feature, type: 'Point'}, {}, null, []);
            return inner.expression.type.kind === 'color' && v ? [v.r, v.g, v.b, v.a] : v;
        } catch (e) { return {error: e.message}; }
    });
    return {compiled: {result: 'success', isFeatureConstant: kind === 'constant' || kind === 'camera',
        isZoomConstant: kind === 'constant' || kind === 'source'}, outputs};
}

for (let i = 0; i < count; i++) {
    const type = pick(Object.keys(makers));
    const spec = {type, 'property-type': 'data-driven', expression: {interpolated: true, parameters: ['zoom', 'feature']}};
    const over_zoom = random() < 0.3 && type !== 'boolean' && type !== 'string';
    const expression = over_zoom ? curve('interpolate', pick([how, bezier])(), ['zoom'], type, 2) : make(type, 1 + below(4));
    const inputs = features().map((f) => [{zoom: below(40) / 2}, f]);
    const fixture = {propertySpec: spec, expression, inputs};
    if (!Array.isArray(expression)) { i--; continue; }
    fixture.expected = judged(fixture, spec);
    // JSON has no words for what is not finite; those inputs say nothing.
    const finite = (v) => typeof v !== 'number' || Number.isFinite(v);
    if (fixture.expected.outputs) {
        const keep = fixture.expected.outputs.map((v) => (Array.isArray(v) ? v.every(finite) : finite(v)));
        fixture.inputs = inputs.filter((_, k) => keep[k]);
        fixture.expected.outputs = fixture.expected.outputs.filter((_, k) => keep[k]);
    }
    const to = path.join(folder, 'tests', expression[0].replace(/[^a-z0-9-]/g, 'op'), String(i));
    fs.mkdirSync(to, {recursive: true});
    fs.writeFileSync(path.join(to, 'test.json'), JSON.stringify(fixture));
}
