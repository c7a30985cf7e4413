// Match → up to three questions to ask next, each of which the source answers and none of which was just answered:
// the same of somebody else, another thing about this one, a comparison; members of a list; where nothing was asked, how to begin.
import type { Answer, Language } from "../chat.js";
import type { Fact } from "../knowledge/types.js";
import { fill, WORDS } from "../language/index.js";
import { grouped } from "../understand/grouped.js";
import type { Match } from "./match.js";
import type { Outcome, Told } from "./outcome.js";
import type { Parts } from "./parts.js";

const MAX_SUGGESTIONS = 3;

export type Suggest = (match: Match, answer: Answer) => readonly string[];

/** A question, and the facts that its answer tells: nobody is offered what stands above. */
interface Offer {
  readonly ask: string;
  readonly tells: readonly string[];
}

export function createSuggest(parts: Parts): Suggest {
  const { facts, subjects, forums, bot, intents } = parts.knowledge;
  const { forumOf } = parts;
  const all = Object.values(facts);
  const byForum = grouped(all, (fact) => [forumOf(fact.about[0] as string)]);
  const byIntent = grouped(all, ({ as, answers }) => [...new Set([as ?? "", ...answers])]);
  const real = forums.filter((id) => !subjects[id]?.setting);

  const offer = (some: Iterable<Fact>, language: Language): Offer[] =>
    [...some].filter(({ offered }) => offered).map(({ id, ask }) => ({ ask: ask[language], tells: [id] }));

  /** In a circle from one of them: what follows in the source, then what stands before. */
  const after = <T>(some: readonly T[], one: T): T[] => {
    const at = some.indexOf(one);
    return [...some.slice(at + 1), ...some.slice(0, Math.max(at, 0))];
  };

  /** The same asked of another forum: what it is asked as first of all before what answers it besides. */
  const sameOfOthers = (fact: Fact, intent: string): Fact[] => {
    const own = forumOf(fact.about[0] as string);
    const asked = intent === fact.id || !fact.answers.includes(intent) ? (fact.as ?? "") : intent;
    const others = after(byIntent.get(asked) ?? [], fact).filter((one) => forumOf(one.about[0] as string) !== own);
    return others.filter(({ as }) => as === asked);
  };

  /** What else is told of the same subject, then of its forum. */
  const moreOfThis = (fact: Fact): Fact[] => {
    const main = fact.about[0] as string;
    const rest = after(byForum.get(forumOf(main)) ?? [], fact);
    return [...rest.filter((one) => one.about[0] === main), ...rest.filter((one) => one.about[0] !== main)];
  };

  const comparison = (id: string, other: string | undefined, language: Language): Offer[] => {
    const at = real.indexOf(id);
    const second = other ?? real[(at + 1) % real.length];
    if (at < 0 || second === undefined || second === id || !real.includes(second)) return [];
    const name = (one: string): string => parts.subjectName(one, language);
    const tells = [id, second].flatMap((one) => parts.everythingOf(one)).map((fact) => fact.id);
    return [{ ask: fill(WORDS[language].phrases.askCompare, { first: name(id), second: name(second) }), tells }];
  };

  const overviewOf = (id: string, language: Language): Offer => ({
    ask: fill(WORDS[language].phrases.askOverview, { subject: parts.subjectName(id, language) }),
    tells: subjects[id]?.overview.slice(0, 2) ?? [],
  });

  const starters = (language: Language): Offer[] => bot.starters.map((ask) => ({ ask: ask[language], tells: [] }));

  const afterFact = (fact: Fact, intent: string, language: Language): Offer[] => {
    const same = sameOfOthers(fact, intent);
    const more = moreOfThis(fact);
    const [other] = same.map((one) => forumOf(one.about[0] as string));
    const compared = comparison(forumOf(fact.about[0] as string), other, language);
    return [
      ...offer(same, language).slice(0, 1),
      ...offer(more, language).slice(0, 1),
      ...compared,
      ...offer([...more.slice(1), ...same.slice(1)], language),
    ];
  };

  /** Whom a list names, one after the other; then what begins with them. */
  const members = (told: readonly Fact[], language: Language): Offer[] => {
    const ids = [...new Set(told.map((fact) => fact.about[0] as string))].filter((id) => !subjects[id]?.setting);
    const others = [...new Set(ids.map(forumOf))].filter((id) => !ids.includes(id));
    return [
      ...[...ids, ...others].map((id) => overviewOf(id, language)),
      ...told.flatMap((fact) => offer(moreOfThis(fact).slice(0, 1), language)),
    ];
  };

  const afterTold = ({ frame, facts: ids }: Told, intent: string, language: Language): Offer[] => {
    const told = ids.flatMap((id) => facts[id] ?? []);
    const [first] = told;
    if (first === undefined) return starters(language);
    switch (frame.name) {
      case "fact":
        return afterFact(first, intent, language);
      case "unexplained":
      case "overview":
      case "everything": {
        const forum = forumOf(frame.subject);
        const bodies = (subjects[forum]?.bodies ?? []).filter((id) => id !== frame.subject && !subjects[id]?.setting);
        const rest = offer(
          parts.everythingOf(frame.subject).filter((fact) => !told.includes(fact)),
          language,
        );
        const next = comparison(forum, undefined, language);
        return [
          ...rest.slice(0, 1),
          ...next,
          ...rest.slice(1),
          ...[...bodies, ...after(real, forum)].map((id) => overviewOf(id, language)),
        ];
      }
      case "compare": {
        const [one, two] = frame.subjects;
        const rest = frame.subjects.flatMap((id) => offer(parts.everythingOf(id), language).slice(0, 3));
        const third = real.find((id) => !frame.subjects.map(forumOf).includes(id));
        const again = one === undefined || two === undefined ? [] : comparison(forumOf(one), third, language);
        return [...frame.subjects.map((id) => overviewOf(id, language)), ...again, ...rest];
      }
      case "forums":
        return [...real.slice(0, 2).map((id) => overviewOf(id, language)), ...comparison(real[0] ?? "", undefined, language)];
      default:
        return [...members(told, language), ...afterFact(first, intent, language)];
    }
  };

  const ofSubject = (id: string, language: Language): Offer[] => {
    const own = parts.everythingOf(id);
    return offer([...own, ...(byForum.get(forumOf(id)) ?? []).filter((fact) => !own.includes(fact))], language);
  };

  const afterUntold = (outcome: Extract<Outcome, { kind: "untold" }>, about: readonly string[], language: Language): Offer[] => {
    const [subject] = outcome.subjects.length > 0 ? outcome.subjects : about;
    const intent = intents[outcome.intent] === undefined ? facts[outcome.intent]?.as : outcome.intent;
    const elsewhere = outcome.elsewhere.slice(0, MAX_SUGGESTIONS).flatMap((id) => facts[id] ?? []);
    const same = offer([...elsewhere, ...(byIntent.get(intent ?? "") ?? [])], language);
    if (subject === undefined) return [...same, ...starters(language)];
    const own = ofSubject(subject, language);
    return [
      ...same.slice(0, 1),
      ...own.slice(0, 1),
      ...comparison(forumOf(subject), undefined, language),
      ...own.slice(1),
      ...same.slice(1),
    ];
  };

  const offers = ({ outcome, reading, intent }: Match, language: Language): Offer[] => {
    switch (outcome.kind) {
      case "told":
        return afterTold(outcome, intent ?? "", language);
      case "untold":
        return afterUntold(outcome, reading.subjects, language);
      case "nomore":
        return [...comparison(forumOf(outcome.subject), undefined, language), ...starters(language)];
      case "unclear":
        return [
          ...offer(
            outcome.near.flatMap((id) => facts[id] ?? []),
            language,
          ),
          ...reading.subjects.flatMap((id) => ofSubject(id, language).slice(0, 1)),
          ...starters(language),
        ];
      case "whose":
        return offer(
          outcome.facts.slice(0, MAX_SUGGESTIONS).flatMap((id) => facts[id] ?? []),
          language,
        );
      case "smalltalk":
        return intents[outcome.intent]?.closing ? [] : starters(language);
      default:
        return starters(language);
    }
  };

  return (match, { language, choices }) => {
    const { outcome } = match;
    if (choices.length > 0 || outcome.kind === "distress" || outcome.kind === "refuse") return [];
    const quoteOf = (id: string): string => facts[id]?.quote ?? "";
    const told = new Set(outcome.kind === "told" ? outcome.facts.map(quoteOf) : []);
    const isNew = ({ tells }: Offer): boolean => tells.length === 0 || tells.some((id) => !told.has(quoteOf(id)));
    const asks = offers(match, language).filter(isNew);
    return [...new Set(asks.map(({ ask }) => ask))].slice(0, MAX_SUGGESTIONS);
  };
}
