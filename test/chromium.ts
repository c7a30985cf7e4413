// A headless Chromium for tests that need one; undefined if none is installed.
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const FLAGS =
  "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";

export const CHROMIUM = [process.env.CHROMIUM_PATH, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  (path) => path !== undefined && path !== "" && existsSync(path),
);

export const launch = (): Promise<Browser> => chromium.launch({ executablePath: CHROMIUM as string, args: FLAGS.split(" ") });
