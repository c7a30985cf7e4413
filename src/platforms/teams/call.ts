// One HTTP request → its status and body, over connections that are kept: a third of what `fetch` costs per message.
import { request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";

export interface Called {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly body: string;
}

const PATIENCE = 10_000;
/** What is read of a body: an id, an error. */
const LONGEST = 65_536;

/** Connections are kept by Node's global agents, and proxies are those that these know. Rejects where no answer came: redirects are not followed, and after ten seconds nothing is waited for. */
export async function call(url: string, method: string, headers: Readonly<Record<string, string>>, body = ""): Promise<Called> {
  try {
    return await once(url, method, headers, body);
  } catch (error) {
    // the other side closed a kept connection just as it was used again, most likely without having seen the request; what may
    // have arrived all the same is sent again by who counts that
    if (!(error instanceof Unheard) || method === "POST") throw error;
    return once(url, method, headers, body);
  }
}

class Unheard extends Error {}

function once(url: string, method: string, headers: Readonly<Record<string, string>>, body: string): Promise<Called> {
  return new Promise((resolve, reject) => {
    const secure = url.startsWith("https:");
    const options = {
      method,
      headers: { ...headers, "content-length": Buffer.byteLength(body) },
    };
    const sent = (secure ? secureRequest : plainRequest)(url, options, (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size <= LONGEST) chunks.push(chunk);
      });
      response.on("error", fail);
      response.on("end", () => {
        clearTimeout(timer);
        resolve({
          status: response.statusCode ?? 0,
          retryAfter: response.headers["retry-after"],
          body: Buffer.concat(chunks).toString("utf8"),
        });
      });
    });
    const timer = setTimeout(() => sent.destroy(Object.assign(new Error("no answer in time"), { code: "ETIMEDOUT" })), PATIENCE);
    function fail(error: Error & { code?: string }): void {
      clearTimeout(timer);
      reject(sent.reusedSocket && error.code === "ECONNRESET" ? new Unheard("closed", { cause: error }) : error);
    }
    sent.on("error", fail);
    sent.end(body);
  });
}
