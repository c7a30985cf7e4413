// Why an answer is as it is, in words: for every decision and language, without the program's
// internal terms.
import { describe, expect, it } from "vitest";
import {
  CLAIMED,
  type Claim,
  DECISIONS,
  type Explanation,
  LANGUAGE_FROM,
  LANGUAGES,
  type Language,
  MOVES,
  RELATIONS,
} from "../../src/chat.js";
import { createGuide } from "../../src/guide.js";
import { explainInWords, percentIn } from "../../src/language/reasons.js";
import { REASONS } from "../../src/language/texts.js";
import { bot, converse, knowledge } from "../bot.js";
import { questions } from "../questions.js";

const { names } = createGuide(knowledge);
const ids = new Set([
  ...DECISIONS.filter((decision) => decision !== "more" && decision !== "error" && decision !== "answered"),
  ...[knowledge.facts, knowledge.lists, knowledge.intents].flatMap((of) => Object.keys(of)).filter((id) => /[.-]/.test(id)),
]);

/** What the bot says of its own, without the words of whoever asked. */
function own(explanation: Explanation, language: Language): string {
  const { labels } = REASONS[language];
  const lines = explainInWords(explanation, names(language), REASONS[language]);
  const said = lines.filter(({ label }) => label !== labels.words && label !== labels.mended);
  const parts = explanation.parts ?? [];
  return parts.reduce((text, { words }) => text.split(words).join(""), said.map(({ label, text }) => `${label}: ${text}`).join("\n"));
}

function expectWords(explanation: Explanation, language: Language): void {
  const text = own(explanation, language);
  expect(text).not.toMatch(/[{}_]|\b(told|whose|elsewhere|untold|keywords)\b|undefined|null|NaN/);
  expect(text.split(/[\s,:()]+/).filter((word) => ids.has(word.replace(/[.?]$/, "")))).toEqual([]);
}

const RICH: Explanation = {
  ...bot({ text: "Hvor ofte møtes NSHF?" }).explanation,
  candidates: [
    "told:nshf.meetings",
    "told:nshf.meetings+igc.secretariat",
    'told:{"name":"compare","subjects":["igc","nshf"]}',
    'told:{"name":"most","subject":null,"end":"most","value":"members"}',
    'told:{"name":"of another release"}',
    "told:gone.fact",
    "whose:igc.secretariat",
    "elsewhere:nshf.meetings",
    "untold",
    "refuse",
    "dialogue.back",
    "gone",
  ].map((outcome) => ({ outcome, score: 0.3 })),
  intents: ["meetings", "hostile", "gone.intent"].map((intent) => ({ intent, score: 0.3 })),
};

describe.each(LANGUAGES)("why, in %s", (language) => {
  it.each(DECISIONS)("has words for a reading that is decided as %s", (decision) => {
    const [part] = RICH.parts ?? [];
    if (part === undefined) throw new Error("no part");
    const explanation = { ...RICH, decision, parts: [{ ...part, decision }] };
    expectWords(explanation, language);
    expectWords({ ...explanation, parts: [...explanation.parts, ...explanation.parts] }, language);
    expectWords({ ...explanation, parts: undefined }, language);
    const lines = explainInWords(explanation, names(language), REASONS[language]);
    expect(lines.at(-1)).toEqual({ label: REASONS[language].labels.reason, text: REASONS[language].decisions[decision] });
    expect(lines.every(({ label, text }) => label !== "" && text !== "")).toBe(true);
  });

  it("tells no figure of a refusal", () => {
    for (const decision of ["notInSource", "notUnderstood", "noSuchValue", "outsideName", "unknownWords", "error"] as const)
      expect(own({ ...RICH, decision }, language)).not.toContain("%");
    expect(own(RICH, language)).toContain("%");
    expect(own({ ...RICH, trust: 0.01 }, language)).not.toContain(REASONS[language].labels.sure);
  });

  it("has words for every way a language is told, every move and every value", () => {
    const [part] = RICH.parts ?? [];
    if (part === undefined) throw new Error("no part");
    for (const languageFrom of LANGUAGE_FROM) expectWords({ ...RICH, languageFrom }, language);
    for (const move of MOVES) expectWords({ ...RICH, parts: [{ ...part, move }] }, language);
    const claims = CLAIMED.flatMap((field) =>
      [null, ...RELATIONS].flatMap((relation) => [0.5, 0, 1, 3, 1955].map((value): Claim => ({ field, value, relation }))),
    );
    for (const claim of claims) expectWords({ ...RICH, parts: [{ ...part, claim }] }, language);
  });

  it("has a name for everything that a question may be about", () => {
    const { intents, other } = REASONS[language];
    const known = { ...names(language), ...intents };
    const nameless = Object.values(knowledge.intents).filter(
      ({ id, kind }) => kind !== "move" && kind !== "aside" && known[id] === undefined,
    );
    expect(nameless.map(({ id }) => id)).toEqual([]);
    const moves = Object.values(knowledge.intents).filter(({ kind }) => kind === "move");
    expect(moves.map(({ id }) => id.split(".")[1]).sort()).toEqual([...MOVES].sort());
    for (const { q } of questions) {
      const { explanation } = bot({ text: q });
      expectWords(explanation, language);
      expect(
        own(explanation, language)
          .split("\n")
          .filter((line) => line.endsWith(`: ${other}`)),
      ).toEqual([]);
    }
  });
});

