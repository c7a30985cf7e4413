// Adaptive Card → element, by Microsoft's renderer, coloured as the page is. Loaded only where a card is looked at.
import { type Action, AdaptiveCard, HostConfig } from "adaptivecards";
import { h } from "./dom.js";
import { markdown } from "./markdown.js";

const colour = (name: string) => ({ default: `var(--${name})`, subtle: "var(--muted)" });
const colours = {
  default: colour("ink"),
  dark: colour("ink"),
  light: colour("muted"),
  accent: colour("accent"),
  good: colour("accent"),
  warning: colour("ink"),
  attention: colour("alarm"),
};
const container = (background: string) => ({ backgroundColor: `var(--${background})`, foregroundColors: colours });

/** Sizes and distances as Teams has them. */
const host = new HostConfig({
  fontFamily: "inherit",
  fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
  lineHeights: { small: 16, default: 20, medium: 24, large: 26, extraLarge: 32 },
  spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 16 },
  // under the question, which is a heading of the second level
  textBlock: { headingLevel: 3 },
  separator: { lineThickness: 1, lineColor: "var(--line)" },
  actions: { maxActions: 6, buttonSpacing: 8, actionsOrientation: "horizontal", actionAlignment: "left", spacing: "default" },
  containerStyles: {
    default: container("surface"),
    emphasis: container("sunken"),
    accent: container("sunken"),
    good: container("sunken"),
    warning: container("sunken"),
    attention: container("sunken"),
  },
});

AdaptiveCard.onProcessMarkdown = (text, result) => {
  const made = markdown(text);
  const only = made.length === 1 && made[0]?.tagName === "P" ? made[0].childNodes : made;
  result.outputHtml = h("div", {}, ...only).innerHTML;
  result.didProcess = true;
};

export function showCard(content: unknown, pressed: (label: string) => void): HTMLElement {
  const card = new AdaptiveCard();
  card.hostConfig = host;
  card.onExecuteAction = (action: Action) => pressed(action.title ?? "");
  card.parse(content);
  const place = h("div", { class: "card" });
  const made = card.render();
  if (made !== undefined) place.append(made);
  return place;
}
