// `npm start`, `npm run ask`, `npm run build` …: dist/ is built where the sources changed since it was, then the command runs in this very
// process, so that signals reach it. Only Node's own modules are loaded before it is known which Node this is.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(fileURLToPath(import.meta.url));
/** All that dist/ is made of. */
const SOURCES = ["src", "data", "intents", "build.mjs", "package.json", "package-lock.json", "tsconfig.json"];
const MARK = join(ROOT, "dist", "built-of");

const say = (line) => process.stderr.write(`${line}\n`);

const [major, minor] = process.versions.node.split(".").map(Number);
/** The same as `engines` in package.json. */
const supported = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;

function fingerprint() {
  const hash = createHash("sha256");
  for (const source of SOURCES.map((name) => join(ROOT, name)).filter((path) => existsSync(path)))
    for (const file of filesIn(source)) hash.update(file.slice(ROOT.length)).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

/** The file itself, or the files of a folder, in the same order everywhere. */
function filesIn(path) {
  if (!statSync(path).isDirectory()) return [path];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => join(entry.parentPath, entry.name)).sort();
}

async function build() {
  // an installed package or an image has what was built, and no sources
  if (!existsSync(join(ROOT, "src"))) return;
  const now = fingerprint();
  if (existsSync(MARK) && readFileSync(MARK, "utf8") === now) return;
  say(`building dist/, which ${existsSync(MARK) ? "is older than its sources" : "isn't there yet"} (half a minute, or two) …`);
  const { buildAll } = await import("./build.mjs").catch((error) => {
    throw error.code === "ERR_MODULE_NOT_FOUND" ? new Error("what builds it is not installed: run npm ci", { cause: error }) : error;
  });
  await buildAll((line) => say(`  ${line}`));
  writeFileSync(MARK, now);
}

if (supported) {
  await build();
  if (process.argv[2] !== "build") await import("./dist/cli.js");
} else {
  say(`Forumbot needs Node 20.19, 22.12 or later; this is Node ${process.versions.node}.`);
  process.exitCode = 1;
}
