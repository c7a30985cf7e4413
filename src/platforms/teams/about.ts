// Settings → the public page that the app's manifest links to: who answers, what is stored, on what terms.
import type { ServerResponse } from "node:http";
import { DEFAULT_LANGUAGE, LANGUAGES } from "../../chat.js";
import { fill } from "../../language/index.js";
import { SURFACE } from "../../surface.js";
import { TEAMS } from "./phrases.js";

const safe = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

export function aboutPage(days: number): string {
  const sections = LANGUAGES.map((language) => {
    const { intro, privacy, privacyText } = SURFACE[language];
    const { terms } = TEAMS[language];
    const points = privacyText.map((point) => `<li>${safe(fill(point, { days }))}</li>`);
    const first = language === LANGUAGES[0];
    const id = (name: string): string => (first ? ` id="${name}"` : "");
    return `<section lang="${language}"><h1>Forumbot</h1><p>${safe(intro)}</p><h2${id("privacy")}>${safe(privacy)}</h2><ul>${points.join("")}</ul><h2${id("terms")}>${safe(terms.title)}</h2><p>${safe(terms.text)}</p></section>`;
  });
  return `<!doctype html><html lang="${DEFAULT_LANGUAGE}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Forumbot</title><style>${STYLE}</style></head><body>${sections.join("")}</body></html>`;
}

const STYLE =
  "body{font:1rem/1.6 system-ui,sans-serif;max-width:40rem;margin:0 auto;padding:1rem;color:#1b1b1f;background:#fff}section+section{border-top:1px solid #ccc}h1{font-size:1.6rem}h2{font-size:1.2rem}";

export function sendPage(response: ServerResponse, page: string): void {
  response.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
    "x-content-type-options": "nosniff",
  });
  response.end(page);
}
