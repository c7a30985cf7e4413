// The platform's API, as the replies see it: counts the replies to each question, is slow at times, fails, or hangs up after it took one.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Random } from "./random.js";
import type { Subject } from "./subject.js";

export interface Recorder {
  readonly address: string;
  /** How often each question was replied to. */
  readonly replies: ReadonlyMap<string, number>;
  /** From now on it answers at once and always. */
  calm(): void;
  close(): Promise<void>;
}

export function startRecorder(subject: Subject, random: Random): Promise<Recorder> {
  const replies = new Map<string, number>();
  let rough = true;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("error", () => undefined);
    request.on("end", async () => {
      const [path, body] = [request.url ?? "/", Buffer.concat(chunks).toString()];
      const chance = rough ? random() : 1;
      if (chance < 0.03) return void response.writeHead(500).end();
      await new Promise((resolve) => setTimeout(resolve, rough ? random() * 15 : 0));
      const id = subject.repliesTo(path, body);
      if (id !== undefined) replies.set(id, (replies.get(id) ?? 0) + 1);
      if (chance < 0.05) return void request.socket.destroy();
      response.writeHead(200, { "content-type": "application/json" }).end(subject.respond(path, body));
    });
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () =>
      resolve({
        address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        replies,
        calm: () => {
          rough = false;
        },
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      }),
    );
  });
}
