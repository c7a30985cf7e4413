// The page begins here: appearance, language, then the view that the address names.
import { guide } from "./client.js";
import { type Context, wordsNow } from "./context.js";
import { createConversation } from "./conversation.js";
import { h } from "./dom.js";
import { knowView } from "./know.js";
import { showTheme } from "./settings.js";
import { foot, go, head, type Place, placeNow } from "./shell.js";

const conversation = createConversation();
const live = h("div", { class: "hidden", role: "status", "aria-live": "polite" });
const root = h("div", { class: "page" });

const say = (text: string): void => {
  live.textContent = text;
};

function ask(question: string): void {
  if (placeNow() === "know") {
    go("ask");
    void draw("ask").then(() => conversation.ask(question));
  } else conversation.ask(question);
}

let drawn: Place | undefined;

async function draw(place: Place): Promise<void> {
  const now = wordsNow();
  const { language, words } = now;
  document.documentElement.lang = language;
  let known: Awaited<ReturnType<typeof guide>>;
  try {
    known = await guide(language);
  } catch {
    const again = h("button", { type: "button", class: "ask", click: () => void draw(placeNow()) }, words.again);
    root.replaceChildren(h("main", { class: "failed" }, h("h1", {}, words.title), h("p", {}, words.failure), again));
    return;
  }
  if (wordsNow().language !== language) return;
  const context: Context = { ...now, guide: known, ask, say };
  const view = place === "know" ? knowView(context) : conversation.draw(context);
  document.title = place === "know" ? `${words.knowTitle} · ${words.title}` : words.title;
  root.replaceChildren(
    head(context, place, () => void draw(placeNow())),
    h("main", { class: "view" }, view),
    foot(context),
  );
  drawn = place;
}

/** Another view: the reader stands at its beginning. */
async function follow(): Promise<void> {
  const place = placeNow();
  if (place === drawn) return;
  await draw(place);
  scrollTo({ top: 0, behavior: "instant" });
  if (place === "ask") conversation.focus();
  else root.querySelector<HTMLElement>("h1")?.focus();
}

showTheme();
document.body.append(root, live);
addEventListener("hashchange", () => void follow());
await draw(placeNow());
if (placeNow() === "ask" && matchMedia("(hover: hover)").matches) conversation.focus();
