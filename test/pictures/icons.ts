// `npx tsx test/pictures/icons.ts`: the one mark of the page, in the sizes that Slack (docs/icon.png) and Teams (appPackage/) want.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../src/open.js";
import { openBrowser, openPage } from "./browser.js";

const mark = readFileSync(join(ROOT, "src/platforms/web/page/mark.svg"), "utf8");
/** Both round off the corners themselves. */
const square = mark.replace(/ rx="\d+"/, "");
/** White on nothing, as Teams wants it, and as large as 32 pixels let it be. */
const outline = mark
  .replace(/<rect[^>]*\/>/, "")
  .replace(/stroke="#\w+"/, 'stroke="#fff"')
  .replace('viewBox="0 0 32 32"', 'viewBox="5 5 22 22"');

const browser = await openBrowser();
for (const [file, size, svg] of [
  ["docs/icon.png", 512, square],
  ["appPackage/color.png", 192, square],
  ["appPackage/outline.png", 32, outline],
] as const) {
  const page = await openPage(browser, size, size);
  await page.setContent(
    `<style>html,body{margin:0;background:transparent}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
  );
  writeFileSync(join(ROOT, file), await page.screenshot({ omitBackground: true }));
}
await browser.close();
