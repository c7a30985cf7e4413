// Block Kit → as Slack shows it. React and the renderer are loaded with this file only, and their styles stay in their own shadow.
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { type Block, Message } from "slack-blocks-to-jsx";
import css from "slack-blocks-to-jsx/dist/style.css?inline";
import { h } from "./dom.js";
import { onTheme, theme } from "./settings.js";

/** What the renderer leaves to the page around it: the system's letters, and buttons that stay within a narrow window. */
const OWN = `
  :host { display: block; overflow-wrap: normal; }
  .slack_blocks_to_jsx.styles_enabled, .slack_blocks_to_jsx.styles_enabled * { font-family: inherit !important; }
  .slack_blocks_to_jsx.styles_enabled :not(button) { min-width: 0 !important; }
  .slack_blocks_to_jsx.styles_enabled .slack_blocks_to_jsx--blocks { overflow-wrap: anywhere; }
  .slack_blocks_to_jsx.styles_enabled .slack_blocks_to_jsx__button_element { white-space: normal !important; height: auto !important; min-height: 28px; }
`;
const LOGO = new URL("./mark.svg", import.meta.url).href;

const sheets = [css, OWN].map((text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
});

/** A message is a list of blocks, or has one. */
export function blocksOf(payload: unknown): readonly Block[] | undefined {
  const blocks = Array.isArray(payload) ? payload : (payload as { blocks?: unknown } | null)?.blocks;
  return Array.isArray(blocks) ? (blocks as Block[]) : undefined;
}

/** `verbatim` keeps Slack from making links of addresses and names; the renderer would show `*bold*` as it is written. */
const formatted = (blocks: readonly Block[]): Block[] =>
  JSON.parse(JSON.stringify(blocks, (name, value) => (name === "verbatim" ? undefined : value)));

/** `pressed` is told the words of any button. */
export function slackMessage(payload: unknown, pressed: (label: string) => void): HTMLElement | undefined {
  const blocks = blocksOf(payload);
  if (blocks === undefined) return undefined;
  const host = h("div", { class: "slack-message" });
  const shadow = host.attachShadow({ mode: "open" });
  shadow.adoptedStyleSheets = sheets;
  const place = h("div");
  shadow.append(place);
  shadow.addEventListener("click", (event) => {
    const button = (event.target as Element).closest("button, [role=button]");
    if (button === null) return;
    event.preventDefault();
    pressed(button.getAttribute("aria-label") ?? button.textContent ?? "");
  });
  const root = createRoot(place);
  const render = (): void =>
    root.render(createElement(Message, { blocks: formatted(blocks), name: "Forumbot", logo: LOGO, theme: theme(), time: new Date() }));
  render();
  onTheme(() => {
    if (host.isConnected) {
      render();
      return "go on";
    }
    root.unmount();
    return "done";
  });
  return host;
}
