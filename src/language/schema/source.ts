// The texts around a document's page, as data/languages/*/texts.yaml has them: what changed on it, and a draft of its facts.
import { named, section, texts } from "./sections.js";

/** What the owner of a document is told when its page is no longer as it was. */
export const watch = texts(
  "changed",
  "moved",
  "gone",
  "different",
  "failed",
  "facts",
  "altered",
  "removed",
  "more",
  "noFacts",
  "others",
  "noted",
  "asBefore",
  "looked",
);

/** What a draft of facts proposes, for an editor to put right. */
export const draft = section({
  // what a page's first part is called, which has no heading
  ...named("opening", "quoted", "ask", "about", "help"),
  kind: texts("one", "many", "a", "the", "all"),
});
