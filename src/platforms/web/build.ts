// Sources of the page → dist/page, by Vite, each file compressed as small as it gets; nothing is done where nothing changed.

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { perLanguage } from "../../chat.js";
import { TEXTS as ALL_TEXTS } from "../../language/texts.js";
import { ROOT } from "../../root.js";
import { PAGE } from "./files.js";
import type { PageTexts } from "./page/texts.js";

const SOURCE = join(ROOT, "src", "platforms", "web", "page");
/** What the page is made of besides its own folder. */
const BESIDE = [
  "src/chat.ts",
  "src/languages.ts",
  "src/language/reasons.ts",
  "src/platforms/web/build.ts",
  "package.json",
  // of npm; other package managers have others
  "package-lock.json",
];
/** All that the page says, in every language. */
const TEXTS = JSON.stringify(
  perLanguage((of) => {
    const { language, surface, web, why } = ALL_TEXTS[of];
    return { language, surface, web, why };
  }) satisfies PageTexts,
);
const MADE_OF = "made-of.txt";
const COMPRESSED = [".html", ".js", ".css", ".svg"];

function fingerprint(): string {
  const hash = createHash("sha256").update(TEXTS);
  const own = readdirSync(SOURCE, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = [
    ...own.map((entry) => join(entry.parentPath, entry.name)).sort(),
    ...BESIDE.map((file) => join(ROOT, file)).filter((file) => existsSync(file)),
  ];
  for (const file of files) hash.update(file.slice(ROOT.length)).update("\n").update(readFileSync(file)).update("\n");
  return hash.digest("hex");
}

/** True where it was built, false where the page of before still holds. */
export async function buildPage(folder = PAGE): Promise<boolean> {
  // an installed package brings the built page and no sources
  if (!existsSync(SOURCE)) return false;
  const now = fingerprint();
  const mark = join(folder, MADE_OF);
  if (existsSync(mark) && readFileSync(mark, "utf8") === now) return false;
  const { build } = await import("vite");
  await build({
    root: SOURCE,
    configFile: false,
    logLevel: "warn",
    base: "/",
    define: { PAGE_TEXTS: TEXTS },
    build: {
      outDir: folder,
      emptyOutDir: true,
      license: { fileName: "LICENSES.md" },
      target: "es2022",
      assetsInlineLimit: 0,
      // without it no code is run that the browser has anyway
      modulePreload: { polyfill: false },
      // the two renderers of the platforms are loaded only by who looks at them
      chunkSizeWarningLimit: 1500,
    },
    plugins: [
      {
        name: "theme before the first paint",
        transformIndexHtml: {
          order: "post",
          handler: (html) => html.replace('<script type="module"', '<script type="module" blocking="render"'),
        },
      },
    ],
  });
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!COMPRESSED.includes(extname(file))) continue;
    const bytes = readFileSync(join(folder, file));
    writeFileSync(join(folder, `${file}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
    writeFileSync(join(folder, `${file}.gz`), gzipSync(bytes, { level: 9 }));
  }
  writeFileSync(mark, now);
  return true;
}
