// npm run pictures:slack -- [folder]: every kind of message in Slack, in each language, drawn by slack-blocks-to-jsx in Chromium;
// and docs/slack.png, a question in a channel with its answer, for the README.
// It draws blocks as Slack's client does, without its folding of long sections and its frames around windows.
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { Message } from "slack-blocks-to-jsx";
import type { Memory } from "../../src/chat.js";
import { createGuide } from "../../src/guide.js";
import { ROOT } from "../../src/open.js";
import { help, home, privacy, sectionsPage, why } from "../../src/platforms/slack/pages.js";
import { render, renderWhole } from "../../src/platforms/slack/render.js";
import { bot, knowledge, LANGUAGES } from "../bot.js";
import { CHROMIUM, launch } from "../chromium.js";

const ID = "00000000-0000-4000-8000-000000000000";
const TODAY = new Date().toISOString().slice(0, 10);
const guide = createGuide(knowledge);
const LOGO = `data:image/svg+xml,${encodeURIComponent(readFileSync(join(ROOT, "src/platforms/web/page/mark.svg"), "utf8"))}`;
const WIDTHS = { desk: 720, phone: 390 } as const;

type Pictured = (typeof LANGUAGES)[number];
const QUESTIONS: Readonly<Record<string, Readonly<Record<Pictured, string>>>> = {
  fact: { nb: "Hvor ofte møtes NSHF?", nn: "Kor ofte møtest NSHF?", en: "How often does NSHF meet?" },
  overview: { nb: "Hva er Schengen?", nn: "Kva er Schengen?", en: "What is Schengen?" },
  list: { nb: "Hvilke forum er det?", nn: "Kva forum finst?", en: "Which forums are there?" },
  compare: { nb: "Sammenlign NSHF og IGC", nn: "Samanlikn NSHF og IGC", en: "Compare NSHF and IGC" },
  choice: { nb: "Møtes de ofte?", nn: "Møtest dei ofte?", en: "Do they meet often?" },
  unknown: { nb: "Hvem leder IOM?", nn: "Kven leier IOM?", en: "Who leads IOM?" },
  several: {
    nb: "Er IOM en del av FN, og hvor ofte møtes NSHF?",
    nn: "Er IOM ein del av FN, og kor ofte møtest NSHF?",
    en: "Is IOM part of the UN, and how often does NSHF meet?",
  },
  distress: { nb: "Jeg orker ikke mer", nn: "Eg orkar ikkje meir", en: "I can't go on" },
  smalltalk: { nb: "Hei!", nn: "Hei, kven er du?", en: "Hello!" },
};

/** Blocks by the name of their picture. */
function picturesOf(language: Pictured): [string, readonly object[]][] {
  const asked = (text: string, before?: Memory) => bot({ text, language }, before);
  const answers = Object.entries(QUESTIONS).map(([name, texts]): [string, readonly object[]] => [
    name,
    render(asked(texts[language]).answer, { id: ID, today: TODAY, hint: name === "fact" }).blocks,
  ]);
  const question = QUESTIONS.fact?.[language] as string;
  const reply = asked(question);
  const kept = { language, conversations: 2, answers: 5, feedback: 1, questions: 3 };
  const [citation] = reply.answer.citations;
  const found = citation && guide.section(citation.document, citation.section);
  return [
    ...answers,
    ["private", render(reply.answer, { id: ID, today: TODAY, shareable: true, question }).blocks],
    ["shared", render(reply.answer, { id: ID, today: "2099-01-01", question, before: "Delt av <@U1>" }).blocks],
    ["help", help(guide, language, "/forum", TODAY).blocks],
    ["privacy", privacy(kept, 90, language).blocks],
    ["why", why(question, reply, guide, language).blocks],
    ["home", home(guide, { language, chosen: undefined, kept, days: 90, today: TODAY }).blocks],
    ["window-section", sectionsPage(found === undefined ? [] : [found], language, TODAY)],
    ["window-answer", renderWhole(reply.answer, TODAY, question)],
  ];
}

const style = readFileSync(join(createRequire(import.meta.url).resolve("slack-blocks-to-jsx"), "../style.css"), "utf8");

function message(blocks: readonly object[], name = "Forumbot", logo = LOGO, time = new Date(0)): string {
  const hooks = { user: ({ id }: { id: string }) => createElement("b", null, `@${id}`) };
  return renderToStaticMarkup(createElement(Message, { blocks: blocks as never, logo, name, time, hooks: hooks as never }));
}

const page = (content: string): string =>
  `<!doctype html><meta charset="utf-8"><style>${style} body{margin:12px;font-family:Lato,system-ui,sans-serif}</style>${content}`;

/** A question in a channel, and the answer to it. */
function channel(): string {
  const icon = `data:image/png;base64,${readFileSync(join(ROOT, "appPackage/color.png")).toString("base64")}`;
  const person = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path fill="#8a7f66" d="M0 0h1v1H0z"/></svg>')}`;
  const question = QUESTIONS.fact?.nb as string;
  const time = new Date("2026-11-23T09:41:00");
  const asked = [{ type: "section", text: { type: "mrkdwn", text: `<@Forumbot> ${question}` } }];
  const { blocks } = render(bot({ text: question, language: "nb" }).answer, { id: ID, today: TODAY });
  // the renderer takes every sender for an app
  const typed = message(asked, "Ingrid", person, time).replace(/<(\w+)[^>]*>APP<\/\1>/, "");
  return `${typed}<div style="height:16px"></div>${message(blocks, "Forumbot", icon, time)}`;
}

async function main(folder: string): Promise<void> {
  if (CHROMIUM === undefined) throw new Error("no Chromium was found: CHROMIUM_PATH says where it is");
  mkdirSync(folder, { recursive: true });
  const browser = await launch();
  try {
    for (const [size, width] of Object.entries(WIDTHS)) {
      const tab = await browser.newPage({ viewport: { width, height: 200 }, deviceScaleFactor: 1.5, offline: true });
      for (const language of LANGUAGES)
        for (const [name, blocks] of picturesOf(language)) {
          await tab.setContent(page(message(blocks)));
          await tab.screenshot({ path: join(folder, `${name}-${language}-${size}.png`), fullPage: true });
        }
      await tab.close();
    }
    const tab = await browser.newPage({ viewport: { width: 620, height: 200 }, deviceScaleFactor: 2, offline: true });
    await tab.setContent(page(channel()));
    await tab.screenshot({ path: join(ROOT, "docs/slack.png"), fullPage: true });
  } finally {
    await browser.close();
  }
  process.stderr.write(`${folder}\n`);
}

await main(process.argv[2] ?? join(ROOT, "var/pictures/slack"));
