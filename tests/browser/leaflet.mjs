// The Leaflet page shows every tile of an export, its credits and a scale; and says what is wrong.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { serve } from './serve.mjs';

const { ONEMAP_TEST_SOURCE: source, ONEMAP_BROWSER_TILES: tiles } = process.env;
const tileset = JSON.parse(readFileSync(`${tiles}/tilejson.json`, 'utf8'));

const server = await serve({ '/': `${source}/examples/leaflet`, '/city/': tiles });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

async function openPage(path) {
  const page = await browser.newPage({ viewport: { width: 1024, height: 768 } });
  const requests = [], errors = [];
  page.on('response', (answer) => requests.push({ url: answer.url(), status: answer.status() }));
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(server.url + path);
  return { page, requests, errors };
}

// How many different colours a loaded tile shows.
function coloursOf(image) {
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size;
}

async function everyTileIsShown() {
  const { page, requests, errors } = await openPage('?tiles=city');
  await page.waitForFunction(() => {
    const shown = [...document.querySelectorAll('.leaflet-tile')];
    return shown.length > 0 && shown.every((image) => image.matches('.leaflet-tile-loaded'));
  });
  await page.waitForTimeout(500); // tiles fade in
  await page.screenshot({ path: new URL('leaflet.png', import.meta.url).pathname });

  const asked = requests.filter(({ url }) => url.endsWith('.png') && url.includes('/city/'));
  assert.ok(asked.length >= 4, `only ${asked.length} tiles were asked for`);
  for (const { url, status } of requests) assert.equal(status, 200, url);
  for (const { url } of requests) assert.ok(url.startsWith(server.url), `${url} is not ours`);
  const colours = await page.locator('.leaflet-tile').evaluateAll(
    (images, counter) => images.map(eval(`(${counter})`)), coloursOf.toString());
  assert.ok(colours.some((count) => count > 1), 'every tile is blank');

  const credits = await page.locator('.leaflet-control-attribution').innerText();
  assert.ok(credits.includes(tileset.attribution), `"${credits}" lacks the credits`);
  assert.ok(await page.locator('.leaflet-control-scale-line').first().isVisible());
  assert.equal(await page.title(), tileset.name);
  assert.deepEqual(errors, []);
  await page.close();
}

async function aMissingFolderIsTold() {
  const { page } = await openPage('?tiles=nowhere');
  const problem = page.locator('#problem');
  await problem.waitFor({ state: 'visible' });
  assert.match(await problem.innerText(), /nowhere\/tilejson\.json.*404/);
  await page.close();
}

try {
  await everyTileIsShown();
  await aMissingFolderIsTold();
  console.log('ok');
} finally {
  await browser.close();
  server.close();
}
