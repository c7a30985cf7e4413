// Every surface in Slack, over HTTP: what a person asks, what comes back, and where.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buttons, direct, mention, press, type Slack, stamp, startSlack, textIn } from "./app.js";
import { type Args, type Fake, startFake } from "./fake.js";
import { messageOf, viewOf } from "./limits.js";

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

const FACT = "NSHF møtes to ganger i året";

describe("the command", () => {
  it("is answered in the acknowledgement itself, privately, with quote, source and a button to share", async () => {
    const { status, json } = await slack.command("hvor ofte møtes nshf");
    expect(status).toBe(200);
    messageOf(json);
    expect(json.response_type).toBe("ephemeral");
    expect(json.text).toContain(FACT);
    const shown = textIn(json.blocks);
    expect(shown).toContain(FACT);
    expect(shown).toContain(">«NSHF møtes to ganger årlig");
    expect(shown).toMatch(/Kilde: <https:\/\/\S+#:~:text=NSHF\S+\|Internasjonalt samarbeid/);
    expect(shown).toMatch(/sist kontrollert \d{1,2}\. \p{Ll}+ 2026/u);
    expect(buttons(json.blocks, "share")[0]?.text.text).toBe("Del i kanalen");
    expect(buttons(json.blocks, "ask").length).toBe(3);
    expect(buttons(json.blocks, "section")).toHaveLength(1);
    expect(buttons(json.blocks, "feedback")).toHaveLength(1);
    expect(fake.of("chat.postMessage")).toEqual([]);
  });

  it.each([
    ["", "Forumene jeg kjenner"],
    ["hjelp", "Forumene jeg kjenner"],
    ["help", "The forums I know"],
    ["personvern", "ingen språkmodell"],
    ["kvifor", "Eg har gløymt svaret."],
    ["språk klingonsk", "Velg bokmål, nynorsk, engelsk eller auto."],
    ["bytt språk til klingonsk", "Velg bokmål, nynorsk, engelsk eller auto."],
    ["nynorsk", "Frå no av svarer eg deg på nynorsk."],
    ["switch to English", "From now on, I will answer you in English."],
    ["slett alt om meg", "Alt jeg hadde lagret om deg, er slettet."],
    ["forget me", "Everything I had stored about you has been deleted."],
    ["kan jeg slette dataene mine?", "ingen språkmodell"],
    ["hjelp takk", "Forumene jeg kjenner"],
    ["hva er klokka i Kina", "Kilden omtaler ikke Kina"],
  ])("answers '%s' with something useful", async (text, said) => {
    const { json } = await slack.command(text);
    messageOf(json);
    expect(json.response_type).toBe("ephemeral");
    expect(textIn(json.blocks)).toContain(said);
  });

  it("names itself as the workspace set it up", async () => {
    const { json } = await slack.command("hjelp", { command: "/spør" });
    expect(textIn(json.blocks)).toContain("`/spør hvorfor`");
  });

  it("takes a subcommand as a bare word only: what follows makes it a question", async () => {
    const { json } = await slack.command("hvorfor møtes NSHF bare to ganger");
    expect(textIn(json.blocks)).not.toContain("Jeg har glemt svaret.");
  });

  it("remembers the language a person chose, until they choose another", async () => {
    expect(textIn((await slack.command("språk nynorsk")).json.blocks)).toContain("Frå no av svarer eg deg på nynorsk.");
    expect(textIn((await slack.command("hvor ofte møtes nshf")).json.blocks)).toContain("NSHF møtest to gonger i året");
    expect(textIn((await slack.command("hvor ofte møtes nshf", { user_id: "U2" })).json.blocks)).toContain(FACT);
    await slack.command("språk auto");
    expect(textIn((await slack.command("hvor ofte møtes nshf")).json.blocks)).toContain(FACT);
  });

  it("explains the last answer of the person in the channel", async () => {
    await slack.command("hvor ofte møtes nshf");
    const mine = textIn((await slack.command("hvorfor")).json.blocks);
    expect(mine).toContain("hvor ofte møtes nshf");
    expect(mine).toMatch(/Gjelder: \nNSHF/);
    expect(mine).toContain("NSHF møtes to ganger årlig");
    expect(textIn((await slack.command("hvorfor", { user_id: "U2" })).json.blocks)).toContain("Jeg har glemt svaret.");
    expect(textIn((await slack.command("hvorfor", { channel_id: "C2" })).json.blocks)).toContain("Jeg har glemt svaret.");
  });

  it("goes on from the person's last question in the channel", async () => {
    await slack.command("hvor ofte møtes nshf");
    expect(textIn((await slack.command("har de et sekretariat?")).json.blocks)).toContain("NSHF har ikke et fast sekretariat");
  });

  it("shows what is kept, and deletes it", async () => {
    await slack.command("språk engelsk");
    await slack.command("how often does nshf meet");
    expect(textIn((await slack.command("personvern")).json.blocks)).toMatch(/Conversations: 1\. Answers: 1/);
    expect(textIn((await slack.command("slett")).json.blocks)).toContain("Everything I had stored about you has been deleted.");
    expect(textIn((await slack.command("personvern")).json.blocks)).toContain("Jeg har ikke lagret noe om deg.");
  });

  it("shares through the command's own address, with who and what was asked, and takes the button away", async () => {
    const { json } = await slack.command("hvor ofte møtes nshf");
    const { action_id, value } = buttons(json.blocks, "share")[0] as Args;
    await slack.interact(press({ action_id, value }, { ephemeral: true }, fake));
    const shared = await fake.nth("/respond/press", 1);
    expect(shared).toMatchObject({ response_type: "in_channel", replace_original: false, unfurl_links: false });
    messageOf(shared);
    expect(textIn(shared.blocks)).toContain("Delt av <@U1>");
    expect(textIn(shared.blocks)).toContain("Spørsmål: hvor ofte møtes nshf");
    expect(textIn(shared.blocks)).toContain(FACT);
    expect(buttons(shared.blocks, "share")).toEqual([]);
    expect(await fake.nth("/respond/press", 2)).toMatchObject({ replace_original: true, text: "Svaret er delt i kanalen." });
  });

  it("says so where sharing fails or the answer is forgotten", async () => {
    const { json } = await slack.command("hvor ofte møtes nshf");
    const { action_id, value } = buttons(json.blocks, "share")[0] as Args;
    fake.on("/respond/press", (_, times) => (times === 1 ? { status: 404, body: "expired_url" } : undefined));
    await slack.interact(press({ action_id, value }, { ephemeral: true }, fake));
    expect((await fake.nth("/respond/press", 2)).text).toContain("Jeg fikk ikke delt svaret her.");
    await slack.command("slett");
    await slack.interact(press({ action_id, value }, { ephemeral: true }, fake));
    expect((await fake.nth("/respond/press", 3)).text).toContain("Jeg husker ikke dette svaret lenger.");
  });

  it("answers a follow-up button privately too", async () => {
    const { json } = await slack.command("hvor ofte møtes nshf");
    const { action_id, value } = buttons(json.blocks, "ask")[0] as Args;
    await slack.interact(press({ action_id, value }, { ephemeral: true }, fake));
    const said = await fake.nth("/respond/press");
    expect(said).toMatchObject({ response_type: "ephemeral", replace_original: false });
    expect(textIn(said.blocks)).toContain(`Spørsmål: ${value}`);
    expect(fake.of("chat.postMessage")).toEqual([]);
  });
});

describe("a mention", () => {
  it("is answered in its thread, once, without previews, and says once how to ask on", async () => {
    const asked = mention("hvor ofte møtes NSHF?");
    expect((await slack.event(asked)).status).toBe(200);
    const said = await fake.nth("chat.postMessage");
    messageOf(said);
    expect(said).toMatchObject({ channel: "C1", thread_ts: asked.ts, unfurl_links: "false", unfurl_media: "false" });
    expect(textIn(said.blocks)).toContain(FACT);
    expect(textIn(said.blocks)).toContain("Nevn meg for å spørre videre i tråden.");
    expect(buttons(said.blocks, "share")).toEqual([]);
    await slack.event(mention("har de et sekretariat?", { thread_ts: asked.ts }));
    const next = await fake.nth("chat.postMessage", 2);
    expect(next.thread_ts).toBe(asked.ts);
    expect(textIn(next.blocks)).toContain("NSHF har ikke et fast sekretariat");
    expect(textIn(next.blocks)).not.toContain("Nevn meg");
  });

  it("keeps two people in one thread apart", async () => {
    const root = stamp();
    await slack.event(mention("hvor ofte møtes NSHF?", { thread_ts: root }));
    await fake.nth("chat.postMessage");
    await slack.event(mention("hva er IGC?", { thread_ts: root, user: "U2" }));
    await fake.nth("chat.postMessage", 2);
    await slack.event(mention("har de et fast sekretariat?", { thread_ts: root }));
    await fake.nth("chat.postMessage", 3);
    await slack.event(mention("har de et sekretariat?", { thread_ts: root, user: "U2" }));
    await fake.nth("chat.postMessage", 4);
    const [first, , third, fourth] = fake.of("chat.postMessage").map(({ blocks }) => textIn(blocks));
    expect(third).toContain("NSHF har ikke et fast sekretariat");
    expect(fourth).toContain("IGC har sekretariatet sitt i Genève");
    expect(first).toContain("Nevn meg");
    expect(third).not.toContain("Nevn meg");
  });

  it("without a question gets help in the thread; other names stay part of the question", async () => {
    await slack.event(mention(""));
    expect(textIn((await fake.nth("chat.postMessage")).blocks)).toContain("Prøv for eksempel");
    await slack.event(mention("<@U7|ola> hvor ofte møtes <http://nshf|NSHF>?"));
    expect(textIn((await fake.nth("chat.postMessage", 2)).blocks)).toContain(FACT);
  });

  it("answers what is about the person to the person alone", async () => {
    await slack.event(mention("personvern"));
    const said = await fake.nth("chat.postEphemeral");
    expect(said).toMatchObject({ channel: "C1", user: "U1" });
    expect(textIn(said.blocks)).toContain("ingen språkmodell");
    expect(fake.of("chat.postMessage")).toEqual([]);
  });

  it("answers a follow-up button in the thread, with the question, once for each press", async () => {
    await slack.event(mention("hvor ofte møtes NSHF?"));
    const said = await fake.nth("chat.postMessage");
    const { action_id, value } = buttons(said.blocks, "ask")[0] as Args;
    const pressed = press({ action_id, value }, { thread: said.thread_ts, user: "U2" }, fake);
    expect((await slack.interact(pressed)).status).toBe(200);
    expect((await slack.interact(pressed)).status).toBe(200);
    const next = await fake.nth("chat.postMessage", 2);
    expect(next.thread_ts).toBe(said.thread_ts);
    expect(textIn(next.blocks)).toContain(`Spørsmål: ${value}`);
    await slack.idle();
    expect(fake.of("chat.postMessage")).toHaveLength(2);
  });
});

describe("a direct message", () => {
  it("is answered in its thread; a new message goes on from the last", async () => {
    const asked = direct("hvor ofte møtes NSHF?");
    await slack.event(asked);
    const said = await fake.nth("chat.postMessage");
    expect(said).toMatchObject({ channel: "D1", thread_ts: asked.ts });
    expect(textIn(said.blocks)).not.toContain("Nevn meg");
    await slack.event(direct("har de et sekretariat?"));
    expect(textIn((await fake.nth("chat.postMessage", 2)).blocks)).toContain("NSHF har ikke et fast sekretariat");
  });

  it("keeps threads apart: an old one remembers its own subject", async () => {
    const first = direct("hvor ofte møtes NSHF?");
    await slack.event(first);
    await fake.nth("chat.postMessage");
    await slack.event(direct("hva er IGC?"));
    await fake.nth("chat.postMessage", 2);
    await slack.event(direct("har de et sekretariat?", { thread_ts: first.ts }));
    expect(textIn((await fake.nth("chat.postMessage", 3)).blocks)).toContain("NSHF har ikke et fast sekretariat");
  });

  it("goes on even where two messages come at once", async () => {
    await Promise.all([slack.event(direct("hva er IGC?")), slack.event(direct("har de et sekretariat?"))]);
    await fake.nth("chat.postMessage", 2);
    expect(textIn(fake.of("chat.postMessage").map(({ blocks }) => blocks))).toContain("IGC har sekretariatet sitt i Genève");
  });

  it("is obeyed where it is a command", async () => {
    await slack.event(direct("hvor ofte møtes NSHF?"));
    await fake.nth("chat.postMessage");
    await slack.event(direct("hvorfor?"));
    expect(textIn((await fake.nth("chat.postMessage", 2)).blocks)).toContain("Hvorfor dette svaret");
    await slack.event(direct("hjelp"));
    expect(textIn((await fake.nth("chat.postMessage", 3)).blocks)).toContain("Kommandoer");
  });

  it("is answered though it carries a file, and with help where it carries nothing else", async () => {
    await slack.event(direct("hvor ofte møtes NSHF?", { subtype: "file_share", files: [{ id: "F1" }] }));
    expect(textIn((await fake.nth("chat.postMessage")).blocks)).toContain(FACT);
    await slack.event(direct("", { subtype: "file_share" }));
    expect(textIn((await fake.nth("chat.postMessage", 2)).blocks)).toContain("Prøv for eksempel");
  });

  it.each([
    ["another bot", { bot_id: "B2" }],
    ["ourselves", { user: "UBOT" }],
    ["a join", { subtype: "channel_join" }],
    ["a reminder", { subtype: "reminder_add" }],
    ["a message in a channel", { channel: "C1", channel_type: "channel" }],
  ])("of %s is ignored", async (_, rest) => {
    expect((await slack.event(direct("hva er NSHF?", rest))).status).toBe(200);
    await slack.idle();
    expect(fake.of("chat.postMessage")).toEqual([]);
    expect(await slack.store.inbox.waiting()).toBe(0);
  });

  it("that mentions us is answered once, though Slack may tell of it twice", async () => {
    const asked = direct("<@UBOT> hvor ofte møtes NSHF?");
    await slack.event(asked);
    await slack.event({ ...asked, type: "app_mention" });
    await slack.idle();
    expect(fake.of("chat.postMessage")).toHaveLength(1);
  });
});

describe("an edit", () => {
  const changed = (of: Args, text: string, rest: Args = {}): Args => {
    const ts = stamp();
    const message = { type: "message", user: of.user, text, ts: of.ts, edited: { user: of.user, ts }, ...rest };
    return {
      type: "message",
      subtype: "message_changed",
      channel: of.channel,
      channel_type: "im",
      ts,
      event_ts: ts,
      message,
      previous_message: { text: of.text, user: of.user, ts: of.ts },
    };
  };

  it("changes the answer that stands, and posts no second one", async () => {
    const asked = direct("hvor ofte møtes NSHF?");
    await slack.event(asked);
    await fake.nth("chat.postMessage");
    await slack.event(changed(asked, "har IGC et sekretariat?"));
    const update = await fake.nth("chat.update");
    messageOf(update);
    expect(textIn(update.blocks)).toContain("IGC har sekretariatet sitt i Genève");
    await slack.idle();
    expect(fake.of("chat.postMessage")).toHaveLength(1);
    expect(update.ts).toBe([...fake.posted.values()][0]?.ts);
  });

  it("right after the question changes the answer too", async () => {
    const asked = direct("hvor ofte møtes NSHF?");
    await Promise.all([slack.event(asked), slack.event(changed(asked, "har IGC et sekretariat?"))]);
    await fake.nth("chat.update");
    await slack.idle();
    expect([...fake.posted.values()].map(({ args }) => textIn(args.blocks)).join()).toContain("Genève");
    expect(fake.posted.size).toBe(1);
  });

  it("of nothing but a preview is none", async () => {
    const asked = direct("hvor ofte møtes NSHF?");
    await slack.event(asked);
    await fake.nth("chat.postMessage");
    await slack.event(changed(asked, asked.text));
    await slack.event(changed(asked, "noe annet", { edited: undefined }));
    await slack.event(changed(asked, "noe annet", { bot_id: "BBOT", user: "UBOT" }));
    await slack.idle();
    expect(fake.of("chat.update")).toEqual([]);
  });

  it("is answered anew where the answer was removed meanwhile", async () => {
    const asked = direct("hvor ofte møtes NSHF?");
    await slack.event(asked);
    await fake.nth("chat.postMessage");
    fake.posted.clear();
    await slack.event(changed(asked, "har IGC et sekretariat?"));
    expect(textIn((await fake.nth("chat.postMessage", 2)).blocks)).toContain("Genève");
  });

  it.each([
    [
      "a deletion",
      (of: Args): Args => ({
        type: "message",
        subtype: "message_deleted",
        channel: "D1",
        channel_type: "im",
        ts: stamp(),
        deleted_ts: of.ts,
        previous_message: { user: "U1", ts: of.ts, text: of.text },
      }),
    ],
    [
      "a deletion with answers below it",
      (of: Args): Args => ({
        type: "message",
        subtype: "message_changed",
        channel: "D1",
        channel_type: "im",
        ts: stamp(),
        message: {
          type: "message",
          subtype: "tombstone",
          user: "USLACKBOT",
          hidden: true,
          ts: of.ts,
          thread_ts: of.ts,
          text: "This message was deleted.",
        },
        previous_message: { user: "U1", ts: of.ts, text: of.text },
      }),
    ],
  ])("that is %s takes the answer away", async (_, gone) => {
    const asked = direct("hvor ofte møtes NSHF?");
    await slack.event(asked);
    await fake.nth("chat.postMessage");
    await slack.event(gone(asked));
    await fake.nth("chat.delete");
    await slack.idle();
    expect(fake.posted.size).toBe(0);
    await slack.event(gone(asked));
    await slack.idle();
    expect(fake.of("chat.delete")).toHaveLength(1);
  });
});

describe("the app's own pages", () => {
  it("offers prompts when the conversation is opened: at most four, in the person's language, without a thread", async () => {
    fake.on("users.info", () => ({ body: { ok: true, user: { locale: "en-GB" } } }));
    await slack.event({ type: "app_home_opened", user: "U1", channel: "D1", tab: "messages", event_ts: stamp() });
    const { channel_id, prompts, thread_ts, title } = await fake.nth("assistant.threads.setSuggestedPrompts");
    expect({ channel_id, thread_ts, title }).toEqual({ channel_id: "D1", thread_ts: undefined, title: "What would you like to know?" });
    expect(prompts.length).toBeGreaterThan(1);
    expect(prompts.length).toBeLessThanOrEqual(4);
    expect(prompts[0].message).toMatch(/\?$/);
  });

  it("draws the home tab: welcome, forums, examples, language, what is kept and a button that deletes it", async () => {
    await slack.event({ type: "app_home_opened", user: "U1", channel: "D1", tab: "home", event_ts: stamp() });
    const { user_id, view } = await fake.nth("views.publish");
    viewOf(view);
    expect(user_id).toBe("U1");
    const shown = textIn(view.blocks);
    for (const said of ["Forumene jeg kjenner", "NSHF", "Prøv for eksempel", "Språk", "Jeg har ikke lagret noe om deg."])
      expect(shown).toContain(said);
    expect(buttons(view.blocks, "forget")[0]?.confirm).toBeDefined();
    expect(buttons(view.blocks, "ask").length).toBeGreaterThan(8);
  });

  it("answers a press in the home tab in a window, and a press there in the same window", async () => {
    await slack.interact(press({ action_id: "ask:forum", value: "Hva er NSHF?" }, { view: "home" }, fake));
    const opened = await fake.nth("views.open");
    viewOf(opened.view);
    expect(opened.trigger_id).toBe("9.9.9");
    expect(textIn(opened.view.blocks)).toContain("informasjonsforum");
    const { action_id, value } = buttons(opened.view.blocks, "ask")[0] as Args;
    await slack.interact(press({ action_id, value }, { view: "modal" }, fake));
    const updated = await fake.nth("views.update");
    expect(updated.view_id).toBe("V1");
    viewOf(updated.view);
  });

  it("sets the language from the menu, and draws the tab in it", async () => {
    const chosen = { type: "static_select", action_id: "language", selected_option: { value: "nn" } };
    await slack.interact(press(chosen, { view: "home" }, fake));
    const { view } = await fake.nth("views.publish");
    expect(textIn(view.blocks)).toContain("Foruma eg kjenner");
    expect(buttons(view.blocks, "language")[0]?.initial_option.value).toBe("nn");
    expect(textIn((await slack.command("hvor ofte møtes nshf")).json.blocks)).toContain("NSHF møtest to gonger");
  });

  it("deletes what is kept, from the tab", async () => {
    await slack.command("hvor ofte møtes nshf");
    await slack.interact(press({ action_id: "forget", value: "nb" }, { view: "home" }, fake));
    const shown = textIn((await fake.nth("views.publish")).view.blocks);
    expect(shown).toContain("Alt jeg hadde lagret om deg, er slettet.");
    expect(shown).toContain("Jeg har ikke lagret noe om deg.");
  });

  it("shows the whole section of the source, labelled for who doesn't read Norwegian", async () => {
    const { json } = await slack.command("How often does NSHF meet?");
    const { action_id, value } = buttons(json.blocks, "section")[0] as Args;
    await slack.interact(press({ action_id, value }, { ephemeral: true }, fake));
    const { view } = await fake.nth("views.open");
    viewOf(view);
    expect(textIn(view.blocks)).toContain("in Norwegian, as in the source");
    expect(textIn(view.blocks)).toContain("foruten i arbeidsgruppemøter");
    expect(view.title.text).toBe("Section of the source");
  });
});

describe("the button for what was cut", () => {
  it("shows the whole answer in a window, and says so where it is forgotten", async () => {
    const { json } = await slack.command("hvor ofte møtes nshf");
    const [feedback] = buttons(json.blocks, "feedback") as [Args];
    const [, language, id] = feedback.positive_button.value.split(".");
    const value = `${language}.${id}`;
    await slack.interact(press({ action_id: "more", value }, { ephemeral: true }, fake));
    const { view } = await fake.nth("views.open");
    viewOf(view);
    expect(textIn(view.blocks)).toContain(FACT);
    await slack.command("slett");
    await slack.interact(press({ action_id: "more", value }, { ephemeral: true }, fake));
    expect(textIn((await fake.nth("views.open", 2)).view.blocks)).toContain("Jeg husker ikke dette svaret lenger.");
  });
});

describe("the message shortcut", () => {
  const shortcut = (text: string | undefined): Args => ({
    type: "message_action",
    callback_id: "ask_this",
    trigger_id: "1",
    response_url: fake.respondAt("shortcut"),
    user: { id: "U1" },
    team: { id: "T1" },
    channel: { id: "C9", name: "x" },
    message_ts: "3.1",
    message: { type: "message", user: "U5", ts: "3.1", text },
  });

  it("answers what somebody else wrote, privately, with the question and a button to share", async () => {
    expect((await slack.interact(shortcut("Noen som vet *hvor ofte* NSHF møtes? <!here>"))).status).toBe(200);
    const said = await fake.nth("/respond/shortcut");
    messageOf(said);
    expect(said.response_type).toBe("ephemeral");
    const shown = textIn(said.blocks);
    expect(shown).toContain("Spørsmål: Noen som vet hvor ofte NSHF møtes?");
    expect(shown).toContain(FACT);
    expect(buttons(said.blocks, "share")).toHaveLength(1);
  });

  it("says so where there is nothing to read, and finds another way where the address is dead", async () => {
    await slack.interact(shortcut(undefined));
    expect((await fake.nth("/respond/shortcut")).text).toContain("ingen tekst");
    fake.on("/respond/shortcut", () => ({ status: 404, body: "expired" }));
    await slack.interact(shortcut("hvor ofte møtes NSHF?"));
    expect(textIn((await fake.nth("chat.postEphemeral")).blocks)).toContain(FACT);
  });
});

describe("feedback", () => {
  it("is counted once a person and answer, can be changed, and is thanked privately", async () => {
    await slack.event(mention("hvor ofte møtes NSHF?"));
    const said = await fake.nth("chat.postMessage");
    const { positive_button, negative_button, action_id } = buttons(said.blocks, "feedback")[0] as Args;
    const judge = (value: string, user: string) =>
      slack.interact(press({ type: "feedback_buttons", action_id, value }, { user, thread: said.thread_ts }, fake));
    await judge(positive_button.value, "U1");
    expect(await fake.nth("chat.postEphemeral")).toMatchObject({
      channel: "C1",
      user: "U1",
      thread_ts: said.thread_ts,
      text: "Takk for tilbakemeldingen!",
    });
    await judge(positive_button.value, "U1");
    expect((await fake.nth("chat.postEphemeral", 2)).text).toContain("det har du sagt fra om før");
    await judge(negative_button.value, "U1");
    expect((await fake.nth("chat.postEphemeral", 3)).text).toContain("endret");
    await judge(negative_button.value, "U2");
    expect((await fake.nth("chat.postEphemeral", 4)).text).toBe("Takk for tilbakemeldingen!");
    fake.on("chat.postEphemeral", () => ({ body: { ok: false, error: "not_in_channel" } }));
    await judge(positive_button.value, "U3");
    expect(await fake.nth("/respond/press")).toMatchObject({ response_type: "ephemeral", text: "Takk for tilbakemeldingen!" });
    await judge(`helpful.nb.${crypto.randomUUID()}`, "U1");
    expect((await fake.nth("/respond/press", 2)).text).toContain("husker jeg ikke lenger");
  });
});

describe("the person's language", () => {
  it("comes from Slack's locale where neither the question nor the person tells, and is asked for once", async () => {
    fake.on("users.info", ({ user }) => ({ body: { ok: true, user: { id: user, locale: "en-US" } } }));
    expect(textIn((await slack.command("")).json.blocks)).toContain("The forums I know");
    expect(textIn((await slack.command("nshf")).json.blocks)).toContain("Source (in Norwegian):");
    expect(fake.of("users.info")).toEqual([expect.objectContaining({ user: "U1", include_locale: "true" })]);
  });

  it("falls back where Slack doesn't tell, or not in time", async () => {
    fake.on("users.info", () => ({ body: { ok: false, error: "missing_scope" } }));
    expect(textIn((await slack.command("")).json.blocks)).toContain("Forumene jeg kjenner");
    fake.on("users.info", () => "hang");
    expect(textIn((await slack.command("", { user_id: "U2" })).json.blocks)).toContain("Forumene jeg kjenner");
  });

  it("holds up nobody where Slack hangs on it: few wait for it, all are answered", async () => {
    fake.on("users.info", () => "hang");
    const people = Array.from({ length: 150 }, (_, i) => `U${1000 + i}`);
    await Promise.all(people.map((user) => slack.event(mention("hvor ofte møtes NSHF?", { user }))));
    await fake.nth("chat.postMessage", people.length);
    // where ten are waited for already, nobody else is asked about
    expect(fake.of("users.info").length).toBeLessThan(people.length);
    await slack.idle();
    fake.on("users.info", () => ({ body: { ok: true, user: { locale: "en-US" } } }));
    const told = async (): Promise<string> => textIn((await slack.command("", { user_id: "U2000" })).json.blocks);
    await expect.poll(told, { timeout: 20_000 }).toContain("The forums I know");
  });
});
