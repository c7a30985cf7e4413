// Chromium for the pictures: one page at a time, without network.
import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";

export const CHROMIUM = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
export const hasChromium = existsSync(CHROMIUM);

const QUIET = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
const STILL = ["--disable-component-update", "--disable-sync"];

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM, headless: true, args: [...QUIET, ...STILL] });

/** A page that can reach this machine only. */
export async function openPage(browser: Browser, width: number, height: number, scale = 1): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: scale, locale: "nb-NO" });
  const page = await context.newPage();
  const local = (url: URL): boolean =>
    ["127.0.0.1", "localhost"].includes(url.hostname) || ["data:", "blob:", "about:"].includes(url.protocol);
  await page.route("**/*", (route) => (local(new URL(route.request().url())) ? route.continue() : route.abort()));
  return page;
}
