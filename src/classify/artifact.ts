// Knowledge and model ↔ one file: written at build, read at start in a few milliseconds, and ignored when stale.
import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Knowledge } from "../knowledge/types.js";
import type { Linear } from "./linear.js";
import type { Model } from "./model.js";
import { createTable } from "./table.js";

export interface Compiled {
  readonly knowledge: Knowledge;
  readonly model: Model;
}

/** Raise it whenever training on the same files gives another result: features, slots, settings. */
const FORMAT = 11;

interface Header {
  readonly format: number;
  readonly fingerprint: string;
  readonly knowledge: Knowledge;
  /** Words separated by spaces, and how often each was used: ten thousand pairs take longer to read. */
  readonly words: string;
  readonly counts: readonly number[];
  readonly names: Model["names"];
  readonly lexicon: Model["lexicon"];
  readonly concepts: Model["concepts"];
  readonly parts: readonly { readonly classes: readonly string[]; readonly lengths: readonly number[] }[];
}

const bytesOf = (array: Buffer | Float32Array | Int32Array | Int8Array): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
const arraysOf = (linear: Linear) => [linear.rows, linear.idf, linear.scales, linear.table.weights] as const;

/** Layout: length of the header (4 bytes), header (JSON), then the arrays, each aligned to 4 bytes. */
export function save(file: string, fingerprint: string, { knowledge, model }: Compiled): void {
  const linears = [model.intents, model.languages];
  const header: Header = {
    format: FORMAT,
    fingerprint,
    // Concepts are looked up in the table made from them.
    knowledge: { ...knowledge, concepts: [] },
    words: model.vocabulary.map(([word]) => word).join(" "),
    counts: model.vocabulary.map(([, count]) => count),
    names: model.names,
    lexicon: model.lexicon,
    concepts: model.concepts,
    parts: linears.map((linear) => ({ classes: linear.classes, lengths: arraysOf(linear).map((array) => array.length) })),
  };
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  const chunks = [length, padded(json), ...linears.flatMap((linear) => arraysOf(linear).map((array) => padded(bytesOf(array))))];
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, Buffer.concat(chunks));
  renameSync(`${file}.new`, file);
}

const padding = (length: number): number => (4 - (length % 4)) % 4;
const padded = (bytes: Uint8Array): Buffer => Buffer.concat([bytes, Buffer.alloc(padding(bytes.length))]);

/** Undefined if there is no such file or it was made from other data. */
export function restore(file: string, fingerprint: string): Compiled | undefined {
  if (!existsSync(file)) return undefined;
  const opened = openSync(file, "r");
  try {
    return parse(opened, fingerprint);
  } catch (error) {
    // Running out of memory is not the file's fault: training anew would need even more.
    if (error instanceof RangeError && /allocation failed/.test(error.message)) throw error;
    // Truncated or overwritten: treated as missing.
    if (error instanceof RangeError || error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  } finally {
    closeSync(opened);
  }
}

function parse(opened: number, fingerprint: string): Compiled | undefined {
  let at = 0;
  /** Read directly into its final place: the whole file beside its copies took 16 MB more. */
  const fill = <Some extends Buffer | Float32Array | Int32Array | Int8Array>(array: Some): Some => {
    const bytes = bytesOf(array);
    if (readSync(opened, bytes, 0, bytes.length, at) < bytes.length) throw new RangeError("the file ends too early");
    at += bytes.length + padding(bytes.length);
    return array;
  };
  const size = fill(Buffer.alloc(4)).readUInt32LE(0);
  if (size > fstatSync(opened).size) throw new RangeError("the file ends too early");
  const header = JSON.parse(fill(Buffer.alloc(size)).toString("utf8")) as Header;
  if (header.format !== FORMAT || header.fingerprint !== fingerprint) return undefined;
  const linears = header.parts.map(({ classes, lengths }): Linear => {
    const [rows, idf, scales] = lengths as [number, number, number];
    const known = { rows: fill(new Int32Array(rows)), idf: fill(new Float32Array(idf)) };
    const linear = { ...known, classes, scales: fill(new Float32Array(scales)), table: createTable(scales, classes.length) };
    fill(linear.table.weights);
    return linear;
  });
  const [intents, languages] = linears as [Linear, Linear];
  return {
    knowledge: header.knowledge,
    model: {
      vocabulary: header.words.split(" ").map((word, at) => [word, header.counts[at] as number]),
      lexicon: header.lexicon,
      names: header.names,
      concepts: header.concepts,
      intents,
      languages,
    },
  };
}
