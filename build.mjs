// src/, data/ and intents/ → dist/: the program in a handful of files, its notices, the page, and the trained model. Called by run.mjs.
// Bundled because reading 900 modules would take most of a start; each part is still loaded only when needed.
import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";

const ROOT = dirname(fileURLToPath(import.meta.url));
const DIST = join(ROOT, "dist");

/** `say` is called with each step as it begins. */
export async function buildProgram(say) {
  say("bundling the program …");
  await bundle();
  const { buildPage } = await import(pathToFileURL(join(DIST, "build-page.js")).href);
  say("building the page, if it changed …");
  await buildPage();
}

export async function buildModel(say) {
  say("training the model, if what it learns from changed: about half a minute …");
  await promisify(execFile)(process.execPath, [join(DIST, "cli.js"), "compile"]);
}

async function bundle() {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: { cli: "src/cli.ts", "build-page": "src/platforms/web/build.ts" },
    outdir: DIST,
    chunkNames: "part-[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    // errors are recognised by their classes' names, and stacks stay readable
    minifySyntax: true,
    legalComments: "linked",
    logLevel: "warning",
    metafile: true,
    // a native module, an optional one of pg, and what builds the page
    external: ["better-sqlite3", "pg-native", "vite"],
    // CommonJS packages require Node's own modules
    banner: { js: 'import { createRequire as requireOf } from "node:module"; const require = requireOf(import.meta.url);' },
  });
  removeOld(new Set(Object.keys(metafile.outputs).map((file) => relative(DIST, join(ROOT, file)))));
  writeFileSync(join(DIST, "NOTICE.txt"), notices(metafile));
}

/** Removes files of earlier builds: everything directly in dist/ except the model and the source hashes. */
function removeOld(kept) {
  mkdirSync(DIST, { recursive: true });
  for (const entry of readdirSync(DIST, { withFileTypes: true })) {
    const old = entry.isDirectory() ? entry.name !== "page" : /\.(c?js|txt)$/.test(entry.name);
    if (old && !kept.has(entry.name)) rmSync(join(DIST, entry.name), { recursive: true });
  }
}

/** The licences of all packages whose code is in the bundle, as these require. */
function notices({ outputs }) {
  const files = Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs).filter((file) => inputs[file].bytesInOutput > 0));
  const folders = files.flatMap((file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []);
  const packages = [...new Set(folders)].sort().map((folder) => {
    const { name, version, license, author } = JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8"));
    const file = readdirSync(join(ROOT, folder)).find((one) => /^(licen[cs]e|copying)/i.test(one));
    const by = typeof author === "object" ? author?.name : author;
    const text = file === undefined ? `Copyright ${by ?? "its authors"}` : readFileSync(join(ROOT, folder, file), "utf8").trim();
    // "MIT OR GPL": it is used under the first, whose text stands before the other's
    const chosen = /\bOR\b.*GPL/.test(license) ? text.split(/^G(?:PL|NU)\b/m)[0].trim() : text;
    return `${name} ${version} (${license})\n\n${chosen}`;
  });
  return `dist/ holds code of these packages.\n\n${packages.join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}
