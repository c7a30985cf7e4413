// Values of YAML files as they were read → where a language has nothing though every other one has: words, names, example questions.
// The schemas ask for texts in each language themselves, but a list of words may be empty.
import { LANGUAGES, type Language } from "../chat.js";
import type { Problem } from "./files.js";

type Values = Readonly<Record<string, unknown>>;
const isValues = (value: unknown): value is Values => typeof value === "object" && value !== null && !Array.isArray(value);
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const hasWords = (value: unknown): boolean => isList(value) && value.length > 0;

/** The words and names in one file that are missing in one language only. */
export function lackingWords(file: string, value: unknown, place: readonly string[] = []): Problem[] {
  if (isList(value)) return value.flatMap((inner, i) => lackingWords(file, inner, [...place, String(i)]));
  if (!isValues(value)) return [];
  const problems = Object.entries(value).flatMap(([key, inner]) =>
    key === "says" && isList(inner) ? lackingVerbs(file, inner, [...place, key]) : lackingWords(file, inner, [...place, key]),
  );
  // an author's example questions are counted over all authors; what is the same in any language is missing in none
  if ("by" in value || hasWords(value.any)) return problems;
  return [
    ...problems,
    ...missingIn(
      LANGUAGES.filter((language) => hasWords(value[language])),
      file,
      place,
    ),
  ];
}

/** A fact is claimed in other ways in each language: some way is needed in each. */
function lackingVerbs(file: string, propositions: readonly unknown[], place: readonly string[]): Problem[] {
  const verbs = propositions.filter(isValues).map((proposition) => proposition.verbs);
  const spoken = LANGUAGES.filter((language) => verbs.some((of) => isValues(of) && hasWords(of[language])));
  return missingIn(spoken, file, place);
}

/** A question of which one language alone has no example is never understood in it. */
export function lackingExamples(
  examples: readonly { id: string; file: string; place: string; languages: readonly Language[] }[],
): Problem[] {
  const found = new Map<string, { file: string; place: string; languages: Set<Language> }>();
  for (const { id, file, place, languages } of examples) {
    const before = found.get(id) ?? { file, place, languages: new Set() };
    for (const language of languages) before.languages.add(language);
    found.set(id, before);
  }
  return [...found.values()].flatMap(({ file, place, languages }) => missingIn([...languages], file, [place]));
}

function missingIn(languages: readonly Language[], file: string, place: readonly string[]): Problem[] {
  const without = LANGUAGES.filter((language) => !languages.includes(language));
  const [language] = without;
  if (language === undefined || without.length > 1) return [];
  return [{ file, place: [...place, language].join("."), message: "missing: expected words, as every other language has" }];
}

/** The ids that a file defines: what refers to them is right, even where the rest of the file is wrong. */
export function idsIn(value: unknown): string[] {
  if (isList(value)) return value.flatMap(idsIn);
  if (!isValues(value)) return [];
  const own = typeof value.id === "string" ? [value.id] : [];
  return [...own, ...Object.values(value).flatMap(idsIn)];
}
