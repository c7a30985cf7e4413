// What one author wrote → examples that are trained on.
import type { HandFile } from "./schema.js";
import type { Example } from "./types.js";

/** Turns, parts and single messages as examples; a turn that is a follow-up by its own words trains its move. */
export function examplesOfHand({ by, dialogues, several, singles }: HandFile): Example[] {
  const said = [
    ...dialogues.flatMap(({ language, turns }) => turns.map((turn) => ({ ...turn, language }))),
    ...several.flatMap(({ language, parts }) => parts.map((part) => ({ ...part, language }))),
    ...singles,
  ];
  return said.flatMap(({ say, means, move, of, language }): Example[] => {
    const intent = move ?? (means.length === 1 ? means[0] : undefined);
    return intent === undefined ? [] : [{ text: say, intent, language, by, of }];
  });
}
