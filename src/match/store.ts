// Knowledge and model ↔ one file: written at build, read at start in a few milliseconds, and passed over when stale.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Knowledge } from "../knowledge/types.js";
import { createTable } from "./kernel.js";
import type { Linear } from "./linear.js";
import type { Model } from "./model.js";

export interface Compiled {
  readonly knowledge: Knowledge;
  readonly model: Model;
}

/** To be raised whenever the same files would be learnt differently: features, slots, settings. */
const FORMAT = 6;

interface Header {
  readonly format: number;
  readonly fingerprint: string;
  readonly knowledge: Knowledge;
  readonly vocabulary: Model["vocabulary"];
  readonly lexicon: Model["lexicon"];
  readonly concepts: Model["concepts"];
  readonly parts: readonly { readonly classes: readonly string[]; readonly lengths: readonly number[] }[];
}

const bytesOf = (array: Float32Array | Int32Array | Int8Array): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
const arraysOf = (linear: Linear) => [linear.rows, linear.idf, linear.scales, linear.table.weights] as const;

/** Layout: length of the header (4 bytes), header (JSON), then the arrays, each from a multiple of 4. */
export function save(file: string, fingerprint: string, { knowledge, model }: Compiled): void {
  const linears = [model.intents, model.languages];
  const header: Header = {
    format: FORMAT,
    fingerprint,
    // Concepts are looked up in the table that was made of them.
    knowledge: { ...knowledge, concepts: [] },
    vocabulary: model.vocabulary,
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

/** Undefined where there is no such file or it was made from other data. */
export function restore(file: string, fingerprint: string): Compiled | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return parse(readFileSync(file), fingerprint);
  } catch (error) {
    // Cut off or overwritten: as good as missing.
    if (error instanceof RangeError || error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}

function parse(bytes: Buffer, fingerprint: string): Compiled | undefined {
  // A pooled buffer may begin anywhere; arrays of four-byte numbers can't.
  const aligned = bytes.byteOffset % 4 === 0;
  const buffer = aligned ? bytes.buffer : bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const start = aligned ? bytes.byteOffset : 0;
  const size = bytes.readUInt32LE(0);
  const header = JSON.parse(bytes.toString("utf8", 4, 4 + size)) as Header;
  if (header.format !== FORMAT || header.fingerprint !== fingerprint) return undefined;
  let at = start + 4 + size + padding(size);
  const take = (length: number, width: number): number => {
    const from = at;
    at += length * width + padding(length * width);
    return from;
  };
  const linears = header.parts.map(({ classes, lengths }): Linear => {
    const [rows, idf, scales, weights] = lengths as [number, number, number, number];
    const known = { rows: new Int32Array(buffer, take(rows, 4), rows), idf: new Float32Array(buffer, take(idf, 4), idf) };
    const table = createTable(scales, classes.length);
    const linear = { ...known, classes, table, scales: new Float32Array(buffer, take(scales, 4), scales) };
    table.weights.set(new Int8Array(buffer, take(weights, 1), weights));
    return linear;
  });
  const [intents, languages] = linears as [Linear, Linear];
  return {
    knowledge: header.knowledge,
    model: { vocabulary: header.vocabulary, lexicon: header.lexicon, concepts: header.concepts, intents, languages },
  };
}
