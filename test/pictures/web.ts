// npm run pictures -- [folder]: the page as people see it, in both themes, on a desk and on a phone, in all three languages;
// and docs/playground.png, with which the README opens.
import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { serve } from "../../src/main.js";
import { open, ROOT } from "../../src/open.js";
import { CHROMIUM, launch } from "../chromium.js";

type Pictured = "nb" | "nn" | "en";
const QUESTIONS: Readonly<Record<Pictured, readonly [string, string, string]>> = {
  nb: ["Hvor ofte møtes NSHF?", "Sammenlign IGC og NSHF", "sekretariat eller møter"],
  nn: ["Kven er IOM sine partnarar?", "Kva veit du om Europarådet?", "Kven leier IOM?"],
  en: ["How often does NSHF meet?", "What is UNHCR?", "Who leads IOM?"],
};
const LOCALES = { nb: "nb-NO", nn: "nn-NO", en: "en-GB" } as const;
const SIZES = { desk: { width: 1280, height: 860 }, phone: { width: 390, height: 844 } } as const;

const last = (page: Page) => page.locator(".turn").last();

async function ask(page: Page, question: string): Promise<void> {
  const before = await page.locator(".turn").count();
  await page.locator("#question").fill(question);
  await page.locator("#question").press("Enter");
  await page.locator(".turn").nth(before).locator(".answer").waitFor();
}

async function main(folder: string): Promise<void> {
  if (CHROMIUM === undefined) throw new Error("no Chromium was found: CHROMIUM_PATH says where it is");
  mkdirSync(folder, { recursive: true });
  const database = join(mkdtempSync(join(tmpdir(), "forumbot-")), "pictures.db");
  const environment = { PORT: "0", PLAYGROUND: "on", LOG_LEVEL: "error", DATABASE_URL: `sqlite:${database}` };
  const running = await serve(open(), environment, () => undefined);
  const browser = await launch();
  const begin = async (
    language: Pictured,
    size: keyof typeof SIZES,
    colorScheme: "light" | "dark",
    deviceScaleFactor = 1,
  ): Promise<Page> => {
    const options = { locale: LOCALES[language], viewport: SIZES[size], colorScheme, deviceScaleFactor, reducedMotion: "reduce" as const };
    const page = await (await browser.newContext(options)).newPage();
    await page.goto(running.address);
    await page.locator("#question").waitFor();
    return page;
  };

  for (const size of ["desk", "phone"] as const)
    for (const scheme of ["light", "dark"] as const)
      for (const language of ["nb", "nn", "en"] as const) {
        const page = await begin(language, size, scheme);
        const picture = async (name: string): Promise<void> => {
          // renderers of other platforms draw after they are loaded
          await page.waitForTimeout(300);
          await page.screenshot({ path: join(folder, `${size}-${scheme}-${language}-${name}.png`) });
        };
        await picture("start");
        for (const [index, question] of QUESTIONS[language].entries()) {
          await ask(page, question);
          await picture(`answer-${index + 1}`);
        }
        const tabs = last(page).getByRole("tab");
        for (let tab = 1; tab < (await tabs.count()); tab++) {
          await tabs.nth(tab).click();
          await picture(`view-${tab}`);
        }
        await page.locator("nav a").last().click();
        await page.locator(".forum > summary").nth(2).click();
        await picture("know");
        await page.locator("#search").fill("secr sekr");
        await page.locator(".hits li").first().waitFor();
        await picture("search");
        await page.context().close();
      }

  const page = await begin("nb", "desk", "light", 1.5);
  await page.setViewportSize({ width: 1180, height: 850 });
  await ask(page, "Hvor ofte møtes NSHF?");
  await page.locator("#question").blur();
  await page.waitForTimeout(300);
  await page.screenshot({ path: join(ROOT, "docs", "playground.png") });
  await browser.close();
  await running.stop();
}

await main(process.argv[2] ?? join(ROOT, "var", "pictures"));
