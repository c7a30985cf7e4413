// Any answer in Teams: within the limits, with nothing active that wasn't meant to be, and nothing
// of the bot's text lost.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Answer, Comparison } from "../../../src/chat.js";
import { LANGUAGES } from "../../../src/chat.js";
import { createGuide } from "../../../src/guide.js";
import { WORDS } from "../../../src/language/index.js";
import { REASONS } from "../../../src/language/texts.js";
import type { Card, Outgoing } from "../../../src/platforms/teams/card.js";
import { ENVELOPE_BYTES, MESSAGE_BYTES } from "../../../src/platforms/teams/limits.js";
import { plain } from "../../../src/platforms/teams/message.js";
import { factPanel, forumsPanel, helpPanel, sectionsPanel, whyPanel } from "../../../src/platforms/teams/panels.js";
import { render } from "../../../src/platforms/teams/render.js";
import { bytes, clip, markdown } from "../../../src/platforms/teams/text.js";
import { bot, knowledge } from "../../bot.js";
import { questions } from "../../questions.js";
import { cardOf, wordsIn } from "./peer.js";

const showing = { guide: createGuide(knowledge), today: "2026-11-22" };

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 50 }),
  fc.string({ unit: "binary", maxLength: 50 }),
  fc.constantFrom(
    "<at>alle</at>",
    "[x](https://evil.example)",
    "**",
    "`",
    "# x",
    "1. x",
    "\\",
    "&lt;",
    "<script>",
    "{{DATE(2020-01-01)}}",
    "\ud800",
    "",
    " ",
  ),
  fc.integer({ min: 1, max: 200_000 }).map((count) => "å<&\\".repeat(count / 4)),
);
/** The page at a sentence, or what is no address. */
const url = fc.oneof(
  fc.constant(null),
  fc.constant("https://page.example/id1#:~:text=a%20b,c"),
  fc.constantFrom("javascript:alert(1)", "https://x)[y](https://evil.example"),
  text,
);
const citation = fc.record({ document: text, section: text, quote: text, shown: text, url });
const comparison: fc.Arbitrary<Comparison> = fc.record({
  subjects: fc.array(text, { maxLength: 25 }),
  rows: fc.array(
    fc.record({
      aspect: text,
      cells: fc.array(fc.record({ text: text, citations: fc.array(fc.nat(45), { maxLength: 3 }) }), { maxLength: 25 }),
    }),
    { maxLength: 110 },
  ),
});
const answers: fc.Arbitrary<Answer> = fc
  .record({
    kind: fc.constantFrom("answer", "clarify", "unknown", "smalltalk"),
    language: fc.constantFrom(...LANGUAGES),
    citations: fc.array(citation, { maxLength: 40 }),
    items: fc.array(
      fc.record(
        { label: text, text, citation: fc.integer({ min: -1, max: 45 }), ask: text },
        { requiredKeys: ["label", "text", "citation"] },
      ),
      { maxLength: 80 },
    ),
    suggestions: fc.array(text, { maxLength: 5 }),
    choices: fc.array(text, { maxLength: 9 }),
    choiceNames: fc.array(text, { maxLength: 9 }),
    showAll: fc.option(text),
    elsewhere: fc.option(fc.record({ label: text, links: fc.array(fc.record({ site: text, url: fc.webUrl() }), { maxLength: 5 }) })),
    lead: text,
    comparison: fc.option(comparison),
    note: text,
    tail: text,
    layout: fc.constantFrom("plain", "fact", "overview", "list", "compare"),
    sources: fc.array(
      fc.record({
        document: text,
        title: text,
        publisher: text,
        language: fc.constantFrom(...LANGUAGES),
        url,
        checked: text,
        checkedOn: fc.record({ nb: text, nn: text, en: text }),
        reviewBy: text,
      }),
      { maxLength: 3 },
    ),
  })
  .map(({ tail, ...rest }) => {
    const lines = rest.items.map(({ label, text: line }) => `• ${[label, line].filter(Boolean).join(": ")}`).join("\n");
    return {
      ...rest,
      answer: [rest.lead, lines].filter((part) => part !== "").join("\n") + tail,
      subjects: [],
      intent: null,
      confidence: null,
    } as Answer;
  });

