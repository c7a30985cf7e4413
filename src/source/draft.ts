// A page's text → the files of data/ that an editor begins with: the document word for word, its numbered sentences, its subjects with
// a stub of a fact for each sentence. What an editor is to look at is marked; no fact is told before its mark is gone.
import { Document, isScalar, visit } from "yaml";
import { LANGUAGES, type Language, type Phrase } from "../chat.js";
import type { Intent } from "../knowledge/types.js";
import { counted, fill } from "../language/index.js";
import { TEXTS } from "../language/texts.js";
import { abbreviationsIn, type Named, namesIn } from "./names.js";
import type { Propose } from "./propose.js";
import { type Group, groupsOf } from "./sections.js";
import { plainly, type Sentence } from "./sentences.js";
import { type PageText, written } from "./text.js";

export interface Importing {
  readonly id: string;
  readonly language: Language;
  readonly url: string | undefined;
  /** `YYYY-MM-DD` */
  readonly today: string;
  /** The folder of data/ for its subjects. */
  readonly folder: string;
  readonly propose: Propose;
  /** Whose attributes are proposed, for the words of a question. */
  readonly attributes: Readonly<Record<string, Intent>>;
  readonly taken: Taken;
}

/** What stands in data/ already. */
export interface Taken {
  /** Ids of subjects, facts and lists. */
  readonly ids: ReadonlySet<string>;
  /** Names of subjects and of what is outside, in plain form, with the subject's id. */
  readonly names: ReadonlyMap<string, string>;
}

export interface Draft {
  /** By their path below data/. */
  readonly files: ReadonlyMap<string, string>;
  readonly sections: number;
  readonly sentences: number;
  readonly stubs: number;
}

const HEAD = `# A draft. A fact is told when its line \`draft:\` is gone: delete it where what the line names is right, or put that right first.
# Delete what nobody will ask about. \`forumbot check\` lists what is left.
`;

export function draft(page: PageText, importing: Importing): Draft {
  const { id, folder } = importing;
  const groups = groupsOf(page);
  const sentences = groups.flatMap(({ parts }) => parts.flatMap((part) => part.sentences));
  const used = new Set([...importing.taken.ids, id]);
  const subjects = groups.map((group, i) => subjectOf(group, page, importing, used, i));
  const files = new Map(
    subjects.map((subject, i) => [`${folder}/${id}-${String(i + 1).padStart(2, "0")}-${subject.id}.yaml`, subject.text]),
  );
  files.set(`documents/${id}/text.txt`, `${written(page)}\n`);
  files.set(
    `documents/${id}/sentences.yaml`,
    `# The sentences of text.txt, numbered as the draft of their facts is. For reading only.\n${yaml(numbered(sentences))}`,
  );
  files.set(`documents/${id}/document.yaml`, documentOf(page, importing));
  const sections = groups.reduce((sum, { parts }) => sum + parts.length, 0);
  return { files, sections, sentences: sentences.length, stubs: sentences.length };
}

