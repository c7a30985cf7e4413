// Proposition → the words that it is asked with: exact forms of its verbs, stems of the rest.
import type { Proposition } from "../knowledge/types.js";
import { WORDS } from "../language/index.js";
import { clean, tokenise } from "../understand/normalise.js";

export interface Words {
  readonly verbs: ReadonlySet<string>;
  readonly objects: ReadonlySet<string>;
  readonly also: ReadonlySet<string>;
}

const forms = (words: Proposition["verbs"]): Set<string> =>
  new Set(Object.values(words).flatMap((texts) => (texts ?? []).map((text) => text.toLowerCase())));

const stems = (words: Proposition["objects"]): Set<string> =>
  new Set(
    (["nb", "nn", "en"] as const).flatMap((language) =>
      (words[language] ?? []).flatMap((text) => tokenise(clean(text)).map(({ word }) => WORDS[language].stem(word))),
    ),
  );

/** Made when first needed: most facts are never asked about with yes or no between two starts. */
function memoize<Of extends object, Made>(make: (of: Of) => Made): (of: Of) => Made {
  const made = new WeakMap<Of, Made>();
  return (of) => {
    const known = made.get(of);
    if (known !== undefined) return known;
    const fresh = make(of);
    made.set(of, fresh);
    return fresh;
  };
}

export const wordsOfProposition = memoize(
  (p: Proposition): Words => ({ verbs: forms(p.verbs), objects: stems(p.objects), also: stems(p.also) }),
);
