#!/usr/bin/env node
// Where the program begins: nothing that an older Node can't load comes before the look at which Node this is.

/** The oldest that all parts run on; `engines` in package.json, README.md and CI name the same. */
const OLDEST = [20, 19] as const;

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  process.stderr.write(`Forumbot needs Node ${OLDEST.join(".")} or later; this is Node ${process.versions.node}.\n`);
  process.exitCode = 1;
} else void import("./cli/main.js");
