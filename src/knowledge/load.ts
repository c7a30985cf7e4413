// data/ and intents/ → Knowledge and examples: reads every file, checks every reference, reports every problem at once.
import { dirname } from "node:path";
import { check } from "./check.js";
import { DataError, listFiles } from "./files.js";
import { type Files, readText, readYaml } from "./read.js";
import {
  type Block,
  conceptsSchema,
  type DocumentFile,
  documentSchema,
  examplesSchema,
  type ForumFile,
  forumSchema,
  intentSchema,
  type Names,
  outsideSchema,
  topicsSchema,
} from "./schema.js";
import type { Alias, Example, Fact, FactList, Intent, Knowledge, Named, QuotedDocument, Subject } from "./types.js";

export interface Loaded {
  readonly knowledge: Knowledge;
  readonly examples: readonly Example[];
}

const DAY = 24 * 60 * 60 * 1000;

/** Reads everything below `root/data` and `root/intents`. Throws a `DataError` that names every problem. */
export function load(root: string): Loaded {
  const files: Files = { root, problems: [] };
  const yaml = <T extends Parameters<typeof readYaml>[2]>(file: string, schema: T) => {
    const value = readYaml(files, file, schema);
    return value === undefined ? [] : [{ file, value }];
  };
  const forums = ["data/cooperation.yaml", ...listFiles(root, "data/forums", ".yaml")].flatMap((f) => yaml(f, forumSchema));
  const intents = listFiles(root, "intents", ".yaml").flatMap((f) => yaml(f, intentSchema));
  const asked = listFiles(root, "data/examples", ".yaml").flatMap((f) => yaml(f, examplesSchema));
  const topics = yaml("data/topics.yaml", topicsSchema);
  const concepts = yaml("data/concepts.yaml", conceptsSchema);
  const outside = yaml("data/outside.yaml", outsideSchema);
  const documents = listFiles(root, "data/documents", "document.yaml").flatMap((file) => {
    const text = readText(files, `${dirname(file)}/text.txt`);
    return yaml(file, documentSchema).flatMap((read) => (text === undefined ? [] : [{ ...read, text }]));
  });

  const knowledge: Knowledge = {
    subjects: byId(forums.flatMap(({ value }) => subjectsOf(value))),
    forums: forums.map(({ value }) => value.id),
    facts: byId(forums.flatMap(({ value }) => factsOf(value, documents.find((d) => d.value.id === value.document)?.text ?? ""))),
    lists: byId(forums.flatMap(({ value }): FactList[] => value.lists)),
    intents: byId(intents.map(({ value }): Intent => withoutExamples(value))),
    topics: byId(topics.flatMap(({ value }): Named[] => value.map(({ id, name }) => ({ id, name })))),
    outside: byId(
      outside.flatMap(({ value }) => [
        ...value.organisations.map(({ id, name }) => ({ id, name, kind: "organisation" as const })),
        ...value.topics.map(({ id, name }) => ({ id, name, kind: "topic" as const })),
      ]),
    ),
    documents: byId(documents.map(({ value, text }): QuotedDocument => quoted(value, text))),
    concepts: concepts.flatMap(({ value }) => value.map(({ id, ...words }) => ({ id, words }))),
    aliases: [
      ...forums
        .flatMap(({ value }) => [value, ...value.bodies])
        .flatMap((s) => [...aliasesOf(s.id, s.aliases, "subject"), ...aliasesOf(s.id, s.context ?? {}, "context")]),
      ...topics.flatMap(({ value }) => value).flatMap((t) => aliasesOf(t.id, t.aliases, "topic")),
      ...outside.flatMap(({ value }) => [...value.organisations, ...value.topics]).flatMap((o) => aliasesOf(o.id, o.aliases, "outside")),
    ],
  };
  files.problems.push(...check({ knowledge, forums, intents, asked }));
  if (files.problems.length > 0) throw new DataError(files.problems);
  const examples = [
    ...intents.flatMap(({ value }) => value.examples.flatMap((block) => examplesOf(value.id, block))),
    ...asked.flatMap(({ value }) => Object.entries(value).flatMap(([id, blocks]) => blocks.flatMap((block) => examplesOf(id, block)))),
  ];
  return { knowledge, examples };
}

const byId = <T extends { readonly id: string }>(items: readonly T[]): Record<string, T> =>
  Object.fromEntries(items.map((item) => [item.id, item]));

function subjectsOf(forum: ForumFile): Subject[] {
  const bodies = forum.bodies.map((body) => body.id);
  return [{ ...forum, parent: null, bodies }, ...forum.bodies.map((body) => ({ ...body, parent: forum.id, bodies: [] }))].map(
    ({ id, name, title, parent, overview, bodies, setting, compare }): Subject => ({
      id,
      name,
      title: title ?? name,
      parent,
      overview,
      bodies,
      setting,
      compare: compare ?? overview.slice(0, 1),
    }),
  );
}

function factsOf(forum: ForumFile, document: string): Fact[] {
  return forum.facts.map((fact) => ({
    ...fact,
    quote: locate(fact.quote, document) ?? fact.quote,
    values: fact.values as Fact["values"],
    short: fact.short ?? fact.text,
    note: fact.note ?? null,
    document: forum.document,
    section: forum.section,
  }));
}

/** The quote as the document has it, letter by letter: editors type ordinary spaces where a page has odd ones. */
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
  const reviewBy = new Date(Date.parse(file.checked) + reviewDays * DAY).toISOString().slice(0, 10);
  return { ...file, document: file.id, text, reviewBy };
}

function aliasesOf(id: string, names: Names, kind: Alias["kind"]): Alias[] {
  return Object.entries(names).flatMap(([language, texts]) =>
    texts.map((text): Alias => ({ id, text, language: language as Alias["language"], kind })),
  );
}

function examplesOf(intent: string, block: Block): Example[] {
  return (["nb", "nn", "en"] as const).flatMap((language) =>
    block[language].map((text): Example => ({ text, intent, language, by: block.by })),
  );
}
