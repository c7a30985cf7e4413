// A data folder that has no document yet → the files beside the documents that every data folder has, for an editor to go through.
import type { Language } from "../chat.js";
import { fill } from "../language/index.js";
import { TEXTS } from "../language/texts.js";
import { inAll, yaml } from "./draft.js";
import type { PageText } from "./text.js";

/** As a page that there was not yet calls its subjects. */
export const KIND = { id: "subject", folder: "subjects" };
const COLOUR = "#1f3a5f";

/** `values`: the package's own values.yaml, which its intents ask for. By their path below data/. */
export function starterFiles({ title }: PageText, id: string, values: string): Map<string, string> {
  const named = title || id;
  const text = (name: "one" | "many" | "a" | "the" | "all") => inAll((language) => TEXTS[language].draft.kind[name]);
  const bot = {
    draft: ["name", "about", "field", "help", "command", "color"],
    name: named.length > 30 ? `${named.slice(0, 29).trimEnd()}…` : named,
    about: inAll((language: Language) => fill(TEXTS[language].draft.about, { title: named })),
    field: inAll(() => named),
    help: inAll((language) => TEXTS[language].draft.help),
    command: "ask",
    color: COLOUR,
  };
  const kinds = [{ ...KIND, one: text("one"), many: text("many"), a: text("a"), the: text("the"), all: text("all") }];
  return new Map([
    ["bot.yaml", `# Who the bot is: the greeting, the help, the page and the apps are made of this.\n${yaml(bot)}`],
    ["kinds.yaml", `# What the subjects are called, and the folder that they stand in.\n${yaml(kinds)}`],
    ["values.yaml", values],
    ["topics.yaml", "# What people call the matters that the subjects deal with: facts name them by their ids.\n[]\n"],
    ["outside.yaml", "# Organisations near the field that the source says nothing about.\norganisations: []\n"],
  ]);
}
