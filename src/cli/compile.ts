// `compile`: what was learnt, kept for a quick start; made anew only where something changed.
import { refresh } from "../open.js";

export function run(): number {
  refresh();
  return 0;
}
