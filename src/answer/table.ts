// Knowledge → the lookup table: which facts answer which question about which subject.
import type { Fact, Intent, Knowledge } from "../knowledge/types.js";
import { madeOnce } from "../language/remembered.js";
import { grouped } from "../understand/grouped.js";
import { type Whose, whose } from "./outcome.js";

/** Facts that answer one intent, indexed by place and by subject (main subject, any subject, parent; in this order). */
export interface Answering {
  readonly all: readonly Fact[];
  readonly placed: ReadonlyMap<string, readonly Fact[]>;
  /** All of them, to choose from. */
  readonly whose: Whose;
  readonly ranks: readonly ReadonlyMap<string, readonly Fact[]>[];
}

/** A fact's position in the data, and the names of the place it gives. */
export interface Place {
  readonly at: number;
  readonly names: readonly string[];
}

/** How far from a subject facts are searched for: its own first, those that also concern it, those of its bodies. */
type Reach = "itself" | "shared" | "bodies";
const REACH: Readonly<Record<Reach, number>> = { itself: 1, shared: 2, bodies: 3 };

/** The most facts about one subject in an answer. */
const MANY_LIMIT = 5;

export function createTable({ facts, lists, intents, subjects, documents }: Knowledge) {
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
  const age = ({ document }: Fact): string => documents[document]?.updated ?? documents[document]?.checked ?? "";
  /** A fact, and the first of each other document among others: the newest document first. */
  const ofEachDocument = (fact: Fact, others: readonly Fact[]): string[] => {
    const first = new Map([...others, fact].reverse().map((one) => [one.document, one]));
    return [...first.set(fact.document, fact).values()].sort((a, b) => (age(a) < age(b) ? 1 : -1)).map(({ id }) => id);
  };
  const byMain = grouped(all, (f) => f.about.slice(0, 1));
  const asks = ({ as, answers: own }: Fact): readonly string[] => (as === undefined ? own : [as, ...own]);
  /** A fact, and what other documents answer to the same question about the same subject. */
  const withOthers = madeOnce((fact: Fact): readonly string[] => {
    const others = byMain.get(fact.about[0] as string)?.filter((one) => one.document !== fact.document) ?? [];
    return ofEachDocument(
      fact,
      others.filter((one) => asks(one).some((intent) => asks(fact).includes(intent))),
    );
  });
  const accepts = (about: readonly string[], id: string): boolean => about.includes(id) || about.some((a) => parentOf(a) === id);
  /** Facts about one subject that answer an intent: its own before those of its bodies. */
  const ofSubject = (intent: string, id: string, many: boolean, told: readonly string[] = [], reach: Reach = "bodies"): string[] => {
    // With several subjects each means only itself: the secretariat of a body is not its forum's.
    const ranks = answers.get(intent)?.ranks ?? [];
    for (let i = 0; i < (intents[intent]?.own ? 1 : REACH[reach]); i++) {
      const found = ranks[i]?.get(id)?.filter((f) => !told.includes(f.id)) ?? [];
      const [first] = found;
      if (first !== undefined) return many ? found.slice(0, MANY_LIMIT).map((f) => f.id) : ofEachDocument(first, found);
    }
    return [];
  };

  /** Facts of the first reading of a name that has any; otherwise those of the intent's fallback. */
  const ofGroup = (intent: Intent, group: readonly string[], before: readonly string[], alone: boolean): readonly string[] => {
    for (const one of [intent.id, ...intent.else])
      for (const [i, id] of group.entries()) {
        if (i > 0 && intents[one]?.alone) continue;
        // from the forum of a body in the conversation, only facts about the forum itself
        const found = ofSubject(one, id, intents[one]?.many === true, before, i > 0 ? "itself" : alone ? "bodies" : "shared");
        if (found.length > 0) return found;
      }
    return [];
  };

  return { all, byTopic, listsFor, places, answers, parentOf, accepts, isIn, ofSubject, ofGroup, withOthers };
}

/** The names of the place that a fact gives: its capitalised words. */
function placesOf({ values, placeNames }: Fact): string[] {
  return values.place === undefined ? [] : [String(values.place), ...placeNames].map((name) => name.toLowerCase());
}
