// “Which has the most members?”, “which of the two is older?” → the facts with the extreme value, among all or those named.
import type { Fact, Intent, Knowledge } from "../knowledge/types.js";
import type { About } from "./about.js";
import type { Outcome } from "./outcome.js";
import { createValues } from "./values.js";

export type Rank = (intent: Intent, about: Pick<About, "stems" | "groups" | "named">) => Outcome;

export function createRank(knowledge: Knowledge): Rank {
  const { facts, subjects, intents } = knowledge;
  const all = Object.values(facts);
  const values = createValues(knowledge);
  const isYear = (name: string): boolean => knowledge.values[name]?.type === "year";
  const valueIn = (fact: Fact, name: string): number => Number(fact.values[name] ?? (isYear(name) ? values.of(fact, "since") : undefined));
  const byValue = new Map(
    [...new Set(Object.values(intents).flatMap(({ value }) => value ?? []))].map((name): [string, readonly Fact[]] => {
      const told = all.filter((fact) => !Number.isNaN(valueIn(fact, name)));
      const sign = isYear(name) ? 1 : -1;
      return [name, told.sort((a, b) => sign * (valueIn(a, name) - valueIn(b, name)))];
    }),
  );
  const isOf = (fact: Fact, group: readonly string[]): boolean =>
    group.some((id) => fact.about.includes(id) || fact.about.some((about) => subjects[about]?.parent === id));

  return (intent, { stems, groups, named: isNamed }) => {
    const name = intent.value as string;
    const told = byValue.get(name) ?? [];
    if (groups.length > 0 && isNamed) {
      // since when Norway is a member is not how old the forum is
      const own = isYear(name) ? told.filter((fact) => fact.values[name] !== undefined) : told;
      const named = own.filter((fact) => groups.some((group) => isOf(fact, group)));
      const missing = groups.filter((group) => !named.some((fact) => isOf(fact, group))).map((group) => group[0] as string);
      if (named.length === 0) return { kind: "untold", intent: intent.id, subjects: missing, elsewhere: [] };
      return { kind: "told", facts: named.map(({ id }) => id), frame: { name: "fact" }, missing };
    }
    // a single value can't be ranked
    if (told.length < 2) return { kind: "untold", intent: intent.id, subjects: [], elsewhere: told.map(({ id }) => id) };
    const least = Object.values(intent.least ?? {}).some((words) => words?.some((word) => stems.has(word)));
    const end = isYear(name) ? "earliest" : least ? "least" : "most";
    const winner = (least && !isYear(name) ? told.at(-1) : told[0]) as Fact;
    return {
      kind: "told",
      facts: told.map(({ id }) => id),
      frame: {
        name: "most",
        of: name,
        subject: isYear(name) ? null : (winner.about[0] as string),
        end,
        value: String(valueIn(winner, name)),
      },
      missing: [],
    };
  };
}
