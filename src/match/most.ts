// "Which has the most members?", "which is the oldest?" → the facts with such a value, largest or earliest first.
import type { Fact, Intent, Knowledge } from "../knowledge/types.js";
import type { Told } from "./outcome.js";

export type Most = (intent: Intent, stems: ReadonlySet<string>) => Told;

export function createMost({ facts, intents }: Knowledge): Most {
  const all = Object.values(facts);
  const mostFirst = new Map(
    Object.values(intents).flatMap(({ value }): [string, { readonly told: readonly Fact[]; readonly ids: readonly string[] }][] => {
      if (value === undefined) return [];
      const told = all
        .filter((f) => typeof f.values[value] === "number")
        .sort((a, b) => (b.values[value] as number) - (a.values[value] as number));
      return [[value, { told, ids: told.map((f) => f.id) }]];
    }),
  );
  const years = all.filter((f) => f.values.year !== undefined || f.values.since !== undefined).sort((a, b) => yearOf(a) - yearOf(b));
  const yearIds = years.map((f) => f.id);

  return (intent, stems) => {
    const value = intent.value as string;
    if (value === "year")
      return {
        kind: "told",
        facts: yearIds,
        frame: { name: "most", subject: null, end: "earliest", value: String(yearOf(years[0] as Fact)) },
        missing: [],
      };
    const least = Object.values(intent.least ?? {}).some((words) => words.some((word) => stems.has(word)));
    const { told, ids } = mostFirst.get(value) ?? { told: [], ids: [] };
    const winner = (least ? told.at(-1) : told[0]) as Fact;
    return {
      kind: "told",
      facts: ids,
      frame: { name: "most", subject: winner.about[0] as string, end: least ? "least" : "most", value: String(winner.values[value]) },
      missing: [],
    };
  };
}

const yearOf = (fact: Fact): number => Number(fact.values.year ?? fact.values.since);
