// This file's location → the project's folder, which has `data/` and `intents/`: the parent of both `src/` and `dist/`.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
