// A language that nobody speaks, added by its code in one list: nothing else breaks, `check` names all that it lacks with its place,
// and with its data alone the bot reads it and answers in it. It is English with a letter behind each word, cut by no stemmer.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { ROOT } from "../src/root.js";

const CODE = "qx";
const TSX = import.meta.resolve("tsx");
let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "fourth-language-"));
  for (const name of ["src", "data", "intents", "test", "package.json", "tsconfig.json", "manifest.json"])
    cpSync(join(ROOT, name), join(root, name), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(root, "node_modules"));
  const list = join(root, "src/languages.ts");
  const before = readFileSync(list, "utf8");
  const after = before.replace('LANGUAGES = ["nb", "nn", "en"]', `LANGUAGES = ["nb", "nn", "en", "${CODE}"]`);
  expect(after).not.toBe(before);
  writeFileSync(list, after);
});
afterAll(() => rmSync(root, { recursive: true }));

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}
function forumbot(args: readonly string[], env: Readonly<Record<string, string>> = {}, input = ""): Ran {
  return spawnSync(process.execPath, ["--import", TSX, "src/cli.ts", ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    input,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
}

type Node = string | number | boolean | null | readonly Node[] | { readonly [key: string]: Node };
const isMap = (node: Node): node is { readonly [key: string]: Node } => typeof node === "object" && node !== null && !Array.isArray(node);
const isList = (node: Node): node is readonly Node[] => Array.isArray(node);
/** All languages side by side, as data has texts, names, words and examples. */
const isByLanguage = (node: Node): node is { readonly [key: string]: Node } => isMap(node) && "nb" in node && "nn" in node && "en" in node;

const spoken = (text: string): string =>
  text
    .split(/(\{\w+\})/)
    .map((part) => (part.startsWith("{") ? part : part.replace(/\p{L}+(?:['’]\p{L}+)?/gu, "$&q")))
    .join("");
function translated(node: Node): Node {
  if (typeof node === "string") return spoken(node);
  if (isList(node)) return node.map(translated);
  return isMap(node) ? Object.fromEntries(Object.entries(node).map(([key, value]) => [key, translated(value)])) : node;
}
function withFourth(node: Node): Node {
  if (isList(node)) return node.map(withFourth);
  if (!isMap(node)) return node;
  const all = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withFourth(value)]));
  return isByLanguage(node) ? { ...all, [CODE]: translated(node.en as Node) } : all;
}

/** Places of texts in all languages, where a fourth must stand beside them. */
function textsIn(node: Node, place: readonly string[] = []): string[] {
  if (isByLanguage(node) && typeof node.en === "string") return [[...place, CODE].join(".")];
  if (isList(node)) return node.flatMap((inner, i) => textsIn(inner, [...place, String(i)]));
  return isMap(node) ? Object.entries(node).flatMap(([key, inner]) => textsIn(inner, [...place, key])) : [];
}

const yamlIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`);
const read = (file: string): Node => parse(readFileSync(join(root, file), "utf8")) as Node;

describe("a fourth language", () => {
  it("breaks no types of the program: its code stands in one list only", () => {
    const tsconfig = parse(readFileSync(join(root, "tsconfig.json"), "utf8")) as object;
    writeFileSync(join(root, "tsconfig.json"), JSON.stringify({ ...tsconfig, include: ["src"] }));
    const options = { cwd: root, encoding: "utf8" } as const;
    expect(execFileSync(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "--noEmit"], options)).toBe("");
  });

  it("is told by check all that it lacks, each with its place", () => {
    const { status, stderr } = forumbot(["check"]);
    expect(status).toBe(1);
    const lines = new Set(stderr.split("\n").map((line) => line.trim().replace(/: .*$/s, "")));
    const texts = [...yamlIn("data"), ...yamlIn("intents")].flatMap((file) => textsIn(read(file)).map((place) => `${file} at ${place}`));
    expect(texts.length).toBeGreaterThan(200);
    expect(texts.filter((place) => !lines.has(place))).toEqual([]);
    for (const name of ["words", "commands"])
      for (const list of Object.keys(read(`data/languages/en/${name}.yaml`) as object))
        expect(lines).toContain(`data/languages/${CODE}/${name}.yaml at ${list}`);
    for (const place of [
      "answers.untold",
      "surface.thanks.counted",
      "slack.how",
      "teams.terms.text",
      "web.intro",
      "why.decisions.answered",
    ])
      expect(lines).toContain(`data/languages/${CODE}/texts.yaml at ${place}`);
    // of the others nothing is missing, but in its own files the names that it has for them
    const others = stderr.split("\n").filter((line) => !line.includes(`/${CODE}/`) && !new RegExp(`\\b${CODE}\\b`).test(line));
    expect(others.slice(1).filter((line) => line !== "")).toEqual([]);
  });

  it("is read and answered in once its data is there, without a change of code", () => {
    for (const folder of ["data/languages", "test/fixture/data", "test/fixture/intents", "data", "intents"])
      for (const file of yamlIn(folder)) writeFileSync(join(root, file), stringify(withFourth(read(file))));
    mkdirSync(join(root, "data/languages", CODE));
    for (const name of ["texts", "words", "commands"]) {
      const english = read(`data/languages/en/${name}.yaml`) as { readonly [key: string]: Node };
      writeFileSync(join(root, `data/languages/${CODE}/${name}.yaml`), stringify(FILES[name]?.(english)));
    }
    // the fixture has its own small talk
    rmSync(join(root, "intents/talk"), { recursive: true });
    const env = { DATA_DIR: join(root, "test/fixture/data"), INTENTS_DIR: join(root, "test/fixture/intents") };
    const checked = forumbot(["check"], env);
    expect(checked.stderr).toContain("no problems");
    const asked = forumbot(
      ["ask", "--jsonl"],
      env,
      `${JSON.stringify({ id: 1, text: spoken("How often does PORTA meet?").replace("PORTAq", "PORTA") })}\n`,
    );
    expect(JSON.parse(asked.stdout)).toMatchObject({
      kind: "answer",
      language: CODE,
      answer: expect.stringContaining("meetsq twiceq aq yearq"),
    });
  });
});

/** English → the file of the invented language. */
const FILES: Readonly<Record<string, (english: { readonly [key: string]: Node }) => Node>> = {
  texts: (english) => ({
    ...(translated(english) as object),
    language: { ...(translated(english.language as Node) as object), locale: CODE, tags: [CODE] },
  }),
  words: wordsOf,
  // patterns have no words of their own, and other languages are called what they are
  commands: (english) => ({
    ...(JSON.parse(JSON.stringify(translated(english)).replaceAll("Nynorskq", "Nynorsk")) as object),
    politePhrases: english.politePhrases as Node,
  }),
};

/** Words are keys where they have values. */
function wordsOf(english: { readonly [key: string]: Node }): Node {
  const lists = Object.entries(english).filter(([name]) => name !== "stem" && name !== "alike");
  const own = lists.map(([name, list]) => {
    const { words, example } = list as { readonly words: Node; readonly example?: Node };
    const said = isMap(words) ? Object.fromEntries(Object.entries(words).map(([word, value]) => [spoken(word), value])) : translated(words);
    return [name, example === undefined ? { words: said } : { words: said, example: translated(example) }];
  });
  return { stem: "none", ...Object.fromEntries(own) } as Node;
}
