// Parsed files → problems: dangling references, ambiguous names, and quotes that are not in their document.
import { LANGUAGES, type Language } from "../chat.js";
import type { Problem } from "./files.js";
import { lackingExamples } from "./lacking.js";
import type { Read } from "./read.js";
import { sameQuestion } from "./same.js";
import type { DocumentFile, ExamplesFile, ForumFile, HandFile, IntentFile } from "./schema.js";
import type { Knowledge } from "./types.js";

interface Everything {
  readonly knowledge: Knowledge;
  readonly forums: readonly Read<ForumFile>[];
  readonly documents: readonly Read<DocumentFile>[];
  readonly intents: readonly Read<IntentFile>[];
  readonly asked: readonly Read<ExamplesFile>[];
  readonly hands: readonly Read<HandFile>[];
  /** Ids of which no more is known than that they are there. */
  readonly unread: ReadonlySet<string>;
}

/** A reference that leads nowhere, or to what could not be read. */
interface Dangling extends Problem {
  readonly to: string;
}
type Finding = Problem | Dangling;
const dangling = (to: string, expected: string, { file, place }: { file: string; place: string }): Dangling => ({
  file,
  place,
  message: `'${to}' is unknown: expected ${expected}`,
  to,
});

export function check(all: Everything): Problem[] {
  const found: readonly Finding[] = [
    ...ids(all),
    ...references(all),
    ...aliases(all),
    ...quotes(all),
    ...intents(all),
    ...examples(all),
    ...hands(all),
    ...propositions(all),
    ...lackingExamples(exampleLanguages(all)),
  ];
  return found.flatMap((problem) => {
    if ("to" in problem && all.unread.has(problem.to)) return [];
    const { file, place, message } = problem;
    return [{ file, place, message }];
  });
}

/** Which languages have example questions, by the id that they are for. */
function exampleLanguages({ intents: read, asked }: Everything): Parameters<typeof lackingExamples>[0] {
  const spoken = (blocks: IntentFile["examples"]): Language[] => LANGUAGES.filter((l) => blocks.some((block) => block[l].length > 0));
  return [
    ...read.map(({ file, value }) => ({ id: value.id, file, place: "examples", languages: spoken(value.examples) })),
    ...asked.flatMap(({ file, value }) =>
      Object.entries(value).map(([id, blocks]) => ({ id, file, place: id, languages: spoken(blocks) })),
    ),
  ];
}

function ids({ forums, intents, documents }: Everything): Problem[] {
  const seen = new Map<string, string>();
  const problems: Problem[] = [];
  const take = (id: string, file: string, place: string) => {
    const other = seen.get(id);
    if (other !== undefined) problems.push({ file, place, message: `the id '${id}' is also used in ${other}: expected a unique id` });
    else seen.set(id, file);
  };
  for (const { file, value } of forums) {
    for (const [i, fact] of value.facts.entries()) take(fact.id, file, `facts.${i}.id`);
    for (const [i, list] of value.lists.entries()) take(list.id, file, `lists.${i}.id`);
  }
  for (const { file, value } of intents) take(value.id, file, "id");
  const pages = new Map<string, string>();
  for (const { file, value } of documents) {
    const other = pages.get(value.id);
    if (other !== undefined)
      problems.push({ file, place: "id", message: `the document '${value.id}' is also defined in ${other}: expected a unique id` });
    pages.set(value.id, file);
  }
  const subjects = new Map<string, string>();
  for (const { file, value } of forums)
    for (const s of [value, ...value.bodies]) {
      const other = subjects.get(s.id);
      const message = `the subject '${s.id}' is also defined in ${other}: expected one definition, in which each fact may name its own document`;
      if (other !== undefined) problems.push({ file, place: s.id, message });
      subjects.set(s.id, file);
    }
  return problems;
}