/** A text stands in one line, however long, and so do ids beside each other: an editor takes away whole lines. */
export function yaml(value: unknown): string {
  const document = new Document(value);
  visit(document, {
    Seq: (_, list) => {
      list.flow = list.items.every(isScalar);
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

const numbered = (sentences: readonly Sentence[]) => sentences.map(({ number, section, text }) => ({ number, section, text }));

export const inAll = (of: (language: Language) => string): Phrase =>
  Object.fromEntries(LANGUAGES.map((language) => [language, of(language)])) as Phrase & Record<Language, string>;

function documentOf({ title, publisher }: PageText, { id, language, url, today }: Importing): string {
  const host = url === undefined ? undefined : new URL(url).hostname.replace(/^www\./, "");
  return `# A quoted document. text.txt beside this file holds it word for word.\n${yaml({
    draft: [...(title === "" ? ["title"] : []), ...((publisher ?? host) ? [] : ["publisher"]), "owner", "reviewDays"],
    id,
    title: title || id,
    publisher: publisher ?? host ?? "?",
    language,
    ...(url === undefined ? {} : { url }),
    checked: today,
    owner: "?",
    reviewDays: 180,
    opening: TEXTS[language].draft.opening,
  })}`;
}

function subjectOf(group: Group, page: PageText, importing: Importing, used: Set<string>, at: number): { id: string; text: string } {
  const { id: document, language, taken } = importing;
  const heading = group.heading || page.title || document;
  const named = namesIn(heading);
  const id = unused(named.id === "part" ? `${document}-${at + 1}` : named.id, document, used);
  const existing = named.names.flatMap((name) => taken.names.get(plainly(name).toLowerCase()) ?? [])[0];
  const about = existing === undefined ? [id] : [existing, id];
  const own = named.names.filter((name) => !taken.names.has(plainly(name).toLowerCase()));
  const opening = TEXTS[language].draft.opening;
  const stubs = group.parts.flatMap(({ heading: part, sentences }) =>
    sentences.map((sentence) =>
      stub(sentence, { id, about, named, section: part === group.heading ? undefined : part || opening }, importing),
    ),
  );
  const head = {
    draft: LANGUAGES.filter((one) => one !== language).map((one) => `name.${one}`),
    id,
    document,
    section: group.heading || opening,
    name: inAll(() => named.name),
    ...(named.names.length > 1 ? { title: inAll(() => heading) } : {}),
    // the source's own names are what people write in every language, until an editor knows others
    aliases: own.length === 0 ? {} : { any: own },
    overview: overviewOf(stubs).map(({ fact }) => fact.id),
  };
  const all = group.parts.flatMap(({ sentences }) => sentences.flatMap(({ text }) => abbreviationsIn(text)));
  const perhaps = [...new Set(all)].filter((one) => namesIn(one).name !== named.name);
  const hint = perhaps.length === 0 ? "" : `# Perhaps bodies of their own: ${perhaps.join("; ")}\n`;
  const facts = stubs.map(({ fact, remark }) => `  # ${remark}\n${indented(yaml([fact]))}`).join("\n");
  return { id, text: `${HEAD}${hint}${yaml(head)}\nfacts:\n${facts}` };
}

/** So many facts are read at a glance. */
const OVERVIEW = 6;

/** What seems to tell something, as far as it goes; else how the section begins. */
function overviewOf<T extends { readonly fact: { readonly as?: string } }>(stubs: readonly T[]): readonly T[] {
  const telling = stubs.filter(({ fact }) => fact.as !== undefined);
  return (telling.length > 0 ? telling : stubs).slice(0, OVERVIEW);
}

const indented = (text: string): string => text.replace(/^(?=.)/gm, "  ");

function unused(wanted: string, document: string, used: Set<string>): string {
  const tries = [wanted, `${document}-${wanted}`, ...Array.from({ length: 1_000 }, (_, i) => `${document}-${wanted}-${i + 2}`)];
  const id = tries.find((one) => !used.has(one)) as string;
  used.add(id);
  return id;
}

interface Subject {
  readonly id: string;
  readonly about: readonly string[];
  readonly named: Named;
  /** Where it isn't the one of the file. */
  readonly section: string | undefined;
}

function stub({ number, text }: Sentence, { id, about, named, section }: Subject, { language, propose, attributes }: Importing) {
  const { attribute, share, values, places } = propose(text, language);
  const found = { ...values, ...(places[0] === undefined ? {} : { place: places[0] }) };
  const fitting = fittingOf(found, attributes[attribute ?? ""]);
  const unused = Object.entries(found).filter(([name]) => !(name in fitting));
  const label = attributes[attribute ?? ""]?.label;
  const names = named.names.some((name) => plainly(text).toLowerCase().includes(plainly(name).toLowerCase()));
  const others = LANGUAGES.filter((one) => one !== language);
  const what = (one: Language): string =>
    label === undefined ? `${named.name} (${number})` : counted(fill(label[one], { subject: named.name }), false);
  const fact = {
    id: `${id}.s${String(number).padStart(2, "0")}`,
    draft: [
      ...(label === undefined ? ["answers", "ask"] : []),
      ...(names ? [] : [`text.${language}`]),
      ...others.map((one) => `text.${one}`),
    ],
    about,
    ...(attribute === undefined ? {} : { as: attribute, answers: [attribute] }),
    ...(Object.keys(fitting).length === 0 ? {} : { values: fitting }),
    text: inAll((one) =>
      one === language ? (names ? text : `${named.name}: ${text}`) : fill(TEXTS[one].draft.quoted, { subject: named.name, quote: text }),
    ),
    quote: text,
    ...(section === undefined ? {} : { section }),
    // "om om", where what is asked begins with the word that the question ends with
    ask: inAll((one) => fill(TEXTS[one].draft.ask, { what: what(one) }).replace(/(?<!\p{L})(\p{L}+) \1(?!\p{L})/u, "$1")),
  };
  const guess = attribute === undefined ? "what it answers is not clear" : `seems to tell ${attribute} (${Math.round(share * 100)} %)`;
  const besides = unused.length === 0 ? "" : `; found: ${unused.map(([name, value]) => `${name} ${value}`).join(", ")}`;
  return { fact, remark: `Sentence ${number}: ${guess}${besides}.` };
}

const DATES = ["since", "year"];

/** Of what was found, the values that the attribute asks for; years say something of every attribute. */
function fittingOf(found: Readonly<Record<string, number | string>>, attribute: Intent | undefined) {
  if (attribute === undefined) return {};
  const fits = (name: string): boolean =>
    name === attribute.value || DATES.includes(name) || (name === "place" && attribute.value === undefined);
  return Object.fromEntries(Object.entries(found).filter(([name]) => fits(name)));
}
