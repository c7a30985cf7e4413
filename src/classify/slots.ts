// Example questions with slots ({forum}, {topic}) → questions with names in them, chosen by a seeded generator,
// so that an intent learns nothing about the forums in its examples.
import type { Language } from "../chat.js";
import type { Alias, Example } from "../knowledge/types.js";
import { seeded } from "./svm.js";

const SLOT = /\{(forum|topic)\}/g;
/** Number of copies of an example with slots, each with other names. */
const COPIES = 2;

export function fillSlots(examples: readonly Example[], aliases: readonly Alias[], seed: number): Example[] {
  const random = seeded(seed);
  const names = (slot: string, language: Language): readonly Alias[] =>
    aliases.filter((a) => a.kind === (slot === "forum" ? "subject" : "topic") && (a.language === language || a.language === "any"));
  const table = Object.fromEntries(
    (["nb", "nn", "en"] as const).flatMap((language) =>
      ["forum", "topic"].map((slot) => [`${slot}.${language}`, bySubject(names(slot, language))]),
    ),
  );
  const pick = (slot: string, language: Language): string => {
    const subjects = table[`${slot}.${language}`] as readonly (readonly string[])[];
    const aliases = subjects[Math.floor(random() * subjects.length)] as readonly string[];
    return (aliases[Math.floor(random() * aliases.length)] as string).replace(/^=/, "");
  };
  return examples.flatMap((example) => {
    if (!example.text.includes("{")) return [example];
    return Array.from({ length: COPIES }, () => ({
      ...example,
      text: example.text.replace(SLOT, (_, slot: string) => pick(slot, example.language)),
    }));
  });
}

/** Chooses every subject equally often, however many names it has. */
function bySubject(aliases: readonly Alias[]): (readonly string[])[] {
  const groups = new Map<string, string[]>();
  for (const { id, text } of aliases) groups.set(id, [...(groups.get(id) ?? []), text]);
  return [...groups.values()];
}
