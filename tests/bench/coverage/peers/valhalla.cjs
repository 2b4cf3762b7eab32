// Valhalla's five-minute isochrone of every station, in process: its pace, and what it gets wrong.
//
// usage: node valhalla.cjs PACKAGE CONFIG STATIONS SAMPLE
// Its roads, speeds and costs are its own, from the same OpenStreetMap file. So its isochrones are
// held against its own times: a place within 200 m of a road counts as covered when Valhalla's
// matrix comes to it within 300 s; no last metres are counted, which is what its isochrones show.
const fs = require('fs');

const [, , packageFolder, config, stationFile, sampleFile] = process.argv;
const rounds = 4, limit = 300, within = 200;

function rowsOf(file) {
    return fs.readFileSync(file, 'utf8').trim().split('\n').map((line) => line.split('\t'));
}

function questionOf(station, more) {
    return JSON.stringify({
        locations: [station.at], costing: 'auto', contours: [{ time: limit / 60 }], polygons: true, ...more,
    });
}

async function measurePace(actor, stations) {
    let best = Infinity, bytes = 0, failed = 0;
    for (let round = 0; round < rounds; round++) {
        const begun = process.hrtime.bigint();
        bytes = failed = 0;
        for (const station of stations) {
            try {
                bytes += (await actor.isochrone(questionOf(station))).length;
            } catch (error) {
                failed++;
            }
        }
        best = Math.min(best, Number(process.hrtime.bigint() - begun) / 1e6);
    }
    console.log(`figure valhalla ${(best / stations.length).toFixed(3)} ms_an_isochrone`);
    console.log(`figure valhalla_failed ${failed} isochrones`);
    console.log(`figure valhalla_bytes ${bytes} bytes`);
    return failed;
}

function inRing(ring, lon, lat) {
    let inside = false;
    for (let i = 1; i < ring.length; i++) {
        const [ax, ay] = ring[i - 1], [bx, by] = ring[i];
        if ((ay > lat) !== (by > lat) && lon < ax + (lat - ay) / (by - ay) * (bx - ax)) inside = !inside;
    }
    return inside;
}

// Every ring switches between in and out, whether it is an outline or a hole.
function isShown(features, { lon, lat }) {
    return features.some(({ geometry }) => {
        const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
        return polygons.some((rings) => rings.filter((ring) => inRing(ring, lon, lat)).length % 2 === 1);
    });
}

async function coveredOf(actor, station, places) {
    const near = places.filter((place) => place.distance <= within);
    const answer = JSON.parse(await actor.matrix(JSON.stringify({
        sources: [station.at], targets: near.map(({ lon, lat }) => ({ lon, lat })), costing: 'auto',
    })));
    const covered = new Set();
    answer.sources_to_targets[0].forEach(({ time, to_index: to }) => {
        if (time !== null && time <= limit) covered.add(near[to]);
    });
    return covered;
}

async function measureError(actor, stations, sample) {
    const tallies = {};
    let judged = 0;
    for (const station of stations) {
        const pictures = {};
        for (const [name, more] of [['valhalla', {}], ['valhalla_unsmoothed', { generalize: 0, denoise: 0 }]])
            pictures[name] = JSON.parse(await actor.isochrone(questionOf(station, more))).features;
        for (const kind of ['anywhere', 'roadside']) {
            const places = sample.filter((place) => place.station === station.id && place.kind === kind);
            const covered = await coveredOf(actor, station, places);
            for (const [name, features] of Object.entries(pictures)) {
                const tally = (tallies[`${name}_${kind}`] ??= { covered: 0, more: 0, less: 0 });
                for (const place of places) {
                    const shown = isShown(features, place), truth = covered.has(place);
                    tally.covered += truth;
                    tally.more += shown && !truth;
                    tally.less += !shown && truth;
                }
            }
        }
        judged++;
    }
    for (const [name, { covered, more, less }] of Object.entries(tallies)) {
        console.log(`figure error_${name}_false_covered ${(100 * more / covered).toFixed(4)} %`);
        console.log(`figure error_${name}_false_uncovered ${(100 * less / covered).toFixed(4)} %`);
    }
    for (const name of ['valhalla', 'valhalla_unsmoothed'])
        console.log(`figure error_${name}_stations ${judged} stations`);
}

async function main() {
    const { Actor, VALHALLA_VERSION } = require(packageFolder);
    const actor = await Actor.fromConfigFile(config);
    const stations = rowsOf(stationFile).map(([id, lon, lat]) => ({ id, at: { lon: Number(lon), lat: Number(lat) } }));
    const sample = rowsOf(sampleFile).map(([station, kind, lon, lat, distance]) => ({
        station, kind, lon: Number(lon), lat: Number(lat), distance: Number(distance),
    }));
    console.error(`valhalla ${VALHALLA_VERSION}`);
    await measurePace(actor, stations);
    await measureError(actor, stations, sample);
}

main().catch((error) => {
    console.error(`valhalla: ${error.message ?? error}`);
    process.exitCode = 1;
});