function references({ knowledge, forums }: Everything): Finding[] {
  const problems: Finding[] = [];
  for (const { file, value } of forums) {
    const expect = (known: Readonly<Record<string, unknown>>, id: string, place: string, what: string) => {
      if (!(id in known)) problems.push(dangling(id, `the id of ${what}`, { file, place }));
    };
    expect(knowledge.documents, value.document, "document", "a document in data/documents");
    const subjects = [{ ...value, at: "" }, ...value.bodies.map((body, i) => ({ ...body, at: `bodies.${i}.` }))];
    for (const s of subjects) for (const [i, id] of s.overview.entries()) expect(knowledge.facts, id, `${s.at}overview.${i}`, "a fact");
    const questions = { ...knowledge.intents, ...knowledge.lists };
    for (const [i, fact] of value.facts.entries()) {
      for (const id of [...fact.about, ...fact.mentions]) expect(knowledge.subjects, id, `facts.${i}.about`, "a subject");
      if (fact.document !== undefined) expect(knowledge.documents, fact.document, `facts.${i}.document`, "a document in data/documents");
      for (const name of Object.keys(fact.values))
        expect(knowledge.values, name, `facts.${i}.values.${name}`, "a value in data/values.yaml");
      for (const id of fact.topics) expect(knowledge.topics, id, `facts.${i}.topics`, "a topic in data/topics.yaml");
      for (const [j, { aspect, of }] of fact.cells.entries()) {
        if (knowledge.intents[aspect]?.aspect === undefined)
          problems.push({
            file,
            place: `facts.${i}.cells.${j}.aspect`,
            message: `'${aspect}' is no row: expected an intent with 'aspect'`,
            to: aspect,
          } satisfies Dangling);
        for (const id of of) expect(knowledge.subjects, id, `facts.${i}.cells.${j}.of`, "a forum or body");
      }
      if (fact.as !== undefined) expect(knowledge.intents, fact.as, `facts.${i}.as`, "an intent in intents/");
      for (const id of fact.answers) expect(questions, id, `facts.${i}.answers`, "an intent in intents/ or a list");
    }
    for (const [i, list] of value.lists.entries()) {
      for (const id of list.about) expect(knowledge.subjects, id, `lists.${i}.about`, "a subject");
      for (const id of list.facts) expect(knowledge.facts, id, `lists.${i}.facts`, "a fact");
      for (const id of list.answers) expect(knowledge.intents, id, `lists.${i}.answers`, "an intent in intents/");
    }
  }
  return problems;
}

/** A name may mean only one subject, topic or organisation; names under `context` may be shared. */
function aliases({ knowledge }: Everything): Problem[] {
  const owners = new Map<string, { id: string; kind: string }>();
  const problems: Problem[] = [];
  for (const { id, text, kind } of knowledge.aliases) {
    if (kind === "context" || kind === "topic") continue;
    const key = sameQuestion(text);
    const owner = owners.get(key);
    if (owner !== undefined && owner.id !== id)
      problems.push({
        file: "data/",
        place: `aliases of ${id}`,
        message: `'${text}' is also a name of '${owner.id}': expected a name that means only one of them, or 'context' for both`,
      });
    owners.set(key, { id, kind });
  }
  return problems;
}

function quotes({ knowledge, forums }: Everything): Problem[] {
  const headings = new Map(
    Object.values(knowledge.documents).map(({ id, opening, text }) => [id, [opening, ...text.split("\n").map((line) => line.trim())]]),
  );
  return forums.flatMap(({ file, value }) => {
    const section = (of: string, name: string, place: string): Problem[] =>
      headings.get(of)?.includes(name) === false
        ? [{ file, place, message: `is not a heading of the document '${of}': expected '${headings.get(of)?.[0]}' or one of its lines` }]
        : [];
    const ofFacts = value.facts.flatMap((fact, i): Problem[] => {
      const { document: of = value.document, section: own } = fact;
      const text = knowledge.documents[of]?.text;
      const message = `is not in the document '${of}': expected a sentence of it, verbatim`;
      const missing = text === undefined || text.includes(knowledge.facts[fact.id]?.quote ?? fact.quote);
      return [
        ...(missing ? [] : [{ file, place: `facts.${i}.quote`, message }]),
        ...(own === undefined ? [] : section(of, own, `facts.${i}.section`)),
      ];
    });
    return [...section(value.document, value.section, "section"), ...ofFacts];
  });
}

