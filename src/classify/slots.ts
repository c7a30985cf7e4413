// Example questions with slots ({subject}, a kind such as {forum}, {kinds}, {topic}) → questions with names in them,
// chosen by a seeded generator, so that an intent learns nothing about the subjects in its examples.
import { LANGUAGES, type Language } from "../chat.js";
import type { Alias, Example, Knowledge } from "../knowledge/types.js";
import { seededBy } from "./svm.js";

const SLOT = /\{([a-z][a-z0-9-]*)\}/g;
/** Number of copies of an example with slots, each with other names. */
const COPIES = 2;

export type SlotNames = Pick<Knowledge, "aliases" | "subjects" | "kinds">;
/** For each subject, topic or kind its names. */
type Choices = readonly (readonly string[])[];

export function fillSlots(examples: readonly Example[], knowledge: SlotNames, seed: number): Example[] {
  const choices = choicesIn(knowledge);
  return examples.flatMap((example) => {
    const slots = [...example.text.matchAll(SLOT)].map(([, slot]) => choices(slot as string, example.language));
    if (slots.length === 0) return [example];
    // where the data has no topics, an example about topics teaches nothing
    if (slots.some((slot) => slot.length === 0)) return [];
    const random = seededBy(example.text, seed);
    const pick = <T>(some: readonly T[]): T => some[Math.floor(random() * some.length)] as T;
    return Array.from({ length: COPIES }, () => {
      let at = 0;
      return { ...example, text: example.text.replace(SLOT, () => pick(pick(slots[at++] as Choices)).replace(/^=/, "")) };
    });
  });
}

/** A kind's slot takes subjects of that kind and of the background; any other name of a slot takes all subjects. */
function choicesIn({ aliases, subjects, kinds }: SlotNames): (slot: string, language: Language) => Choices {
  const isIn = (slot: string, alias: Alias): boolean => {
    if (slot === "topic") return alias.kind === "topic";
    const kind = subjects[alias.id]?.kind ?? slot;
    return alias.kind === "subject" && (!(slot in kinds) || kind === slot);
  };
  const find = (slot: string, language: Language): Choices => {
    if (slot === "kinds") return Object.values(kinds).map(({ many }) => [many[language]]);
    return bySubject(aliases.filter((a) => isIn(slot, a) && (a.language === language || a.language === "any")));
  };
  const slots = ["topic", "kinds", "subject", ...Object.keys(kinds)];
  const table = new Map(slots.flatMap((slot) => LANGUAGES.map((language) => [`${slot}.${language}`, find(slot, language)] as const)));
  return (slot, language) => (table.get(`${slot}.${language}`) ?? table.get(`subject.${language}`)) as Choices;
}

/** Chooses every subject equally often, however many names it has. */
function bySubject(aliases: readonly Alias[]): Choices {
  const groups = new Map<string, string[]>();
  for (const { id, text } of aliases) groups.set(id, [...(groups.get(id) ?? []), text]);
  return [...groups.values()];
}
