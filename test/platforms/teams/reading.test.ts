// The question in a Teams message: our mention, quotes, markers, addresses and other names are not
// part of it.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Activity, hear, readActivity, wordsOf } from "../../../src/platforms/teams/read.js";
import { APP, createWorld, mentioning, type World, wordsIn } from "./peer.js";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const Q = "hvor ofte møtes NSHF?";
const FACT = "NSHF møtes to ganger i året";
const HELP = "Hva lurer du på?";
let people = 0;
/** Somebody who has asked nothing yet. */
const somebody = (): object => ({ from: { id: `29:r${++people}`, name: "Per", aadObjectId: `r${people}` } });
const said = async (text: string | undefined, rest: object = {}): Promise<string> =>
  wordsIn(await world.say("", { ...somebody(), ...rest, text }));
const activityOf = (text: string, rest: object = {}): Activity => readActivity(world.activity({ text, ...rest })) as Activity;
const read = (text: string, rest: object = {}): string => hear(activityOf(text, rest)).text;

const us = { id: `28:${APP}`, name: "Forumbot" };
const mention = (text: string | undefined, mentioned: object = us): object => ({ type: "mention", mentioned, ...(text && { text }) });
const other = (name: string): object => mention(`<at>${name}</at>`, { id: `29:${name}`, name });

describe("a reply that quotes a message", () => {
  const entity = {
    type: "quotedReply",
    quotedReply: { messageId: "1785550000123", senderName: "Forumbot", preview: "NSHF møtes to ganger" },
  };
  const MARKERS = [
    '<quoted messageId="1785550000123"/>',
    '<quoted messageId="1785550000123" />',
    '<quoted messageId="1785550000123"></quoted>',
    '<quoted messageId="1785550000123">NSHF møtes to ganger i året</quoted>',
    "&lt;quoted messageId=&quot;1785550000123&quot;/&gt;",
    '&lt;quoted messageId="1785550000123"&gt;&lt;/quoted&gt;',
    '<QUOTED messageid="1785550000123"/>&nbsp;',
    '<attachment id="1785550000123"></attachment>',
    '<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1785550000123"><strong>Forumbot</strong><p>Hva er UNHCR?</p></blockquote>',
  ];

  it.each(MARKERS)("is read without the marker: %s", async (marker) => {
    for (const entities of [[entity], []]) {
      const me = somebody();
      const asked = async (text: string): Promise<string> => wordsIn(await world.say("", { ...me, text: `${marker} ${text}`, entities }));
      expect(await asked(Q)).toContain(FACT);
      expect(await asked("og IGC?")).toContain("hvor ofte IGC møtes");
      expect(await asked("hvorfor")).toContain("Hvorfor dette svaret");
      expect(await asked("slett")).toContain("Slett det du har lagret om meg");
      expect(await asked("")).toContain(HELP);
      expect(await asked("språk nynorsk")).toContain("Frå no av svarer eg deg på nynorsk.");
    }
  });

  it("with several markers, or behind our mention, is read without all of them", () => {
    const [first, , , , escaped] = MARKERS as [string, string, string, string, string];
    expect(read(`${first}${escaped}<at>Forumbot</at> ${first} hva er IGC`, { entities: [mention("<at>Forumbot</at>")] })).toBe(
      "hva er IGC",
    );
  });

  it("keeps what only looks like one, and what somebody quotes to ask about it", () => {
    expect(read("hva er quoted og attachment?")).toBe("hva er quoted og attachment?");
    expect(read(`<blockquote>${Q}</blockquote>`, { textFormat: "xml" })).toBe(Q);
    expect(read(`<blockquote>Hva er UNHCR?</blockquote><p>${Q}</p>`, { textFormat: "xml" })).toBe(Q);
  });
});

