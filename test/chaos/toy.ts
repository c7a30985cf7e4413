// The smallest possible platform, on the real server, store, inbox and desk, which the chaos test
// kills. Replies go to a recorder.
import { z } from "zod";
import { environment } from "../../src/config.js";
import { serve } from "../../src/main.js";
import type { Connect } from "../../src/platform.js";
import { ready } from "../../src/ready.js";
import { readBody } from "../../src/server.js";

const Question = z.object({ id: z.string(), user: z.string(), text: z.string() });
type Question = z.infer<typeof Question>;

const settings = environment();

const connect: Connect = async ({ desk, store, metrics, log }) => {
  const under = new Set<Promise<void>>();

  async function answer({ id, user, text }: Question): Promise<void> {
    const person = { platform: "toy", workspace: "W", user };
    const { reply } = await desk.ask({ message: { text }, person, conversation: `toy ${user}` });
    await store.inbox.sending(id);
    const response = await fetch(`${settings.RECORDER}`, {
      method: "POST",
      body: JSON.stringify({ id, answer: reply.answer.answer }),
      signal: AbortSignal.timeout(2_000),
    });
    if (!response.ok) throw new Error(`the recorder says ${response.status}`);
    await store.inbox.finish(id, { message: id, place: id });
  }

  const first = async (question: Question): Promise<void> => {
    try {
      await answer(question);
    } catch (error) {
      log.warn({ err: error }, "to be tried again");
      await store.inbox.retry(question.id, 100).catch(() => undefined);
    }
  };

  return {
    name: "toy",
    routes: [
      {
        method: "POST",
        path: "/events",
        handle: async (request, response) => {
          const question = Question.parse(JSON.parse((await readBody(request, 10_000)).toString()));
          const person = { platform: "toy", workspace: "W", user: question.user };
          let outcome: "new" | "duplicate";
          try {
            outcome = await store.inbox.accept({ key: question.id, platform: "toy", body: question }, person);
          } catch {
            response.writeHead(503).end();
            return;
          }
          response.writeHead(200).end();
          if (outcome === "duplicate") return metrics.duplicates.inc({ platform: "toy" });
          const done = first(question).finally(() => under.delete(done));
          under.add(done);
        },
      },
    ],
    start: async () => undefined,
    resume: async ({ body, sending }) => {
      if (sending) metrics.possibleSeconds.inc({ platform: "toy" });
      await answer(Question.parse(body));
    },
    ready: async () => undefined,
    stop: async () => void (await Promise.all(under)),
  };
};

const compiled = ready(settings.FORUMBOT_ROOT);
if (compiled === undefined) throw new Error("no compiled copy: npm run build");
const running = await serve(compiled, settings, (line) => void process.stdout.write(`${line}\n`), [connect]);
process.once("SIGTERM", async () => {
  await running.stop();
  process.exit(0);
});
