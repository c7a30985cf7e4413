// Before each file of tests: properties are tried on the same cases each time, so that a failure comes again; FUZZ=1 tries others.
import { configureGlobal } from "fast-check";

if (process.env.FUZZ !== "1") configureGlobal({ seed: 20_261_129 });
