// A payload of Slack or Teams → the panel that shows it, its renderer loaded on first sight, and the payload itself to read.
import type { PageReply } from "../api.js";
import { type Context, fillIn } from "./context.js";
import { h } from "./dom.js";

export function platformPanel(name: "slack" | "teams", { answer, views }: PageReply, context: Context): HTMLElement {
  const { words } = context;
  const place = h("div", { class: "stage", lang: answer.language }, h("p", { class: "working" }, words.working));
  const told = h("p", { class: "told", role: "status" });
  const title = name === "slack" ? "Slack" : "Teams";
  // what a button sends is the platform's affair; a question that stands on it can be asked here as well
  const pressed = (label: string): void => {
    const question = [...answer.suggestions, ...answer.choices].find((one) => one === label.trim());
    if (question === undefined) told.textContent = fillIn(words.onlyThere, { place: title });
    else context.ask(question);
  };
  const payload = views[name];
  const show = async (): Promise<HTMLElement | undefined> =>
    name === "slack"
      ? (await import("./slack.js")).slackMessage(payload, pressed)
      : (await import("./teams.js")).teamsMessage(payload, pressed, context);
  show().then(
    (made) => place.replaceChildren(made ?? h("p", {}, words.noView)),
    () => place.replaceChildren(h("p", {}, words.failure)),
  );
  return h("div", {}, place, told, raw(payload, context));
}

/** Written out only when it is looked at. */
function raw(payload: unknown, { words }: Context): HTMLElement {
  const code = h("pre", { tabindex: 0 });
  const details = h(
    "details",
    { class: "payload" },
    h("summary", {}, words.payload),
    code,
    h("p", {}, h("a", { href: "/api/openapi.json" }, words.api)),
  );
  details.addEventListener("toggle", () => {
    if (code.textContent === "") code.textContent = JSON.stringify(payload, null, 2);
  });
  return details;
}
