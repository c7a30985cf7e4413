// The app package for Teams: valid by Microsoft's own schema, offline, in every language, and
// offering only what the bot does.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppManifestUtils } from "@microsoft/app-manifest";
import { strFromU8, unzipSync } from "fflate";
import { PNG } from "pngjs";
import { describe, expect, it } from "vitest";
import type { CommandName } from "../../../src/chat.js";
import { LANGUAGES, type Language } from "../../../src/chat.js";
import { readCommand } from "../../../src/commands.js";
import { COMMAND_HELP, COMMANDS } from "../../../src/language/commands.js";
import { ROOT } from "../../../src/open.js";
import { PackageError, packageApp } from "../../../src/platforms/teams/package.js";
import { ask } from "../../bot.js";

const ID = "0A0A0A0A-1111-4111-8111-BBBBBBBBBBBB";
const files = unzipSync(packageApp(ROOT, { id: ID, host: "Forumbot.Example.org" }));
const json = (name: string) => JSON.parse(strFromU8(files[name] as Uint8Array));

interface Entry {
  readonly title: string;
  readonly description: string;
  readonly type?: "prompt";
  readonly prompt?: string;
}

/** The commands as somebody reads them whose Teams is in the language. */
function entries(language: Language): Entry[] {
  const list: Entry[] = json("manifest.json").bots[0].commandLists[0].commands;
  const words: Record<string, string> = language === "nb" ? {} : json(`${language}.json`);
  return list.map((entry, i) => {
    const own = (key: string) => words[`bots[0].commandLists[0].commands[${i}].${key}`];
    return language === "nb"
      ? entry
      : ({ ...entry, title: own("title"), description: own("description"), ...(entry.type ? { prompt: own("prompt") } : {}) } as Entry);
  });
}

describe("the manifest", () => {
  it("is valid by the schema of its version, without the network", async () => {
    const network = globalThis.fetch;
    globalThis.fetch = () => Promise.reject(new Error("the network was used"));
    try {
      const manifest = json("manifest.json");
      expect(manifest.manifestVersion).toBe("1.29");
      expect(await AppManifestUtils.validateAgainstSchema(manifest)).toEqual([]);
      expect(await AppManifestUtils.validateAgainstSchema({ ...manifest, name: { short: "x".repeat(31) } })).not.toEqual([]);
    } finally {
      globalThis.fetch = network;
    }
  });

  it("has the id and the host, and nothing left to fill in", () => {
    const text = strFromU8(files["manifest.json"] as Uint8Array);
    expect(text).not.toContain("{{");
    expect(json("manifest.json")).toMatchObject({
      id: ID.toLowerCase(),
      bots: [{ botId: ID.toLowerCase(), scopes: ["personal", "team", "groupChat"] }],
      composeExtensions: [{ botId: ID.toLowerCase(), commands: [{ initialRun: true }] }],
      developer: { privacyUrl: "https://forumbot.example.org/teams/about#privacy" },
      validDomains: ["forumbot.example.org"],
    });
  });

  it("has its texts in every language, within the limits", () => {
    const { localizationInfo, bots } = json("manifest.json");
    expect([
      localizationInfo.defaultLanguageTag,
      ...localizationInfo.additionalLanguages.map(({ languageTag }: { languageTag: string }) => languageTag),
    ]).toEqual([...LANGUAGES]);
    expect(bots[0].commandLists[0].commands.length).toBeLessThanOrEqual(12);
    for (const { file } of localizationInfo.additionalLanguages) {
      const words = json(file);
      expect(words["name.short"].length).toBeLessThanOrEqual(30);
      expect(words["description.short"].length).toBeLessThanOrEqual(80);
      expect(words["description.full"].split(/\s+/).length).toBeLessThanOrEqual(500);
      for (const key of Object.keys(words).filter((name) => name !== "$schema"))
        expect(at(json("manifest.json"), key), key).toBeTypeOf("string");
    }
    for (const language of LANGUAGES)
      for (const { title, description } of entries(language))
        expect([title, description].every((text) => text && text.length <= 128)).toBe(true);
  });

  it("has language files that are valid by the schema for them", () => {
    const path = "node_modules/@microsoft/app-manifest/build/json-schemas/teams/v1.29/MicrosoftTeams.Localization.schema.json";
    const { properties, patternProperties, required } = JSON.parse(readFileSync(join(ROOT, path), "utf8"));
    const patterns = Object.entries(patternProperties as Record<string, { maxLength?: number }>).map(
      ([pattern, rule]) => [new RegExp(pattern), rule] as const,
    );
    const ruleOf = (key: string): { maxLength?: number } | undefined =>
      properties[key] ?? patterns.find(([pattern]) => pattern.test(key))?.[1];
    for (const file of ["nn.json", "en.json"]) {
      const words: Record<string, string> = json(file);
      for (const key of required) expect(words[key]).toBeTruthy();
      for (const [key, text] of Object.entries(words))
        expect(text.length, key).toBeLessThanOrEqual(ruleOf(key)?.maxLength ?? (ruleOf(key) ? 1e6 : 0));
    }
    expect(ruleOf("bots[0].commandLists[0].commands[12].title")).toBeUndefined();
  });

  it.each([...LANGUAGES])("offers commands and questions that the bot answers (%s)", (language) => {
    const commands = entries(language).filter(({ type }) => type === undefined);
    expect(commands.map(({ title }) => readCommand(title)?.name)).toEqual(Object.keys(COMMANDS.nb));
    for (const { title, description } of commands)
      expect(description).toBe(COMMAND_HELP[language][readCommand(title)?.name as CommandName]);
    const prompts = entries(language).filter(({ type }) => type === "prompt");
    expect(prompts.length).toBeGreaterThan(2);
    for (const { prompt } of prompts) expect(ask(prompt as string, { locale: language })).toMatchObject({ kind: "answer", language });
  });
});

