// The question in a Slack message: emoji, links, names and the command's name are not part of it,
// wherever they are.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { contentOf } from "../../../src/platforms/slack/content.js";
import { hear, readText } from "../../../src/platforms/slack/words.js";
import { direct, mention, press, type Slack, startSlack, textIn } from "./app.js";
import { type Args, type Fake, startFake } from "./fake.js";

let fake: Fake;
let slack: Slack;
beforeAll(async () => {
  fake = await startFake();
});
beforeEach(async () => {
  fake.reset();
  slack = await startSlack(fake);
});
afterAll(() => fake.close());

const Q = "hvor ofte møtes NSHF?";
const FACT = "NSHF møtes to ganger i året";
const HELP = "Prøv for eksempel";
const said = async (event: Args): Promise<string> => {
  const before = fake.of("chat.postMessage").length;
  await slack.event(event);
  return textIn((await fake.nth("chat.postMessage", before + 1)).blocks);
};
const read = (text: string): string => hear({ text }, "UBOT").text;

describe("emoji", () => {
  it.each([
    [":wave: hva er iom", "hva er iom"],
    [":wave::skin-tone-2: hva er iom", "hva er iom"],
    [":wave::skin-tone-3:hva er iom", "hva er iom"],
    [":flag-no::flag-se::flag-dk: hva er iom", "hva er iom"],
    ["hva er iom :thinking_face:?", "hva er iom ?"],
    ["hva er iom?:thinking_face:", "hva er iom?"],
    ["takk! :pray::skin-tone-2:", "takk!"],
    ["takk:pray:", "takk"],
    ["hva er iom:question::man-shrugging::skin-tone-4:", "hva er iom"],
    [":100: :1234: hva er iom", "hva er iom"],
    ["(:+1:) hva er iom", "( ) hva er iom"],
    [":bjørn: hva er iom", "hva er iom"],
    ["12:30:45 og kl: 14:30:", "12:30:45 og kl: 14:30:"],
    ["10:30:00", "10:30:00"],
    ["forholdet a:b:c og kl:", "forholdet a:b:c og kl:"],
  ])("'%s' reads as '%s'", (text, left) => {
    expect(read(text)).toBe(left);
    expect(readText(text, "UBOT")).toBe(left);
  });

  it.each([":+1:", ":thumbsup::skin-tone-5:", "<@UBOT> :heart: ", ":pray: :pray:"])(
    "that thank are read as a picture that does: %s",
    (text) => {
      expect(read(text)).toBe("👍");
    },
  );

  it.each([":slightly_smiling_face:", ":smile:", ":100:", ":white_check_mark:"])("that smile are read as thanks: %s", (text) =>
    expect(read(text)).toBe("👍"),
  );

  it.each([":-1:", ":thumbsdown::skin-tone-2:", ":disappointed:"])("that frown are read as a complaint: %s", (text) =>
    expect(read(text)).toBe("👎"),
  );

  it.each([":wave:", ":flag-no::flag-se:", "<@UBOT> :eyes:"])("of another kind say nothing: %s", (text) => expect(read(text)).toBe(""));

  it.each([`&gt; Hva er OECD?\n${Q}`, `${Q}\n&gt; Hva er OECD?\n&gt; Og IOM?`])(
    "lines that quote others are no words of a question: %j",
    (text) => {
      expect(hear({ text }, "UBOT").text).toBe(Q);
    },
  );

  it("beside a question leave its answer as it is", async () => {
    const shown = await said(direct(`:wave::skin-tone-3: ${Q}`));
    expect(shown).toContain(FACT);
    expect(shown).not.toContain("Kilden sier noe annet");
    expect(await said(direct(":+1::skin-tone-2:"))).toContain("Bare hyggelig");
  });
});

it("lines stay lines, for numbers and greetings are told by where they stand", () => {
  expect(read("<@UBOT> 1. hva er *IGC*?\n2.  hva er IOM?\n\n\n\n:wave: Mvh")).toBe("1. hva er IGC ?\n2. hva er IOM?\n\nMvh");
  expect(readText("a\nb", undefined)).toBe("a b");
});

