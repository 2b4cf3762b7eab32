// Reads an OpenStreetMap file's turn restrictions on its own, for pgRouting to be asked about.
//
// usage: node turns.cjs plain OPL >OPL          the file without what is not compared here
//        node turns.cjs closures OPL >GEOJSON   some of its roads closed, some slowed to a half
//        node turns.cjs graph OPL FOLDER        FOLDER/edges.tsv, ends.tsv -> line.tsv, banned.tsv
// OPL is what osmium writes. Left out are restrictions over ways instead of a node, those for times,
// and those with exceptions. graph makes the network of ways of driving: its nodes are edges as they
// are driven (2 * edge forwards, 2 * edge + 1 backwards), joined where one may follow another.
const fs = require('fs');

const drivable = /^(motorway|trunk|primary|secondary|tertiary|unclassified|residential|living_street|service|road)/;
const isClosed = (way) => way % 23 === 0, isSlow = (way) => way % 7 === 0;

function tagsOf(words) {
    const text = (words.find((word) => word[0] === 'T') ?? 'T').slice(1);
    return Object.fromEntries(text.split(',').filter(Boolean).map((tag) => tag.split('=')));
}

function isPlain(line) {
    if (line[0] !== 'r') return true;
    const words = line.split(' '), tags = tagsOf(words);
    const members = (words.find((word) => word[0] === 'M') ?? 'M').slice(1).split(',');
    const via = members.filter((member) => member.endsWith('@via'));
    return tags.type === 'restriction' && /^(no|only)_/.test(tags.restriction ?? '') &&
        !Object.keys(tags).some((key) => key === 'except' || key.includes('conditional')) &&
        via.length === 1 && via[0][0] === 'n';
}

function readMap(file) {
    const nodesAt = new Map(), waysOf = new Map(), restrictions = [];
    for (const line of fs.readFileSync(file, 'utf8').split('\n')) {
        const words = line.split(' '), id = Number(words[0].slice(1));
        const field = (letter) => (words.find((word) => word[0] === letter) ?? letter).slice(1);
        if (line[0] === 'n' && field('x')) {
            const key = `${Number(field('x')).toFixed(7)} ${Number(field('y')).toFixed(7)}`;
            nodesAt.set(key, [...(nodesAt.get(key) ?? []), id]);
        } else if (line[0] === 'w' && drivable.test(tagsOf(words).highway ?? '')) {
            const nodes = field('N').split(',').map((node) => Number(node.slice(1)));
            for (let i = 1; i < nodes.length; i++) {
                const key = [nodes[i - 1], nodes[i]].sort((a, b) => a - b).join(' ');
                waysOf.set(key, [...(waysOf.get(key) ?? []), id]);
            }
        } else if (line[0] === 'r') {
            const member = (role) => field('M').split(',').filter((one) => one.endsWith(`@${role}`))
                .map((one) => Number(one.slice(1, one.indexOf('@'))));
            const [from, via, to] = [member('from'), member('via'), member('to')];
            if (from.length === 1 && via.length === 1 && to.length === 1)
                restrictions.push({ kind: tagsOf(words).restriction, from: from[0], via: via[0], to: to[0] });
        }
    }
    return { nodesAt, waysOf, restrictions };
}

// The edges with their ways, and the nodes where they begin and end.
function readEdges(folder, map) {
    const rows = (name) => fs.readFileSync(`${folder}/${name}`, 'utf8').trim().split('\n').map((line) => line.split('\t'));
    const costs = new Map(rows('edges.tsv').map(([id, , , , cost, back]) => [id, [Number(cost), Number(back)]]));
    return rows('ends.tsv').map(([id, source, target, first, second, last]) => {
        const begins = map.nodesAt.get(first) ?? [], ends = map.nodesAt.get(last) ?? [];
        const ways = begins.flatMap((a) => (map.nodesAt.get(second) ?? []).flatMap(
            (b) => map.waysOf.get([a, b].sort((x, y) => x - y).join(' ')) ?? []));
        if (ways.length === 0) throw new Error(`edge ${id} lies on no way`);
        const [cost, back] = costs.get(id) ?? [-1, -1];
        return { id: Number(id), source, target, begins, ends, ways: new Set(ways), cost, back };
    });
}

