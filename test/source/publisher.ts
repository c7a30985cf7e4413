// A publisher's server on this machine: what it answers is told path by path, and what it was asked is noted.
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Handle = (request: IncomingMessage, response: ServerResponse) => void;

export interface Publisher {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly asked: { readonly path: string; readonly headers: IncomingHttpHeaders }[];
  /** What stands at a path from now on; what stands nowhere is 404. */
  put(path: string, what: string | Buffer | Handle, type?: string): void;
  close(): Promise<void>;
}

export async function startPublisher(): Promise<Publisher> {
  const pages = new Map<string, Handle>();
  const asked: Publisher["asked"] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    asked.push({ path, headers: request.headers });
    const handle = pages.get(path);
    if (handle !== undefined) return handle(request, response);
    response.writeHead(404, { "content-type": "text/html" }).end("<h1>Not found</h1>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    put: (path, what, type = "text/html; charset=utf-8") => {
      pages.set(path, typeof what === "function" ? what : (_, response) => response.writeHead(200, { "content-type": type }).end(what));
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export const redirect =
  (status: number, to: string): Handle =>
  (_, response) =>
    response.writeHead(status, { location: to }).end();
