// Markdown as Teams shows it in messages and cards → elements: a small part of it, and never HTML that stands in the text.
import { h } from "./dom.js";

/** `cite` draws `[1]`; undefined leaves it as text. */
type Cite = (position: number) => Node | undefined;

const INLINE =
  /\\(?<escaped>[\\`*_{}[\]()#+\-.!<>~|&])|\*\*(?<bold>.+?)\*\*|(?<![\p{L}\p{N}])_(?<low>[^_]+?)_(?![\p{L}\p{N}])|\*(?<star>[^*\s][^*]*?)\*|\[(?<label>[^\]]+)\]\((?<url>https?:\/\/[^\s)]+)\)|\[(?<cite>\d{1,2})\]/gsu;

function inline(text: string, cite: Cite): Node[] {
  const nodes: Node[] = [];
  let at = 0;
  const plain = (part: string): void => {
    for (const [index, line] of decoded(part).split(/\n/).entries()) {
      if (index > 0) nodes.push(h("br"));
      if (line !== "") nodes.push(document.createTextNode(line));
    }
  };
  for (const match of text.matchAll(INLINE)) {
    const { escaped, bold, low, star, label, url, cite: position } = match.groups as Record<string, string | undefined>;
    plain(text.slice(at, match.index));
    at = match.index + match[0].length;
    if (escaped !== undefined) nodes.push(document.createTextNode(escaped));
    else if (bold !== undefined) nodes.push(h("strong", {}, inline(bold, cite)));
    else if (low !== undefined || star !== undefined) nodes.push(h("em", {}, inline((low ?? star) as string, cite)));
    else if (url !== undefined)
      nodes.push(h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, inline(label as string, cite)));
    else nodes.push(cite(Number(position)) ?? document.createTextNode(match[0]));
  }
  plain(text.slice(at));
  return nodes;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&nbsp;": "\u00a0",
};
const decoded = (text: string): string => text.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (entity) => ENTITIES[entity] as string);

/** Paragraphs, quotes (`> `) and lists (`- `, `* `, `1. `); blank lines part them. */
export function markdown(text: string, cite: Cite = () => undefined): HTMLElement[] {
  return text
    .replace(/\r\n?/g, "\n")
    .split(/\n[ \t]*\n/)
    .filter((block) => block.trim() !== "")
    .flatMap((block) => parts(block.split("\n")).map((part) => element(part, cite)));
}

const KINDS = { quote: /^\s*>\s?/, list: /^\s*[-*•]\s+/, numbers: /^\s*\d+\.\s+/ } as const;
interface Part {
  readonly kind: keyof typeof KINDS | "text";
  readonly lines: string[];
}

function parts(lines: readonly string[]): Part[] {
  const made: Part[] = [];
  for (const line of lines) {
    const kind = (Object.keys(KINDS) as (keyof typeof KINDS)[]).find((one) => KINDS[one].test(line)) ?? "text";
    const plain = kind === "text" ? line : line.replace(KINDS[kind], "");
    const open = made.at(-1);
    if (open?.kind === kind) open.lines.push(plain);
    else made.push({ kind, lines: [plain] });
  }
  return made;
}

function element({ kind, lines }: Part, cite: Cite): HTMLElement {
  if (kind === "text") return h("p", {}, inline(lines.join("\n"), cite));
  if (kind === "quote") return h("blockquote", {}, h("p", {}, inline(lines.join("\n"), cite)));
  return h(
    kind === "list" ? "ul" : "ol",
    {},
    lines.map((line) => h("li", {}, inline(line, cite))),
  );
}
