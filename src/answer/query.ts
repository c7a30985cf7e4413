// A class of question and its subjects → what the source says about that: the lookup that keeps the bot honest.
// “Has X a secretariat?” is understood as well as “Has Y one?”; only here it turns out that the source doesn't say.

import type { Fact, FactList, Intent, Knowledge } from "../knowledge/types.js";
import type { About } from "./about.js";
import { fits, holds } from "./claims.js";
import { createCompare } from "./compare.js";
import { keyOf, type Outcome, type Told, whose } from "./outcome.js";
import { everythingBySubject } from "./parts.js";
import { contrariesOf } from "./proposition.js";
import { createRank } from "./rank.js";
import { type Answering, createTable, type Place } from "./table.js";
import { createValues } from "./values.js";

export type Evaluate = (intent: string, about: About) => Outcome;

const TOPIC_LIMIT = 12;
/** More facts of a topic than any reply needs; hundreds of forums would have thousands. */
const ELSEWHERE_LIMIT = 60;

export function createEvaluate(knowledge: Knowledge): Evaluate {
  const { facts, lists, intents, subjects } = knowledge;
  const { all, byTopic, listsFor, places, answers, accepts, isIn, ofGroup, withOthers } = createTable(knowledge);
  const everythingOf = everythingBySubject(knowledge);
  const keyed = (told: Told): Told => ({ ...told, key: keyOf(told) });
  const listed = new Map(
    Object.values(lists).map(({ id, facts: ids }) => [
      id,
      keyed({ kind: "told", facts: ids, frame: { name: "list", list: id }, missing: [] }),
    ]),
  );
  const made = (ids: readonly string[], missing: readonly string[] = []): Told => ({
    kind: "told",
    facts: ids,
    frame: { name: "fact" },
    missing,
  });
  const single = new Map(all.map(({ id }) => [id, keyed(made([id]))]));
  /** Precomputed outcomes of one fact, the most frequent kind. */
  const fact = (ids: readonly string[], missing: readonly string[] = []): Told =>
    (ids.length === 1 && missing.length === 0 ? single.get(ids[0] as string) : undefined) ?? made(ids, missing);

  /** A class that stands for one fact: the fact itself for its own subjects; for others the outcome of its intent. */
  const ofFact = (entry: Fact, { groups, family, presumes, told: before }: About): Outcome => {
    const own = [...entry.about, ...entry.mentions];
    const isTheirs = (group: readonly string[]): boolean => group.some((id) => accepts(own, id));
    const asked = groups.filter((group) => !group.every((id) => subjects[id]?.setting) || isTheirs(group));
    const ofAll = own.every((id) => subjects[id]?.setting) || family.some((id) => own.includes(id));
    const strangers = ofAll ? [] : asked.filter((group) => !isTheirs(group));
    if (strangers.length === 0) return fact(withOthers(entry));
    const someone = asked.some(isTheirs);
    const as = intents[entry.as ?? ""];
    if (presumes && someone && as === undefined) return fact([entry.id], firstOf(strangers));
    if (as === undefined)
      return someone
        ? fact([entry.id], firstOf(strangers))
        : { kind: "untold", intent: entry.answers[0] ?? entry.id, subjects: firstOf(strangers), elsewhere: [entry.id] };
    const found = asked.map((group) => (isTheirs(group) ? [entry.id] : ofGroup(as, group, before, asked.length === 1)));
    const missing = asked.filter((_, i) => found[i]?.length === 0);
    const told = [...new Set(found.flat())];
    return told.length === 0
      ? { kind: "untold", intent: as.id, subjects: firstOf(missing), elsewhere: [entry.id] }
      : fact(told, firstOf(missing));
  };

  /** A fixed list; if subjects are named, its facts about those. */
  const ofList = (entry: FactList, { groups: spokenOf, named, family, stems }: About): Outcome => {
    const groups = named || spokenOf.some((group) => group.some((id) => accepts(entry.about, id))) ? spokenOf : [];
    const placed = entry.facts.filter((id) => isIn(facts[id] as Fact, stems));
    if (placed.length > 0) return fact(placed);
    const related = entry.about.length === 0 || family.some((id) => accepts(entry.about, id));
    const strangers = related
      ? groups.filter((group) => !group.every((id) => subjects[id]?.setting) && entry.about.length === 0)
      : groups.filter((group) => !group.every((id) => subjects[id]?.setting) && !group.some((id) => accepts(entry.about, id)));
    if (strangers.length === 0) return listed.get(entry.id) as Told;
    const told = strangers.map((group) => entry.facts.filter((id) => group.some((s) => accepts(facts[id]?.about ?? [], s))));
    const missing = strangers.filter((_, i) => told[i]?.length === 0);
    const ids = [...new Set(told.flat())];
    return ids.length > 0
      ? fact(ids, firstOf(missing))
      : { kind: "untold", intent: entry.id, subjects: firstOf(strangers), elsewhere: entry.facts };
  };

  const firstOf = (some: readonly (readonly string[])[]): string[] => some.flatMap((group) => group.slice(0, 1));

  /** A negated question: only what the source itself denies. */
  const denied = (ids: readonly string[], intent: string): Outcome => {
    const told = ids.filter((id) => facts[id]?.says.length !== 0 && facts[id]?.says.every(({ truth }) => !truth));
    return told.length > 0 ? fact(told) : { kind: "untold", intent, subjects: [], elsewhere: [] };
  };

  const generic = (intent: Intent, { groups, dangling, told: before, stems, claims }: About): Outcome => {
    const { all: candidates, placed, whose: each } = answers.get(intent.id) as Answering;
    if (groups.length === 0) {
      const claimed = candidates.filter((f) => claims.some((claim) => fits(claim, f, values)));
      if (claimed.length > 0 && !dangling) return fact(claimed.map((f) => f.id));
      const there = placed.size === 0 ? new Set<Fact>() : new Set([...stems].flatMap((stem) => placed.get(stem) ?? []));
      if (there.size === 1) return fact([...there].map((f) => f.id));
      if (candidates.length === 0) return { kind: "untold", intent: intent.id, subjects: [], elsewhere: [] };
      if (candidates.length === 1 && !dangling) return fact([(candidates[0] as Fact).id]);
      return each;
    }
    const list = groups.length === 1 ? listsFor.get(intent.id)?.find((l) => groups[0]?.some((id) => l.about.includes(id))) : undefined;
    if (list !== undefined) return listed.get(list.id) as Told;
    const told: string[] = [];
    const missing: string[] = [];
    for (const group of groups) {
      const found = ofGroup(intent, group, before, groups.length === 1);
      if (found.length === 0) missing.push(group[0] as string);
      else told.push(...found);
    }
    if (told.length === 0) return { kind: "untold", intent: intent.id, subjects: missing, elsewhere: [] };
    return fact([...new Set(told)], missing);
  };

  const overview = (intent: Intent, about: About): Outcome => {
    const { groups, whole } = about;
    const ids = groups.flatMap((group) => group.slice(0, 1));
    // a body beside its forum ("X's committee") is that body
    if (groups.some(([id, ...others]) => others.some((other) => other !== subjects[id ?? ""]?.parent)))
      return whose(groups.flatMap((group) => group.flatMap((id) => subjects[id]?.overview.slice(0, 1) ?? [])));
    if (ids.length === 0) return { kind: "untold", intent: intent.id, subjects: [], elsewhere: [] };
    if (ids.length > 1) return fact([...new Set(ids.flatMap((id) => subjects[id]?.overview.slice(0, 1) ?? []))]);
    const subject = subjects[ids[0] as string];
    if (subject === undefined) return { kind: "offtopic" };
    const told = whole ? subject.overview : subject.overview.slice(0, 2);
    if (!whole && !subject.explained)
      return { kind: "told", facts: told, frame: { name: "unexplained", subject: subject.id }, missing: [] };
    return told.length === 1 ? fact(told) : { kind: "told", facts: told, frame: { name: "overview", subject: subject.id }, missing: [] };
  };

  const everything = (intent: Intent, about: About): Outcome => {
    const [id, ...rest] = new Set(firstOf(about.groups));
    if (id === undefined || rest.length > 0) return overview(intent, { ...about, whole: true });
    const told = (everythingOf.get(id) ?? []).map((f) => f.id);
    return told.length < 2 ? fact(told) : { kind: "told", facts: told, frame: { name: "everything", subject: id }, missing: [] };
  };

  /** Sorts facts in the order of the data. */
  const ofTopics = (topics: readonly string[]): readonly Fact[] => {
    const lists = topics.flatMap((id) => byTopic.get(id) ?? []);
    return topics.length < 2 ? lists : [...new Set(lists)].sort((a, b) => (places.get(a) as Place).at - (places.get(b) as Place).at);
  };

  const topic = (intent: Intent, { topics, groups }: About): Outcome => {
    const found = ofTopics(topics);
    const own = groups.length === 0 ? found : found.filter((f) => groups.some((group) => group.some((id) => accepts(f.about, id))));
    if (own.length === 0)
      return {
        kind: "untold",
        intent: intent.id,
        subjects: groups.flatMap((g) => g.slice(0, 1)),
        elsewhere: found.slice(0, ELSEWHERE_LIMIT).map((f) => f.id),
      };
    const ids = own.slice(0, TOPIC_LIMIT).map((f) => f.id);
    return ids.length === 1 ? fact(ids) : { kind: "told", facts: ids, frame: { name: "topic", topics }, missing: [] };
  };

  const compared = createCompare(knowledge);
  /** A comparison: of the named subjects, or of one with the conversation's. */
  const compare = (intent: Intent, { groups, others }: About): Outcome => {
    const named = firstOf(groups);
    const ids = [
      ...new Set(named.length > 1 ? named : [...others.filter((id) => !named.includes(id)).slice(0, 2 - named.length), ...named]),
    ];
    if (ids.length < 2) return { kind: "untold", intent: intent.id, subjects: ids, elsewhere: [] };
    return compared(ids);
  };

  /** Words that say the opposite of a fact ("formal" of an informal forum). */
  const contraries = new Map(all.map((f): [string, readonly string[]] => [f.id, contrariesOf(f)]));
  const rank = createRank(knowledge);
  const values = createValues(knowledge);
  const forums: Told = {
    kind: "told",
    facts: knowledge.forums.flatMap((id) => (subjects[id]?.setting ? [] : (subjects[id]?.compare.slice(0, 1) ?? []))),
    frame: { name: "forums" },
    missing: [],
  };

  const ofKind = (intent: Intent | undefined, about: About): Outcome => {
    switch (intent?.kind) {
      case "fact":
      case "unknown":
        return generic(intent, about);
      case "overview":
        return overview(intent, about);
      case "everything":
        return everything(intent, about);
      case "topic":
        return topic(intent, about);
      case "compare":
        return compare(intent, about);
      case "most":
        return rank(intent, about);
      case "forums":
        return forums;
      case "outside":
        return { kind: "outside", names: [], intent: intent.id };
      case "smalltalk":
        return { kind: "smalltalk", intent: intent.id };
      case "move":
        return { kind: "move", intent: intent.id };
      case "aside":
        return { kind: "aside" };
      case "definition":
        return { kind: "untold", intent: intent.id, subjects: [], elsewhere: [] };
      case "refuse":
      case "distress":
        return { kind: intent.kind, intent: intent.id };
      default:
        return { kind: "offtopic" };
    }
  };

  const plain: Evaluate = (id, about) => {
    const fact = facts[id];
    if (fact !== undefined) return ofFact(fact, about);
    const list = lists[id];
    return list !== undefined ? ofList(list, about) : ofKind(intents[id], about);
  };

  return (id, about) => {
    const outcome = plain(id, about);
    if (outcome.kind !== "told") return outcome;
    const untold: Outcome = {
      kind: "untold",
      intent: id,
      subjects: about.groups.flatMap((group) => group.slice(0, 1)),
      elsewhere: outcome.facts,
    };
    if (about.negated) return denied(outcome.facts, id);
    const isOpen = about.named && about.groups.every((group) => group.length > 1);
    if (
      about.filters &&
      isOpen &&
      outcome.frame.name === "fact" &&
      !outcome.facts.some((id) => holds(about.claims, facts[id] as Fact, values))
    )
      return untold;
    if (about.filters && outcome.facts.some((fact) => contraries.get(fact)?.some((word) => about.stems.has(word)))) return untold;
    return outcome;
  };
}