describe("an address", () => {
  it.each([
    "<mailto:kari@udi.no|kari@udi.no>",
    "<mailto:kari@udi.no>",
    "<tel:+4700000000|00 00 00 00>",
    "<tel:02800|02800>",
    "<https://www.regjeringen.no/no/tema/innvandring-og-integrering/id1/>",
    "<https://www.iom.int/who-we-are|https://www.iom.int/who-we-are>",
    "<https://www.iom.int/who-we-are|www.iom.int/who-we-are>",
    "<http://iom.int|iom.int>",
    "kari@udi.no",
    "22 24 90 90",
  ])("beside a question is none of its words, and alone asks nothing: %s", async (address) => {
    for (const text of [`${address} ${Q}`, `${Q} ${address}`]) {
      const shown = await said(direct(text));
      expect(shown).toContain(FACT);
      expect(shown).not.toContain("Kilden sier noe annet");
    }
    expect(await said(direct(address))).toContain(HELP);
    expect(await said(mention(address))).toContain(HELP);
  });

  it("with signs of Slack's in it is none of the words of a command, where nothing marks it", async () => {
    for (const address of ["kari_nordmann@udi.no", "https://x.no/udi_i_*2025*"]) {
      const { json } = await slack.command(`${Q} ${address}`);
      expect(textIn(json.blocks)).toContain(FACT);
      expect(textIn(json.blocks)).not.toMatch(/Kilden sier noe annet|omtaler ikke/);
    }
  });

  it("shows its label where that says something else", async () => {
    expect(read("<https://nshf.no|NSHF> møtes <mailto:a@b.no|ofte>?")).toBe("NSHF møtes ofte ?");
    expect(await said(mention("hvor ofte møtes <https://example.org/x|NSHF>?"))).toContain(FACT);
  });
});

describe("who is mentioned beside a question", () => {
  it.each([
    `<@U77|UDI Presse> ${Q}`,
    `<!subteam^S1|@udi-team> ${Q}`,
    `${Q} <@U77|UDI Presse> <!subteam^S1|@udi-team>`,
    "hvor ofte møtes NSHF <#C9|udi-nytt>",
    "kan <@U77|Kari Nordmann (UDI)> si hvor ofte NSHF møtes?",
    `<@U5|Team 4>: ${Q}`,
    `, <@U5|Ola (UDI)>, <@U6|Kari> og <@U7|Team 4>: ${Q}`,
    `cc <@U77|UDI Presse> ${Q}`,
    `<!here|here> <@U6|Anne Schengen-Berg> ${Q}`,
  ])("is none of its words: %s", async (text) => {
    const shown = await said(mention(text));
    expect(shown).toContain(FACT);
    expect(shown).not.toMatch(/Kilden sier noe annet|omtaler ikke/);
  });

  it("stays where the question is none without: a channel may be named after what is asked of", async () => {
    expect(await said(mention("hvor ofte møtes <#C2|NSHF>?"))).toContain(FACT);
  });

  it("alone is a message without a question", async () => {
    expect(await said(mention("<@U77|UDI Presse>"))).toContain(HELP);
    expect(await said(mention("<!subteam^S1|@udi-team> <@U77>"))).toContain(HELP);
  });

  it("does not turn a command into something else", async () => {
    await said(direct(Q));
    expect(await said(direct("<@U77|UDI Presse> hvorfor"))).toContain("Hvorfor dette svaret");
  });
});

describe("the command's own name", () => {
  it("is none of the words where it is typed where it is no command, or twice", async () => {
    expect(await said(direct(`/forum ${Q}`))).toContain(FACT);
    expect(await said(mention(`/forum ${Q}`))).toContain(FACT);
    expect(await said(direct("forum hjelp"))).toContain("Kommandoer");
    expect(textIn((await slack.command(`forum ${Q}`)).json.blocks)).toContain(FACT);
    const plain = await slack.command("iom");
    expect(textIn((await slack.command("/forum iom")).json.blocks)).toBe(textIn(plain.json.blocks));
    expect(textIn((await slack.command("forum")).json.blocks)).toContain("Forumene jeg kjenner");
  });

  it("is the one that was set, or that Slack says", async () => {
    const other = await startSlack(fake, {
      settings: { SLACK_SIGNING_SECRET: "a signing secret", SLACK_BOT_TOKEN: "xoxb-1", SLACK_COMMAND: "/spør" },
    });
    expect(textIn((await other.command(`/spør ${Q}`)).json.blocks)).toContain(FACT);
    expect(textIn((await other.command(`/norge ${Q}`, { command: "/norge" })).json.blocks)).toContain(FACT);
    await other.stop();
  });
});