describe("our own mention", () => {
  const ways: Readonly<Record<string, [string, unknown[]]>> = {
    "word for word": ["<at>Forumbot</at>", [mention("<at>Forumbot</at>")]],
    "with & in the entity and &amp; in the text": ["<at>Forumbot &amp; Co</at>", [mention("<at>Forumbot & Co</at>")]],
    "with &amp; in both": ["<at>Forumbot &amp; Co</at>", [mention("<at>Forumbot &amp; Co</at>")]],
    "without a text in the entity": ["<at>Forumbot &amp; Co</at>", [mention(undefined)]],
    "without a text, under our name": ["<at>Forumbot</at>", [mention(undefined)]],
    "with an attribute": ['<at id="0">Forumbot</at>', [mention("<at>Forumbot</at>")]],
    "in another case": ["<at>FORUMBOT</at>", [mention("<at>Forumbot</at>")]],
    "with a hard space in it": ["<at>Forum&nbsp;Bot</at>", [mention("<at>Forum Bot</at>")]],
    "without markup": ["Forumbot", [mention("Forumbot")]],
    "by a text that isn't there": ["Forumbot,", [mention("<at>Bot</at>")]],
    "beside one without an id": ["<at>Forumbot</at>", [mention("<at>Forumbot</at>"), mention("<at>Team</at>", { name: "Team" })]],
    "beside anything": ["<at>Forumbot</at>", [{ type: 7 }, mention("<at>Forumbot</at>"), "x", { type: "mention", mentioned: 5, text: {} }]],
    "behind somebody else's": ["<at>Kari (UDI)</at> <at>Forum</at>", [other("Kari (UDI)"), mention("<at>Something else</at>")]],
    "behind 600 of anything": ["<at>Forumbot</at>", [mention("<at>Forumbot</at>"), ...Array.from({ length: 600 }, () => ({ type: "x" }))]],
    "by an id in another case": ["<at>Bot</at>", [mention("<at>Bot</at>", { id: `28:${APP.toUpperCase()}` })]],
  };

  it.each(Object.keys(ways))("is found %s", async (name) => {
    const [written, entities] = ways[name] as [string, unknown[]];
    const rest = { ...mentioning("", "channel"), entities };
    const me = somebody();
    const asked = async (text: string): Promise<string> => wordsIn(await world.say("", { ...rest, ...me, text: `${written} ${text}` }));
    expect(await asked("nshf")).toContain("kilden om NSHF");
    expect(await asked("hvorfor")).toContain("Hvorfor dette svaret");
    expect(await asked("slett")).toContain("Slett det du har lagret om meg");
    expect(await asked("")).toContain(HELP);
  });

  it("is not what looks like one", () => {
    expect(read("<at>Forumbot</at> hva er IOM?", { entities: [] })).toBe("<at>Forumbot</at> hva er IOM?");
    expect(read("Forumbotten og IOM", { entities: [mention("<at>x</at>")] })).toBe("Forumbotten og IOM");
    expect(read("<at>Kari</at> IOM", { recipient: null, entities: [mention("<at>Kari</at>", { name: "Kari" })] })).toBe("IOM");
  });
});

describe("who is mentioned beside a question", () => {
  const channel = (text: string, ...names: string[]): Promise<string> =>
    said(`<at>Forumbot</at> ${text}`, {
      ...mentioning("", "channel"),
      entities: [mention("<at>Forumbot</at>"), ...names.map(other)],
    });

  it.each([
    [`<at>Kari Nordmann (UDI)</at> ${Q}`, "Kari Nordmann (UDI)"],
    [`<at>Team 4</at> ${Q}`, "Team 4"],
    [`<at>Anne Schengen-Berg</at> ${Q}`, "Anne Schengen-Berg"],
    [`${Q} <at>Anne Schengen-Berg</at>`, "Anne Schengen-Berg"],
    ["hvor ofte møtes NSHF <at>Kari Nordmann (UDI)</at>", "Kari Nordmann (UDI)"],
    ["kan <at>Kari Nordmann (UDI)</at> si hvor ofte NSHF møtes?", "Kari Nordmann (UDI)"],
    [`<at id="1">Ola &amp; Kari (UDI)</at>, ${Q}`, "Ola & Kari (UDI)"],
  ])("is none of its words: %s", async (text, name) => {
    const shown = await channel(text, name);
    expect(shown).toContain(FACT);
    expect(shown).not.toMatch(/Kilden sier noe annet|omtaler ikke/);
  });

  it("stays where the question is none without", async () => {
    expect(await channel("Hva gjør <at>IOM</at>?", "IOM")).toContain("IOM");
    expect(await channel("hvor ofte møtes <at>NSHF</at>", "NSHF")).toContain(FACT);
  });

  it("alone is a message without a question", async () => {
    expect(await channel("<at>Kari Nordmann (UDI)</at>", "Kari Nordmann (UDI)")).toContain(HELP);
  });
});

describe("a forwarded message", () => {
  const reference = (content: unknown): object => ({ contentType: "forwardedMessageReference", id: "1", content });
  const original = { originalMessageId: "1785550000123", originalMessageContent: "<p>Hvor&nbsp;ofte m&#248;tes NSHF?</p>" };
  const MARKER = '<attachment id="1785550000123"></attachment>';

  it.each<[string, string | undefined, object]>([
    ["without a comment", "", reference(JSON.stringify(original))],
    ["with the marker alone", MARKER, reference(JSON.stringify(original))],
    ["as an object", undefined, reference(original)],
    ["with a comment that asks nothing", `${MARKER} hva er svaret her`, reference(JSON.stringify(original))],
  ])("is read: %s", async (_, text, attachment) => {
    expect(await said(text, { attachments: [{ contentType: "image/png" }, 7, attachment] })).toContain(FACT);
  });

  it("doesn't take the place of a question of one's own, and that of a form nobody knows says nothing", async () => {
    expect(await said(`${MARKER} Har IGC et sekretariat?`, { attachments: [reference(original)] })).toContain("IGC har sekretariatet sitt");
    for (const content of ["{", 7, null, [], { originalMessageContent: 5 }, "{}"])
      expect(await said(MARKER, { attachments: [reference(content)] })).toContain(HELP);
    expect(await said("", { attachments: { contentType: "x" } })).toContain(HELP);
  });

  it("is kept to what is read of it", () => {
    const twin = { contentType: "text/html", content: `<p>${Q}</p>`, name: "x" };
    expect(activityOf(Q, { attachments: [twin, { contentType: "image/png", contentUrl: "https://x" }] }).attachments).toBeUndefined();
    expect(activityOf("", { attachments: [twin] }).attachments).toEqual([{ contentType: "text/html", content: `<p>${Q}</p>` }]);
  });
});

