// src/classify/kernel.wat → the bytes in src/classify/kernel.ts. Run by hand after a change (`npm run kernel`); a test tells if it was forgotten.
import { readFileSync, writeFileSync } from "node:fs";
import wabt from "wabt";

const { parseWat } = await wabt();
const { buffer } = parseWat("kernel.wat", readFileSync("src/classify/kernel.wat", "utf8")).toBinary({});
const file = "src/classify/kernel.ts";
const source = readFileSync(file, "utf8").replace(/(const COMPILED\s*=\s*)"[^"]*"/, `$1"${Buffer.from(buffer).toString("base64")}"`);
writeFileSync(file, source);
