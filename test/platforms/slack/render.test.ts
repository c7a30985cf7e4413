// Answers → messages that Slack accepts, whatever the answer; and typed text that stays text.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Answer, AnswerItem, Citation, Comparison } from "../../../src/chat.js";
import { REASONS } from "../../../src/language/texts.js";
import { cut, escaped, sections, sound } from "../../../src/platforms/slack/blocks.js";
import { help, home, note, privacy, sectionsPage, why, window } from "../../../src/platforms/slack/pages.js";
import { readDelivery, readText } from "../../../src/platforms/slack/read.js";
import { render, renderWhole } from "../../../src/platforms/slack/render.js";
import { ask, bot, LANGUAGES } from "../../bot.js";
import { buttons, guide, textIn } from "./app.js";
import { messageOf, viewOf } from "./limits.js";

const TODAY = "2026-11-22";
const ID = "00000000-0000-4000-8000-000000000000";

/** Text with all that could go wrong: markup, entities, halves of pairs, controls, nothing at all, thousands of characters. */
const nasty = fc.constantFrom(
  "<!channel>",
  "<@U1>",
  "<http://x.no|y>",
  "&amp;",
  "&",
  "`",
  "*_~",
  "```",
  "\ud800",
  "\u0000",
  "\n",
  "😀",
  "a",
  " ",
  "<",
  ">",
);
const anyText = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc.array(nasty, { maxLength: 60 }).map((parts) => parts.join("")),
  fc.tuple(nasty, fc.integer({ min: 0, max: 9000 })).map(([part, times]) => part.repeat(times).slice(0, 20_000)),
);
const few = <T>(of: fc.Arbitrary<T>, maxLength: number) => fc.array(of, { maxLength, size: "max" });
const PAGE = "https://page.example/id1";
/** The page at a sentence, or what is no address. */
const anyUrl = fc.oneof(
  fc.constant(null),
  fc.constant(`${PAGE}#:~:text=a%20b,c&d`),
  fc.constantFrom("javascript:alert(1)", `${PAGE}|x> <!channel>`),
  anyText,
);
const citation: fc.Arbitrary<Citation> = fc.record({
  document: anyText,
  section: anyText,
  quote: anyText,
  shown: anyText,
  url: anyUrl,
});
const item: fc.Arbitrary<AnswerItem> = fc.record(
  { label: anyText, text: anyText, citation: fc.nat(5), ask: anyText },
  { requiredKeys: ["label", "text", "citation"] },
);
const comparison: fc.Arbitrary<Comparison> = fc.record({
  subjects: fc.array(anyText, { maxLength: 25 }),
  rows: fc.array(
    fc.record({
      aspect: anyText,
      cells: fc.array(fc.record({ text: anyText, citations: fc.array(fc.nat(45), { maxLength: 3 }) }), { maxLength: 25 }),
    }),
    { maxLength: 110 },
  ),
});
/** As the core writes a comparison in plain text. */
const compared = (lead: string, { subjects, rows }: Comparison): string =>
  [lead, ...rows.flatMap(({ aspect, cells }) => cells.map((cell, i) => `• ${aspect}, ${subjects[i]}: ${cell.text}`))].join("\n");
const anyAnswer: fc.Arbitrary<Answer> = fc
  .record({
    kind: fc.constantFrom("answer", "clarify", "unknown", "smalltalk"),
    language: fc.constantFrom(...LANGUAGES),
    answer: anyText,
    citations: few(citation, 12),
    subjects: fc.constant([]),
    intent: fc.constant(null),
    confidence: fc.constant(null),
    suggestions: few(anyText, 30),
    choices: few(anyText, 30),
    choiceNames: few(anyText, 30),
    showAll: fc.option(anyText),
    elsewhere: fc.option(fc.record({ label: anyText, links: few(fc.record({ site: anyText, url: fc.webUrl() }), 5) })),
    layout: fc.constantFrom("plain", "fact", "overview", "list", "compare"),
    lead: anyText,
    items: few(item, 40),
    comparison: fc.option(comparison),
    note: anyText,
    sources: few(
      fc.record({
        document: anyText,
        title: anyText,
        publisher: anyText,
        language: fc.constantFrom(...LANGUAGES),
        url: anyUrl,
        checked: fc.constant("2026-01-01"),
        checkedOn: fc.record({ nb: anyText, nn: anyText, en: anyText }),
        reviewBy: fc.constant("2026-02-01"),
      }),
      15,
    ),
  })
  .chain((given) => {
    const answer = given.comparison === null ? given : { ...given, items: [], answer: compared(given.lead, given.comparison) };
    // as the core writes lists: the lead, then the lines, then perhaps a remark
    const lines = answer.items.map(({ label, text }) => `• ${label === "" ? text : `${label}: ${text}`}`);
    return fc.constantFrom(
      answer,
      { ...answer, answer: [answer.lead, ...lines].join("\n") },
      { ...answer, answer: `${[answer.lead, ...lines].join("\n")} ${answer.answer}` },
    );
  }) as fc.Arbitrary<Answer>;
