// The rules of the code, checked on the import lines and text of src/: who may import whom, and
// what may be named where.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { load } from "../src/knowledge/load.js";
import { ROOT } from "../src/open.js";

interface Import {
  /** A file of src ("match/index.ts"), or a package as it is written. */
  readonly of: string;
  readonly inside: boolean;
  readonly type: boolean;
}

const SRC = join(ROOT, "src");
const files = readdirSync(SRC, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
  .map((entry) => join(entry.parentPath, entry.name).slice(SRC.length + 1))
  .sort();
const textOf = new Map(files.map((file) => [file, readFileSync(join(SRC, file), "utf8")]));
const text = (file: string): string => textOf.get(file) as string;
const imports = new Map(files.map((file) => [file, importsOf(file)]));

function importsOf(file: string): Import[] {
  const source = text(file);
  const statement = /^\s*(?:import|export)\s(?<what>[^;"']*?)\sfrom\s*["'](?<of>[^"']+)["']|^\s*import\s*["'](?<bare>[^"']+)["']/gm;
  const dynamic = /\bimport\(\s*["'](?<of>[^"']+)["']\s*\)/g;
  const found = [...source.matchAll(statement), ...source.matchAll(dynamic)].map(({ groups }) => ({
    of: (groups?.of ?? groups?.bare) as string,
    type: /^type\b/.test(groups?.what ?? "") || /^\{\s*type [^,]+(,\s*type [^,]+)*,?\s*\}$/.test(groups?.what?.trim() ?? ""),
  }));
  return found.map(({ of, type }) => {
    const inside = of.startsWith(".");
    return { of: inside ? normalize(join(dirname(file), of)).replace(/\.js$/, ".ts") : of, inside, type };
  });
}

const all = files.flatMap((from) => (imports.get(from) as Import[]).map((to) => ({ from, ...to })));
const within = (file: string, ...folders: readonly string[]): boolean =>
  folders.some((folder) => file === folder || file.startsWith(`${folder}/`));
const lines = (found: readonly { from: string; of: string }[]): string[] => found.map(({ from, of }) => `${from} imports ${of}`);

/** What puts the bot together and what stands around it: no stage sees any of these. */
const OUTER = [
  "surface.ts",
  "platforms",
  "store",
  "eval",
  "bot.ts",
  "open.ts",
  "ready.ts",
  "cli.ts",
  "cli",
  "main.ts",
  "config.ts",
  "desk.ts",
  "guide.ts",
];
const AROUND = ["server.ts", "platform.ts", "commands.ts", "log.ts", "metrics.ts", "operation.ts", "delivery"];
/** Of these a platform sees nothing: what it needs of them it is given. */
const GIVEN = [
  "store",
  "eval",
  "bot.ts",
  "open.ts",
  "ready.ts",
  "cli",
  "cli.ts",
  "cli",
  "main.ts",
  "guide.ts",
  "operation.ts",
  "delivery/recovery.ts",
];
/** The words and texts of the languages are values to all others: here they are read, once at the start. */
const READING = "language/data.ts";
const READ_AT_START = ["knowledge/languages.ts", "knowledge/read-languages.ts"];
const STAGES = ["knowledge", "language", "understand", "classify", "answer", "dialogue"];

describe("who imports whom", () => {
  it("is read from every file, and leads to files that exist", () => {
    expect(files).toContain("bot.ts");
    expect(all.length).toBeGreaterThan(files.length);
    expect(lines(all.filter(({ inside, of }) => inside && !textOf.has(of)))).toEqual([]);
  });

  it("has no cycle, type imports included", () => {
    expect(cycles()).toEqual([]);
  });

  it("lets a platform see the chat's types, the languages and its own folder, never the knowledge or a stage", () => {
    const wrong = all.filter(({ from, of, inside }) => {
      const own = from.split("/").slice(0, 2).join("/");
      return (
        inside &&
        within(from, "platforms") &&
        !within(of, "chat.ts", "language", "store/store.ts", own) &&
        within(of, "platforms", ...GIVEN, ...STAGES)
      );
    });
    expect(lines(wrong)).toEqual([]);
  });

  it("lets no stage see a platform, a door, the settings or what puts the bot together", () => {
    expect(lines(all.filter(({ from, of }) => within(from, ...STAGES) && within(of, ...OUTER, ...AROUND)))).toEqual([]);
  });

  it.each([
    ["chat.ts", ["compared.ts", "languages.ts"]],
    ["language", ["chat.ts", "root.ts", ...READ_AT_START]],
    ["knowledge", ["chat.ts", "language"]],
    ["understand", ["chat.ts", "language", "knowledge"]],
    ["classify", ["chat.ts", "language", "knowledge", "understand"]],
    ["answer", ["chat.ts", "language", "knowledge", "understand", "classify"]],
    ["dialogue", ["chat.ts", "language", "knowledge", "understand", "classify", "answer"]],
  ])("lets %s see only what comes before it", (stage, seen) => {
    const wrong = all.filter(({ from, of, inside }) => inside && within(from, stage) && !within(of, stage, ...seen));
    expect(lines(wrong)).toEqual([]);
  });

  it("lets the stages know knowledge as types only: what reads files is called by the doors alone", () => {
    const wrong = all.filter(
      ({ from, of, type, inside }) =>
        inside && !type && within(from, ...STAGES) && !within(from, "knowledge", READING) && within(of, "knowledge"),
    );
    expect(lines(wrong)).toEqual([]);
  });

  it("keeps files, network and clocks out of the stages that run per message", () => {
    const pure = files.filter(
      (file) => within(file, ...STAGES) && !within(file, "knowledge") && ![READING, "classify/artifact.ts"].includes(file),
    );
    expect(pure.length).toBeGreaterThan(20);
    expect(lines(all.filter(({ from, of }) => pure.includes(from) && of.startsWith("node:")))).toEqual([]);
    const unpure = pure.filter((file) => /\b(Date\.now|new Date|Math\.random|setTimeout|fetch\(|async |await |Promise)\b/.test(code(file)));
    expect(unpure).toEqual([]);
  });

  it("imports natural by deep path only, and only where words are understood", () => {
    const natural = all.filter(({ of }) => of === "natural" || of.startsWith("natural/"));
    expect(natural).not.toEqual([]);
    expect(lines(natural.filter(({ of }) => !/^natural\/lib\/natural\/(stemmers|distance|classifiers)\/\w+\.js$/.test(of)))).toEqual([]);
    expect(lines(natural.filter(({ from }) => !within(from, "language", "understand", "classify")))).toEqual([]);
  });

  it("imports an SDK in its own platform's folder only, and a platform never statically by another", () => {
    const sdk: Readonly<Record<string, string>> = {
      "@slack/": "platforms/slack",
      botbuilder: "platforms/teams",
      botframework: "platforms/teams",
    };
    const wrong = all.filter(({ from, of }) => Object.entries(sdk).some(([name, home]) => of.startsWith(name) && !within(from, home)));
    expect(lines(wrong)).toEqual([]);
  });

  it("reads the environment in config.ts only", () => {
    expect(files.filter((file) => /process\s*\.\s*env\b|\benv\b[^;]*from "node:process"/.test(code(file)) && file !== "config.ts")).toEqual(
      [],
    );
  });
});

describe("what stands in src", () => {
  /** Names that may stand there all the same, with the reason. */
  const ALLOWED: Readonly<Record<string, string>> = {
    GCM: "a cipher mode",
    EU: "the example of a setting, in comments",
    "the EU": "the example of a setting, in comments",
    UN: "the example of a setting, in comments",
    "the UN": "the example of a setting, in comments",
  };

  it("names no forum, no body and no organisation: they come from data/", () => {
    const { knowledge } = load(ROOT);
    const people = knowledge.aliases
      .filter(({ id, kind }) => kind === "subject" || (kind === "outside" && knowledge.outside[id]?.kind === "organisation"))
      .map(({ text }) => text.replace(/^=/, ""));
    const names = [
      ...Object.values(knowledge.subjects),
      ...Object.values(knowledge.outside).filter(({ kind }) => kind === "organisation"),
    ].flatMap(({ name }) => Object.values(name));
    const wanted = [...new Set([...people, ...names])].filter((name) => !(name in ALLOWED));
    expect(wanted.length).toBeGreaterThan(200);
    const found = files.flatMap((file) =>
      wanted.filter((name) => text(file).includes(name) && whole(name).test(text(file))).map((name) => `${file}: ${name}`),
    );
    expect(found).toEqual([]);
  });

  it("finds a name if there is one", () => {
    expect(whole("NSHF").test('ask("How often does NSHF meet?")')).toBe(true);
    expect(whole("NSHF").test("NSHFX or xNSHF")).toBe(false);
  });

  it("is short: no file has more than 250 lines", () => {
    expect(files.filter((file) => text(file).split("\n").length > 251)).toEqual([]);
  });

  it("says at the top of each file what it is for", () => {
    const first = (file: string): string =>
      (
        text(file)
          .replace(/^#!.*\n/, "")
          .split("\n")[0] as string
      ).trim();
    expect(files.filter((file) => !/^\/\/ .{20,}/.test(first(file)))).toEqual([]);
  });
});

function whole(name: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\p{L}\\p{N}])`, "u");
}

/** Source without comments, for words that a comment may use. */
function code(file: string): string {
  return text(file).replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, "");
}

/** Ways that lead back to where they began, each once. */
function cycles(): string[] {
  const found = new Set<string>();
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) {
      found.add([...path.slice(at), file].join(" → "));
      return;
    }
    if (done.has(file)) return;
    for (const to of imports.get(file) ?? []) if (to.inside) walk(to.of, [...path, file]);
    done.add(file);
  };
  for (const file of files) walk(file, []);
  return [...found];
}
