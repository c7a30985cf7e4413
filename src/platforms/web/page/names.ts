// Ids of an explanation → words: subjects, facts and intents by name, and what a reading would have come to.
import type { Reasons } from "../reasons.js";

export interface Names {
  readonly name: (id: string) => string;
  /** `told:a+b`, `told:{"name":"list", …}`, `whose:a+b`, `untold`, … */
  readonly outcomeName: (outcome: string) => string;
}

interface Frame {
  readonly name: string;
  readonly list?: string;
  readonly subject?: string | null;
  readonly subjects?: readonly string[];
  readonly topics?: readonly string[];
}

export function createNames(known: Readonly<Record<string, string>>, { intents, outcomes }: Pick<Reasons, "intents" | "outcomes">): Names {
  const name = (id: string): string => known[id] ?? intents[id] ?? id;
  const phrase = (kind: string, ids: readonly string[], between: string): string =>
    (outcomes[kind] ?? name(kind)).replace("{what}", () => ids.map(name).join(between));
  function frameName(json: string): string {
    const { name: kind, list, subject, subjects = [], topics = [] } = JSON.parse(json) as Frame;
    return list === undefined ? phrase(kind, [...subjects, ...topics, ...(subject ? [subject] : [])], ", ") : name(list);
  }
  function outcomeName(outcome: string): string {
    const [, kind = outcome, rest = ""] = /^(\w+):(.*)$/s.exec(outcome) ?? [];
    if (kind === "told" && rest.startsWith("{")) return frameName(rest);
    const ids = rest.split("+").filter(Boolean);
    return kind === "told" ? ids.map(name).join(" · ") : phrase(kind, ids, " · ");
  }
  return { name, outcomeName };
}
