// `npx tsx test/pictures/teams-icons.ts`: the app's icons in appPackage/, drawn here: what is said (a speech bubble) is quoted («»).
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../src/open.js";
import { openBrowser, openPage } from "./browser.js";

/** A bubble in a square of 192: a round table, with its tail to the lower left. */
const BUBBLE = "M96 38c36 0 62 22 62 53s-26 53-62 53c-8 0-16-1-23-3.400L45 154l8-25.500C41 119 34 106 34 91c0-31 26-53 62-53Z";
const chevron = (x: number, way: 1 | -1): string => `M${x + 7 * way} 74 L${x - 7 * way} 91 L${x + 7 * way} 108`;
const opening = [58, 76].map((x) => chevron(x, 1)).join(" ");
const closing = [116, 134].map((x) => chevron(x, -1)).join(" ");

const COLOUR = `<svg xmlns="http://www.w3.org/2000/svg" width="192" height="192" viewBox="0 0 192 192">
  <defs><linearGradient id="ground" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#12708F"/><stop offset="1" stop-color="#083A50"/></linearGradient></defs>
  <rect width="192" height="192" fill="url(#ground)"/>
  <path d="${BUBBLE}" fill="#fff"/>
  <g fill="none" stroke-width="9.5" stroke-linecap="round" stroke-linejoin="round"><path d="${opening}" stroke="#0B4F6C"/><path d="${closing}" stroke="#F08A24"/></g>
</svg>`;

/** White on nothing, as Teams wants it; bold enough for 32 pixels. */
const OUTLINE = `<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32" viewBox="26 26 140 140">
  <g fill="none" stroke="#fff" stroke-width="10" stroke-linecap="round" stroke-linejoin="round"><path d="${BUBBLE}"/><path d="${chevron(72, 1)}"/><path d="${chevron(120, -1)}"/></g>
</svg>`;

const browser = await openBrowser();
for (const [name, size, svg] of [
  ["color", 192, COLOUR],
  ["outline", 32, OUTLINE],
] as const) {
  const page = await openPage(browser, size, size);
  await page.setContent(`<style>html,body{margin:0;background:transparent}svg{display:block}</style>${svg}`);
  writeFileSync(join(ROOT, "appPackage", `${name}.png`), await page.screenshot({ omitBackground: true }));
}
await browser.close();
