// `npm start`, `npm run ask`, `npm run build` …: builds whatever in dist/ is older than its
// sources, then runs the command in this same process, so that signals reach it. Until the Node
// version is checked only Node's own modules are loaded.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseEnv } from "node:util";

const ROOT = dirname(fileURLToPath(import.meta.url));
/** The page has the texts of the languages in it. */
const PROGRAM = [
  "src",
  "data/languages",
  "build.mjs",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
];
const DATA = ["data", "intents"];
/**
 * Settings that name other folders than the package's, from the environment or `.env`. The program
 * itself checks them.
 */
const OTHER = ["DATA_DIR", "INTENTS_DIR"];
/**
 * Commands that need no trained model, so that checking edited data doesn't wait for the training.
 */
const WITHOUT_MODEL = ["check", "slack-manifest", "teams-package"];

const say = (line) => process.stderr.write(`${line}\n`);

const [major, minor] = process.versions.node.split(".").map(Number);
/** The same as `engines` in package.json. */
const supported = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;

function fingerprint(sources) {
  const hash = createHash("sha256");
  for (const source of sources
    .map((name) => resolve(ROOT, name))
    .filter((path) => existsSync(path)))
    for (const file of filesIn(source))
      hash.update(file.slice(ROOT.length)).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

/** The file itself, or the files of a folder, in the same order on every system. */
function filesIn(path) {
  if (!statSync(path).isDirectory()) return [path];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return entries.map((entry) => join(entry.parentPath, entry.name)).sort();
}

async function build(command) {
  // an installed package or an image has the build, and no sources
  if (!existsSync(join(ROOT, "src"))) return;
  await step("program", PROGRAM, ({ buildProgram }) => buildProgram);
  if (WITHOUT_MODEL.includes(command)) return;
  const other = otherFolders();
  const key = createHash("sha256").update(other.join("\n")).digest("hex").slice(0, 8);
  await step(
    other.length === 0 ? "model" : `model-${key}`,
    [...PROGRAM, ...DATA, ...other],
    ({ buildModel }) => buildModel,
  );
}

/** The folders used in place of the package's, if any. */
function otherFolders() {
  const file = existsSync(".env") ? parseEnv(readFileSync(".env", "utf8")) : {};
  return OTHER.map((name) => process.env[name] ?? file[name] ?? "")
    .filter((path) => path !== "")
    .map((path) => resolve(path));
}

/**
 * Builds a part of dist/ if its sources changed: a file beside it has the hash of those it was
 * built from.
 */
async function step(name, sources, builder) {
  const mark = join(ROOT, "dist", `${name}-made-of`);
  const now = fingerprint(sources);
  if (existsSync(mark) && readFileSync(mark, "utf8") === now) return;
  const part = name.replace(/-.*/, "");
  const why = existsSync(mark) ? "is older than its sources" : "isn't there yet";
  say(`building dist/: the ${part} ${why} …`);
  const began = performance.now();
  const builders = await import("./build.mjs").catch((error) => {
    throw error.code === "ERR_MODULE_NOT_FOUND"
      ? { stderr: `what builds it is not installed: run npm ci (${error.message})` }
      : error;
  });
  await builder(builders)((line) => say(`  ${line}`));
  writeFileSync(mark, now);
  say(`the ${part} is ready (${((performance.now() - began) / 1000).toFixed(1)} s)`);
}

if (supported) {
  await build(process.argv[2]).catch((error) => {
    // what the step's own process printed, such as problems in the data; otherwise the stack
    say(error.stderr || error.stack);
    process.exit(1);
  });
  if (process.argv[2] !== "build") await import("./dist/cli.js");
} else {
  say(`Forumbot needs Node 20.19, 22.12 or later; this is Node ${process.versions.node}.`);
  process.exitCode = 1;
}