function intents({ knowledge, intents: read }: Everything): Finding[] {
  return read.flatMap(({ file, value }): Finding[] => {
    const problem = (place: string, message: string): Problem[] => [{ file, place, message }];
    if ((value.kind === "fact" || value.kind === "unknown" || value.kind === "outside") && value.label === undefined)
      return problem("label", `is missing: expected the clause that completes "the source does not tell …"`);
    const unknown = value.else.find((id) => !(id in knowledge.intents));
    if (unknown !== undefined) return [dangling(unknown, "the id of an intent", { file, place: "else" })];
    if (value.kind === "smalltalk" && value.reply === undefined) return problem("reply", "is missing: expected the bot's words");
    if (value.value !== undefined && !(value.value in knowledge.values))
      return [dangling(value.value, "a value in data/values.yaml", { file, place: "value" })];
    if (value.kind === "most" && value.value === undefined) return problem("value", "is missing: expected the value that is compared");
    const compared = value.kind === "most" ? knowledge.values[value.value ?? ""] : undefined;
    if (compared !== undefined && compared.type !== "year" && (compared.most === undefined || compared.least === undefined))
      return problem("value", `'${compared.id}' has no sentences for most and least: expected them in data/values.yaml`);
    return [];
  });
}

function examples({ knowledge, intents: read, asked }: Everything): Finding[] {
  const seen = new Map<string, string>();
  const problems: Finding[] = [];
  const take = (intent: string, texts: readonly string[], file: string, place: string) => {
    for (const [i, text] of texts.entries()) {
      const key = sameQuestion(text);
      const other = seen.get(key);
      if (other !== undefined && other !== intent)
        problems.push({
          file,
          place: `${place}.${i}`,
          message: `'${text}' is also an example of '${other}': expected each question under one id only`,
        });
      seen.set(key, intent);
    }
  };
  for (const { file, value } of read)
    for (const [i, b] of value.examples.entries()) for (const l of LANGUAGES) take(value.id, b[l], file, `examples.${i}.${l}`);
  for (const { file, value } of asked)
    for (const [id, blocks] of Object.entries(value)) {
      if (!(id in knowledge.facts) && !(id in knowledge.lists))
        problems.push(dangling(id, "the id of a fact or a list", { file, place: id }));
      for (const [i, b] of blocks.entries()) for (const l of LANGUAGES) take(id, b[l], file, `${id}.${i}.${l}`);
    }
  return problems;
}

/** The classes and subjects that an author's examples refer to. */
function hands({ knowledge, hands: read }: Everything): Finding[] {
  const isClass = (id: string): boolean => id in knowledge.facts || id in knowledge.lists || id in knowledge.intents;
  return read.flatMap(({ file, value }) => {
    const all = [
      ...value.dialogues.flatMap(({ turns }, i) => turns.map((turn, j) => ({ ...turn, place: `dialogues.${i}.turns.${j}` }))),
      ...value.several.flatMap(({ parts }, i) => parts.map((part, j) => ({ ...part, place: `several.${i}.parts.${j}` }))),
      ...value.singles.map((single, i) => ({ ...single, place: `singles.${i}` })),
    ];
    return all.flatMap(({ means, move, of, place }): Finding[] => [
      ...[...means, ...(move === undefined ? [] : [move])]
        .filter((id) => !isClass(id))
        .map((id) => dangling(id, "the id of a fact, a list or an intent", { file, place })),
      ...of.filter((id) => !(id in knowledge.subjects)).map((id) => dangling(id, "the id of a subject", { file, place })),
    ]);
  });
}

/** The agents and other parties that propositions refer to. */
function propositions({ knowledge, forums }: Everything): Finding[] {
  return forums.flatMap(({ file, value }) =>
    value.facts.flatMap(({ says }, i) =>
      says.flatMap(({ who, whom }) =>
        [...who, ...whom]
          .filter((id) => id !== knowledge.bot.home?.id && !(id in knowledge.subjects))
          .map((id) => dangling(id, "a subject, or the home in data/bot.yaml", { file, place: `facts.${i}.says` })),
      ),
    ),
  );
}