/** What stands at a path as the language files write it: `bots[0].commandLists[0].commands[3].title`. */
function at(value: unknown, path: string): unknown {
  return path.split(/[.[\]]+/).reduce((inner, key) => (inner as Record<string, unknown>)?.[key], value);
}

describe("the icons", () => {
  it("have the sizes that Teams wants; the outline is white on nothing", () => {
    const read = (name: string): PNG => PNG.sync.read(Buffer.from(files[name] as Uint8Array));
    const [color, outline] = [read("color.png"), read("outline.png")];
    expect([color.width, color.height, outline.width, outline.height]).toEqual([192, 192, 32, 32]);
    const pixels = Array.from(
      { length: 32 * 32 },
      (_, i) => [...outline.data.subarray(i * 4, i * 4 + 4)] as [number, number, number, number],
    );
    expect(pixels.filter(([red, green, blue, alpha]) => alpha > 0 && red + green + blue < 3 * 250)).toEqual([]);
    expect(pixels.some(([, , , alpha]) => alpha === 0) && pixels.some(([, , , alpha]) => alpha === 255)).toBe(true);
    for (let i = 3; i < color.data.length; i += 4) expect(color.data[i]).toBe(255);
  });
});

describe("the command", () => {
  it("writes a zip with everything at its top, the same each time", () => {
    const out = join(mkdtempSync(join(tmpdir(), "teams-")), "app.zip");
    execFileSync("npx", ["tsx", "src/cli.ts", "teams-package", "--id", ID, "--host", "forumbot.example.org", "--out", out], {
      cwd: ROOT,
      stdio: "pipe",
    });
    expect(Object.keys(unzipSync(readFileSync(out))).sort()).toEqual(["color.png", "en.json", "manifest.json", "nn.json", "outline.png"]);
    expect(Buffer.compare(readFileSync(out), Buffer.from(packageApp(ROOT, { id: ID, host: "forumbot.example.org" })))).toBe(0);
  });

  it.each([
    [{}, ["--id", "--host"]],
    [{ id: "7", host: "x.example.org" }, ["--id"]],
    [{ id: ID, host: "https://x.example.org" }, ["--host"]],
    [{ id: ID, host: 'x.org","x":"' }, ["--host"]],
    [{ id: ID, host: "localhost" }, ["--host"]],
  ])("says what is wrong with %j", (options, named) => {
    try {
      packageApp(ROOT, options);
      expect.unreachable();
    } catch (error) {
      expect((error as PackageError).problems.map((problem) => problem.split(":")[0])).toEqual(named);
      expect(error).toBeInstanceOf(PackageError);
    }
  });
});
