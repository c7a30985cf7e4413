// data/ and intents/ → Knowledge and examples: reads every file, checks every reference, reports every problem at once.
import { basename, dirname } from "node:path";
import { LANGUAGES, type Phrase, perLanguage } from "../chat.js";
import { check } from "./check.js";
import { daysAfter } from "./days.js";
import { finished, nothingFinished, unfinishedIn, unfinishedOf } from "./drafts.js";
import type { Names } from "./fields.js";
import { DataError, listFiles, type Problem, type Root, shown } from "./files.js";
import { examplesOfHand } from "./hands.js";
import { type BotFile, botSchema, type Kind, kindsSchema, valuesSchema } from "./identity.js";
import { inOrder } from "./order.js";
import { type Files, filesIn, readText, readYaml } from "./read.js";
import {
  type Block,
  conceptsSchema,
  type DocumentFile,
  documentSchema,
  examplesSchema,
  type ForumFile,
  forumSchema,
  type HandFile,
  handSchema,
  intentSchema,
  outsideSchema,
  placesSchema,
  topicsSchema,
} from "./schema.js";
import type { Alias, Example, Fact, FactList, Intent, Knowledge, Named, QuotedDocument, Subject } from "./types.js";

export interface Loaded {
  readonly knowledge: Knowledge;
  readonly examples: readonly Example[];
  /** What each author wrote, unchanged: dialogues and messages of several parts, to measure against. */
  readonly hands: readonly HandFile[];
  /** What an editor is still to look at. */
  readonly unfinished: readonly Problem[];
}

const UNNAMED: Phrase = perLanguage(() => "");
/** A stand-in, so that the other files are still checked. */
const NOBODY: BotFile = { draft: [], name: "", about: UNNAMED, field: UNNAMED, starters: [], help: UNNAMED, command: "", color: "" };

/** Reads everything below `data/` and `intents/`. Throws a `DataError` that names every problem. */
export function load(root: Root): Loaded {
  const { problems, nothingFinished, subjects: _, ...loaded } = inspect(root);
  if (problems.length + nothingFinished.length > 0) throw new DataError([...problems, ...nothingFinished]);
  return loaded;
}

/** What there is, with all that is wrong with it: nothing is told to anybody of what this returns. */
export interface Inspected extends Loaded {
  readonly problems: readonly Problem[];
  /** That there are drafts only, where it is so. */
  readonly nothingFinished: readonly Problem[];
  /** Every file of a subject, drafts included. */
  readonly subjects: readonly ForumFile[];
}

