// A document's text and a quote of it → the fragment of an address that opens the page at the quote, marked:
// https://wicg.github.io/scroll-to-text-fragment. Where a browser doesn't find it, the page opens all the same.

/** A quote of so many words is named whole; of a longer one, its beginning and its end. */
const WHOLE = 10;
const BEGINNING = 4;
const END = 3;
/** So many words before or behind it are named at most, where it stands twice. */
const AROUND = 8;

interface Directive {
  readonly prefix?: string;
  readonly start: string;
  readonly end?: string;
  readonly suffix?: string;
}

/** `#:~:text=…`, or undefined where nothing tells the quote from the rest of the page. `section`: the heading it stands under. */
export function fragmentOf(text: string, quote: string, section = ""): string | undefined {
  const page = plain(text);
  const wanted = plain(quote);
  const from = page.indexOf(wanted, Math.max(0, section === "" ? 0 : page.indexOf(plain(section))));
  if (wanted === "" || from < 0) return undefined;
  const to = from + wanted.length;
  for (const directive of candidates(quote, page, from, to)) {
    const found = find(page, directive);
    if (found !== undefined && found[0] === from && found[1] === to) return `#:~:text=${written(directive)}`;
  }
  return undefined;
}

/** The address of a page at a fragment; an address may have a place of its own already. */
export const addressAt = (url: string, fragment: string | undefined): string =>
  fragment === undefined ? url : url.includes("#") ? `${url}${fragment.slice(1)}` : `${url}${fragment}`;

/** Browsers don't mind letter case, nor which kind of space stands between two words. Lines are blocks of the page. */
const plain = (text: string): string =>
  text
    .replace(/\s*\n\s*/g, "\n")
    .replace(/[^\S\n]/g, " ")
    .trim()
    .toLowerCase();
const words = (text: string): string[] => text.split(/\s/).filter(Boolean);

/** The shortest that may do come first. */
function* candidates(quote: string, page: string, from: number, to: number): Iterable<Directive> {
  // two spaces are more than one to a browser, and a phrase ends where a block does: neither is within what is named
  const runs = quote.trim().split(/\s{2,}|\n/);
  const [first, last] = [words(runs[0] ?? ""), words(runs.at(-1) ?? "")];
  const before = words(page.slice(0, from).trimEnd().split("\n").at(-1) ?? "").slice(-AROUND);
  const behind = words(page.slice(to).trimStart().split("\n", 1)[0] ?? "").slice(0, AROUND);
  const whole = runs.length === 1 && first.length <= WHOLE;
  const cores: Directive[] = [];
  if (whole) cores.push({ start: first.join(" ") });
  else
    for (let end = Math.min(END, last.length); end <= last.length; end++)
      for (let start = Math.min(BEGINNING, first.length); start <= first.length; start++)
        if (runs.length > 1 || start + end <= first.length)
          cores.push({ start: first.slice(0, start).join(" "), end: last.slice(-end).join(" ") });
  yield* cores;
  for (const core of [...cores.slice(0, 1), ...cores.slice(-1)])
    for (let near = 1; near <= AROUND; near++) {
      const [prefix, suffix] = [before.slice(-near).join(" "), behind.slice(0, near).join(" ")];
      if (prefix !== "") yield { ...core, prefix };
      if (suffix !== "") yield { ...core, suffix };
      if (prefix !== "" && suffix !== "") yield { ...core, prefix, suffix };
    }
}

/** What a browser finds on a page: the first place that fits. */
function find(page: string, { prefix = "", start, end, suffix = "" }: Directive): [number, number] | undefined {
  const head = start.toLowerCase();
  for (let from = page.indexOf(head); from >= 0; from = page.indexOf(head, from + 1)) {
    const behind = from + head.length;
    const tail = end === undefined ? behind : page.indexOf(end.toLowerCase(), behind);
    if (tail < 0) return undefined;
    const to = end === undefined ? behind : tail + end.length;
    if (page.slice(0, from).trimEnd().endsWith(prefix) && page.slice(to).trimStart().startsWith(suffix)) return [from, to];
  }
  return undefined;
}

/** Signs that part a fragment are escaped too, and those that end a link in Markdown. */
const escaped = (text: string): string => encodeURIComponent(text).replace(/[-!'()*~]/g, hex);
const hex = (sign: string): string => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;

const written = ({ prefix, start, end, suffix }: Directive): string =>
  [
    ...(prefix === undefined ? [] : [`${escaped(prefix)}-`]),
    escaped(start),
    ...(end === undefined ? [] : [escaped(end)]),
    ...(suffix === undefined ? [] : [`-${escaped(suffix)}`]),
  ].join(",");
