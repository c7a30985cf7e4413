// The words of commands of a language → what is wrong with them: examples that are read as another command than their list is for.
import type { CommandName, Language } from "../chat.js";
import { readCommand } from "../commands.js";
import type { Requests } from "../language/schema/requests.js";

/** What the example of each list must be read as; null for a question. */
const EXPECTED: Readonly<Record<keyof Requests, CommandName | null>> = {
  polite: "help",
  politePhrases: "help",
  yes: "forget",
  requesting: "forget",
  noRequest: null,
  asking: null,
  deletingAlone: "forget",
  deleting: "forget",
  forgetting: "forget",
  mine: "forget",
  all: "forget",
  stored: "forget",
  switching: "language",
  language: "language",
  into: "language",
  helping: "help",
  showing: "help",
  besideWhy: "why",
  marks: "forget",
};

export function tryRequests(language: Language, lists: Requests): { readonly list: string; readonly message: string }[] {
  const all = Object.entries(lists) as [keyof Requests, Requests[keyof Requests]][];
  return all.flatMap(([list, one]) => {
    const problem = (message: string) => [{ list, message }];
    const words = "words" in one ? one.words : one.patterns;
    if (words.length === 0) return [];
    const { example } = one;
    if (example === undefined) return problem("expected an example in which one of the words stands");
    const read: readonly string[] = example.toLowerCase().match(/[\p{L}']+/gu) ?? [];
    const stands =
      "words" in one
        ? one.words.some((word) => read.includes(word))
        : one.patterns.some((pattern) => new RegExp(pattern).test(read.join(" ")));
    if (!stands) return problem(`none of the words stands in the example '${example}'`);
    const command = readCommand(example);
    const expected = EXPECTED[list];
    if ((command?.name ?? null) !== expected)
      return problem(`the example '${example}' is not read as ${expected === null ? "a question" : `the command '${expected}'`}`);
    if (list === "marks" && command?.language !== language) return problem(`the example '${example}' is not told to be in this language`);
    return [];
  });
}
