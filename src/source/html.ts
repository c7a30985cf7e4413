// HTML → what it says: its title and the blocks of its main part. Nothing of it is run, and nothing else is fetched for it.
import { Parser } from "htmlparser2";
import { SourceError } from "./error.js";
import type { Block, PageText } from "./text.js";

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));
/** No text for readers, or none of the page's own. */
const SKIPPED = words(
  "script style noscript template svg math nav footer aside iframe object embed canvas audio video button select textarea dialog head",
);
const SKIPPED_ROLES = words("navigation banner contentinfo complementary search dialog alertdialog menu");
const BLOCKS = words(
  "address article blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 " +
    "header hr html legend li main menu ol p pre section summary table tbody tfoot thead tr ul",
);
const HEADINGS = words("h1 h2 h3 h4 h5 h6");
const ITEMS = words("li dd");
const CELLS = words("td th");
const VOID = words("area base br col embed hr img input link meta param source track wbr");
/** As deep as browsers nest. */
const DEEPEST = 512;
/** So much is read in one go. */
const STEP = 65_536;

type Attributes = Readonly<Record<string, string>>;

/** The part of a page that a block stands in. */
type Region = "main" | "article" | "page";

interface Open {
  readonly name: string;
  readonly skips: boolean;
  readonly region: Region;
}

interface Found extends Block {
  readonly region: Region;
  readonly level: number;
}

/** Between two steps others get their turn: a page of 20 MB takes a second. */
export async function readHtml(html: string): Promise<PageText> {
  const reader = createReader();
  for (let at = 0; at < html.length; at += STEP) {
    reader.parser.write(html.slice(at, at + STEP));
    await new Promise((resolve) => setImmediate(resolve));
  }
  reader.parser.end();
  return reader.result();
}

function createReader() {
  const open: Open[] = [];
  const found: Found[] = [];
  const meta = new Map<string, string>();
  let [text, title, language] = ["", "", ""];
  let skipped = 0;

  const top = (): Open | undefined => open.at(-1);
  const within = (names: ReadonlySet<string>): Open | undefined => open.findLast(({ name }) => names.has(name));

  function flush(): void {
    const said = tidy(text);
    text = "";
    if (!/[\p{L}\p{N}]/u.test(said)) return;
    const heading = within(HEADINGS);
    const kind = heading !== undefined ? "heading" : within(ITEMS) !== undefined ? "item" : "paragraph";
    found.push({ kind, text: said, region: top()?.region ?? "page", level: Number(heading?.name[1] ?? 0) });
  }

  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (name === "html") language = attributes.lang ?? "";
      if (name === "meta") noteMeta(meta, attributes);
      if (BLOCKS.has(name) && skipped === 0) flush();
      if (name === "br" && skipped === 0) text += " ";
      if (VOID.has(name)) return;
      if (open.length === DEEPEST) throw new SourceError(`its elements are nested more than ${DEEPEST} deep`);
      const skips = isSkipped(name, attributes);
      if (skips) skipped++;
      open.push({ name, skips, region: regionOf(name, attributes, top()?.region ?? "page") });
    },
    onclosetag: (name) => {
      if (VOID.has(name)) return;
      if (BLOCKS.has(name) && skipped === 0) flush();
      if (CELLS.has(name) && skipped === 0) text = text.trim() === "" ? "" : `${text} | `;
      if (open.pop()?.skips) skipped--;
    },
    ontext: (part) => {
      if (top()?.name === "title" && !open.some(({ name }) => name === "svg")) title += part;
      else if (skipped === 0) text += part;
    },
  });

  return {
    parser,
    result: (): PageText => {
      flush();
      const blocks = main(found);
      const heading = blocks.find(({ level }) => level === 1) ?? found.find(({ level }) => level === 1);
      return {
        title: heading?.text ?? tidy(meta.get("og:title") ?? title),
        language: language || undefined,
        publisher: tidy(meta.get("og:site_name") ?? meta.get("publisher") ?? meta.get("author") ?? "") || undefined,
        blocks: blocks
          .filter((block) => block !== heading)
          .map(({ region: _, level, ...block }) => (level === 0 ? block : { ...block, level })),
      };
    },
  };
}

/** Odd spaces stay as they are: a quote is verbatim. */
const tidy = (text: string): string =>
  text
    .replace(/[ \t\n\r\f]+/g, " ")
    .replace(/^[\s|]+|[\s|]+$/gu, "")
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, "")
    .normalize("NFC");

function noteMeta(meta: Map<string, string>, { property, name, content }: Attributes): void {
  const key = (property ?? name ?? "").toLowerCase();
  if (content !== undefined && !meta.has(key)) meta.set(key, content);
}

function isSkipped(name: string, { hidden, role = "", style = "", "aria-hidden": unheard }: Attributes): boolean {
  if (SKIPPED.has(name) || hidden !== undefined || unheard === "true" || SKIPPED_ROLES.has(role.toLowerCase())) return true;
  return /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style);
}

function regionOf(name: string, { role }: Attributes, around: Region): Region {
  if (name === "main" || role === "main" || around === "main") return "main";
  return name === "article" || around === "article" ? "article" : "page";
}

/** What the page itself says is its main part; without one, all of it. */
function main(found: readonly Found[]): readonly Found[] {
  for (const region of ["main", "article"] as const) {
    const part = found.filter((block) => block.region === region);
    if (part.some(({ kind }) => kind !== "heading")) return part;
  }
  return found;
}
