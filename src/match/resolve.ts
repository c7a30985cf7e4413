// A class of question and whom it is about → what the source tells of that: the table lookup that keeps the bot honest.
// "Has X a secretariat?" is understood as well as "Has Y one?", and only here it turns out that nothing is told.

import type { Fact, FactList, Intent, Knowledge } from "../knowledge/types.js";
import { grouped } from "../question/grouped.js";
import { createMost } from "./most.js";
import { keyOf, type Outcome, type Told, type Whose, whose } from "./outcome.js";

/** Whom a question is about, as far as its words tell. */
export interface About {
  /** Each a list of readings; settings (the EU, the UN) only where nobody else is named. */
  readonly groups: readonly (readonly string[])[];
  /** Subjects that what was said before may also have meant: of the same forum. */
  readonly family: readonly string[];
  readonly topics: readonly string[];
  /** It points back at somebody ("they") whom the conversation does not know. */
  readonly dangling: boolean;
  /** Facts that were told just before, where it asks for more than these. */
  readonly told: readonly string[];
  /** It presumes something and asks why, or whether it is this one: the fact corrects it. */
  readonly presumes: boolean;
  /** "X or Y", "neither X nor Y": each of them is told of, if it can be. */
  readonly either: boolean;
  /** Whether it asks for the whole story rather than for a definition. */
  readonly whole: boolean;
  readonly stems: ReadonlySet<string>;
}

export type Resolve = (intent: string, about: About) => Outcome;

/** The facts that answer an intent: all, by the places they tell, and by subject: about it first of all, about it, about a body of it. */
interface Answering {
  readonly all: readonly Fact[];
  readonly placed: ReadonlyMap<string, readonly Fact[]>;
  /** All of them to choose among. */
  readonly whose: Whose;
  readonly ranks: readonly ReadonlyMap<string, readonly Fact[]>[];
}

/** Where a fact stands in the data, and what the place that it tells is called. */
interface Place {
  readonly at: number;
  readonly names: readonly string[];
}

const TOPIC_LIMIT = 6;
const MANY_LIMIT = 5;
/** More facts of a topic than any reply needs; there are thousands where there are hundreds of forums. */
const ELSEWHERE_LIMIT = 60;

