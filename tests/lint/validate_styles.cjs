// Validates the styles named on the command line; exits 1 with what is wrong in them.
const fs = require('fs');
const {validateStyleMin} = require('@maplibre/maplibre-gl-style-spec');

let broken = 0;
for (const path of process.argv.slice(2))
    for (const {message} of validateStyleMin(JSON.parse(fs.readFileSync(path, 'utf8')))) {
        console.log(`${path}: ${message}`);
        broken = 1;
    }
process.exit(process.argv.length > 2 ? broken : 1);