const runs = { numRuns: 100 };

/** It holds all of the answer, without repeating names. */
const hasTable = (blocks: readonly { type: string }[]): boolean => blocks.some(({ type }) => type === "table");

describe("whatever the answer, Slack takes the message", () => {
  it("with every block within its limits and all of them together", () => {
    fc.assert(
      fc.property(anyAnswer, fc.boolean(), fc.option(anyText, { nil: undefined }), (answer, shareable, question) => {
        messageOf(render(answer, { id: ID, today: TODAY, shareable, hint: !shareable, question, before: "x" }));
      }),
      runs,
    );
  });

  it("in a window too", () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => viewOf(window("Svar", answer.language, renderWhole(answer, TODAY, "hva?")))),
      runs,
    );
  });

  it("and what was cut can be seen whole: then there is a button, and only then", () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        const { blocks } = render(answer, { id: ID, today: TODAY });
        const all = [answer.answer, answer.lead, ...answer.citations.flatMap(({ shown, section }) => [shown, section])].every(
          (text) => text.length < 100,
        );
        if (all && answer.items.length < 3 && answer.citations.length < 3) expect(buttons(blocks, "more")).toEqual([]);
        // signs that Slack doesn't take are left out, and are nothing that was cut
        if (sound(answer.answer).replace(/\s/g, "").length > 9000 && answer.kind !== "clarify" && !hasTable(blocks))
          expect(buttons(blocks, "more")).toHaveLength(1);
      }),
      runs,
    );
  });
});

describe("text from people stays text", () => {
  const ours = /<@U1>/g;
  /** Of the data's own page, and of the one that stands for it here. */
  const links = /<https:\/\/(?:www\.regjeringen\.no|page\.example)\/[^\s<>|]+\|/g;
  const strings = (value: unknown): string[] =>
    typeof value === "string" ? [value] : typeof value === "object" && value !== null ? Object.values(value).flatMap(strings) : [];

  it("read, it has no sign left that means something to Slack", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(readText(text, "UBOT")).not.toMatch(/[<>*_~`]/);
      }),
      runs,
    );
  });

  it("shown again, nothing of it becomes active anywhere in the message", () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        const question = readText(typed, undefined);
        const message = render(ask(question), { id: ID, today: TODAY, question, shareable: true, before: "Delt av <@U1>" });
        for (const text of strings(message)) expect(text.replace(ours, "").replace(links, "")).not.toMatch(/<[!@#h]|```/);
        for (const text of strings(why(question, bot({ text: question }), guide, "nb"))) expect(text).not.toMatch(/<[!@#h]|```/);
      }),
      { numRuns: 100 },
    );
  });

  it.each(LANGUAGES)("why is told in the reader's words (%s)", (language) => {
    for (const q of ["Sammenlign IGC og NSHF", "Hvem leder IOM?", "hva gjør iom og hvor ofte møtes nshf", "NATO"]) {
      const reply = bot({ text: q });
      const { text, blocks } = why(q, reply, guide, language);
      for (const told of [text, JSON.stringify(blocks)]) {
        expect(told).toContain(REASONS[language].decisions[reply.explanation.decision]);
        expect(told).not.toMatch(/told:|nshf\.m|unknown\.|untold|\\"name/);
      }
    }
  });

  it("and an answer's own text is escaped wherever it is mrkdwn", () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        // its links to other people's sites are markup, and ours
        const { text, blocks } = render({ ...answer, elsewhere: null }, { id: ID, today: TODAY });
        const marked = JSON.stringify(blocks, (_, value) =>
          value?.type === "plain_text" || value?.type === "rich_text" || value?.type === "button" ? undefined : value,
        );
        expect(marked.replace(/"value":"(?:[^"\\]|\\.)*"/g, "").replace(links, "")).not.toMatch(/<[!@#h]/);
        expect(text).not.toMatch(/[<>]/);
      }),
      runs,
    );
  });

  it.each([
    ["<@UBOT> hva er NSHF?", "hva er NSHF?"],
    ["<@UBOT|forum> hva er NSHF?", "hva er NSHF?"],
    ["<@UBOT2> hva er NSHF?", "hva er NSHF?"],
    ["spør <@U2|kari> om *NSHF* i <#C1|asyl>", "spør kari om NSHF i asyl"],
    ["<https://nshf.no|NSHF> og <https://igc.ch>", "NSHF og https://igc.ch"],
    ["A &amp; B &lt;!channel&gt; :wave: hei", "A & B !channel hei"],
    ["<!subteam^S1|@norge> <!here> hei", "@norge hei"],
    ["hva er klokka 10:30:00?", "hva er klokka 10:30:00?"],
  ])("'%s' reads as '%s'", (text, read) => expect(readText(text, "UBOT")).toBe(read));

  it("cutting counts what is written, parts no pair and no entity, and stops between words where one is near", () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 300 }), (text, limit) => {
        const short = cut(text, limit, escaped);
        expect(short.length).toBeLessThanOrEqual(limit);
        expect(short).not.toMatch(/&(?!amp;|lt;|gt;)/);
      }),
      runs,
    );
    expect(cut("en lang setning som ikke får plass", 20)).toBe("en lang setning som…");
  });

  it("parted in sections nothing of it is lost", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme-ascii", maxLength: 9000, size: "max" }), (text) => {
        const parts = sections(text, 60_000).map((block) => ("text" in block ? (block.text as { text: string }).text : ""));
        const bare = (one: string): string => one.replace(/\s/g, "");
        expect(bare(parts.join(""))).toBe(bare(escaped(text)));
        for (const part of parts) expect(part.length).toBeLessThanOrEqual(3000);
      }),
      { numRuns: 100 },
    );
  });
});

