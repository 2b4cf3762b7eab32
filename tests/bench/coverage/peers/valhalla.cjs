// Valhalla's five-minute isochrone of every station, in process: node valhalla.cjs PACKAGE CONFIG STATIONS
//
// Its roads, speeds and costs are its own, from the same OpenStreetMap file; only its pace is compared.
const fs = require('fs');

const [, , packageFolder, config, stationFile] = process.argv;
const rounds = 4;

async function main() {
    const { Actor, VALHALLA_VERSION } = require(packageFolder);
    const actor = await Actor.fromConfigFile(config);
    const questions = fs.readFileSync(stationFile, 'utf8').trim().split('\n').map((line) => {
        const [, lon, lat] = line.split('\t').map(Number);
        return JSON.stringify({
            locations: [{ lon, lat }], costing: 'auto', contours: [{ time: 5 }], polygons: true,
        });
    });
    let best = Infinity, bytes = 0, failed = 0;
    for (let round = 0; round < rounds; round++) {
        const begun = process.hrtime.bigint();
        bytes = failed = 0;
        for (const question of questions) {
            try {
                bytes += (await actor.isochrone(question)).length;
            } catch (error) {
                failed++;
            }
        }
        best = Math.min(best, Number(process.hrtime.bigint() - begun) / 1e6);
    }
    console.log(`figure valhalla ${(best / questions.length).toFixed(3)} ms_an_isochrone`);
    console.log(`figure valhalla_failed ${failed} isochrones`);
    console.log(`figure valhalla_bytes ${bytes} bytes`);
    console.error(`valhalla ${VALHALLA_VERSION}`);
}

main();
