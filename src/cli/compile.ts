// `compile`: trains the model and stores it for a quick start, if anything changed.
import { refresh } from "../open.js";

export function run(): number {
  refresh();
  return 0;
}
