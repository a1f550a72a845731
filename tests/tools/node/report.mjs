// node report.mjs FILE: use a report as people do, and print as JSON what they see. The browser is the program CHROMIUM.
// Nothing is clicked: the page is used by keyboard alone.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const address = pathToFileURL(process.argv[2]).href;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });

const lines = [];
async function opened(options = {}) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  page.on("console", (line) => lines.push(line.text()));
  page.on("pageerror", (error) => lines.push(String(error)));
  await page.goto(address);
  return page;
}

// Tab until an element has the focus; false where the keyboard never gets there.
async function reach(page, selector) {
  await page.evaluate(() => document.activeElement?.blur());
  for (let step = 0; step < 400; step += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((one) => document.activeElement.matches(one), selector)) return true;
  }
  return false;
}

const countries = (page, section) => page.$$eval(`#${section} tr[data-country]:not([hidden])`,
  (rows) => rows.map((row) => row.dataset.country));
const said = (page) => page.$eval("#said", (one) => one.textContent);

async function sorted(page, section, place) {
  const head = `#${section} thead th:nth-child(${place})`;
  const reached = await reach(page, `${head} button`);
  await page.keyboard.press("Enter");
  const seen = { reached, order: await countries(page, section), said: await said(page) };
  return { ...seen, sort: await page.$eval(head, (one) => one.getAttribute("aria-sort")) };
}

const seen = {};
try {
  const page = await opened();
  await page.keyboard.press("Tab");
  const box = await page.evaluate(() => document.activeElement.getBoundingClientRect().toJSON());
  seen.first = { words: await page.evaluate(() => document.activeElement.textContent), visible: box.top >= 0 };
  await page.keyboard.press("Enter");
  seen.skipped = await page.evaluate(() => document.activeElement.id);

  if (await page.$("#robustness")) {
    seen.before = await countries(page, "robustness");
    seen.once = await sorted(page, "robustness", 2);
    seen.twice = await sorted(page, "robustness", 2);
    seen.groupsSorted = await page.$$eval("#robustness tr.group", (rows) => rows.filter((one) => one.offsetParent).length);
    seen.thrice = await sorted(page, "robustness", 2);
    seen.groups = await page.$$eval("#robustness tr.group", (rows) => rows.filter((one) => one.offsetParent).length);
    seen.byName = await sorted(page, "robustness", 1);
    seen.byDelegation = await sorted(page, "matrix", 3);
    seen.focus = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);

    await reach(page, "#f-text");
    await page.keyboard.type("insula");
    seen.text = { robustness: await countries(page, "robustness"), said: await said(page) };
    seen.group = await page.$$eval("#priorities tr.group:not([hidden])", (rows) => rows.map((one) => one.dataset.region));
    seen.unfolded = await page.$eval("#drift details", (one) => one.open);
    seen.note = await page.$eval("#robustness .chosen", (one) => (one.hidden ? "" : one.textContent));
    await reach(page, "form.filters button");
    await page.keyboard.press("Space");
    await page.waitForTimeout(50);
    seen.all = await countries(page, "robustness");
    seen.folded = await page.$eval("#drift details", (one) => !one.open);
    await reach(page, "#f-priority");
    await page.keyboard.press("Space");
    seen.priorities = await countries(page, "matrix");
    await page.keyboard.press("Space");
    await reach(page, "#f-region");
    await page.keyboard.press("ArrowDown");
    seen.region = await countries(page, "priorities");
    await page.keyboard.press("ArrowUp");
    await reach(page, "#f-delegation");
    await page.keyboard.press("ArrowDown");
    seen.delegation = await countries(page, "matrix");
    seen.column = await page.$$eval("th.chosen-column", (heads) => heads.map((one) => one.dataset.code));
    await page.keyboard.press("ArrowUp");

    const narrow = await opened({ viewport: { width: 320, height: 640 } });
    await reach(narrow, "#matrix .table");
    await narrow.keyboard.press("ArrowRight");
    await narrow.waitForTimeout(300);
    seen.hint = await narrow.$eval("#matrix caption", (one) => getComputedStyle(one, "::before").content);
    seen.scrolled = await narrow.$eval("#matrix .table", (one) => one.scrollLeft);
    await narrow.close();
  }

  await reach(page, "#save");
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  seen.saved = { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
  seen.embedded = await page.$eval("#data", (one) => one.textContent);

  await page.evaluate(() => { document.documentElement.style.scrollBehavior = "auto"; scrollTo(0, 1e6); });
  const marks = await page.$(".marks");
  seen.marks = marks && await marks.evaluate((one) => ({ top: one.getBoundingClientRect().top, text: one.innerText }));

  const plain = await opened({ javaScriptEnabled: false });
  seen.plain = { text: (await plain.textContent("main")).length, hidden: await plain.isHidden("#save"),
    buttons: await plain.locator("button:visible").count(), folded: await plain.locator("details:not([open])").count() };
  seen.withScript = (await page.textContent("main")).length;

  // Colours as people have them: every kind of cell stands out from its ground by its sign, not by its colour alone.
  const forced = await opened({ forcedColors: "active", reducedMotion: "reduce" });
  seen.forced = await forced.evaluate(() => ({
    forced: matchMedia("(forced-colors: active)").matches,
    behaviour: getComputedStyle(document.documentElement).scrollBehavior,
    bar: document.querySelector("rect.support") && getComputedStyle(document.querySelector("rect.support")).fill,
    track: document.querySelector("rect.track") && getComputedStyle(document.querySelector("rect.track")).fill,
  }));
  seen.console = lines;
  process.stdout.write(JSON.stringify(seen));
} finally {
  await browser.close();
}
