// node site.mjs FOLDER: use the site as somebody does who opens it from a folder, and print as JSON what happens.
// The browser is the program CHROMIUM.
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const root = pathToFileURL(`${process.argv[2]}/`).href;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
const lines = [];
const asked = new Set();

async function opened(address, width = 1280, colorScheme = "light") {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  page.on("console", (line) => lines.push(line.text()));
  page.on("pageerror", (error) => lines.push(String(error)));
  page.on("request", (request) => asked.add(new URL(request.url()).protocol));
  await page.goto(root + address);
  return page;
}

const page = await opened("docs/reference/commands.html");
await page.keyboard.press("/");
await page.keyboard.type("scrutiny reservation");
const results = page.locator("ol a");
await results.first().waitFor();
const found = await results.evaluateAll((links) => links.map((link) => link.href));

const backgrounds = [];
for (const scheme of ["light", "dark"]) {
  const coloured = await opened("index.html", 1280, scheme);
  backgrounds.push(await coloured.evaluate(() => getComputedStyle(document.body).backgroundColor));
}

const too_wide = [];
for (const address of process.argv.slice(3)) {
  const narrow = await opened(address, 400);
  if (await narrow.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)) too_wide.push(address);
  await narrow.close();
}
console.log(JSON.stringify({ found, backgrounds, too_wide, lines, asked: [...asked] }));
await browser.close();