describe("a delivery is read", () => {
  it("whatever it is, without throwing", () => {
    fc.assert(
      fc.property(fc.anything(), (body) => void readDelivery(body)),
      runs,
    );
    const event = fc.record({
      type: fc.constantFrom("message", "app_mention"),
      subtype: fc.anything(),
      channel: fc.anything(),
      ts: fc.anything(),
      message: fc.anything(),
    });
    fc.assert(
      fc.property(event, (one) => {
        readDelivery({ type: "event_callback", event_id: "E", event: one });
      }),
      runs,
    );
  });
});

describe("every page, in every language", () => {
  it.each(LANGUAGES)("is a message or a view that Slack takes (%s)", (language) => {
    const kept = { language, conversations: 1, answers: 2, feedback: 3, questions: 4 };
    for (const message of [help(guide, language, "/forum", TODAY), privacy(kept, 90, language), note("x")]) messageOf(message);
    viewOf(home(guide, { language, chosen: undefined, kept, days: 90, today: TODAY }));
    for (const {
      citation: { document, section },
    } of guide.forums(language).flatMap(({ facts }) => facts)) {
      const found = guide.section(document, section);
      expect(found).toBeDefined();
      if (found !== undefined) viewOf(window("x", language, sectionsPage([found], language, TODAY)));
    }
    viewOf(window("x", language, sectionsPage([], language, TODAY)));
  });

  it.each(LANGUAGES)("shows each of the bot's answers with its quote and section (%s)", (language) => {
    const questions = guide.forums(language).flatMap(({ ask: overview, facts }) => [overview, ...facts.map((fact) => fact.ask)]);
    expect(questions.length).toBeGreaterThan(40);
    for (const question of questions) {
      const answer = ask(question, { language });
      const message = render(answer, { id: ID, today: TODAY });
      messageOf(message);
      // more than two quotes are a wall: they are in a window
      const many = answer.citations.length > 2;
      expect(buttons(message.blocks, "more")).toHaveLength(many ? 1 : 0);
      if (many) expect(textIn(message.blocks)).not.toContain("»");
      const shown = textIn(many ? renderWhole(answer, TODAY, undefined) : message.blocks);
      for (const { shown: quote, section } of answer.citations) {
        expect(shown).toContain(escaped(quote));
        expect(shown).toContain(escaped(section));
        expect(message.text).toContain(escaped(answer.answer));
      }
    }
  });

  it("says when the source may be out of date", () => {
    const answer = ask("hvor ofte møtes NSHF?");
    expect(textIn(render(answer, { id: ID, today: "2099-01-01" }).blocks)).toContain("kan være utdatert");
    expect(textIn(render(answer, { id: ID, today: TODAY }).blocks)).not.toContain("kan være utdatert");
  });

  it("asks back with buttons", () => {
    const answer = ask("møtes de ofte");
    expect(answer.kind).toBe("clarify");
    const { blocks } = render(answer, { id: ID, today: TODAY });
    expect(
      buttons(blocks, "ask")
        .map(({ value }) => value)
        .slice(0, answer.choices.length),
    ).toEqual([...answer.choices]);
  });
});
