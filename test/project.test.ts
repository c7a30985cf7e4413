// What several files of the project say alike: which Node is needed, what is installed, which settings there are.
import { readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readEnvFile } from "../src/envfile.js";
import { ROOT } from "../src/open.js";

const read = (file: string): string => readFileSync(join(ROOT, file), "utf8");
const { engines, dependencies, optionalDependencies = {}, devDependencies } = JSON.parse(read("package.json"));

describe("the Node that is needed", () => {
  it("is told alike by package.json, the start, README.md and CI, whose oldest is the oldest that is promised", () => {
    expect(engines.node).toBe("^20.19.0 || >=22.12.0");
    for (const file of ["src/cli.ts", "run.mjs"]) {
      expect(read(file)).toContain("(major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22");
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
      .filter((name) => /\.(ts|mjs)$/.test(name))
      .map((name) => join(folder, name));
  /** Node's own modules and files apart. */
  const importsOf = (file: string): string[] => {
    const found = read(file).matchAll(/^\s*(?:import|export)\b[^;"'`]*?from\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/gm);
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

  it("that tests import are declared, too", () => {
    const known = { ...dependencies, ...optionalDependencies, ...devDependencies };
    const missing = filesIn("test").flatMap((file) => importsOf(file).filter((name) => !(name in known)));
    expect(missing).toEqual([]);
  });
});

describe(".env.example", () => {
  it("names settings that there are, and is as good as none until it is filled in", () => {
    expect(readEnvFile(join(ROOT, ".env.example"), [])).toEqual({});
    const names = [...read(".env.example").matchAll(/^#(\w+)=/gm)].map(([, name]) => name as string);
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => !read("src/config.ts").includes(`  ${name}: [`))).toEqual([]);
  });
});
