// Proposition → the words that ask for it: exact forms of its verbs, stems of the rest.
import { LANGUAGES } from "../chat.js";
import type { Fact, Proposition } from "../knowledge/types.js";
import { WORDS } from "../language/index.js";
import { madeOnce } from "../language/remembered.js";
import type { FindConcepts } from "../understand/concepts.js";
import { clean, tokenise } from "../understand/normalise.js";

export interface Words {
  readonly verbs: ReadonlySet<string>;
  readonly objects: ReadonlySet<string>;
  readonly also: ReadonlySet<string>;
  /** Concepts of the objects. */
  readonly meant: ReadonlySet<string>;
}

const forms = (words: Proposition["verbs"]): Set<string> =>
  new Set(Object.values(words).flatMap((texts) => (texts ?? []).map((text) => text.toLowerCase())));

const stems = (words: Proposition["objects"]): Set<string> =>
  new Set(
    LANGUAGES.flatMap((language) =>
      (words[language] ?? []).flatMap((text) => tokenise(clean(text)).map(({ word }) => WORDS[language].stem(word))),
    ),
  );

/** Proposition → the words that ask for it, and their concepts; computed once per proposition. */
export function createWords(findConcepts: FindConcepts): (p: Proposition) => Words {
  const concepts = (words: Proposition["objects"]): Set<string> =>
    new Set(
      Object.values(words)
        .flatMap((texts) => texts ?? [])
        .flatMap((text) => [...findConcepts(tokenise(clean(text))).values()].flat()),
    );
  return madeOnce(
    (p: Proposition): Words => ({
      verbs: forms(p.verbs),
      objects: stems(p.objects),
      also: stems(p.also),
      meant: concepts(p.objects),
    }),
  );
}

/** Words that contradict a fact (“formal” about an informal forum). */
export function contrariesOf({ says }: Fact): string[] {
  const words = (truth: boolean): string[] =>
    says.filter((p) => p.truth === truth).flatMap(({ objects }) => Object.values(objects).flatMap((texts) => texts ?? []));
  const held = new Set(words(true));
  return held.size === 0 ? [] : words(false).filter((word) => !held.has(word));
}
