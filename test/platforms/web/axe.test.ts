// Every state of the page, light and dark, checked by axe-core without findings.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM, launch } from "../../chromium.js";
import { ask, inPage, last, watch } from "./browser.js";
import { type Served, serveWeb } from "./served.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
}

async function violations(page: Page): Promise<string[]> {
  const found = await inPage<Violation[]>(
    page,
    `axe.run().then((all) => all.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ target, failureSummary }) => ({ target, failureSummary })) })))`,
  );
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${JSON.stringify(target)} ${failureSummary}`));
}

const view = async (page: Page, name: string | RegExp): Promise<void> => {
  await last(page).getByRole("tab", { name }).click();
  await last(page).locator(".panel:not([hidden]) :is(.slack-message, .teams-message, .steps)").waitFor();
};

/** One after the other, each from where the last one ended. */
const STATES: readonly (readonly [string, (page: Page) => Promise<unknown>])[] = [
  ["the start", async () => undefined],
  ["privacy", (page) => page.locator(".foot summary").click()],
  ["an answer", (page) => ask(page, "Hvor ofte møtes NSHF?")],
  [
    "its whole section",
    async (page) => {
      await last(page).locator("figcaption .link").click();
      await last(page).locator(".whole mark").waitFor();
    },
  ],
  [
    "feedback given",
    async (page) => {
      await last(page).locator(".verdict").first().click();
      await last(page).locator(".verdict[aria-pressed=true]").waitFor();
    },
  ],
  ["as Slack shows it", (page) => view(page, "Slack")],
  ["as Teams shows it", (page) => view(page, "Teams")],
  ["why", (page) => view(page, /^(Hvorfor|Kvifor|Why)$/)],
  ["editing", (page) => last(page).locator(".edit").click()],
  [
    "a comparison",
    async (page) => {
      await page.locator("#question").press("Escape");
      await ask(page, "sammenlign IGC og NSHF");
    },
  ],
  ["its quotes", (page) => last(page).locator(".quotes summary").first().click()],
  ["a card", (page) => view(page, "Teams")],
  ["its payload", (page) => last(page).locator(".payload summary").click()],
  ["the comparison in Slack", (page) => view(page, "Slack")],
  ["did you mean", (page) => ask(page, "sekretariat eller møter")],
  ["what the source does not tell", (page) => ask(page, "Hvem leder IOM?")],
  ["a greeting", (page) => ask(page, "hei")],
  [
    "a server that is away",
    async (page) => {
      await page.route("**/api/ask", (route) => route.abort());
      await page.locator("#question").fill("Hva er IOM?");
      await page.locator("#question").press("Enter");
      await last(page).locator(".failed").waitFor();
    },
  ],
  [
    "what I know",
    async (page) => {
      await page.locator("nav a").last().click();
      await page.locator(".forum").first().waitFor();
    },
  ],
  ["a forum", (page) => page.locator(".forum > summary").nth(3).click()],
  ["a fact's quote", (page) => page.locator(".forum[open] .facts summary").first().click()],
  [
    "hits",
    async (page) => {
      await page.locator("#search").fill("sekretariat");
      await page.locator(".hits li").first().waitFor();
    },
  ],
  [
    "no hits",
    async (page) => {
      await page.locator("#search").fill("qqqqqq");
      await expect.poll(() => page.locator(".hits li").count()).toBe(0);
    },
  ],
];

describe.skipIf(CHROMIUM === undefined)("axe-core", () => {
  let browser: Browser;
  let served: Served;
  beforeAll(async () => {
    [browser, served] = await Promise.all([launch(), serveWeb()]);
  });
  afterAll(async () => {
    await browser.close();
    await served.stop();
  });

  it.each([
    ["light", "nn-NO", 1280],
    ["dark", "en-GB", 360],
  ] as const)("has nothing to object to: %s, %s, %i px", async (colorScheme, locale, width) => {
    const watched = await watch(browser, served.address, { colorScheme, locale, viewport: { width, height: 860 }, bypassCSP: true });
    await watched.page.evaluate(AXE);
    const found: Record<string, string[]> = {};
    for (const [name, reach] of STATES) {
      await reach(watched.page);
      const wrong = await violations(watched.page);
      if (wrong.length > 0) found[name] = wrong;
    }
    expect(found).toEqual({});
    await watched.close();
  });

  it("would object if there were something to", async () => {
    const { page, close } = await watch(browser, served.address, { bypassCSP: true });
    await page.evaluate(AXE);
    await inPage(page, `document.querySelector(".examples button").setAttribute("style", "color: #ccc")`);
    expect((await violations(page)).join()).toContain("color-contrast");
    await close();
  });
});
