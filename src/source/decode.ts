// Bytes of a page and what the server says of them → text, in whatever charset they are.
import { isUtf8 } from "node:buffer";
import iconv from "iconv-lite";
import { SourceError } from "./error.js";

/** Behind this many bytes no browser looks for the page's own word either. */
const HEAD = 1024;
const META = /<meta[^>]{1,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})/i;
/** What Norwegian and English pages are written with beyond ASCII: in another charset than was guessed there is more than this. */
const USUAL = /[æøåÆØÅéèêëóòôöäüàáâçñíïÉÈÓÒÔÖÄÜÀÁÂÇÑ§°±²³½¼¾·«»‹›“”„‘’‚–—…•€©®™\u00a0\u00ad]/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what no text has
const CONTROL = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u0080-\u009f]/;

/** `declared`: of the header `content-type`. Bytes that are UTF-8 are read so whatever is declared: nothing else comes out as it. */
export function decode(bytes: Buffer, declared: string | undefined): string {
  const marked = markedAs(bytes);
  if (marked !== undefined) return iconv.decode(bytes, marked);
  if (isUtf8(bytes)) return bytes.toString("utf8");
  const own = META.exec(bytes.subarray(0, HEAD).toString("latin1"))?.[1];
  const names = [declared, own].filter((name) => name !== undefined && !/^utf-?8$/i.test(name)) as string[];
  for (const name of names) {
    const text = tried(name, bytes);
    if (text !== undefined) return text;
  }
  const guessed = tried("windows-1252", bytes);
  if (guessed !== undefined && isUsual(guessed)) return guessed;
  const said = names.length > 0 ? `'${names.join("' or '")}'` : (declared ?? own ?? "none");
  throw new SourceError(`its charset can't be told (it says ${said}): expected UTF-8, or one that it names rightly`);
}

/** By its byte order mark. */
function markedAs([first, second]: Buffer): string | undefined {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : undefined;
}

/** Undefined where there is no such charset, or these bytes aren't of it. Not by Node's decoder: some of them read Windows-1252 as Latin-1. */
function tried(charset: string, bytes: Buffer): string | undefined {
  // as on the web, where who says Latin-1 means the larger one
  const name = /^(?:iso-?8859-1|latin-?1|us-ascii|ascii)$/i.test(charset) ? "windows-1252" : charset;
  if (!iconv.encodingExists(name) || BYTES_AS_TEXT.test(name)) return undefined;
  const text = iconv.decode(bytes, name);
  return text.includes("\ufffd") ? undefined : text;
}

/** Node's own names for bytes in another form, which are no charsets. */
const BYTES_AS_TEXT = /^(?:base64|hex|binary|internal)/i;

function isUsual(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
  const foreign = text.replace(/[\u0000-\u007f]/g, "");
  return !CONTROL.test(text) && foreign.replace(USUAL, "").length <= foreign.length / 50;
}

/** A picture, an archive, a program: nothing of it is text, whatever it is called. */
export const isBinary = (text: string): boolean => CONTROL.test(text.slice(0, 10_000).replace(/[\u0080-\u009f]/g, ""));
