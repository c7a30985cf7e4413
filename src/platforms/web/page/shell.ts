// What stands around every view: name, ways, language, appearance; below, privacy and the API.
import { LANGUAGES, type Language } from "../../../chat.js";
import * as client from "./client.js";
import { type Context, fillIn } from "./context.js";
import { h, icon } from "./dom.js";
import { renewPerson, setLanguage, setTheme, theme } from "./settings.js";
import { TEXTS } from "./texts.js";

export type Place = "ask" | "know";
const ADDRESSES: Readonly<Record<Place, string>> = { ask: "#/", know: "#/know" };
export const placeNow = (): Place => (location.hash === ADDRESSES.know ? "know" : "ask");
export const go = (place: Place): void => {
  location.hash = ADDRESSES[place];
};

export function head({ words, language }: Context, place: Place, redraw: () => void): HTMLElement {
  const way = (to: Place, label: string): HTMLElement =>
    h("a", { href: ADDRESSES[to], "aria-current": to === place ? "page" : undefined }, label);
  const choice = h(
    "select",
    {
      id: "language",
      change: () => {
        setLanguage(choice.value as Language);
        redraw();
        document.getElementById("language")?.focus();
      },
    },
    LANGUAGES.map((value) => h("option", { value, lang: value, selected: value === language }, TEXTS[value].language.label)),
  );
  const other = (): "light" | "dark" => (theme() === "dark" ? "light" : "dark");
  const appearance = h("button", { type: "button", class: "theme", click: switchTheme });
  function label(): void {
    appearance.setAttribute("aria-label", words.theme[other()]);
    appearance.title = words.theme[other()];
    appearance.replaceChildren(icon(other()));
  }
  function switchTheme(): void {
    setTheme(other());
    label();
  }
  label();
  return h(
    "header",
    { class: "head" },
    h("a", { class: "skip", href: "#question", click: skip }, words.skip),
    h(
      "div",
      { class: "bar" },
      h("a", { class: "name", href: ADDRESSES.ask }, h("span", { class: "mark", "aria-hidden": "true" }, "«"), words.title),
      h("nav", {}, way("ask", words.ask), way("know", words.know)),
      h("div", { class: "tools" }, h("label", { for: "language", class: "hidden" }, words.interfaceLanguage), choice, appearance),
    ),
  );
}

/** The hash is the page's own address: following the link would change the view. */
function skip(event: Event): void {
  event.preventDefault();
  (document.getElementById("question") ?? document.getElementById("search"))?.focus();
}

export function foot({ words, shared, guide, say }: Context): HTMLElement {
  const told = h("p", { role: "status" });
  const forget = async (): Promise<void> => {
    try {
      await client.forget();
      renewPerson();
      told.textContent = shared.forgotten;
    } catch {
      told.textContent = words.failure;
      say(words.failure);
    }
  };
  return h(
    "footer",
    { class: "foot" },
    h(
      "details",
      {},
      h("summary", {}, shared.privacy),
      h(
        "ul",
        {},
        shared.privacyText.map((point) => h("li", {}, fillIn(point, { days: guide.retentionDays }))),
      ),
      h("button", { type: "button", class: "link", click: () => void forget() }, shared.forget),
      told,
    ),
  );
}
