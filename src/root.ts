// Where this file stands → the project's folder, which holds `data/` and `intents/`: above `src/` and the bundle in `dist/` alike.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