describe("words that don't stand in the text", () => {
  const section = { type: "section", text: { type: "mrkdwn", text: "hvor ofte møtes *NSHF*?" } };
  const rich = {
    type: "rich_text",
    elements: [
      {
        type: "rich_text_section",
        elements: [
          { type: "user", user_id: "U5" },
          { type: "emoji", name: "wave" },
          { type: "text", text: " hvor ofte ", style: { bold: true } },
          { type: "text", text: "møtes NSHF?" },
        ],
      },
    ],
  };
  const share = { is_share: true, is_msg_unfurl: true, author_id: "U6", channel_id: "C2", text: Q, fallback: `[28. nov.] noen: ${Q}` };
  const unfurl = { from_url: "https://x.no", service_name: "X", title: "UDI og NATO", text: "Hva gjør NATO?" };
  const MESSAGES: Readonly<Record<string, Args>> = {
    "a forwarded message": { text: "", attachments: [share] },
    "a forwarded message behind a preview": { text: "", attachments: [unfurl, share] },
    "a forwarded message with blocks only": {
      text: "",
      attachments: [{ ...share, text: "", message_blocks: [{ message: { blocks: [rich] } }] }],
    },
    "a forwarded message with a fallback only": { text: "", attachments: [{ is_share: true, fallback: `[28. nov.] noen: ${Q}` }] },
    "a forwarded message with a comment that asks nothing": { text: "hva er svaret her", attachments: [share] },
    "a forwarded message with a comment of an emoji": { text: ":point_down:", attachments: [share] },
    "a block": { text: "", blocks: [section] },
    "a rich text": { text: null, blocks: [rich] },
    "blocks that a client can't show": { text: "This content can't be displayed.", blocks: [section] },
    "a header, and a button": {
      blocks: [
        { type: "header", text: { type: "plain_text", text: Q } },
        { type: "actions", elements: [{ type: "button", text: { type: "plain_text", text: "UDI" } }] },
      ],
    },
    "a field": { blocks: [{ type: "section", fields: [{ type: "mrkdwn", text: Q }] }] },
    "a list in a quote": {
      blocks: [
        {
          type: "rich_text",
          elements: [{ type: "rich_text_list", elements: [{ type: "rich_text_section", elements: [{ type: "text", text: Q }] }] }],
        },
      ],
    },
    "an app's attachment": { text: "", attachments: [{ color: "#f00", pretext: "", text: Q, fallback: "x" }] },
    "an app's attachment with fields": { text: "", attachments: [{ fields: [{ title: "", value: Q, short: false }] }] },
  };
  const shortcut = (message: Args): Args => ({
    type: "message_action",
    callback_id: "ask_this",
    trigger_id: "1",
    response_url: fake.respondAt("shortcut"),
    user: { id: "U1" },
    team: { id: "T1" },
    channel: { id: "C9", name: "x" },
    message_ts: "3.1",
    message: { type: "message", ts: "3.1", ...message },
  });

  it.each(Object.keys(MESSAGES))("are read from %s, sent to the bot or asked about by the shortcut", async (name) => {
    const message = MESSAGES[name] as Args;
    expect(await said(direct("", message))).toContain(FACT);
    await slack.interact(shortcut({ ...message, bot_id: "B9" }));
    expect(textIn((await fake.nth("/respond/shortcut")).blocks)).toContain(FACT);
  });

  it("don't take the place of a question that is asked beside them", async () => {
    expect(await said(direct("Har IGC et sekretariat?", { attachments: [share] }))).toContain("IGC har sekretariatet sitt");
    expect(await said(direct(Q, { attachments: [unfurl] }))).toContain(FACT);
  });

  it("are none of a preview, a picture or a button", async () => {
    for (const message of [
      { attachments: [unfurl] },
      { blocks: [{ type: "image", alt_text: Q, title: { type: "plain_text", text: Q } }] },
    ]) {
      expect(contentOf({ text: "", ...message }).text).toBe("");
      expect(await said(direct("", message))).toContain(HELP);
    }
  });

  it("are read of anything, however deep it is", () => {
    let deep: Args = { type: "section", text: "x" };
    for (let i = 0; i < 5_000; i++) deep = { type: "rich_text", elements: [deep] };
    for (const message of [
      null,
      7,
      { text: 5 },
      { blocks: [deep, null, 7, [], { type: 9 }] },
      { attachments: [deep, null, { blocks: 7 }] },
      { blocks: {} },
    ])
      expect(contentOf(message).text).toBe("");
  });
});

it("nothing that is sent takes long to read", () => {
  // a growth by the square would take longer than a test may
  for (const piece of [
    "<@U1|a>",
    "<@U1|a> ",
    " ",
    ":a:",
    ":a",
    `<@U1|a>${" ".repeat(500)}`,
    "<",
    "<@",
    "&lt;",
    ":a::",
    "cc ",
    "<!date^1|x>",
    "og <@U1|a>",
  ])
    expect(hear({ text: `<@U1|x> ${piece.repeat(Math.ceil(40_000 / piece.length))} x` }, "UBOT").text.length).toBeLessThan(50_000);
});

it("a suggestion's own words are asked as they stand", async () => {
  await slack.interact(press({ action_id: "ask:0", value: "Hvor ofte møtes NSHF?" }, { ephemeral: true }, fake));
  expect(textIn((await fake.nth("/respond/press")).blocks)).toContain(FACT);
});
