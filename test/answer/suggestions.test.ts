// Suggested questions: each has an answer, and none was just answered.
import { describe, expect, it } from "vitest";
import { sameQuestion } from "../../src/knowledge/same.js";
import { ask, bot, knowledge, LANGUAGES } from "../bot.js";

const asked = LANGUAGES.flatMap((language) => [
  ...[...Object.values(knowledge.facts), ...Object.values(knowledge.lists)].map(({ id, ask }) => ({
    id,
    language,
    question: ask[language],
  })),
  ...Object.values(knowledge.subjects).map(({ id, name }) => ({ id, language, question: name[language] })),
]);
const replies = asked.map(({ id, language, question }) => ({ id, language, question, reply: ask(question, { language }) }));

describe("the suggestions after every fact, list, forum and body", () => {
  it("are up to three, all different, in the language of the reply", () => {
    for (const { id, reply } of replies) {
      expect(reply.suggestions.length, id).toBeLessThanOrEqual(3);
      expect(new Set(reply.suggestions.map(sameQuestion)).size, id).toBe(reply.suggestions.length);
    }
    const offered = replies.flatMap(({ language, reply }) => reply.suggestions.map((text) => `${language} ${text}`));
    const known = new Set(
      LANGUAGES.flatMap((language) => [
        ...[...Object.values(knowledge.facts), ...Object.values(knowledge.lists)].map((entry) => `${language} ${entry.ask[language]}`),
        ...knowledge.bot.starters.map((ask) => `${language} ${ask[language]}`),
      ]),
    );
    const made = /^(nb Hva er|nn Kva er|en What is|nb Sammenlign|nn Samanlikn|en Compare) /;
    expect([...new Set(offered)].filter((text) => !known.has(text) && !made.test(text))).toEqual([]);
  });

  it("are there after nearly every answer: the conversation goes on", () => {
    const silent = replies.filter(({ reply }) => reply.kind === "answer" && reply.suggestions.length === 0);
    expect(silent.map(({ id, language }) => `${id} ${language}`).length / replies.length).toBeLessThan(0.1);
  });

  it("are answered, every one of them, and in the conversation's language", () => {
    const offered = new Map(
      replies.flatMap(({ language, reply }) => reply.suggestions.map((text) => [`${language} ${text}`, { language, text }])),
    );
    expect(offered.size).toBeGreaterThan(100);
    const failed = [...offered.values()].flatMap(({ language, text }) => {
      const within = bot({ text }, { language, subjects: [], intent: null, facts: [] }).answer;
      return ask(text).kind === "answer" && within.kind === "answer" && within.language === language
        ? []
        : [`${language} "${text}" → ${within.kind} in ${within.language}`];
    });
    expect(failed).toEqual([]);
  });

  it("are answered with what they ask within the conversation that offered them", () => {
    const lost = replies.flatMap(({ id, language, question }) => {
      const { answer, memory } = bot({ text: question, language });
      return answer.suggestions
        .filter((text) => {
          const fact = Object.values(knowledge.facts).find(({ ask: own }) => own[language] === text);
          const next = bot({ text }, memory).answer;
          return fact !== undefined && !next.citations.some(({ quote }) => quote === fact.quote);
        })
        .map((text) => `${id} ${language} "${question}" → "${text}"`);
    });
    expect(lost).toEqual([]);
  });

  it("never repeat the question just answered, nor what was just told", () => {
    const repeated = replies.flatMap(({ id, language, question, reply }) =>
      reply.suggestions
        .filter((text) => {
          const next = ask(text, { language });
          const nothingNew = next.citations.every(({ quote }) => reply.citations.some((cited) => cited.quote === quote));
          return sameQuestion(text) === sameQuestion(question) || (reply.kind === "answer" && next.kind === "answer" && nothingNew);
        })
        .map((text) => `${id} ${language} "${question}" offers "${text}"`),
    );
    expect(repeated).toEqual([]);
  });
});

describe("what is offered elsewhere", () => {
  it.each(["takk", "thanks", "takk for hjelpa", "ha det", "goodbye", "ok"])("is nothing after “%s”", (text) => {
    expect(ask(text)).toMatchObject({ kind: "smalltalk", suggestions: [] });
  });

  it("has an answer after a refusal, small talk and a refusal without words too", () => {
    for (const question of ["Hva gjør NATO?", "Hvor mange ansatte har UNHCR?", "hei", "Kva kostar NSHF?", "…", "how is the weather"]) {
      const { suggestions, language } = ask(question);
      expect(suggestions.length, question).toBeGreaterThan(0);
      for (const text of suggestions) expect(ask(text), `${question} → ${text}`).toMatchObject({ kind: "answer", language });
    }
  });

  it("is close to what was asked: a refusal about a forum offers that forum's facts", () => {
    const { suggestions } = ask("Hvor mange ansatte har UNHCR?");
    expect(suggestions.filter((text) => text.includes("UNHCR")).length).toBeGreaterThanOrEqual(2);
  });
});

describe("whatever can be offered", () => {
  const real = knowledge.forums.filter((id) => !knowledge.subjects[id]?.setting);
  const words = {
    nb: (a: string, b: string) => `Sammenlign ${a} med ${b}`,
    nn: (a: string, b: string) => `Samanlikn ${a} med ${b}`,
    en: (a: string, b: string) => `Compare ${a} with ${b}`,
  };

  it.each(LANGUAGES)("is answered with what it asks, in %s: comparisons", (language) => {
    for (const a of real)
      for (const b of real.filter((id) => id !== a)) {
        const name = (id: string): string => knowledge.subjects[id]?.name[language] as string;
        const answer = ask(words[language](name(a), name(b)), { language });
        expect(answer, `${a} ${b}`).toMatchObject({ kind: "answer", layout: "compare", language });
        expect(answer.comparison?.subjects.map((one) => one.toLowerCase())).toEqual([name(a), name(b)].map((one) => one.toLowerCase()));
      }
  });

  it.each(LANGUAGES)("is answered with what it asks, in %s: facts and lists", (language) => {
    const facts = Object.values(knowledge.facts).filter(({ offered }) => offered);
    const missed = facts.filter(
      ({ ask: asked, quote }) => !ask(asked[language], { language }).citations.some((citation) => citation.quote === quote),
    );
    expect(missed.map(({ id }) => id)).toEqual([]);
  });

  it.each(LANGUAGES)("is answered, in %s: what a newcomer is shown, with a list, a comparison and a question that goes on", (language) => {
    const answers = knowledge.bot.starters.map((asked) => ask(asked[language]));
    for (const answer of answers) expect(answer).toMatchObject({ kind: "answer", language });
    expect(new Set(answers.map(({ layout }) => layout))).toEqual(new Set(["list", "compare"]));
    expect(answers.some(({ answer }) => answer.includes("\n\n"))).toBe(true);
  });
});
