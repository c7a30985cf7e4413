// What the chaos test needs to know of a platform: how its process is started, how a question is
// delivered, and what a reply is to.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { ROOT } from "../../src/open.js";

export interface Question {
  readonly number: number;
  /** The same in every delivery of it. */
  readonly id: string;
  readonly user: string;
  readonly text: string;
}

/** Another platform is put to the same test by one more of these. */
export interface Subject {
  /**
   * The arguments for Node. The process prints `listening on ADDRESS`, as `forumbot serve` does.
   */
  readonly script: () => Promise<readonly string[]>;
  /** Settings beside the database and the keys; replies are to be sent to `recorder`. */
  readonly settings: (recorder: string) => Readonly<Record<string, string>>;
  /** The request by which the platform delivers a question, for the first time or again. */
  readonly deliver: (
    question: Question,
    times: number,
  ) => { readonly path: string; readonly headers: Readonly<Record<string, string>>; readonly body: string };
  /** The platform's own API, new for each run. */
  readonly api: () => Api;
  /** The key under which the question is accepted. */
  readonly keyOf: (question: Question) => string;
  /** Whether a reply that arrived can be found again, so that none may come twice. */
  readonly finds: (question: Question) => boolean;
  /**
   * What a process prints whenever it sends a reply again that may have arrived; undefined where it
   * doesn't.
   */
  readonly again: string | undefined;
}

/**
 * Does what a request asks for: the question that it is a reply to, if it is one, and what is said
 * to it.
 */
export type Api = (path: string, body: string) => { readonly to?: string | undefined; readonly said: object };

export const toy: Subject = {
  script: async () => [await bundle("toy")],
  settings: (recorder) => ({ RECORDER: recorder, PLAYGROUND: "off" }),
  deliver: (question) => ({ path: "/events", headers: { "content-type": "application/json" }, body: JSON.stringify(question) }),
  api: () => (_, body) => ({ to: (JSON.parse(body) as { id: string }).id, said: {} }),
  keyOf: ({ id }) => id,
  finds: () => false,
  again: undefined,
};

/**
 * Bundles a file of this folder, which then starts in a fraction of the time. In a folder of the
 * project, beside `src/`: the program finds `data/` from there.
 */
export async function bundle(name: string): Promise<string> {
  const folder = join(ROOT, "dist-chaos");
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `${process.pid}-${name}.mjs`);
  await build({
    entryPoints: [join(ROOT, "test/chaos", `${name}.ts`)],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    keepNames: true,
    external: ["better-sqlite3", "pg-native", "vite", "esbuild"],
    banner: { js: 'import { createRequire as requireOf } from "node:module"; const require = requireOf(import.meta.url);' },
    logLevel: "error",
  });
  return outfile;
}
