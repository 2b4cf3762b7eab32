// The page of a report at a desk and on a phone: both languages, no script, no network, nothing cut off.
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

const page_url = `file://${process.env.ONEMAP_BROWSER_REPORT}/report.html`;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

async function openPage(width, javaScriptEnabled = false) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled });
  const page = await context.newPage();
  const asked = [], said = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  await page.goto(page_url);
  return { page, asked, said };
}

const languages = {
  en: { button: 'label[for=in-en]', title: 'Liechtenstein', words: 'Fixed shelter area a resident',
    others: '固定避难场所可容纳人口比例' },
  zh: { button: 'label[for=in-zh]', title: '列支敦士登', words: '固定避难场所可容纳人口比例',
    others: 'Fixed shelter area a resident' },
};

// Words of an element as they show; what is hidden is left out.
const shown = (page) => page.locator('body').innerText();

async function speaks(page, language) {
  const { button, title, words, others } = languages[language];
  await page.locator(button).click();
  const text = await shown(page);
  assert.equal(await page.locator('h1:visible').innerText(), title);
  assert.ok(text.includes(words), `"${words}" does not show in ${language}`);
  assert.ok(!text.includes(others), `"${others}" shows in ${language}`);
}

// What sticks out of the page at the right: names of elements.
function overflowing() {
  const width = document.documentElement.clientWidth;
  const scrolls = (element) => element.closest('.scroll') !== null;
  return [...document.querySelectorAll('body *')]
    .filter((element) => !scrolls(element) && element.getBoundingClientRect().right > width + 1)
    .map((element) => `${element.tagName} ${element.className} ${element.textContent.slice(0, 30)}`);
}

async function isWhole(width, language) {
  const { page, asked, said } = await openPage(width, true);
  await speaks(page, language);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
  assert.deepEqual(await page.evaluate(overflowing), []);
  const small = await page.evaluate(() => [...document.querySelectorAll('svg text, td, th, p')]
    .filter((element) => element.getClientRects().length)
    .map((element) => parseFloat(getComputedStyle(element).fontSize)));
  assert.ok(Math.min(...small) >= 13, `words of ${Math.min(...small)} px`);
  const maps = await page.locator('figure.map img:visible').evaluateAll(
    (images) => images.map(({ naturalWidth, alt, lang }) => ({ naturalWidth, alt, lang })));
  assert.equal(maps.length, 2); // shelter, four colours; each in one language at a time
  for (const map of maps) {
    assert.ok(map.naturalWidth > 400 && map.alt.length > 5, JSON.stringify(map));
    assert.equal(map.lang, language);
  }
  await page.screenshot({ path: new URL(`report-${width}-${language}.png`, import.meta.url).pathname,
    fullPage: true });
  assert.deepEqual(asked.filter((url) => !url.startsWith('data:')), [page_url]);
  assert.deepEqual(said, []);
  await page.context().close();
}

async function worksWithoutScript() {
  const { page } = await openPage(1280, false);
  await page.locator(languages.zh.button).click();
  assert.equal(await page.locator('h1:visible').innerText(), languages.zh.title);
  await page.locator(languages.en.button).click();
  assert.equal(await page.locator('h1:visible').innerText(), languages.en.title);
  await page.context().close();
}

async function hasTablesBehindCharts() {
  const { page } = await openPage(1280, true);
  const lacking = await page.evaluate(() => [...document.querySelectorAll('article')]
    .filter((article) => article.querySelector('svg') && !article.querySelector('table'))
    .map((article) => article.id));
  assert.deepEqual(lacking, []);
  assert.ok(await page.locator('article svg[role=img] > title').count() >= 4);
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight'); // the switch is one of radio buttons
  assert.equal(await page.locator('h1:visible').innerText(), languages.zh.title);
  await page.context().close();
}

async function canBePrinted() {
  const { page } = await openPage(1280, true);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.languages:visible').count(), 0);
  const [ink, paper] = await page.evaluate(() => {
    const { color, backgroundColor } = getComputedStyle(document.body);
    return [color, backgroundColor];
  });
  assert.equal(paper, 'rgb(255, 255, 255)');
  assert.ok(ink.match(/\d+/g).every((channel) => Number(channel) < 80), `ink is ${ink}`);
  await page.context().close();
}

try {
  for (const width of [1280, 390]) for (const language of ['en', 'zh']) await isWhole(width, language);
  await worksWithoutScript();
  await hasTablesBehindCharts();
  await canBePrinted();
} finally {
  await browser.close();
}
