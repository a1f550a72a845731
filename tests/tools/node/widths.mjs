// node widths.mjs FILE: print as JSON which tables of a report are wider than their place, by the width of the window.
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
const seen = {};
try {
  for (const width of [1440, 1200, 1170, 640]) {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    await page.goto(pathToFileURL(process.argv[2]).href);
    seen[width] = await page.evaluate(() => {
      for (const one of document.querySelectorAll("details")) one.open = true;
      return [...document.querySelectorAll(".table")].filter((one) => one.scrollWidth > one.clientWidth)
        .map((one) => one.getAttribute("aria-label"));
    });
    await page.close();
  }
  process.stdout.write(JSON.stringify(seen));
} finally {
  await browser.close();
}