export function inspect(root: Root): Inspected {
  const files = filesIn(root);
  const yaml = <T extends Parameters<typeof readYaml>[2]>(file: string, schema: T) => {
    const value = readYaml(files, file, schema);
    return value === undefined ? [] : [{ file, value }];
  };
  const kinds = yaml("data/kinds.yaml", kindsSchema).flatMap(({ value }) => value);
  const values = yaml("data/values.yaml", valuesSchema);
  const subjects = subjectFiles(files, kinds).flatMap(({ file, kind }) => yaml(file, forumSchema).map((read) => ({ ...read, kind })));
  // by name, whatever folder they are in: the order decides what the training draws
  const intentFiles = listFiles(root, "intents", ".yaml").sort((a, b) => (basename(a) < basename(b) ? -1 : 1));
  const intents = intentFiles.flatMap((f) => yaml(f, intentSchema));
  const asked = listFiles(root, "data/examples", ".yaml").flatMap((f) => yaml(f, examplesSchema));
  const hands = listFiles(root, "data/hands", ".yaml").flatMap((f) => yaml(f, handSchema));
  const [bot] = yaml("data/bot.yaml", botSchema);
  const topics = yaml("data/topics.yaml", topicsSchema);
  const concepts = yaml("data/concepts.yaml", conceptsSchema);
  const outside = yaml("data/outside.yaml", outsideSchema);
  const places = yaml("data/places.yaml", placesSchema);
  const documents = documentFiles(files).flatMap((file) => {
    const text = readText(files, `${dirname(file)}/text.txt`);
    return yaml(file, documentSchema).flatMap((read) => (text === undefined ? [] : [{ ...read, text }]));
  });
  const forums = inOrder(finished(subjects), documents);

  const knowledge: Knowledge = {
    kinds: byId(kinds),
    values: byId(values.flatMap(({ value }) => value)),
    subjects: byId(forums.flatMap(({ value, kind }) => subjectsOf(value, kind))),
    forums: forums.map(({ value }) => value.id),
    facts: byId(forums.flatMap(({ value }) => factsOf(value, (id) => documents.find((d) => d.value.id === id)?.text ?? ""))),
    lists: byId(forums.flatMap(({ value }): FactList[] => value.lists)),
    intents: byId(intents.map(({ value }): Intent => withoutExamples(value))),
    topics: byId(topics.flatMap(({ value }): Named[] => value.map(({ id, name }) => ({ id, name })))),
    outside: byId([
      ...outside.flatMap(({ value }) => value.organisations.map(({ id, name, see }) => ({ id, name, see, kind: "organisation" as const }))),
      ...places.flatMap(({ value }) => value.places.map(({ id, name }) => ({ id, name, see: [], kind: "place" as const }))),
    ]),
    documents: byId(documents.map(({ value, text }): QuotedDocument => quoted(value, text))),
    bot: bot?.value ?? NOBODY,
    concepts: concepts.flatMap(({ value }) => value.map(({ id, ...words }) => ({ id, words }))),
    aliases: [
      ...forums
        .flatMap(({ value }) => [value, ...value.bodies])
        .flatMap((s) => [...aliasesOf(s.id, s.aliases, "subject"), ...aliasesOf(s.id, s.context ?? {}, "context")]),
      ...topics.flatMap(({ value }) => value).flatMap((t) => aliasesOf(t.id, t.aliases, "topic")),
      ...outside.flatMap(({ value }) => value.organisations).flatMap((o) => aliasesOf(o.id, o.aliases, "outside")),
      ...places.flatMap(({ value }) => value.places).flatMap((o) => aliasesOf(o.id, o.aliases, "place")),
    ],
  };
  files.problems.push(...check({ knowledge, forums, documents, intents, asked, hands, unread: files.unread }));
  const unfinished = [...unfinishedOf([...(bot === undefined ? [] : [bot]), ...documents]), ...unfinishedIn(subjects)];
  const examples = [
    ...intents.flatMap(({ value }) => value.examples.flatMap((block) => examplesOf(value.id, block))),
    ...asked.flatMap(({ value }) => Object.entries(value).flatMap(([id, blocks]) => blocks.flatMap((block) => examplesOf(id, block)))),
  ];
  const said = hands.flatMap(({ value }) => examplesOfHand(value));
  return {
    knowledge,
    examples: [...examples, ...said],
    hands: hands.map(({ value }) => value),
    unfinished: shown(root, unfinished),
    problems: shown(root, files.problems),
    nothingFinished: shown(root, nothingFinished(subjects, forums)),
    subjects: subjects.map(({ value }) => value),
  };
}

const byId = <T extends { readonly id: string }>(items: readonly T[]): Record<string, T> =>
  Object.fromEntries(items.map((item) => [item.id, item]));

/** A document has a text and a description: one without the other is a problem. */
function documentFiles(files: Files): string[] {
  const found = ["document.yaml", "text.txt"].flatMap((name) => listFiles(files.root, "data/documents", name).map((file) => dirname(file)));
  if (found.length === 0)
    files.problems.push({
      file: "data/documents",
      place: "",
      message: "holds no document: expected a folder with document.yaml and text.txt",
    });
  return [...new Set(found)].sort().map((folder) => `${folder}/document.yaml`);
}

/** Files of data/ that hold no subjects. */
const OTHER = ["bot", "kinds", "values", "topics", "concepts", "outside", "places"].map((name) => `data/${name}.yaml`);
const OTHER_FOLDERS = ["documents", "examples", "hands", "languages"];

