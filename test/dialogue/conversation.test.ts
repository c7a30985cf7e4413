// Conversations: what “they”, “and the secretariat?” and “what about …” mean, and that memory is a
// plain value.
import { describe, expect, it } from "vitest";
import type { Language, Memory } from "../../src/chat.js";
import { ask, bot, converse, factsOf, knowledge, last } from "../bot.js";
import { questions } from "../questions.js";

describe("a follow-up takes the subject from before", () => {
  it.each<[Language, readonly string[], string]>([
    ["nb", ["Hva er NSHF?", "hvor ofte møtes de?"], "nshf.meetings"],
    ["nn", ["Kva er NSHF?", "kor ofte møtest dei?"], "nshf.meetings"],
    ["en", ["What is NSHF?", "how often do they meet?"], "nshf.meetings"],
    ["nb", ["Hva slags forum er IGC?", "og sekretariat?"], "igc.secretariat"],
    ["nn", ["Kva slags forum er IGC?", "og sekretariatet?"], "igc.secretariat"],
    ["en", ["What kind of forum is IGC?", "and the secretariat?"], "igc.secretariat"],
    ["nb", ["Er Norge med i UNHCRs eksekutivkomité?", "siden når?"], "excom.norway"],
    ["nn", ["Er Noreg med i eksekutivkomiteen?", "sidan når?"], "excom.norway"],
    ["en", ["Is Norway on UNHCR's Executive Committee?", "since when?"], "excom.norway"],
    ["nb", ["Hvor ofte møtes NSHF?", "hvem arrangerer møtene?"], "nshf.chair"],
    ["nb", ["Hva arbeider OECD med?", "hvor mange medlemsland har de?"], "oecd.members"],
    ["en", ["What does the OECD work on?", "how many members does it have?"], "oecd.members"],
  ])("in %s: %s", (language, turns, fact) => {
    const answer = last(...turns);
    expect(answer.kind, answer.answer).toBe("answer");
    expect(answer.language).toBe(language);
    expect(factsOf(answer)).toContain(fact);
    expect(answer.citations.length).toBeLessThanOrEqual(2);
  });
});

describe("a follow-up takes the intent from before", () => {
  it.each<[Language, readonly string[], string]>([
    ["nb", ["Hvor har NSHF sekretariatet sitt?", "og IGC?"], "igc.secretariat"],
    ["nn", ["Har NSHF eit fast sekretariat?", "enn IGC?"], "igc.secretariat"],
    ["en", ["Does NSHF have a secretariat?", "what about IGC?"], "igc.secretariat"],
    ["nb", ["Hvor ofte møtes UNHCRs faste komité?", "og NSHF?"], "nshf.meetings"],
    ["en", ["How often does the Standing Committee meet?", "and NSHF?"], "nshf.meetings"],
    ["nb", ["Er Norge med i eu-LISA?", "enn frontex da"], "frontex.what"],
    ["nn", ["Er Noreg med i eu-LISA?", "enn Frontex då?"], "frontex.what"],
  ])("in %s: %s", (language, turns, fact) => {
    const answer = last(...turns);
    expect(answer.kind, answer.answer).toBe("answer");
    expect(answer.language).toBe(language);
    expect(factsOf(answer)).toContain(fact);
  });

  it.each<[readonly string[], string]>([
    [["Har UNHCR kontor i Norge?", "har iom?"], "iom.norway-office"],
    [["Does IGC have a secretariat?", "does NSHF?"], "nshf.secretariat"],
    [["Har IGC eit sekretariat?", "har NSHF det òg?"], "nshf.secretariat"],
    [["Stemmer det at IGC møtes to ganger i året?", "NSHF da?"], "nshf.meetings"],
  ])("where nothing but a verb and a name follow: %s", (turns, fact) => {
    expect(factsOf(last(...turns))).toContain(fact);
  });

  it.each([
    ["hjelper UNHCR internt fordrevne?", "gjør IOM det også?"],
    ["hjelper UNHCR internt fordrivne?", "gjer IOM det òg?"],
    ["Does UNHCR help internally displaced people?", "does IOM do that too?"],
  ])("and makes up no yes for the other: %s, %s", (...turns) => {
    const answer = last(...turns);
    expect(answer).toMatchObject({ kind: "unknown", citations: [] });
    expect(answer.answer).toMatch(/IOM/);
  });

  it.each(["Gjør IOM det også?", "does IOM do that too?"])("nor where nothing was said before: %s", (question) => {
    expect(ask(question).answer).not.toMatch(/^(?:Ja|Yes|Nei|No)\b/);
  });

  it("says honestly that the source does not tell it of the other", () => {
    const answer = last("Hvor ofte møtes NSHF?", "og OECD?");
    expect(answer.kind).toBe("unknown");
    expect(answer.answer).toMatch(/OECD/);
    expect(answer.citations).toEqual([]);
  });

  it("keeps the subject through small talk", () => {
    expect(factsOf(last("Hva er NSHF?", "takk!", "hvor ofte møtes de?"))).toContain("nshf.meetings");
  });

  it("goes on through several turns", () => {
    const replies = converse("Hva slags forum er IGC?", "hvor er sekretariatet?", "og NSHF?", "hvor ofte møtes de?");
    expect(replies.map(({ answer }) => factsOf(answer)[0])).toEqual(["igc.form", "igc.secretariat", "nshf.secretariat", "nshf.meetings"]);
  });
});

