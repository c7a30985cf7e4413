// Slack for the chaos test: sends signed mentions and direct messages, and has a Web API that keeps
// what was posted.
import { signed } from "../platforms/slack/sign.js";
import { type Api, bundle, type Question, type Subject } from "./subject.js";

const SECRET = "a signing secret";
/** What every answer to the question says. */
const FACT = "to ganger";
const isDirect = ({ number }: Question): boolean => number % 2 === 0;
const channelOf = (question: Question): string => (isDirect(question) ? `D${question.user}` : "C1");
const stampOf = (number: number): string => `${1_700_000_000 + number}.000100`;

const settings = (recorder: string) => ({
  SLACK_SIGNING_SECRET: SECRET,
  SLACK_BOT_TOKEN: "xoxb-1",
  SLACK_API_URL: `${recorder}/api/`,
});

export const slack: Subject = {
  script: async () => [await bundle("serve")],
  settings,
  deliver: (question, times) => {
    const body = JSON.stringify(eventOf(question));
    const again: Record<string, string> = times > 1 ? { "x-slack-retry-num": String(times - 1), "x-slack-retry-reason": "http_error" } : {};
    return { path: "/slack/events", headers: { "content-type": "application/json", ...signed(body, Date.now(), SECRET), ...again }, body };
  },
  api: createApi,
  keyOf: (question) => `slack:${channelOf(question)}:${stampOf(question.number)}`,
  finds: isDirect,
  again: "a reply is sent again that may have arrived",
};

/** The same where the bot may read channels: no reply comes twice anywhere. */
export const slackWithHistory: Subject = {
  ...slack,
  settings: (recorder) => ({ ...settings(recorder), SLACK_HISTORY: "on" }),
  finds: () => true,
};

function eventOf(question: Question): object {
  const { id, user, text, number } = question;
  const ts = stampOf(number);
  const said = { user, ts, event_ts: ts };
  return {
    type: "event_callback",
    event_id: id,
    event_time: Math.floor(Date.now() / 1000),
    team_id: "T1",
    api_app_id: "A1",
    authorizations: [{ team_id: "T1", enterprise_id: null, user_id: "UBOT", is_bot: true, is_enterprise_install: false }],
    event: isDirect(question)
      ? { ...said, type: "message", channel_type: "im", text, channel: channelOf(question) }
      : { ...said, type: "app_mention", text: `<@UBOT> ${text}`, channel: channelOf(question) },
  };
}

/** Each question begins a thread of its own, so that a thread's posts are the replies to it. */
function createApi(): Api {
  const threads = new Map<string, { ts: string; metadata: unknown }[]>();
  let posts = 0;
  const methods: Readonly<Record<string, (args: URLSearchParams) => object>> = {
    "auth.test": () => ({ team_id: "T1", user_id: "UBOT", bot_id: "BBOT" }),
    "users.info": (args) => ({ user: { id: args.get("user"), locale: "nb-NO" } }),
    "chat.postMessage": (args) => {
      posts += 1;
      const [place, ts] = [placeOf(args, "thread_ts"), `${1_800_000_000 + posts}.000100`];
      threads.set(place, [...(threads.get(place) ?? []), { ts, metadata: JSON.parse(args.get("metadata") ?? "null") ?? undefined }]);
      return { ts, channel: args.get("channel"), message: { ts } };
    },
    "conversations.replies": (args) => ({ messages: threads.get(placeOf(args, "ts")) ?? [], has_more: false }),
  };
  return (path, body) => {
    const [method, args] = [path.replace(/^\/api\//, ""), new URLSearchParams(body)];
    const said = { ok: true, ...methods[method]?.(args) };
    const answers = method === "chat.postMessage" && args.get("text")?.includes(FACT);
    return { to: answers ? `Ev${Number.parseInt(args.get("thread_ts") ?? "", 10) - 1_700_000_000}` : undefined, said };
  };
}

const placeOf = (args: URLSearchParams, thread: string): string => `${args.get("channel")}:${args.get(thread)}`;
