// A table of weights, a byte each, in memory of WebAssembly, where four of them are multiplied and added at once.

const COMPILED =
  "AGFzbQEAAAABCQFgBX9/f39/AAIUAQhmb3J1bWJvdAZtZW1vcnkCAAEDAgEABwcBA2FkZAAACocCAYQCAgR/B3sgA0ECdCEHAkADQCAFIABPDQEgBCAFQQJ0aiEIIAj9AAQAIQwgCP0ABBAhDSAI/QAEICEOIAj9AAQwIQ9BACEGAkADQCAGIAdPDQEgAiAGav0JAgAhCSAFIAEgBmooAgAgAGxq/QAEACEKIAr9hwEhCyAMIAkgC/2nAf36Af3mAf3kASEMIA0gCSAL/agB/foB/eYB/eQBIQ0gCv2IASELIA4gCSAL/acB/foB/eYB/eQBIQ4gDyAJIAv9qAH9+gH95gH95AEhDyAGQQRqIQYMAAsLIAggDP0LBAAgCCAN/QsEECAIIA79CwQgIAggD/0LBDAgBUEQaiEFDAALCws=";

/** So many rows are summed in one call; more are summed in several. */
const ROWS = 1024;
/** Classes are summed by so many; the places of a row that stand for none are 0. */
const LANES = 16;
const PAGE = 65_536;

export interface Table {
  /** The weights of row `i` are the bytes from `i * width`: one a class, then zeros. */
  readonly width: number;
  readonly weights: Int8Array;
  /** The weighted sum of `count` rows, a score a class; the array is used again by the next call. Rows must exist. */
  sum(ids: Int32Array, steps: Float32Array, count: number): Float32Array;
}

/** What is used of it: its types come with those of browsers, which have no place here. */
interface Assembly {
  readonly Memory: new (size: { initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: { readonly add: Add } };
}
const { Memory, Module, Instance } = (globalThis as unknown as { WebAssembly: Assembly }).WebAssembly;

type Add = (width: number, ids: number, steps: number, count: number, scores: number) => void;

/** All weights are 0: whoever makes a table fills it. */
export function createTable(rows: number, classes: number): Table {
  const width = Math.ceil(classes / LANES) * LANES;
  const size = rows * width;
  const at = { ids: size, steps: size + 4 * ROWS, scores: size + 8 * ROWS };
  const memory = new Memory({ initial: Math.ceil((at.scores + 4 * width) / PAGE) });
  const { add } = new Instance(compiled(), { forumbot: { memory } }).exports;
  const weights = new Int8Array(memory.buffer, 0, size);
  const ids = new Int32Array(memory.buffer, at.ids, ROWS);
  const steps = new Float32Array(memory.buffer, at.steps, ROWS);
  const padded = new Float32Array(memory.buffer, at.scores, width);
  const scores = padded.subarray(0, classes);
  return {
    width,
    weights,
    sum: (someIds, someSteps, count) => {
      padded.fill(0);
      for (let from = 0; from < count; from += ROWS) {
        const length = Math.min(ROWS, count - from);
        for (let i = 0; i < length; i++) {
          ids[i] = someIds[from + i] as number;
          steps[i] = someSteps[from + i] as number;
        }
        add(width, at.ids, at.steps, length, at.scores);
      }
      return scores;
    },
  };
}

let made: object | undefined;
function compiled(): object {
  made ??= new Module(Buffer.from(COMPILED, "base64"));
  return made;
}
