// Bytes of a page, its type and its name → what it says, from HTML, Markdown, plain text or a Word document.
import { decode, isBinary } from "./decode.js";
import { docxToHtml } from "./docx.js";
import { SourceError } from "./error.js";
import { LIMITS } from "./fetch.js";
import { readHtml } from "./html.js";
import { readPlain } from "./plain.js";
import { isTooLong, type PageText } from "./text.js";

const EXPECTED = "expected HTML, Markdown, plain text or a Word document (.docx)";

export interface Given {
  readonly bytes: Buffer;
  /** `text/html; charset=utf-8`; empty for a file. */
  readonly type: string;
  /** The address or the file's name: its end tells where the type doesn't. */
  readonly name: string;
}

/** Throws a `SourceError` that says what is wrong with it. A page may say nothing: then it has no blocks. */
export async function extract(given: Given): Promise<PageText> {
  const page = await read(given);
  if (isTooLong(page.blocks)) throw new SourceError("more than a million characters of text");
  return page;
}

async function read({ bytes, type, name }: Given): Promise<PageText> {
  const mime = type.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const path = name.replace(/[?#].*$/s, "").toLowerCase();
  if (bytes.subarray(0, 4).toString("latin1") === "PK\u0003\u0004") {
    if (path.endsWith(".docx") || mime.includes("wordprocessingml")) return readHtml(await docxToHtml(bytes, LIMITS.bytes));
    throw new SourceError(`an archive can't be read: ${EXPECTED}`);
  }
  if (bytes.subarray(0, 5).toString("latin1") === "%PDF-") throw new SourceError(`PDF can't be read: ${EXPECTED}`);
  const text = decode(bytes, /charset\s*=\s*["']?([^"';\s]+)/i.exec(type)?.[1]);
  if (isBinary(text)) throw new SourceError(`is no text: ${EXPECTED}`);
  if (mime.includes("html") || /\.x?html?$/.test(path) || /^\s*(?:<!--[\s\S]{0,2000}?-->\s*)?<(?:!doctype html|html)\b/i.test(text))
    return readHtml(text);
  if (mime === "text/markdown" || /\.(?:md|markdown)$/.test(path)) {
    const { marked } = await import("marked");
    return readHtml(await marked.parse(text.replace(/^---\r?\n[\s\S]*?\n---\r?\n/, "")));
  }
  if (mime === "" || mime.startsWith("text/")) return readPlain(text);
  throw new SourceError(`${mime} can't be read: ${EXPECTED}`);
}