describe("a text", () => {
  it("in HTML beside an empty one is read, without our mention", () => {
    const content = `<div><span itemscope itemtype="http://schema.skype.com/Mention" itemid="0">Forumbot</span>&nbsp;hva er <b>IOM</b>?</div>`;
    const attachments = [{ contentType: "text/html", content }];
    expect(read("", { attachments, entities: [mention("<at>Forumbot</at>")] })).toBe("hva er IOM ?");
  });

  it("has its entities read, named and numbered, once", () => {
    expect(read("m&#248;tes m&#xF8;tes m&oslash;tes p&aring; &laquo;IOM&raquo; &amp;lt; &#39;x&#39; &hellip;")).toBe(
      "møtes møtes møtes på «IOM» &lt; 'x' …",
    );
    expect(read("AT&T og R&D; &nosuch; &#0; &#99999999;")).toContain("AT&T og R&D; &nosuch;");
  });

  it("keeps its lines", () => {
    expect(read("1. hva er IGC?\r\n2.  hva er IOM?\n\n\n\nMvh  Kari")).toBe("1. hva er IGC?\n2. hva er IOM?\n\nMvh Kari");
    expect(read("<p>hva er IGC?</p><div>hva er<br/>IOM?</div>", { textFormat: "xml" })).toBe("hva er IGC?\nhva er\nIOM?");
  });

  it("has its emoji, where these stand in tags", () => {
    expect(read('<p><emoji id="yes" alt="👍" title="Yes"></emoji></p>', { textFormat: "xml" })).toBe("👍");
  });

  it("is read without addresses, and without the command's own name", async () => {
    for (const address of ["kari@udi.no", "https://www.iom.int/who-we-are", "00 00 00 00"]) {
      const shown = await said(`${address} ${Q}`);
      expect(shown).toContain(FACT);
      expect(shown).not.toContain("Kilden sier noe annet");
      expect(await said(address)).toContain(HELP);
    }
    for (const name of ["/forum", "forum:", "Forum", "/forum /forum"]) expect(await said(`${name} ${Q}`)).toContain(FACT);
    expect(await said("forum hjelp")).toContain("Kommandoer");
    expect(await said("forum")).toContain("Forumene jeg kjenner");
  });
});

describe("a mention that is made to do harm", () => {
  it.each(["$`", "$'", "$&", "$1", "$<x>"])("by the sign %s in its text comes to nothing more than it is", (sign) => {
    const names = [sign.repeat(100), `${sign}x`, `<at>${sign.repeat(40)}</at>`, sign];
    const entities = names.map((text, i) => mention(text, { id: `29:${i}` }));
    const text = names.join(" ").repeat(40).slice(0, 8_000);
    const activity = activityOf(text, { entities });
    expect(wordsOf(activity).length).toBeLessThanOrEqual(8_000);
    expect(hear(activity).otherwise.join("").length).toBeLessThanOrEqual(8_000);
  });

  it("by their number, length and likeness makes nothing longer", () => {
    const entities = Array.from({ length: 500 }, (_, i) =>
      mention(`${"ab".repeat(i % 7)}${i}`, { id: `29:${i}`, name: "x".repeat(10_000) }),
    );
    for (const text of [
      "ab".repeat(4_000),
      "<at>".repeat(2_000),
      "<quoted ".repeat(1_000),
      "&lt;quoted &lt;".repeat(600),
      "<blockquote>".repeat(700),
    ]) {
      const activity = activityOf(text, { entities });
      expect(activity.entities?.length).toBe(500);
      expect(wordsOf(activity).length).toBeLessThanOrEqual(8_000);
      hear(activity);
    }
  });

  it("is answered all the same", async () => {
    const entities = [mention("<at>Forumbot</at>"), mention("$`".repeat(8), { id: "29:x" })];
    expect(await said(`<at>Forumbot</at> ${"$`".repeat(16)} ${Q}`, { entities })).toContain(FACT);
  });
});
