// Text as data/ holds it → a page as a publisher might serve it, with all that stands around a text on the web.

export interface Written {
  readonly title: string;
  /** By heading; the first has none. Lines that begin with `• ` are lines of a list. */
  readonly sections: readonly { readonly heading: string; readonly paragraphs: readonly string[] }[];
}

/** `text`: as `text.txt` holds it; `headings`: the lines of it that are some. */
export function writtenIn(text: string, headings: readonly string[]): Written {
  const [title = "", ...lines] = text.split("\n").filter((line) => line.trim() !== "");
  const sections: { heading: string; paragraphs: string[] }[] = [{ heading: "", paragraphs: [] }];
  for (const line of lines) {
    if (headings.includes(line.trim())) sections.push({ heading: line.trim(), paragraphs: [] });
    else sections.at(-1)?.paragraphs.push(line.trim());
  }
  return { title, sections };
}

const escaped = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replaceAll("\u00a0", "&nbsp;");

function paragraphs(texts: readonly string[]): string {
  let html = "";
  let listed = false;
  for (const text of texts) {
    const item = text.startsWith("• ");
    if (item !== listed) html += item ? "<ul>\n" : "</ul>\n";
    listed = item;
    html += item ? `  <li>${escaped(text.slice(2))}</li>\n` : `<p>\n  ${escaped(text)}\n</p>\n`;
  }
  return listed ? `${html}</ul>\n` : html;
}

export function html({ title, sections }: Written, charset = "utf-8"): string {
  const parts = sections.map(
    ({ heading, paragraphs: texts }) => (heading && `<h2 class="heading">${escaped(heading)}</h2>\n`) + paragraphs(texts),
  );
  return `<!DOCTYPE html>
<html lang="no">
<head>
<meta charset="${charset}">
<title>${escaped(title)} - utgiveren.no</title>
<meta property="og:site_name" content="Utgiveren.no">
<style>p { color: black } /* Stil er ingen setning. */</style>
<script>document.write("<p>Dette skrev et skript.</p>");</script>
</head>
<body>
<div id="cookies" role="dialog"><p>Vi bruker informasjonskapsler. Godtar du det?</p><button>Godta alle.</button></div>
<header><a href="/">Utgiveren.no. Forsiden.</a></header>
<nav><ul><li>Tema</li><li>Aktuelt</li></ul></nav>
<main>
<article>
<header><h1>${escaped(title)}</h1></header>
${parts.join("")}
<noscript>Du må slå på JavaScript.</noscript>
<aside><h2>Les også</h2><p>En annen side om noe annet.</p></aside>
<p hidden>Dette er skjult.</p><p style="display: none">Dette også.</p>
</article>
</main>
<footer><p>Kontakt oss på telefon.</p></footer>
<script type="module">alert(1);</script>
</body>
</html>
`;
}
