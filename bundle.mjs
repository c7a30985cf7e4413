// dist/cli.js and all that it loads → a handful of files in dist/: some 900 modules found and read one by one take longer than all else at a start.
// A part is still loaded only when it is needed (Slack, Teams, PostgreSQL …). Run by `npm run build`, after the compiler.
import { readFileSync, readdirSync, rmSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const DIST = join(dirname(fileURLToPath(import.meta.url)), "dist");
const PART = "part-";

/** A module goes on knowing where it stands itself, not where the part stands that it is now in. */
const addresses = {
  name: "addresses",
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.js$/ }, ({ path }) => {
      if (!path.startsWith(DIST)) return undefined;
      const own = `new URL(${JSON.stringify(`./${relative(DIST, path)}`)}, import.meta.url).href`;
      return { contents: readFileSync(path, "utf8").replaceAll("import.meta.url", own) };
    }),
};

/**
 * Bolt loads all its own ways to receive (HTTP, Express, sockets, AWS) and its OAuth before one is chosen: HTTP and OAuth
 * alone were 13 of the 23 ms that Slack's part ran at a start. They are loaded where they are first asked for instead. A Bolt that is written otherwise is bundled as it is.
 */
const LAZY = String.raw`require\("(?:\./receivers/\w+|@slack/oauth)"\)`;
const receivers = {
  name: "receivers",
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]@slack[\\/]bolt[\\/]dist[\\/](App|index)\.js$/ }, ({ path }) => {
      let code = readFileSync(path, "utf8");
      // const X = __importDefault(require(…)); exports.Y = X.default;
      code = code.replaceAll(new RegExp(`= __importDefault\\((${LAZY})\\);`, "g"), "= { get default() { return $1.default; } };");
      code = code.replaceAll(/exports\.(\w+Receiver) = (\w+)\.default;/g, exportLater("$1", "$2.default"));
      // exports.X = __importStar(require(…));
      code = code.replaceAll(new RegExp(`exports\\.(\\w+) = (__importStar\\(${LAZY}\\));`, "g"), exportLater("$1", "$2"));
      // var x = require(…); … get: function () { return x.Y; }
      for (const [line, name, required] of code.matchAll(new RegExp(`var (\\w+) = (${LAZY});`, "g")))
        code = code.replace(line, "").replaceAll(`return ${name}.`, `return ${required}.`);
      return { contents: code };
    }),
};
const exportLater = (name, value) => `Object.defineProperty(exports, "${name}", { enumerable: true, get: () => ${value} });`;

/**
 * Packages that need no other part, and that a start over HTTP doesn't need either: sockets, encodings other than UTF-8. In files of
 * their own, since what stands in a part is read and parsed with it, used or not: with Express they were 1.6 of the 1.9 MB of Slack's.
 */
const LATER = { undici: "undici", encodings: "iconv-lite/encodings" };
const later = {
  name: "later",
  setup: ({ onResolve }) => {
    onResolve({ filter: /^undici$/ }, ({ kind }) => (kind === "require-call" ? partOf("undici") : undefined));
    onResolve({ filter: /^\.\.\/encodings$/ }, ({ importer }) => (/iconv-lite/.test(importer) ? partOf("encodings") : undefined));
  },
};
const partOf = (name) => ({ path: `./${PART}${name}.cjs`, external: true });

/** What zod says in fifty languages: nobody but whoever sets the bot up reads it, in English. */
const english = {
  name: "english",
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({ contents: 'export { default as en } from "./en.js";' })),
};

const common = {
  outdir: DIST,
  bundle: true,
  platform: "node",
  target: "node20",
  // names of classes and functions stay: errors are told apart by them
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "none",
  logLevel: "warning",
};

for (const file of readdirSync(DIST)) if (file.startsWith(PART)) rmSync(join(DIST, file));
await build({ ...common, entryPoints: LATER, entryNames: `${PART}[name]`, outExtension: { ".js": ".cjs" }, format: "cjs" });
await build({
  ...common,
  entryPoints: [join(DIST, "cli.js")],
  allowOverwrite: true,
  splitting: true,
  chunkNames: `${PART}[name]-[hash]`,
  format: "esm",
  // a native module, one that pg tries and does without, and one that a way to receive needs which is never asked for
  external: ["better-sqlite3", "pg-native", "express"],
  banner: { js: 'import { createRequire as requireOf } from "node:module"; const require = requireOf(import.meta.url);' },
  plugins: [addresses, receivers, later, english],
});
