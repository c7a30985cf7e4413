// What the bot knows, as values: every fact once, found by its words, with its whole section.
import { describe, expect, it } from "vitest";
import { createGuide } from "../src/guide.js";
import { ask, knowledge, LANGUAGES } from "./bot.js";

const guide = createGuide(knowledge);

describe.each(LANGUAGES)("the guide in %s", (language) => {
  const forums = guide.forums(language);

  it("tells every fact once, under its forum", () => {
    const ids = forums.flatMap(({ facts }) => facts.map(({ id }) => id));
    expect([...ids].sort()).toEqual(Object.keys(knowledge.facts).sort());
    for (const { facts } of forums) expect(facts.length).toBeGreaterThan(0);
  });

  it("tells the forums in the order of the source, and first what they have in common", () => {
    const text = Object.values(knowledge.documents)[0]?.text as string;
    const places = forums.map(({ facts }) => text.indexOf(`\n${facts[0]?.citation.section}\n`));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(forums.map(({ id }) => id)).toEqual(knowledge.forums);
    expect(forums[0]?.id).toBe("cooperation");
  });

  it("offers questions that the bot answers in that language", () => {
    const questions = [...guide.examples(language), ...forums.map(({ ask: question }) => question)];
    expect(questions.length).toBeGreaterThan(10);
    for (const question of questions) expect(ask(question, { language }), question).toMatchObject({ kind: "answer", language });
  });

  it("finds each fact among the first hits by its own question", () => {
    const missed = forums
      .flatMap(({ facts }) => facts)
      .filter((fact) => !guide.search(fact.ask, language, 5).some(({ id }) => id === fact.id));
    expect(missed.map(({ id }) => id)).toEqual([]);
  });
});

describe("a search", () => {
  it.each([
    ["nshf møt", "nb", "nshf.meetings"],
    ["sekretariat gen", "nn", "igc.secretariat"],
    ["trafficking", "en", "iom.trafficking"],
    ["høykomisær", "nb", "unhcr.coordination"],
  ] as const)("finds by beginnings of words, names and with errors: %s", (text, language, id) => {
    expect(guide.search(text, language, 10).map((hit) => hit.id)).toContain(id);
  });

  it.each([
    ["Europarådet", "Europara\u030adet"],
    ["Europarådet", "Europaraadet"],
    ["Europarådet", "Europaradet"],
    ["Europarådet", "EUROPARÅDET"],
    ["IGC", "ＩＧＣ"],
    ["IGC", "\u200bIGC"],
    ["IGC", "I\u00adGC"],
    ["møtes", "moetes"],
    ["møtes", "mötes"],
    ["møtes", "mo\u0338tes"],
    ["høykommissær", "hoeykommissaer"],
    ["høykommissær", "høykomisær"],
    ["sekretariat  gen", "\u00a0sekretariat\u3000gen"],
    ["IGC", "I.G.C."],
    ["IGC", "i g c"],
    ["IGC", "I-G-C"],
    ["Europarådet", "EuroparÃ¥det"],
    ["Europarådet", "Europar&aring;det"],
    ["Europarådet", "Europa-\nrådet"],
    ["Europarådet", "Europar?det"],
    ["møtes", "m\ufffdtes"],
  ])("finds as '%s' what is written otherwise: %s", (plain, written) => {
    for (const language of LANGUAGES) {
      const found = guide.search(plain, language, 3).map(({ id }) => id);
      expect(guide.search(written, language, 3).map(({ id }) => id)).toEqual(found);
      // English has no word for what another name stands for
      if (language !== "en") expect(found.length, language).toBeGreaterThan(0);
    }
  });

  it("shows one fact of each forum before anything is typed", () => {
    expect(guide.search(" ", "en", 20)).toHaveLength(guide.forums("en").length);
  });

  it.each(["zzzzzz", "<script>", "((((", "😀"])("takes anything: %s", (text) => {
    expect(guide.search(text, "nb")).toEqual([]);
  });
});

describe("a section", () => {
  it("holds the quote of every fact that stands in it", () => {
    for (const { facts } of guide.forums("nb"))
      for (const { citation } of facts) {
        const section = guide.section(citation.document, citation.section);
        const text = section?.paragraphs.join(" ").replaceAll("• ", "");
        expect(text, citation.section).toContain(citation.shown.replaceAll("• ", ""));
      }
  });

  it("is unknown where the document has no such heading", () => {
    expect(guide.section("internasjonalt-samarbeid", "nothing")).toBeUndefined();
  });
});
