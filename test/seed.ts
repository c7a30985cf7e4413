// Before each test file: property tests use the same cases each time, so that a failure can be
// reproduced; FUZZ=1 tries new ones.
import { configureGlobal } from "fast-check";

if (process.env.FUZZ !== "1") configureGlobal({ seed: 20_261_129 });
