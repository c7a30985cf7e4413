// What several files of the project must agree on: the Node versions, the packages, the settings,
// and the documentation's links.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readConfig } from "../src/config.js";
import { readEnvFile } from "../src/envfile.js";
import { ROOT } from "../src/open.js";

const read = (file: string): string => readFileSync(join(ROOT, file), "utf8");
const {
  engines,
  scripts,
  dependencies,
  optionalDependencies = {},
  devDependencies,
} = JSON.parse(read("package.json"));

describe("the Node that is needed", () => {
  it("is told alike by package.json, the start, README.md and CI, whose oldest is the oldest that is promised", () => {
    expect(engines.node).toBe("^20.19.0 || >=22.12.0");
    for (const file of ["src/cli.ts", "run.mjs"]) {
      expect(read(file)).toContain(
        "(major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22",
      );
      expect(read(file)).toContain("needs Node 20.19, 22.12 or later");
    }
    expect(read("README.md")).toContain("Node 20.19, 22.12 or later");
    const { jobs } = parse(read(".github/workflows/test.yml"));
    expect(jobs.test.strategy.matrix.node).toEqual(["20.19.0", "22", "24", "26"]);
    expect(jobs.test.steps.at(-1)).toEqual({ run: ".ci/run" });
  });
});

describe("packages", () => {
  const filesIn = (folder: string): string[] =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(ts|mjs)$/.test(name) && !name.includes("node_modules"))
      .map((name) => join(folder, name));
  /** Node's own modules and files apart. */
  const importsOf = (file: string): string[] => {
    const found = read(file).matchAll(
      /^\s*(?:import|export)\b[^;"'`]*?from\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/gm,
    );
    const names = [...found]
      .map(([, plain, dynamic]) => (plain ?? dynamic) as string)
      .filter((name) => !/^[./]/.test(name) && !isBuiltin(name));
    return names.map((name) =>
      name
        .split("/")
        .slice(0, name.startsWith("@") ? 2 : 1)
        .join("/"),
    );
  };

  it("that the program and its build import are dependencies, so that a production install builds and runs", () => {
    const missing = [...filesIn("src"), "run.mjs", "build.mjs"].flatMap((file) =>
      importsOf(file)
        .filter((name) => !(name in dependencies) && !(name in optionalDependencies))
        .map((name) => `${file}: ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it("that tests import are declared, too, those of the benchmarks in a package of their own", () => {
    const known = { ...dependencies, ...optionalDependencies, ...devDependencies };
    const benches = { ...known, ...JSON.parse(read("test/bench/package.json")).dependencies };
    const missing = filesIn("test").flatMap((file) =>
      importsOf(file).filter(
        (name) => !(name in (file.startsWith(join("test", "bench")) ? benches : known)),
      ),
    );
    expect(missing).toEqual([]);
  });
});

describe(".env.example", () => {
  const forms = /const FORMS = \{(.+?)\n\} as const/s.exec(read("src/config.ts"))?.[1] ?? "";
  const settings = [...forms.matchAll(/^ {2}(\w+): \[/gm)].map(([, name]) => name as string);
  const lines = [...read(".env.example").matchAll(/^#(\w+)=(.*)$/gm)];

  it("lists every setting that there is, and no other", () => {
    expect(settings.length).toBeGreaterThan(25);
    expect(lines.map(([, name]) => name).sort()).toEqual([...settings].sort());
  });

  it("sets nothing until it is filled in, and shows values that are accepted", () => {
    expect(readEnvFile(join(ROOT, ".env.example"), [])).toEqual({});
    const alone = ["SLACK_", "Microsoft", "TEAMS_"];
    const shown = lines.filter(
      ([, name, value]) => value !== "" && !alone.some((prefix) => name?.startsWith(prefix)),
    );
    expect(() =>
      readConfig(Object.fromEntries(shown.map(([, name, value]) => [name, value]))),
    ).not.toThrow();
  });

  it("has the settings that docs/operation.md explains", () => {
    const explained = [...read("docs/operation.md").matchAll(/`(\w+)`/g)].map(([, name]) => name);
    expect(settings.filter((name) => !explained.includes(name))).toEqual([]);
  });
});

describe("documentation", () => {
  const pages = [
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "CHANGELOG.md",
    ...readdirSync(join(ROOT, "docs")).map((name) => `docs/${name}`),
  ];

  it.each(pages.filter((page) => page.endsWith(".md")))(
    "%s links to files and headings that there are",
    (page) => {
      const anchors = (text: string): string[] =>
        [...text.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
          (title as string)
            .toLowerCase()
            .replace(/[^\p{L}\d -]/gu, "")
            .replaceAll(" ", "-"),
        );
      const broken = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)]
        .map(([, target]) => target as string)
        .filter((target) => !/^https?:/.test(target))
        .filter((target) => {
          const [file, anchor] = target.split("#") as [string, string | undefined];
          const path = file === "" ? page : join(dirname(page), file);
          return (
            !existsSync(join(ROOT, path)) ||
            (anchor !== undefined && !anchors(read(path)).includes(anchor))
          );
        });
      expect(broken).toEqual([]);
    },
  );

  it("names only npm scripts that there are", () => {
    const named = pages
      .filter((page) => page.endsWith(".md"))
      .flatMap((page) =>
        [...read(page).matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(
          ([, name]) => name as string,
        ),
      );
    expect(new Set(named).size).toBeGreaterThan(8);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
