// Question and fact → what stands before the fact: yes, no, or that the source says otherwise. Nothing where in doubt:
// a yes over a fact that says something else is the worst of answers, so every content word must be accounted for.
import type { Language } from "../chat.js";
import type { Fact, Knowledge } from "../knowledge/types.js";
import { functionWordsOf, inAnyLanguage, WORDS } from "../language/index.js";
import type { Question } from "../question/index.js";

export type Polarity = "yes" | "no" | "yesAfterAll" | "otherwise";
export type Polar = (question: Question, fact: Fact, fromMemory: boolean) => Polarity | null;

const OPENERS = inAnyLanguage((w) => w.openers);
const LEAD_INS = inAnyLanguage((w) => [...w.followUps, ...w.leadIns]);
const CONFIRMATIONS = Object.values(WORDS).flatMap((w) => w.confirmations);
const NEGATIONS = inAnyLanguage((w) => w.negations);
const STRENGTHENERS = inAnyLanguage((w) => w.strengtheners);
const ALTERNATIVES = inAnyLanguage((w) => w.alternatives);

export function isYesNo(question: Question): boolean {
  const words = question.tokens.map(({ word }) => word);
  const start = words.findIndex((word) => !LEAD_INS.has(word));
  const rest = words.slice(Math.max(start, 0));
  return OPENERS.has(rest[0] ?? "") || CONFIRMATIONS.some((phrase) => rest.slice(0, 4).join(" ").startsWith(phrase));
}

export function createPolar(knowledge: Knowledge): Polar {
  const stems = new Map(
    Object.values(knowledge.facts).map((fact) => [
      fact.id,
      { supports: supportsOf(fact, knowledge), contradicts: stemsOf(fact.contradicts) },
    ]),
  );
  return (question, fact, fromMemory) => {
    const numbers = Object.values(fact.values).filter((value) => typeof value === "number");
    const asked = question.numbers;
    if (asked.length > 0 && numbers.length > 0 && !asked.some((n) => numbers.includes(n))) return "otherwise";
    if (!isYesNo(question) || question.tokens.some(({ word }) => ALTERNATIVES.has(word))) return null;
    if (question.outside.length > 0 || question.tokens.some(({ word, opens }, i) => i > 0 && opens && word.length > 0)) return null;
    if (!fromMemory && !question.subjects.every((ids) => ids.some((id) => belongs(fact, id, knowledge)))) return null;
    if (asked.length > 0 && numbers.length === 0) return null;
    const { supports, contradicts } = stems.get(fact.id) as { supports: ReadonlySet<string>; contradicts: ReadonlySet<string> };
    const content = contentOf(question);
    const against = content.some((forms) => forms.some((form) => contradicts.has(form)));
    const explained = content.every((forms) => forms.some((form) => supports.has(form) || contradicts.has(form)));
    if (!explained) return null;
    const holds = fact.polarity !== against;
    const negated = question.tokens.some(({ word }) => NEGATIONS.has(word));
    if (!holds) return "no";
    return negated ? "yesAfterAll" : "yes";
  };
}

function belongs(fact: Fact, id: string, knowledge: Knowledge): boolean {
  return (
    fact.about.includes(id) || fact.about.some((a) => knowledge.subjects[a]?.parent === id) || knowledge.subjects[id]?.setting === true
  );
}

/** Stems of the words that say something, in every language's way: questions mix them. Strengtheners always count. */
function contentOf(question: Question): string[][] {
  return question.tokens.flatMap(({ word }, i) => {
    const named = question.mentions.some((m) => m.kind !== "topic" && i >= m.start && i < m.end);
    if (named || (functionWordsOf(question.language).has(word) && !STRENGTHENERS.has(word)) || NEGATIONS.has(word) || OPENERS.has(word))
      return [];
    return [(["nb", "en"] as const).map((language) => WORDS[language].stem(word))];
  });
}

function supportsOf(fact: Fact, knowledge: Knowledge): Set<string> {
  const texts = [fact.text, fact.short, fact.ask];
  const names = fact.about.flatMap((id) => Object.values(knowledge.subjects[id]?.name ?? {}));
  const found = stemsOf(fact.supports);
  for (const language of ["nb", "nn", "en"] as const)
    for (const phrase of texts) for (const stem of stemsIn(phrase[language], language)) found.add(stem);
  for (const word of [
    ...stemsIn(fact.quote, "nb"),
    ...names.flatMap((name) => stemsIn(name, "nb")),
    ...Object.values(fact.values).map(String),
  ])
    found.add(word);
  return found;
}

function stemsOf(words: Fact["supports"]): Set<string> {
  return new Set((["nb", "nn", "en"] as const).flatMap((language) => (words[language] ?? []).flatMap((word) => stemsIn(word, language))));
}

function stemsIn(text: string, language: Language): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => WORDS[language].stem(word));
}
