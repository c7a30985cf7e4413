// `check`: validates data/, intents/ and the Slack app's manifest, and reports every problem with its place.
import { LANGUAGES } from "../chat.js";
import { folders } from "../folders.js";
import { DataError, type Problem } from "../knowledge/files.js";
import { requestsFile, wordsFile } from "../knowledge/languages.js";
import { inspect } from "../knowledge/load.js";
import { readLanguages } from "../knowledge/read-languages.js";
import { ROOT } from "../ready.js";
import { say } from "./say.js";

export async function run(): Promise<number> {
  const languages = problemsOf(() => readLanguages(ROOT));
  const data = inspect(folders());
  const found = [...languages.problems, ...data.problems, ...data.nothingFinished, ...data.unfinished];
  if (languages.value === undefined || found.length > 0) throw new DataError(found);
  // only now: what has words and texts of the languages in it can't be loaded without them
  const { tryWords } = await import("../understand/trial.js");
  const { checkManifest } = await import("../platforms/slack/manifest.js");
  const read = languages.value;
  const { tryRequests } = await import("./try-requests.js");
  const tried = LANGUAGES.flatMap((language) => [
    ...tryWords(language, read[language].words).map(({ list, message }) => ({ file: wordsFile(language), place: list, message })),
    ...tryRequests(language, read[language].requests).map(({ list, message }) => ({ file: requestsFile(language), place: list, message })),
  ]);
  if (tried.length > 0) throw new DataError(tried);
  const problems = checkManifest(ROOT);
  for (const problem of problems) say(problem);
  if (problems.length > 0) return 1;
  const { knowledge, examples } = data;
  const { facts, intents } = knowledge;
  say(`no problems: ${Object.keys(facts).length} facts, ${Object.keys(intents).length} intents, ${examples.length} examples`);
  return 0;
}

/** What was read, or all that is wrong with it: the problems of one part don't hide those of another. */
function problemsOf<T>(read: () => T): { readonly value?: T; readonly problems: readonly Problem[] } {
  try {
    return { value: read(), problems: [] };
  } catch (error) {
    if (error instanceof DataError) return { problems: error.problems };
    throw error;
  }
}
