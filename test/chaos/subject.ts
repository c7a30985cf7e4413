// What the chaos test needs to know of a platform: how its process is started, how a question is delivered, and what a reply is to.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { ROOT } from "../../src/open.js";

export interface Question {
  /** The same in every delivery of it. */
  readonly id: string;
  readonly user: string;
  readonly text: string;
}

/** Another platform is put to the same test by one more of these. */
export interface Subject {
  /** The arguments for Node. The process prints `listening on ADDRESS`, as `forumbot serve` does. */
  readonly script: () => Promise<readonly string[]>;
  /** Settings beside the database and the keys; replies are to be sent to `recorder`. */
  readonly settings: (recorder: string) => Readonly<Record<string, string>>;
  /** The request by which the platform delivers a question. */
  readonly deliver: (question: Question) => {
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  /** A request to the recorder → the question that it is a reply to; undefined if it is none. */
  readonly repliesTo: (path: string, body: string) => string | undefined;
  /** What the platform's API says to a request. */
  readonly respond: (path: string, body: string) => string;
  /** The key under which the question is accepted. */
  readonly keyOf: (question: Question) => string;
}

export const toy: Subject = {
  script: async () => [await bundle(join(ROOT, "test/chaos/toy.ts"), "toy.mjs")],
  settings: (recorder) => ({ RECORDER: recorder, PLAYGROUND: "off" }),
  deliver: (question) => ({ path: "/events", headers: { "content-type": "application/json" }, body: JSON.stringify(question) }),
  repliesTo: (_, body) => (JSON.parse(body) as { id: string }).id,
  respond: () => "{}",
  keyOf: ({ id }) => id,
};

/** As one file of JavaScript it starts in a fraction of the time. */
async function bundle(entry: string, name: string): Promise<string> {
  const folder = join(ROOT, "node_modules/.cache/forumbot-chaos");
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `${process.pid}-${name}`);
  await build({ entryPoints: [entry], outfile, bundle: true, platform: "node", format: "esm", packages: "external", logLevel: "error" });
  return outfile;
}
