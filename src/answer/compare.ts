// Subjects → what is set side by side of them: rows by aspect, as few as a reader on a phone takes in, each resting on facts.
import type { Fact, Knowledge } from "../knowledge/types.js";
import { grouped } from "../understand/grouped.js";
import type { ComparedFacts, Told } from "./outcome.js";

/** So many sentences of the source a comparison rests on, for each who is compared. */
const QUOTES_EACH = 2;

/** The first row of a comparison is what each is there for: a row of the facts that the data name for it. */
export type Compare = (ids: readonly string[]) => Told;

/** More columns than these no screen has room for. */
const COLUMNS = 4;

export function createCompare({ facts, intents, subjects }: Knowledge): Compare {
  const cells = grouped(Object.values(facts), (fact) => fact.cells.flatMap(({ aspect, of }) => of.map((id) => `${aspect} ${id}`)));
  const rows = Object.values(intents)
    .flatMap(({ id, aspect }) => (aspect === undefined ? [] : [{ id, ...aspect }]))
    .sort((a, b) => a.row - b.row);

  /** What is told of a subject in a row: first what the data say it is compared by. */
  const factsIn = (aspect: string, id: string): readonly Fact[] => {
    const main = subjects[id]?.compare ?? [];
    const found = cells.get(`${aspect} ${id}`) ?? [];
    return [...found.filter((fact) => main.includes(fact.id)), ...found.filter((fact) => !main.includes(fact.id))];
  };

  const first = (id: string): string => subjects[id]?.compare[0] as string;
  const of = (ids: readonly string[], compared: readonly ComparedFacts[], told: readonly string[]): Told => ({
    kind: "told",
    facts: [...new Set(told)],
    frame: { name: "compare", subjects: ids, rows: compared },
    missing: [],
    key: `told:${JSON.stringify({ name: "compare", subjects: ids })}`,
  });

  return (ids) => {
    const room = ids.length * QUOTES_EACH;
    const all = rows
      .map((row) => ({ ...row, told: ids.map((id) => factsIn(row.id, id)) }))
      .filter(({ told, ofAll }) => (ofAll ? told.every((of) => of.length > 0) : told.some((of) => of.length > 0)));
    const gaps = ({ told }: (typeof all)[number]): number => told.filter((of) => of.length === 0).length;
    const quotes = new Set<string>();
    const fits = (of: readonly Fact[]): boolean => new Set([...quotes, ...of.map(({ quote }) => quote)]).size <= room;
    const taken = [...all]
      .sort((a, b) => gaps(a) - gaps(b))
      .filter(({ told }) => {
        const firsts = told.flatMap((of) => of.slice(0, 1));
        if (!fits(firsts)) return false;
        for (const { quote } of firsts) quotes.add(quote);
        return true;
      })
      .sort((a, b) => a.row - b.row);
    // more of the same cell where its sentence is quoted anyway
    const shown = taken.map(
      ({ id, told }): ComparedFacts => ({
        aspect: id,
        cells: told.map((of) => of.filter((fact, i) => i === 0 || quotes.has(fact.quote)).map((fact) => fact.id)),
      }),
    );
    const told = ids.length <= COLUMNS && ids.every((_, i) => shown.some(({ cells }) => (cells[i] ?? []).length > 0));
    return told ? of(ids, shown, [...new Set(shown.flatMap(({ cells }) => cells.flat()))]) : of(ids, [], ids.map(first));
  };
}
