// Reads the tilejson.json of a folder of tiles and shows it: ?tiles=FOLDER, "tiles" when not said.
'use strict';

const folder = new URLSearchParams(location.search).get('tiles') || 'tiles';
const tilejsonUrl = new URL(folder.replace(/\/*$/, '/') + 'tilejson.json', location.href);

// Credits are text: what a data set says of itself never becomes markup of this page.
function asText(words) {
  const element = document.createElement('span');
  element.textContent = words || '';
  return element.innerHTML;
}

// "{z}/{x}/{y}.png" seen from where the TileJSON is; braces must stay as they are.
function absoluteTemplate(template) {
  if (/^[a-z]+:\/\//i.test(template)) return template;
  return new URL('.', tilejsonUrl).href + template;
}

function show(tileset) {
  const [west, south, east, north] = tileset.bounds;
  const bounds = L.latLngBounds([south, west], [north, east]);
  const map = L.map('map', {
    minZoom: tileset.minzoom,
    maxZoom: tileset.maxzoom + 2,
    maxBounds: bounds.pad(0.5),
  });
  map.attributionControl.setPrefix('<a href="https://leafletjs.com">Leaflet</a>');
  L.tileLayer(absoluteTemplate(tileset.tiles[0]), {
    attribution: asText(tileset.attribution),
    bounds,
    minNativeZoom: tileset.minzoom,
    maxNativeZoom: tileset.maxzoom,
    maxZoom: tileset.maxzoom + 2,
  }).addTo(map);
  L.control.scale().addTo(map);
  map.fitBounds(bounds);
  document.title = tileset.name || document.title;
}

function complain(reason) {
  const problem = document.getElementById('problem');
  problem.textContent = `${tilejsonUrl.pathname} cannot be shown: ${reason}. ` +
    'Export tiles there, or name another folder with ?tiles=FOLDER.';
  problem.hidden = false;
}

fetch(tilejsonUrl)
  .then((answer) => {
    if (!answer.ok) throw new Error(`the server answers ${answer.status}`);
    return answer.json();
  })
  .then(show)
  .catch((error) => complain(error.message));
