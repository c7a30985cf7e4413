// `npx tsx test/pictures/teams.ts [FOLDER]`: every kind of card, drawn by Microsoft's renderer at the width of a desktop and of a phone.
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "../../src/chat.js";
import { createGuide } from "../../src/guide.js";
import { ROOT } from "../../src/open.js";
import type { Card } from "../../src/platforms/teams/card.js";
import {
  factPanel,
  forgetPanel,
  forumsPanel,
  helpPanel,
  languagePanel,
  privacyPanel,
  sectionsPanel,
  whyPanel,
} from "../../src/platforms/teams/panels.js";
import { render } from "../../src/platforms/teams/render.js";
import { SURFACE } from "../../src/surface.js";
import { bot, knowledge } from "../bot.js";
import { openBrowser, openPage } from "./browser.js";

const folder = process.argv[2] ?? "pictures";
mkdirSync(folder, { recursive: true });

const showing = { guide: createGuide(knowledge), today: "2026-11-22" };
const answered = (text: string): Card => render(bot({ text }).answer, showing, true).attachments?.[0]?.content as Card;
const why = (language: Language, text: string): Card => whyPanel(language, text, bot({ text, language }).explanation, showing);
const facts = showing.guide.search("meetings", "en");
const cards: Readonly<Record<string, Card>> = {
  help: helpPanel("nb", showing, SURFACE.nb.greeting),
  forums: forumsPanel("nn", showing, true),
  language: languagePanel("en", "en", true, SURFACE.en.languageSet.en),
  privacy: privacyPanel("nb", 90, SURFACE.nb.keptNothing, true),
  forget: forgetPanel("nn", false),
  "why-nb": why("nb", "hvor ofte møtes nhsf"),
  "why-nn": why("nn", "kor ofte møtest nhsf"),
  "why-en": why("en", "how often does nhsf meet"),
  section: sectionsPanel("en", bot({ text: "What is IOM?" }).answer.citations, showing) as Card,
  fact: factPanel(facts[0] as (typeof facts)[number], "en", showing),
  compare: answered("Samanlikn IGC og NSHF"),
  list: answered("Which forums does Norway take part in?"),
  topic: answered("Hva gjør IOM?"),
  clarify: answered("har de sekretariat?"),
};

/** Near enough to how Teams shows cards: its font, sizes and colours. */
const HOST = {
  fontFamily: "'Segoe UI', system-ui, sans-serif",
  fontSizes: { small: 12, default: 14, medium: 16, large: 20, extraLarge: 26 },
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
  supportsInteractivity: true,
  actions: { maxActions: 6, actionsOrientation: "vertical", buttonSpacing: 8, actionAlignment: "stretch" },
  containerStyles: { emphasis: { backgroundColor: "#f0f2f8" } },
};
const STYLE =
  "body{margin:0;padding:12px;background:#f5f5f5;font-family:system-ui}#card{background:#fff;border-radius:8px;box-shadow:0 1px 3px #0003}button{font:600 14px system-ui;padding:8px;border:1px solid #ccc;border-radius:4px;background:#fff;white-space:normal}.ac-selectable{cursor:pointer}";

const renderer = readFileSync(join(ROOT, "node_modules/adaptivecards/dist/adaptivecards.min.js"), "utf8");
const browser = await openBrowser();
for (const [name, card] of Object.entries(cards))
  for (const [device, width] of [
    ["desktop", 720],
    ["phone", 340],
  ] as const) {
    const page = await openPage(browser, width, 400, 2);
    await page.setContent(`<style>${STYLE}</style><div id="card"></div>`);
    await page.addScriptTag({ content: renderer });
    const problems = await page.evaluate(
      ([content, host]) => {
        // biome-ignore lint/suspicious/noExplicitAny: the renderer stands in the page, without types
        const { AdaptiveCard, HostConfig } = (globalThis as any).AdaptiveCards;
        const shown = new AdaptiveCard();
        shown.hostConfig = new HostConfig(host);
        shown.parse(content);
        // biome-ignore lint/suspicious/noExplicitAny: the page's document, in Node's types
        (globalThis as any).document.getElementById("card").append(shown.render());
        return shown.validateProperties().validationEvents.map(({ message }: { message: string }) => message) as string[];
      },
      [card, HOST] as const,
    );
    if (problems.length > 0) console.log(name, problems);
    await page.screenshot({ path: join(folder, `card-${name}-${device}.png`), fullPage: true });
    await page.context().close();
  }
await browser.close();