describe("a bare question word", () => {
  it.each<[string, string, string]>([
    ["Hva er NSHF?", "hvem da?", "nshf.chair"],
    ["Kva er IGC?", "kvar?", "igc.secretariat"],
    ["What is IGC?", "why?", "igc.usefulness"],
    ["Hva er NSHF?", "hvor ofte?", "nshf.meetings"],
    ["Hva er EMK?", "fra når?", "echr.year"],
  ])("asks for what is told of that: %s %s", (first, then, fact) => {
    expect(factsOf(last(first, then))).toContain(fact);
  });

  it.each([
    ["What is the ECHR?", "how?"],
    ["Er Norge med i Frontex?", "hvorfor?"],
    ["Er Norge med i Frontex?", "hvem?"],
    ["Kva er IOM?", "for kven?"],
    ["Hva er NSHF?", "med hvem?"],
  ])("tells nothing else in its place: %s %s", (first, then) => {
    expect(last(first, then).citations).toEqual([]);
  });
});

describe("a pronoun that points at one body", () => {
  it.each([
    ["Hvor ofte møtes UNHCRs faste komité?", "er Norge med i den?", "excom.norway"],
    ["Kva har Noreg avtalt med EUAA?", "kva går han ut på?", "dublin.responsibility"],
  ])("is not told of the body beside it without saying so: %s %s", (first, then, fact) => {
    const answer = last(first, then);
    expect(factsOf(answer)).not.toContain(fact);
    expect(answer.answer).not.toMatch(/^Ja\b/);
  });
});

describe("two that were compared", () => {
  it.each([
    ["Er Schengen og Dublin det samme?", "hva er forskjellen", ["schengen.rules", "dublin.norway"]],
    ["Hva er forskjellen på Frontex og eu-LISA?", "er Norge med i begge?", ["frontex.what", "eulisa.what"]],
    ["Compare Frontex and EUAA", "what's the difference?", ["frontex.what", "euaa.agreement"]],
  ])("stay two, though they belong together: %s %s", (first, then, facts) => {
    expect(factsOf(last(first, then))).toEqual(expect.arrayContaining(facts));
  });
});

describe("chatter", () => {
  it.each<[readonly string[], string]>([
    [["Har NSHF sekretariat?", "roterer det?"], "nshf.chair"],
    [["Hvor mange land er med i OECD?", "er det ikke 38?"], "oecd.members"],
  ])("is not what a short question is taken for: %s", (turns, fact) => {
    expect(factsOf(last(...turns))).toContain(fact);
  });

  it.each(["supert, takk!", "det var feil", "ok, skjønner", "1000 takk"])("stays chatter in a conversation: %s", (text) => {
    expect(last("Hva er NSHF?", text).kind).toBe("smalltalk");
  });
});

describe("doubt", () => {
  it.each(["er du sikker?", "virkelig?", "stemmer det?"])("gets what was told once more, with its source: %s", (text) => {
    expect(factsOf(last("Hvor ofte møtes NSHF?", text))).toEqual(["nshf.meetings"]);
  });
});

describe("a full new question", () => {
  const before = converse("Hva slags forum er IGC?")[0]?.memory as Memory;

  it.each([
    "Hvor ofte møtes NSHF?",
    "Hvor mange medlemsland har OECD?",
    "Who helps victims of human trafficking?",
    "Kor ofte møtest den faste komiteen i UNHCR?",
    "Har IOM et kontor i Norge?",
    "Hvilke forum er uformelle?",
    "Hvem møtes oftest?",
    "Hva gjør NATO?",
    "Hei!",
  ])("is answered as if nothing had been said: %s", (question) => {
    const [alone, within] = [ask(question), bot({ text: question }, before).answer];
    expect(within.answer).toBe(alone.answer);
    expect(within.citations).toEqual(alone.citations);
    expect(within.subjects).toEqual(alone.subjects);
  });

  it("is answered as if nothing had been said whenever it is a fact's own question", () => {
    const changed = Object.values(knowledge.facts).filter(({ ask: own }) => {
      const [alone, within] = [ask(own.nb), bot({ text: own.nb }, before).answer];
      return alone.citations[0]?.quote !== within.citations[0]?.quote;
    });
    expect(changed.map(({ id, ask: own }) => `${id}: ${own.nb}`)).toEqual([]);
  });
});

