#!/usr/bin/env node
// Where the program begins: nothing that an older Node can't load comes before the look at which Node this is.

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
/** The same as `engines` in package.json, which README.md and CI follow: what is built with is no older. */
const supported = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;

if (supported) void import("./cli/main.js");
else {
  process.stderr.write(`Forumbot needs Node 20.19, 22.12 or later; this is Node ${process.versions.node}.\n`);
  process.exitCode = 1;
}
