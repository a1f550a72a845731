// node axe.mjs FILE: print as JSON what axe-core, the console and a narrow screen say of a page, by colour scheme.
// The browser is the program named by CHROMIUM. Whatever the page asks for besides itself is listed and refused.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const address = pathToFileURL(process.argv[2]).href;

async function look(browser, colorScheme) {
  // Once as readers get it, under its own policy; once with the policy off, so that axe can be put in.
  const strict = await browser.newPage({ colorScheme, viewport: { width: 320, height: 640 } });
  const requests = [], lines = [];
  const hear = (page) => {
    page.on("console", (line) => lines.push(line.text()));
    page.on("pageerror", (error) => lines.push(String(error)));
  };
  hear(strict);
  await strict.route("**/*", (route) => {
    const url = route.request().url();
    requests.push(url);
    return url === address ? route.continue() : route.abort();
  });
  await strict.goto(address);
  const page = await browser.newPage({ colorScheme, bypassCSP: true });
  await page.goto(address);
  await page.addScriptTag({ content: axe });
  const { violations, incomplete, passes } = await page.evaluate(() => axe.run());
  const scrollWidth = await strict.evaluate(() => document.documentElement.scrollWidth);
  const background = await strict.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const named = (found) => found.map(({ id, nodes }) => `${id}: ${nodes.map((one) => one.html).join(" ")}`);
  return {
    violations: named(violations),
    incomplete: named(incomplete),
    passes: passes.length,
    requests: requests.filter((url) => url !== address),
    opened: requests.filter((url) => url === address).length,
    console: lines,
    scrollWidth,
    background,
  };
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu"],
});
try {
  const seen = { light: await look(browser, "light"), dark: await look(browser, "dark") };
  process.stdout.write(JSON.stringify(seen));
} finally {
  await browser.close();
}
