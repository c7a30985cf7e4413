// A question that the source does not answer → what it tells nearest to it: of whom it tells this, or what of this one.
import type { Language, Phrase } from "../chat.js";
import type { Fact } from "../knowledge/types.js";
import { enumerate, fill, WORDS } from "../language/index.js";
import { grouped } from "../understand/grouped.js";
import type { Untold } from "./outcome.js";
import type { Parts } from "./parts.js";

/** `sure`: the question is understood, so that what is told of others is told of that very thing. */
export type Nearest = (untold: Untold, sure: boolean, language: Language) => string;

/** More names than these are a list, and no way on. */
const NAMES = 4;

export function createNearest(parts: Parts): Nearest {
  const { intents, subjects, facts } = parts.knowledge;
  const all = Object.values(facts);
  const byIntent = grouped(all, ({ answers }) => answers);
  const nearBy = grouped(all, ({ near }) => near);

  const isOf = (fact: Fact, ids: readonly string[]): boolean =>
    fact.about.some((id) => ids.includes(id) || ids.includes(parts.forumOf(id)));

  /** "It says so only about A (twice a year) and B": of nobody else, where all that the source has of it is in the facts. */
  const ofOthers = (id: string, ids: readonly string[], language: Language): string => {
    const intent = intents[id];
    const told = byIntent.get(id) ?? [];
    if (intent?.kind !== "fact" || told.some((fact) => isOf(fact, ids))) return "";
    const names = new Map<string, string>();
    for (const fact of told) {
      const main = fact.about[0] as string;
      const brief: Phrase | null = fact.as === id || intent.value === undefined ? fact.brief : null;
      const whom = brief === null ? parts.forumOf(main) : main;
      const name = parts.subjectName(whom, language);
      if (!subjects[whom]?.setting) names.set(whom, brief === null ? name : withValue(name, brief[language]));
    }
    if (names.size === 0 || names.size > NAMES) return "";
    const { untoldOnly, untoldOthers } = WORDS[language].phrases;
    return fill(intent.closed ? untoldOnly : untoldOthers, { subjects: enumerate([...names.values()], language) });
  };

  const told = (fact: Fact | undefined, language: Language): string =>
    fact === undefined ? "" : `${WORDS[language].phrases.nearest} ${fact.text[language]}`;

  const instead = (id: string, [only, ...rest]: readonly string[], language: Language): string => {
    const text = intents[id]?.instead;
    const isForum = only !== undefined && rest.length === 0 && subjects[only]?.parent === null && !subjects[only]?.setting;
    return text === undefined || !isForum ? "" : parts.clause(text, [only], language);
  };

  /** "About X, it covers the meetings and the secretariat": what its facts are about; bodies by their names. */
  const ofThisOne = (id: string, language: Language): string => {
    const found = parts.everythingOf(id).flatMap((fact) => {
      const main = fact.about[0] as string;
      if (main !== id && subjects[main]?.parent === id) return parts.subjectName(main, language);
      const topic = [fact.as ?? "", ...fact.answers].map((one) => intents[one]?.topic).find((one) => one !== undefined);
      return topic?.[language] ?? [];
    });
    const names = [...new Set(found)];
    const { tells, tellsSome } = WORDS[language].phrases;
    if (names.length === 0) return "";
    const subject = parts.subjectName(id, language);
    return fill(names.length > NAMES ? tellsSome : tells, { subject, topics: enumerate(names.slice(0, NAMES), language) });
  };

  return ({ intent, subjects: ids, elsewhere }, sure, language) => {
    const near = sure ? nearBy.get(intent)?.find((fact) => isOf(fact, ids)) : undefined;
    const [subject] = ids;
    const isTopic = intents[intent]?.kind === "topic";
    const ways = [
      () => told(near, language),
      () => (sure ? instead(intent, ids, language) : ""),
      () => (sure && subject !== undefined ? ofOthers(intent, ids, language) : ""),
      () => (sure && elsewhere.length > 0 && elsewhere.length < 3 && !isTopic ? told(facts[elsewhere[0] as string], language) : ""),
      () => (subject === undefined ? "" : ofThisOne(subject, language)),
    ];
    for (const way of ways) {
      const sentence = way();
      if (sentence !== "") return sentence;
    }
    return "";
  };
}

/** "NAME (value)"; into the brackets that the name has already. */
const withValue = (name: string, value: string): string => (name.endsWith(")") ? `${name.slice(0, -1)}, ${value})` : `${name} (${value})`);