/** The background first, then each kind in its order. A folder of no kind is a problem: its files would be ignored. */
function subjectFiles(files: Files, kinds: readonly Kind[]): { file: string; kind: string | null }[] {
  const all = listFiles(files.root, "data", ".yaml").filter((file) => !OTHER.includes(file));
  const folderOf = (file: string): string | undefined => file.split("/").slice(1, -1)[0];
  // without kinds.yaml nothing tells the folders of subjects from others: whatever may be one is read for its problems
  if (kinds.length === 0) return all.filter((file) => !OTHER_FOLDERS.includes(folderOf(file) ?? "")).map((file) => ({ file, kind: null }));
  const known = new Set([...OTHER_FOLDERS, ...kinds.map(({ folder }) => folder)]);
  for (const folder of new Set(all.flatMap((file) => folderOf(file) ?? [])))
    if (!known.has(folder))
      files.problems.push({
        file: `data/${folder}`,
        place: "",
        message: "is the folder of no kind: expected one that data/kinds.yaml names",
      });
  const background = all.filter((file) => folderOf(file) === undefined).map((file) => ({ file, kind: null }));
  const found = kinds.flatMap(({ id, folder }) => all.filter((file) => folderOf(file) === folder).map((file) => ({ file, kind: id })));
  if (found.length === 0)
    files.problems.push({
      file: "data",
      place: "",
      message: "holds no subject: expected a file in the folder of a kind in data/kinds.yaml",
    });
  return [...background, ...found];
}

function subjectsOf(forum: ForumFile, kind: string | null): Subject[] {
  const bodies = forum.bodies.map((body) => body.id);
  return [{ ...forum, parent: null, bodies }, ...forum.bodies.map((body) => ({ ...body, parent: forum.id, bodies: [] }))].map(
    ({ id, name, title, parent, overview, bodies, setting, compare, line, explained, site }): Subject => ({
      id,
      kind,
      name,
      title: title ?? name,
      parent,
      overview,
      bodies,
      setting,
      line: line ?? null,
      explained,
      site: site ?? null,
      compare: compare ?? overview.slice(0, 1),
    }),
  );
}

function factsOf(forum: ForumFile, textOf: (document: string) => string): Fact[] {
  return forum.facts.map((fact) => {
    const document = fact.document ?? forum.document;
    return {
      ...fact,
      quote: locate(fact.quote, textOf(document)) ?? fact.quote,
      short: fact.short ?? fact.text,
      brief: fact.brief ?? null,
      cells: fact.cells.map(({ aspect, of, ...text }) => ({ aspect, of: of.length > 0 ? of : fact.about.slice(0, 1), text })),
      note: fact.note ?? null,
      document,
      section: fact.section ?? forum.section,
    };
  });
}

/** The quote exactly as the document has it: editors type ordinary spaces where a page has unusual ones. */
function locate(quote: string, document: string): string | undefined {
  const words = quote
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(words.join("\\s+")).exec(document)?.[0];
}

function withoutExamples(intent: Intent & { examples: unknown }): Intent {
  const { examples: _, ...rest } = intent;
  return rest;
}

function quoted({ reviewDays, ...file }: DocumentFile, text: string): QuotedDocument {
  const reviewBy = daysAfter(file.checked, reviewDays);
  return {
    ...file,
    url: file.url ?? null,
    updated: file.updated ?? null,
    document: file.id,
    text,
    reviewBy,
  };
}

function aliasesOf(id: string, names: Names, kind: Alias["kind"]): Alias[] {
  return Object.entries(names).flatMap(([language, texts]) =>
    (texts ?? []).map((text): Alias => ({ id, text, language: language as Alias["language"], kind })),
  );
}

function examplesOf(intent: string, block: Block): Example[] {
  return LANGUAGES.flatMap((language) => block[language].map((text): Example => ({ text, intent, language, by: block.by })));
}
