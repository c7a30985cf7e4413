// `import PAGE --as ID`: a page's text, and a draft of its subjects and facts, into the data folder.
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { LANGUAGES, type Language } from "../chat.js";
import { environment, readConfig } from "../config.js";
import { createDay } from "../day.js";
import { folders } from "../folders.js";
import { id as idSchema } from "../knowledge/fields.js";
import { DataError, foldersIn } from "../knowledge/files.js";
import { inspect } from "../knowledge/load.js";
import { ROOT, ready } from "../ready.js";
import { draft, type Taken } from "../source/draft.js";
import { SourceError } from "../source/error.js";
import { extract } from "../source/extract.js";
import { contactOf, createFetchPage, LIMITS } from "../source/fetch.js";
import { createPropose, type Propose } from "../source/propose.js";
import { plainly, sentencesOf } from "../source/sentences.js";
import { KIND, starterFiles } from "../source/starter.js";
import type { PageText } from "../source/text.js";
import { writeAll } from "../source/write.js";
import { misused, say } from "./say.js";

const TEXT = { type: "string" } as const;

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { as: TEXT, language: TEXT, kind: TEXT } });
  const [page] = positionals;
  if (page === undefined || positionals.length > 1) return misused("import: expected one page: a file, or an address");
  if (!idSchema.safeParse(values.as).success) return misused("import: expected --as ID, in small letters, digits and hyphens");
  const language = LANGUAGES.find((one) => one === values.language);
  if (values.language !== undefined && language === undefined)
    return misused(`import: expected --language to be one of ${LANGUAGES.join(", ")}`);
  try {
    return await importPage(page, { id: values.as as string, language, kind: values.kind });
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    say(`${page}: ${error.message}`);
    return 1;
  }
}

interface Wanted {
  readonly id: string;
  readonly language: Language | undefined;
  readonly kind: string | undefined;
}

async function importPage(from: string, { id, language, kind }: Wanted): Promise<number> {
  const root = folders();
  const isNew = ["documents", "bot.yaml", "kinds.yaml"].every((name) => !existsSync(join(root.data, name)));
  const standing = isNew ? undefined : standingIn(root, id);
  const folder = standing === undefined ? KIND.folder : folderOf(standing.kinds, kind);
  const { page, url } = await read(from);
  if (sentencesOf(page).length === 0) throw new SourceError("has no sentences: expected a page with text in it");
  const { knowledge, model } = await proposing();
  const propose = createPropose(knowledge, model);
  const { timeZone } = readConfig(environment());
  const { files, sections, sentences, stubs } = draft(page, {
    id,
    language: language ?? languageOf(page, propose),
    url,
    today: createDay(timeZone)(Date.now()),
    folder,
    propose,
    attributes: knowledge.intents,
    taken: standing?.taken ?? NOTHING,
  });
  const beside = isNew ? starterFiles(page, id, readFileSync(join(foldersIn(ROOT).data, "values.yaml"), "utf8")) : [];
  writeAll(root.data, new Map([...beside, ...files]));
  process.stdout.write(`${id}: ${sections} sections, ${sentences} sentences, ${stubs} stubs in ${files.size} files below ${root.data}\n`);
  say("forumbot check lists what is to be looked at; a fact is told when its line 'draft' is gone");
  return 0;
}

const NOTHING: Taken = { ids: new Set(), names: new Map() };

/** What stands in the folder, which must be whole: a draft beside something broken could break more. */
function standingIn(root: ReturnType<typeof folders>, id: string) {
  if (existsSync(join(root.data, "documents", id))) throw new SourceError(`the id '${id}' is in use: there is a document of that name`);
  const { knowledge, problems, subjects } = inspect(root);
  if (problems.length > 0) throw new DataError(problems);
  const ids = subjects.flatMap(({ id: own, bodies, facts, lists }) => [own, ...[...bodies, ...facts, ...lists].map((one) => one.id)]);
  if (ids.includes(id)) throw new SourceError(`the id '${id}' is in use: there is a subject or a fact of that name`);
  const names = knowledge.aliases.map(({ text, id: of }): [string, string] => [plainly(text.replace(/^=/, "")).toLowerCase(), of]);
  return {
    kinds: Object.values(knowledge.kinds),
    taken: { ids: new Set([...ids, ...Object.keys(knowledge.documents)]), names: new Map(names) },
  };
}

function folderOf(kinds: readonly { readonly id: string; readonly folder: string }[], wanted: string | undefined): string {
  const kind = wanted === undefined ? kinds[0] : kinds.find(({ id }) => id === wanted);
  if (kind === undefined) throw new SourceError(`there is no kind '${wanted}': expected one of ${kinds.map(({ id }) => id).join(", ")}`);
  return kind.folder;
}

async function read(from: string): Promise<{ page: PageText; url: string | undefined }> {
  if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(from))
    return { page: await extract({ bytes: bytesOf(from), type: "", name: from }), url: undefined };
  const { watch } = readConfig(environment());
  const fetched = await createFetchPage({ hosts: watch.hosts, contact: contactOf(watch.contact, {}) })(from);
  if (fetched.kind !== "page")
    throw new SourceError(fetched.kind === "gone" ? `there is no such page (${fetched.status})` : "was not sent");
  const url = new URL(fetched.movedTo ?? from);
  url.hash = "";
  return { page: await extract({ ...fetched, name: url.href }), url: url.href };
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "is a folder",
  EACCES: "can't be read: permission denied",
};

function bytesOf(file: string): Buffer {
  try {
    if (statSync(file).size > LIMITS.bytes) throw new SourceError(`larger than ${LIMITS.bytes / 1024 / 1024} MB`);
    return readFileSync(file);
  } catch (error) {
    if (error instanceof SourceError) throw error;
    const { code = "" } = error as NodeJS.ErrnoException;
    throw new SourceError(REASONS[code] ?? `can't be read (${code})`, { cause: error });
  }
}

/** As the page says, or as its words do. */
function languageOf(page: PageText, propose: Propose): Language {
  const said = page.language?.toLowerCase().split("-")[0];
  const named = said === "no" ? undefined : LANGUAGES.find((one) => one === said);
  if (named !== undefined) return named;
  return propose.language(
    page.blocks
      .filter(({ kind }) => kind === "paragraph")
      .map(({ text }) => text)
      .join(" "),
  );
}

/** What the package itself has learnt: attributes are asked for alike in every field. */
async function proposing() {
  const own = foldersIn(ROOT);
  const compiled = ready(own);
  if (compiled !== undefined) return compiled;
  say("the package has not been built: training, which takes about half a minute …");
  return (await import("../open.js")).compile(own);
}