function holds(message: Outgoing, alone = true, kind = "answer"): void {
  expect(bytes(message) + ENVELOPE_BYTES).toBeLessThanOrEqual(MESSAGE_BYTES);
  const card = cardOf(message);
  expect(message.text === undefined).toBe(card !== undefined);
  expect(JSON.stringify(message)).not.toMatch(/AIGenerated|"undefined"|NaN/);
  if (card === undefined) {
    // where others read along nothing stands that can't be pressed
    // after a farewell there is nothing to press
    const buttons = message.suggestedActions?.actions.length ?? (kind === "smalltalk" ? 1 : 0);
    if (alone) expect([1, 2, 3]).toContain(buttons);
    else for (const language of LANGUAGES) expect(message.text).not.toContain(`${WORDS[language].phrases.askNext}:`);
    if (!alone) expect(message.suggestedActions).toBeUndefined();
    cited(message);
  } else cardHolds(card);
}

function cited(message: Outgoing): void {
  const [root, ...others] = (message.entities ?? []) as {
    citation: { position: number; appearance: { name: string; abstract: string; keywords?: string[] } }[];
  }[];
  expect(others).toEqual([]);
  const claims = root?.citation ?? [];
  expect(claims.length).toBeLessThanOrEqual(20);
  expect(claims.map(({ position }) => position)).toEqual(claims.map((_, i) => i + 1));
  for (const { position, appearance } of claims) {
    expect(message.text).toContain(`[${position}]`);
    expect(appearance.name.length).toBeGreaterThan(0);
    expect(appearance.name.length).toBeLessThanOrEqual(80);
    expect(appearance.abstract.length).toBeGreaterThan(0);
    expect(appearance.abstract.length).toBeLessThanOrEqual(160);
    for (const word of appearance.keywords ?? []) expect(word.length).toBeLessThanOrEqual(28);
  }
}

function cardHolds(card: Card): void {
  expect(card.version).toBe("1.5");
  expect(card.actions?.length ?? 0).toBeLessThanOrEqual(6);
  expect(card.fallbackText.length).toBeLessThanOrEqual(300);
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === "object" && value !== null) {
      const block = value as Record<string, unknown>;
      // Markdown is read in a TextBlock only, and there is none of it
      if (block.type === "TextBlock") expect((block.text as string).replace(/\\[\\`*_[\]~]/g, "")).not.toMatch(/[`*_[\]~]/);
      if (block.type === "TextBlock") expect(block.wrap).toBe(true);
      Object.values(block).forEach(walk);
    }
  };
  walk(card);
}