export function createResolve(knowledge: Knowledge): Resolve {
  const { facts, lists, intents, subjects } = knowledge;
  const all = Object.values(facts);
  const parentOf = (id: string): string | null => subjects[id]?.parent ?? null;
  const parentsOf = (ids: readonly string[]): string[] => ids.flatMap((id) => parentOf(id) ?? []);
  const byTopic = grouped(all, (f) => f.topics);
  const byIntent = grouped(all, (f) => [f.id, ...f.answers]);
  const listsFor = grouped(Object.values(lists), (list) => list.answers);
  const places = new Map(all.map((f, at): [Fact, Place] => [f, { at, names: placesOf(f) }]));
  const isIn = (f: Fact, stems: ReadonlySet<string>): boolean => places.get(f)?.names.some((place) => stems.has(place)) === true;
  const answers = new Map(
    Object.keys(intents).map((id): [string, Answering] => {
      const found = byIntent.get(id) ?? [];
      const ranks = [grouped(found, (f) => f.about.slice(0, 1)), grouped(found, (f) => f.about), grouped(found, (f) => parentsOf(f.about))];
      return [
        id,
        { all: found, placed: grouped(found, (f) => (places.get(f) as Place).names), whose: whose(found.map((f) => f.id)), ranks },
      ];
    }),
  );
  const accepts = (about: readonly string[], id: string): boolean => about.includes(id) || about.some((a) => parentOf(a) === id);
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
  /** Most outcomes are one fact: these are not made anew. */
  const fact = (ids: readonly string[], missing: readonly string[] = []): Told =>
    (ids.length === 1 && missing.length === 0 ? single.get(ids[0] as string) : undefined) ?? made(ids, missing);

  /** A class that stands for one fact or list: right only if it is about everybody named. */
  const specific = (intent: string, entry: Fact | FactList, about: About): Outcome => {
    const { groups, family } = about;
    const isFact = !("facts" in entry);
    const own = isFact ? [...entry.about, ...entry.mentions] : entry.about;
    const related = own.length === 0 || family.some((id) => accepts(own, id));
    const strangers = related
      ? []
      : groups.filter((group) => !group.every((id) => subjects[id]?.setting) && !group.some((id) => accepts(own, id)));
    const [stranger] = strangers;
    const placed = isFact ? [] : entry.facts.filter((id) => isIn(facts[id] as Fact, about.stems));
    if (placed.length > 0) return fact(placed);
    if (stranger === undefined) return isFact ? fact([entry.id]) : (listed.get(entry.id) as Told);
    const someone = groups.some((group) => group.some((id) => accepts(own, id)));
    // "X or Y?": told of both, by another fact of the other
    const as = isFact ? intents[entry.as ?? ""] : undefined;
    const asked = as === undefined ? undefined : ofKind(as, about);
    const ofAll = asked?.kind === "told" && asked.missing.length === 0;
    if (about.either && someone && ofAll) return asked;
    if (isFact && someone && about.presumes) return fact([entry.id], stranger.slice(0, 1));
    if (asked !== undefined && (!someone || ofAll)) return asked;
    const part = isFact ? [] : entry.facts.filter((id) => strangers.some((group) => group.some((s) => accepts(facts[id]?.about ?? [], s))));
    if (part.length > 0) return fact(part);
    return { kind: "untold", intent, subjects: stranger.slice(0, 1), elsewhere: isFact ? [entry.id] : entry.facts };
  };

  /** Facts of one subject that answer an intent: those about itself before those of its bodies. */
  const ofSubject = (intent: string, id: string, many: boolean, told: readonly string[] = [], alone = true): string[] => {
    // Of several subjects each is asked about itself: the secretariat of a body is not its forum's.
    const ranks = answers.get(intent)?.ranks ?? [];
    for (let i = 0; i < (intents[intent]?.own ? 1 : alone ? 3 : 2); i++) {
      const found = ranks[i]?.get(id)?.filter((f) => !told.includes(f.id)) ?? [];
      if (found.length > 0) return found.slice(0, many ? MANY_LIMIT : 1).map((f) => f.id);
    }
    return [];
  };

  /** Of the first reading of a name that anything is told of; where nothing is, of what the intent gives in its place. */
  const ofGroup = (intent: Intent, group: readonly string[], before: readonly string[], alone: boolean): readonly string[] => {
    for (const one of [intent.id, ...intent.else])
      for (const id of group) {
        const found = ofSubject(one, id, intents[one]?.many === true, before, alone);
        if (found.length > 0) return found;
      }
    return [];
  };

  const generic = (intent: Intent, { groups, dangling, told: before, stems }: About): Outcome => {
    const { all: candidates, placed, whose: each } = answers.get(intent.id) as Answering;
    if (groups.length === 0) {
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
    if (groups.some((group) => group.length > 1))
      return whose(groups.flatMap((group) => group.flatMap((id) => subjects[id]?.overview.slice(0, 1) ?? [])));
    if (ids.length === 0) return { kind: "untold", intent: intent.id, subjects: [], elsewhere: [] };
    if (ids.length > 1) return fact([...new Set(ids.flatMap((id) => subjects[id]?.overview.slice(0, 1) ?? []))]);
    const subject = subjects[ids[0] as string];
    if (subject === undefined) return { kind: "offtopic" };
    const told = whole ? subject.overview : subject.overview.slice(0, 2);
    return told.length === 1 ? fact(told) : { kind: "told", facts: told, frame: { name: "overview", subject: subject.id }, missing: [] };
  };

  /** In the order of the data. */
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

  /** Two subjects side by side: what each is first of all, then what is told of both. */
  const compare = (intent: Intent, about: About): Outcome => {
    const ids = about.groups.flatMap((group) => group.slice(0, 1));
    const [first, second] = ids;
    if (first === undefined || second === undefined) return { kind: "untold", intent: intent.id, subjects: ids, elsewhere: [] };
    const main = [first, second].map((id) => subjects[id]?.compare[0] as string);
    const shared = ["secretariat", "meetings"].flatMap((aspect) => {
      const pair = [first, second].map((id) => ofSubject(aspect, id, false)[0]);
      return pair.every((id) => id !== undefined) ? (pair as string[]) : [];
    });
    return { kind: "told", facts: [...new Set([...main, ...shared])], frame: { name: "compare", subjects: [first, second] }, missing: [] };
  };

  const most = createMost(knowledge);
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
      case "topic":
        return topic(intent, about);
      case "compare":
        return compare(intent, about);
      case "most":
        return most(intent, about.stems);
      case "forums":
        return forums;
      case "outside":
        return { kind: "outside", names: [], intent: intent.id };
      case "smalltalk":
        return { kind: "smalltalk", intent: intent.id };
      default:
        return { kind: "offtopic" };
    }
  };

  return (id, about) => {
    const entry = facts[id] ?? lists[id];
    return entry === undefined ? ofKind(intents[id], about) : specific(id, entry, about);
  };
}

/** The names under which people know the place that a fact tells: those among its words that are written with a capital. */
function placesOf({ values, supports }: Fact): string[] {
  if (values.place === undefined) return [];
  const named = Object.values(supports).flatMap((words) => words.filter((word) => word !== word.toLowerCase()));
  return [String(values.place), ...named].map((name) => name.toLowerCase());
}
