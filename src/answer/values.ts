// Knowledge → the values of facts by their type, so that no stage has to know what another field calls its values.
import type { Claim } from "../chat.js";
import type { Fact, Knowledge, Value } from "../knowledge/types.js";

type Type = Value["type"];

export interface Values {
  /** Whether a fact has a value of one of these types. */
  readonly has: (fact: Fact, types: readonly Type[]) => boolean;
  /** The fact's first value of a type. */
  readonly of: (fact: Fact, type: Type) => number | string | undefined;
  /** The value that a claim other than of a year is held against. */
  readonly claimed: (claim: Claim, fact: Fact) => number | string | undefined;
}

export function createValues({ values }: Pick<Knowledge, "values">): Values {
  const find = (fact: Fact, fits: (value: Value) => boolean): number | string | undefined =>
    Object.entries(fact.values).find(([name]) => fits(values[name] as Value))?.[1];
  return {
    has: (fact, types) => find(fact, ({ type }) => types.includes(type)) !== undefined,
    of: (fact, type) => find(fact, (value) => value.type === type),
    claimed: ({ field }, fact) => find(fact, ({ type, stated }) => (field === "perYear" ? type === "perYear" : stated === field)),
  };
}