describe("whatever the answer", () => {
  it("what is sent is within the limits of Teams, and has a way on", () => {
    fc.assert(
      fc.property(answers, fc.boolean(), (answer, alone) => {
        holds(render(answer, showing, alone), alone, answer.kind);
        expect(bytes(plain(answer))).toBeLessThanOrEqual(MESSAGE_BYTES - ENVELOPE_BYTES);
      }),
      { numRuns: 150 },
    );
  });

  it("a citation has its mark, even where nothing is said of it", () => {
    const { answer } = bot({ text: "Har IOM kontor i Norge?" });
    expect(answer.citations).toHaveLength(1);
    cited(render({ ...answer, answer: " ", lead: "", items: [] }, showing, true));
  });

  it("of all questions that the tests have, each is told whole: answer, quotes and note", () => {
    const seen = new Set<string>();
    for (const { q } of questions) {
      const { answer } = bot({ text: q });
      const message = render(answer, showing, true);
      holds(message, true, answer.kind);
      const words =
        message.text
          ?.replace(/\\(.)/g, "$1")
          .replace(/&(lt|gt|amp);/g, (_, name: "lt" | "gt" | "amp") => ({ lt: "<", gt: ">", amp: "&" })[name]) ?? wordsIn(message);
      const quotes = message.text === undefined ? words : JSON.stringify(message.entities);
      for (const { shown } of answer.citations)
        expect(quotes).toContain(message.text === undefined ? shown : JSON.stringify(clip(shown, 160)).slice(1, -1));
      for (const { text: lines } of answer.items) for (const line of lines.split("\n")) expect(words).toContain(line);
      if (message.text !== undefined) for (const line of answer.answer.split("\n")) expect(words).toContain(line);
      else
        expect(words).toContain(
          answer.answer
            .split("\n")
            .at(-1)
            ?.replace(/^• ([^:]+: )?/, ""),
        );
      for (const { cells } of answer.comparison?.rows ?? []) for (const { text } of cells) expect(words).toContain(text);
      expect(words).toContain(answer.note);
      seen.add(`${answer.kind} ${cardOf(message) === undefined ? "text" : "card"}`);
    }
    expect([...seen].sort()).toEqual(["answer card", "answer text", "clarify card", "smalltalk text", "unknown text"]);
  });

  it.each(LANGUAGES)("tells why in the reader's words (%s)", (language) => {
    for (const q of ["sammenlign IGC og NSHF", "Hvem leder IOM?", "hva gjør iom og hvor ofte møtes nshf", "NATO"]) {
      const { explanation } = bot({ text: q });
      const told = JSON.stringify(whyPanel(language, q, explanation, showing).body);
      expect(told).toContain(REASONS[language].decisions[explanation.decision]);
      expect(told).not.toMatch(/told:|nshf\.m|unknown\.|untold|\\"name/);
    }
  });

  it("the panels are within the limits too", () => {
    for (const language of LANGUAGES) {
      const guide = showing.guide;
      const { explanation } = bot({ text: "kor ofte møtest nhsf" });
      const citations = guide.forums(language).flatMap(({ facts }) => facts.map(({ citation: one }) => one));
      const cards = [
        helpPanel(language, showing, "Hei!"),
        forumsPanel(language, showing, true),
        whyPanel(language, "x".repeat(90_000), explanation, showing),
        sectionsPanel(language, citations, showing),
      ];
      for (const card of [...cards, ...guide.search("", language).map((fact) => factPanel(fact, language, showing))]) {
        cardHolds(card as Card);
        expect(bytes(card) + ENVELOPE_BYTES).toBeLessThanOrEqual(MESSAGE_BYTES);
      }
    }
  });
});

describe("text", () => {
  it("reads in Markdown as it was written", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."ab <>&\\`*_[]()~|#+-=.!1\n") }), (written) => {
        const marked = markdown(written);
        expect(marked.replace(/\\[\\`*_[\]~|#+=.)-]|&(lt|gt|amp);/g, "x")).not.toMatch(
          /[\\`*_[\]~|<>]|&(?!(lt|gt|amp);)|^\s*[#+=-]|^\s*\d+[.)]/m,
        );
        const names: Record<string, string> = { lt: "<", gt: ">", amp: "&" };
        expect(marked.replace(/\\([^\n])|&(lt|gt|amp);/g, (_, mark: string, name: string) => mark ?? names[name])).toBe(written);
      }),
    );
  });

  it("is cut after a word, never within a character, and says so", () => {
    expect(clip("en to tre fire", 10)).toBe("en to tre…");
    expect(clip("kort", 10)).toBe("kort");
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 60 }), (long, most) => {
        const cut = clip(long, most);
        expect(cut.length).toBeLessThanOrEqual(most);
        expect(cut).toBe(Buffer.from(cut, "utf8").toString("utf8"));
      }),
    );
  });

  it("where the review date has passed says that it may be out of date", () => {
    const { answer } = bot({ text: "Hvor ofte møtes NSHF?" });
    expect(render(answer, showing, true).text).not.toContain("utdatert");
    expect(render(answer, { ...showing, today: "2028-01-01" }, true).text).toContain("kan være utdatert");
  });
});