describe("the language of a conversation", () => {
  it("stays where a turn does not tell, and changes with the turn that does", () => {
    const turns = converse("How often does NSHF meet?", "IGC?", "og OECD då, kva er det?", "NSHF?");
    expect(turns.map(({ answer }) => answer.language)).toEqual(["en", "en", "nn", "nn"]);
  });
});

describe("memory", () => {
  it("is a plain value that survives being written down", () => {
    for (const { memory } of converse("Hva er NSHF?", "hvor ofte møtes de?", "takk")) {
      expect(JSON.parse(JSON.stringify(memory))).toEqual(memory);
      const names = Object.keys(memory).filter((name) => name !== "earlier");
      expect(names.sort()).toEqual(["facts", "intent", "language", "subjects"]);
      for (const turn of memory.earlier ?? []) expect(Object.keys(turn).sort()).toEqual(["facts", "intent", "subjects"]);
    }
  });

  it("is handed back, not changed: frozen memory in, and the same reply for the same memory", () => {
    const { memory } = bot({ text: "Hva slags forum er IGC?" });
    const copy = structuredClone(memory);
    const frozen: Memory = Object.freeze({
      ...memory,
      subjects: Object.freeze([...memory.subjects]),
      facts: Object.freeze([...memory.facts]),
    });
    for (const text of ["og sekretariat?", "what about NSHF?", "hei", "hvor ofte møtes de?"]) {
      const first = bot({ text }, frozen);
      bot({ text: "Hva gjør IOM for ofre for menneskehandel?" });
      expect(bot({ text }, structuredClone(copy))).toEqual(first);
    }
    expect(memory).toEqual(copy);
  });

  it("keeps two conversations apart, however they are interleaved", () => {
    const [a, b] = [
      ["Hva slags forum er IGC?", "hvor er sekretariatet?", "og NSHF?"],
      ["Tell me about the OECD", "how many members does it have?", "what about the Council of Europe?"],
    ] as const;
    const alone = [converse(...a), converse(...b)].map((replies) => replies.map(({ answer }) => answer));
    let [ofA, ofB]: (Memory | undefined)[] = [undefined, undefined];
    for (const i of [0, 1, 2]) {
      const first = bot({ text: a[i] as string }, ofA);
      const second = bot({ text: b[i] as string }, ofB);
      [ofA, ofB] = [first.memory, second.memory];
      expect([first.answer, second.answer]).toEqual([alone[0]?.[i], alone[1]?.[i]]);
    }
  });

  it("does not grow: after all test questions in one conversation it is as small as after one", () => {
    let memory: Memory | undefined;
    for (const { q } of questions) memory = bot({ text: q }, memory).memory;
    expect(memory?.subjects.length).toBeLessThan(8);
    expect(JSON.stringify(memory).length).toBeLessThan(1000);
  });

  it("of another time, with names that nobody knows any more, does no harm", () => {
    const old: Memory = { language: "nb", subjects: ["gone", "gone.too"], intent: "gone.too", facts: ["gone.fact"] };
    for (const text of ["hvor ofte møtes de?", "og IGC?", "siden når", "Hvor ofte møtes NSHF?"])
      expect(["answer", "clarify", "unknown"]).toContain(bot({ text }, old).answer.kind);
  });
});

describe("what the source tells of others than were spoken of", () => {
  it.each([
    ["What is IGC?", "Does it help victims of trafficking?", "IGC"],
    ["Hva er UNHCR?", "Har de kontor i Norge?", "UNHCR"],
    ["Kva er OECD?", "Har den sekretariat i Genève?", "OECD"],
    ["Is Norway in Frontex?", "Since when?", "Frontex"],
  ])("is not told in place of what was asked: %s %s", (before, question, name) => {
    const answer = last(before, question);
    expect(answer).toMatchObject({ kind: "unknown", citations: [] });
    expect(answer.answer).toContain(name);
  });

  it("is told of whom it is told where the question names them, without a yes for the other", () => {
    const answer = last("What is UNHCR?", "Is it responsible for the GCM secretariat?");
    expect(factsOf(answer)).toEqual(["gcm.secretariat"]);
    expect(answer.answer).not.toMatch(/^Yes/);
  });

  it("is told as it is where somebody is named, or nothing points back", () => {
    expect(last("Hva er IGC?", "Hjelper IOM ofre for menneskehandel?").answer).not.toContain("sier ikke kilden");
    expect(last("Hva er IGC?", "Hvem hjelper ofre for menneskehandel?").answer).not.toContain("sier ikke kilden");
  });
});
