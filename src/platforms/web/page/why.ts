// Explanation → the steps to the answer in words, with bars that show how likely each reading was.
import type { PageExplanation, PageReply } from "../api.js";
import type { Context } from "./context.js";
import { type Child, h } from "./dom.js";
import { createNames } from "./names.js";

export function whyPanel({ explanation }: PageReply, context: Context): HTMLElement {
  const { shared, reasons, guide } = context;
  const { why } = shared;
  const { name, outcomeName } = createNames(guide.names, reasons);
  const list = (of: readonly string[]): Child => (of.length === 0 ? h("span", { class: "none" }, why.none) : chips(of));
  const about = explanation.fromMemory ? h("span", { class: "aside" }, ` (${why.fromConversation})`) : undefined;
  const rows: [string, Child][] = [
    [
      why.language,
      [
        shared.languages[explanation.language],
        h("span", { class: "aside" }, `: ${reasons.languageFrom[explanation.languageFrom] ?? explanation.languageFrom}`),
      ],
    ],
    [why.words, list(explanation.words)],
    ...(explanation.mended.length > 0
      ? [[why.mended, list(explanation.mended.map(({ from, to }) => `${from} → ${to}`))] as [string, Child]]
      : []),
    [why.subjects, [list(explanation.subjects.map(name)), about]],
    ...(explanation.outside.length > 0 ? [[reasons.outside, list(explanation.outside.map(name))] as [string, Child]] : []),
    [
      why.intents,
      bars(
        explanation.intents.map(({ intent, score }) => [name(intent), score] as const),
        context,
      ),
    ],
    [
      why.candidates,
      bars(
        explanation.candidates.map(({ outcome, score }) => [outcomeName(outcome), score] as const),
        context,
      ),
    ],
    [why.trust, trust(explanation, context)],
    [why.decision, h("strong", {}, reasons.decisions[explanation.decision] ?? explanation.decision)],
  ];
  return h(
    "dl",
    { class: "steps" },
    rows.map(([term, value]) => h("div", {}, h("dt", {}, term), h("dd", {}, value))),
  );
}

const chips = (texts: readonly string[]): HTMLElement =>
  h(
    "ul",
    { class: "chips" },
    texts.map((text) => h("li", {}, text)),
  );

/** 0.996 is not certain: it is no 100 %. */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  return `${rounded === 100 && share < 1 ? ">99" : rounded === 0 && share > 0 ? "<1" : rounded} %`;
}

function bars(of: readonly (readonly [string, number])[], { shared }: Context): Child {
  if (of.length === 0) return h("span", { class: "none" }, shared.why.none);
  return h(
    "ol",
    { class: "bars" },
    of.map(([label, share], index) => {
      const bar = h("span", { class: index === 0 ? "bar first" : "bar", "aria-hidden": "true" });
      bar.style.setProperty("--share", String(share));
      return h("li", {}, h("span", { class: "what" }, label), h("span", { class: "share" }, percent(share)), bar);
    }),
  );
}

function trust({ trust: share, thresholds }: PageExplanation, { reasons, shared }: Context): Child {
  if (share === null) return h("span", { class: "none" }, reasons.trustNone);
  const bar = h("span", { class: "bar first gauge", "aria-hidden": "true" });
  bar.style.setProperty("--share", String(share));
  bar.style.setProperty("--threshold", String(thresholds.answer));
  return h(
    "div",
    { class: "bars" },
    h("span", { class: "what" }, share >= thresholds.answer ? reasons.trustOver : reasons.trustUnder),
    h("span", { class: "share" }, percent(share)),
    bar,
    h("span", { class: "aside" }, `${shared.why.threshold}: ${percent(thresholds.answer)}`),
  );
}