// Arcs: an edge as it is driven, whether it may be, where it leads and what that costs.
function arcsOf(edges) {
    const arcs = [];
    for (const edge of edges) {
        const open = ![...edge.ways].some(isClosed);
        const slow = [...edge.ways].some(isSlow) ? 2 : 1;
        if (edge.cost >= 0) arcs.push({ id: 2 * edge.id, edge, tail: edge.source, head: edge.target, at: edge.ends, off: edge.begins, open, cost: slow * edge.cost });
        if (edge.back >= 0) arcs.push({ id: 2 * edge.id + 1, edge, tail: edge.target, head: edge.source, at: edge.begins, off: edge.ends, open, cost: slow * edge.back });
    }
    return arcs;
}

// Turns that may not be made, as "arc arc". Where a way passes through it is not clear which half is
// meant: there only turning back is understood.
function bannedTurns(map, arcs, edges) {
    const banned = new Set();
    let understood = 0;
    for (const { kind, from, via, to } of map.restrictions) {
        const touching = (way) => edges.filter((edge) => edge.ways.has(way) && (edge.begins.includes(via) || edge.ends.includes(via)));
        const passes = touching(from).length > 1 || touching(to).length > 1;
        const comes = arcs.filter((arc) => arc.edge.ways.has(from) && arc.at.includes(via));
        const leaves = arcs.filter((arc) => arc.off.includes(via));
        const meant = leaves.filter((arc) => arc.edge.ways.has(to));
        if (comes.length === 0 || meant.length === 0 || (passes && (from !== to || kind.startsWith('only')))) continue;
        understood++;
        for (const before of comes)
            for (const after of leaves) {
                const is = meant.includes(after) && (!passes || after.edge === before.edge);
                if (kind.startsWith('only') ? !is : is) banned.add(`${before.id} ${after.id}`);
            }
    }
    return { banned, understood };
}

function writeGraph(file, folder) {
    const map = readMap(file), edges = readEdges(folder, map), arcs = arcsOf(edges);
    const { banned, understood } = bannedTurns(map, arcs, edges);
    const from = new Map();
    // A station may stand at the end of a closed road; nobody drives onto one.
    for (const arc of arcs) if (arc.open) from.set(arc.tail, [...(from.get(arc.tail) ?? []), arc]);
    const lines = arcs.flatMap((arc) => (from.get(arc.head) ?? [])
        .filter((next) => !banned.has(`${arc.id} ${next.id}`)).map((next) => `${arc.id}\t${next.id}\t${next.cost}`));
    fs.writeFileSync(`${folder}/line.tsv`, lines.map((line, i) => `${i + 1}\t${line}\n`).join(''));
    fs.writeFileSync(`${folder}/arcs.tsv`, arcs.map((arc) => `${arc.id}\t${arc.tail}\t${arc.head}\t${arc.cost}\t${arc.open}\n`).join(''));
    fs.writeFileSync(`${folder}/banned.tsv`, [...banned].map((turn) => `${turn.replace(' ', '\t')}\n`).join(''));
    console.log(`${understood} of ${map.restrictions.length} restrictions understood, ${banned.size} turns banned`);
}

function writeClosures(file) {
    const feature = (way, factor) => ({ type: 'Feature', geometry: null, properties: { road_id: `way/${way}`, speed_factor: factor } });
    const ways = new Set([...readMap(file).waysOf.values()].flat());
    const features = [...ways].flatMap((way) => isClosed(way) ? [feature(way, 0)] : isSlow(way) ? [feature(way, 0.5)] : []);
    console.log(JSON.stringify({ type: 'FeatureCollection', features }));
}

const [, , what, file, folder] = process.argv;
if (what === 'plain') {
    for (const line of fs.readFileSync(file, 'utf8').split('\n')) if (line && isPlain(line)) console.log(line);
} else if (what === 'closures') {
    writeClosures(file);
} else {
    writeGraph(file, folder);
}
