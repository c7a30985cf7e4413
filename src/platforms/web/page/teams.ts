// A Teams activity → as Teams shows it: text with its citations drawn, cards by Microsoft's own renderer, suggested actions.
import type { Context } from "./context.js";
import { h, icon, outward } from "./dom.js";
import { markdown } from "./markdown.js";

interface Appearance {
  readonly name?: string;
  readonly abstract?: string;
  readonly url?: string;
}
interface Activity {
  readonly text?: string;
  readonly entities?: readonly { readonly citation?: readonly { readonly position: number; readonly appearance?: Appearance }[] }[];
  readonly attachments?: readonly { readonly contentType?: string; readonly content?: unknown }[];
  readonly suggestedActions?: { readonly actions?: readonly { readonly title?: string; readonly value?: unknown }[] };
  readonly channelData?: { readonly feedbackLoop?: unknown; readonly feedbackLoopEnabled?: boolean };
}

const CARD = "application/vnd.microsoft.card.adaptive";
const LOGO = new URL("./mark.svg", import.meta.url).href;

/** One activity, or several that are sent one after the other. */
export async function teamsMessage(payload: unknown, pressed: (label: string) => void, context: Context): Promise<HTMLElement | undefined> {
  const activities = (Array.isArray(payload) ? payload : [payload]).filter((one) => typeof one === "object" && one !== null) as Activity[];
  if (activities.length === 0) return undefined;
  const bubbles = await Promise.all(activities.map((activity) => bubble(activity, pressed, context)));
  const time = new Date().toLocaleTimeString(context.language, { hour: "2-digit", minute: "2-digit" });
  return h(
    "div",
    { class: "teams-message" },
    h("img", { src: LOGO, alt: "", width: 32, height: 32 }),
    h("div", { class: "teams-body" }, h("p", { class: "teams-name" }, h("strong", {}, "Forumbot"), ` ${time}`), bubbles),
  );
}

async function bubble(activity: Activity, pressed: (label: string) => void, { shared }: Context): Promise<HTMLElement> {
  const citations = new Map(
    (activity.entities ?? []).flatMap(({ citation = [] }) => citation.map(({ position, appearance }) => [position, appearance])),
  );
  const cite = (position: number): Node | undefined =>
    citations.has(position) ? h("sup", { class: "cite" }, String(position)) : undefined;
  const cards = (activity.attachments ?? []).filter(({ contentType }) => contentType === CARD);
  const { showCard } = cards.length > 0 ? await import("./card.js") : { showCard: undefined };
  const loop = activity.channelData?.feedbackLoop !== undefined || activity.channelData?.feedbackLoopEnabled === true;
  const verdict = (label: string, name: "up" | "down"): HTMLElement =>
    h("button", { type: "button", class: "plain", "aria-label": label, click: () => pressed(label) }, icon(name));
  const actions = activity.suggestedActions?.actions ?? [];
  return h(
    "div",
    {},
    h(
      "div",
      { class: "bubble" },
      typeof activity.text === "string" ? markdown(activity.text, cite) : undefined,
      cards.map(({ content }) => showCard?.(content, pressed)),
      citations.size > 0 ? references([...citations]) : undefined,
      loop ? h("p", { class: "teams-loop" }, verdict(shared.helpful, "up"), verdict(shared.unhelpful, "down")) : undefined,
    ),
    actions.length > 0
      ? h(
          "div",
          { class: "teams-actions" },
          // Teams shows the first three
          actions.slice(0, 3).map(({ title = "" }) => h("button", { type: "button", click: () => pressed(title) }, title)),
        )
      : undefined,
  );
}

/** Pressed in Teams, it opens the source. */
const name = ({ name: title = "", url }: Appearance = {}): HTMLElement | string => (url === undefined ? title : outward(url, title));

const references = (citations: readonly (readonly [number, Appearance | undefined])[]): HTMLElement =>
  h(
    "ol",
    { class: "references" },
    citations.map(([position, appearance]) =>
      h(
        "li",
        {},
        h("span", { class: "cite", "aria-hidden": "true" }, String(position)),
        h("span", {}, h("strong", {}, name(appearance)), appearance?.abstract === undefined ? undefined : ` ${appearance.abstract}`),
      ),
    ),
  );