describe("what is told", () => {
  const told = (text: string, language: Language): Record<string, string> =>
    Object.fromEntries(
      explainInWords(bot({ text }).explanation, names(language), REASONS[language]).map(({ label, text: value }) => [label, value]),
    );

  it("is whom it is about, what is asked, what is stated, how sure that is, and the reason", () => {
    expect(told("Har Norge vært medlem av UNHCR siden 1955?", "nb")).toMatchObject({
      Språk: "bokmål (slik spørsmålet er skrevet)",
      Gjelder: "UNHCR",
      "Det du spør om": expect.stringContaining("Hvor lenge har Norge vært med i UNHCRs eksekutivkomité?"),
      "Du oppgir": "fra 1955",
      "Hvor sikker jeg er": expect.stringMatching(/^>?\d+\u00a0%\. Grense for å svare: \d+\u00a0%\.$/),
      Begrunnelse: "Jeg er sikker nok til å svare.",
    });
    expect(told("Møtes NSHF tre ganger i året?", "nn")["Du oppgir"]).toBe("3 gonger i året");
    expect(told("Møtes NSHF tre ganger i året?", "en")["You state"]).toBe("3 times a year");
    expect(told("Hvem leder IOM?", "en")).toMatchObject({
      "What you ask about": "who leads IOM",
      Reason: "The source does not answer this.",
    });
  });

  it("is told of each clause by itself", () => {
    const { parts } = bot({ text: "hva gjør iom og hvor ofte møtes nshf" }).explanation;
    expect(parts).toMatchObject([
      { words: "hva gjør iom", subjects: ["iom"], decision: "answered", claim: null, move: null },
      { words: "hvor ofte møtes nshf", subjects: ["nshf"], asked: "nshf.meetings" },
    ]);
    const lines = told("hva gjør iom og hvor ofte møtes nshf", "nb");
    expect(lines["Del 1"]).toBe("«hva gjør iom». Gjelder: IOM. Det du spør om: hva IOM gjør. Jeg er sikker nok til å svare.");
    expect(lines["Del 2"]).toContain("Hvor ofte møtes NSHF?");
    expect(lines.Begrunnelse).toBe("Du spør om flere ting. Hver del får sitt eget svar.");
  });

  it("is how it goes on from what was said", () => {
    const moves = converse("Hvor ofte møtes NSHF?", "og IGC?", "er du sikker?", "mer").map(
      ({ explanation }) => explanation.parts?.[0]?.move,
    );
    expect(moves).toEqual([null, "same", "doubt", "more"]);
    const followed = converse("Hva slags forum er IGC?", "hvor har de sekretariat?").at(-1)?.explanation as Explanation;
    expect(own(followed, "nb")).toContain("Gjelder: IGC (fra samtalen)");
  });

  it("is never a certainty that there is not", () => {
    expect([1, 0.996, 0.5, 0.001, 0].map((share) => percentIn(share, REASONS.en))).toEqual(["100%", ">99%", "50%", "<1%", "0%"]);
    expect(percentIn(0.5, REASONS.nn)).toBe("50\u00a0%");
  });
});
