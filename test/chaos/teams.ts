// Teams for the chaos test: sends messages of personal chats, and has a connector that keeps what
// was sent.
import { bundle, type Question, type Subject } from "./subject.js";

/** What every answer to the question says. */
const FACT = "to ganger";

/** Each question has a chat of its own: who asks the same again in one chat would be told apart from Teams' own repetition. */
const chatOf = ({ id }: Question): string => `a:${id}`;

/** One for each run: where replies go is part of what is delivered. */
export function createTeams(): Subject {
  let serviceUrl = "";
  return {
    script: async () => [await bundle("serve")],
    settings: (recorder) => {
      serviceUrl = `${recorder}/`;
      return { TEAMS_ANONYMOUS: "1", PLAYGROUND: "off" };
    },
    deliver: (question) => ({
      path: "/api/messages",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(activityOf(question, serviceUrl)),
    }),
    api: createApi,
    keyOf: (question) => JSON.stringify(["teams", chatOf(question), question.id]),
    finds: () => false,
    again: "a reply is sent again that may have arrived",
  };
}

function activityOf(question: Question, serviceUrl: string): object {
  const { id, user, text } = question;
  return {
    type: "message",
    id,
    timestamp: new Date(1_700_000_000_000 + question.number).toISOString(),
    channelId: "msteams",
    serviceUrl,
    from: { id: `29:${user}`, name: user, aadObjectId: user },
    recipient: { id: "28:bot", name: "Forumbot" },
    conversation: { id: chatOf(question), conversationType: "personal" },
    text,
    locale: "nb-NO",
  };
}

function createApi(): ReturnType<Subject["api"]> {
  let sent = 0;
  return (path, body) => {
    const to = /^\/v3\/conversations\/a%3A(Ev\d+)\/activities\/Ev\d+$/.exec(path)?.[1];
    sent += 1;
    return { to: body.includes(FACT) ? to : undefined, said: { id: `r${sent}` } };
  };
}
