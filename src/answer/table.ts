// Knowledge → the table that questions are looked up in: which facts answer which question of whom.
import type { Fact, Intent, Knowledge } from "../knowledge/types.js";
import { madeOnce } from "../language/remembered.js";
import { grouped } from "../understand/grouped.js";
import { type Whose, whose } from "./outcome.js";

/** The facts that answer an intent: all, by the places they tell, and by subject: about it first of all, about it, about a body of it. */
export interface Answering {
  readonly all: readonly Fact[];
  readonly placed: ReadonlyMap<string, readonly Fact[]>;
  /** All of them to choose among. */
  readonly whose: Whose;
  readonly ranks: readonly ReadonlyMap<string, readonly Fact[]>[];
}

/** Where a fact stands in the data, and what the place that it tells is called. */
export interface Place {
  readonly at: number;
  readonly names: readonly string[];
}

/** How far from a subject its facts are looked for: of itself first of all, of it among others, of its bodies. */
type Reach = "itself" | "shared" | "bodies";
const REACH: Readonly<Record<Reach, number>> = { itself: 1, shared: 2, bodies: 3 };

/** Of several facts of one subject that answer, so many are told. */
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
  /** Facts of one subject that answer an intent: those about itself before those of its bodies. */
  const ofSubject = (intent: string, id: string, many: boolean, told: readonly string[] = [], reach: Reach = "bodies"): string[] => {
    // Of several subjects each is asked about itself: the secretariat of a body is not its forum's.
    const ranks = answers.get(intent)?.ranks ?? [];
    for (let i = 0; i < (intents[intent]?.own ? 1 : REACH[reach]); i++) {
      const found = ranks[i]?.get(id)?.filter((f) => !told.includes(f.id)) ?? [];
      const [first] = found;
      if (first !== undefined) return many ? found.slice(0, MANY_LIMIT).map((f) => f.id) : ofEachDocument(first, found);
    }
    return [];
  };

  /** Of the first reading of a name that anything is told of; where nothing is, of what the intent gives in its place. */
  const ofGroup = (intent: Intent, group: readonly string[], before: readonly string[], alone: boolean): readonly string[] => {
    for (const one of [intent.id, ...intent.else])
      for (const [i, id] of group.entries()) {
        // of the forum of a body that was spoken of, only what is told of the forum itself
        const found = ofSubject(one, id, intents[one]?.many === true, before, i > 0 ? "itself" : alone ? "bodies" : "shared");
        if (found.length > 0) return found;
      }
    return [];
  };

  return { all, byTopic, listsFor, places, answers, parentOf, accepts, isIn, ofSubject, ofGroup, withOthers };
}

/** The names under which people know the place that a fact tells: those among its words that are written with a capital. */
function placesOf({ values, placeNames }: Fact): string[] {
  return values.place === undefined ? [] : [String(values.place), ...placeNames].map((name) => name.toLowerCase());
}
