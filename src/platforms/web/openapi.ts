// The schemas of the API → its OpenAPI document.
import { z } from "zod";
import * as api from "./api.js";

interface Operation {
  readonly method: "get" | "post";
  readonly path: string;
  readonly summary: string;
  readonly input: z.ZodObject;
  readonly output: z.ZodType;
  readonly also?: Readonly<Record<string, string>>;
}

const OPERATIONS: readonly Operation[] = [
  {
    method: "post",
    path: "/api/ask",
    summary: "Asks the bot. Follow-ups work within a conversation, for 30 minutes.",
    input: api.askInput,
    output: api.askOutput,
    also: { "429": "Too many questions: the answer says so, and Retry-After says when to ask again." },
  },
  {
    method: "post",
    path: "/api/feedback",
    summary: "Says whether an answer was helpful: one verdict a person and answer.",
    input: api.feedbackInput,
    output: api.feedbackOutput,
  },
  {
    method: "post",
    path: "/api/forget",
    summary: "Deletes everything that is kept about a person, and says how much that was.",
    input: api.forgetInput,
    output: api.forgetOutput,
  },
  {
    method: "get",
    path: "/api/guide",
    summary: "All that the bot knows: forums with their bodies and facts, examples to begin with, names, sources.",
    input: api.guideInput,
    output: api.guideOutput,
  },
  {
    method: "get",
    path: "/api/search",
    summary: "Facts by words, names and beginnings of words, best first; without text, the first fact of each forum.",
    input: api.searchInput,
    output: api.searchOutput,
  },
  {
    method: "get",
    path: "/api/section",
    summary: "A whole section of a quoted document.",
    input: api.sectionInput,
    output: api.sectionOutput,
    also: { "404": "There is no such section." },
  },
];

const schemaOf = (schema: z.ZodType, io: "input" | "output"): Record<string, unknown> => {
  const { $schema: _, ...made } = z.toJSONSchema(schema, { io }) as Record<string, unknown>;
  return made;
};
const content = (schema: unknown) => ({ "application/json": { schema } });

export function openApi(): unknown {
  const error = { $ref: "#/components/schemas/Error" };
  const paths = OPERATIONS.map(({ method, path, summary, input, output, also = {} }) => {
    const asked = schemaOf(input, "input") as { properties: Record<string, unknown>; required?: string[] };
    const request =
      method === "post"
        ? { requestBody: { required: true, content: content(asked) } }
        : {
            parameters: Object.entries(asked.properties).map(([name, schema]) => ({
              name,
              in: "query",
              required: asked.required?.includes(name) ?? false,
              schema,
            })),
          };
    const answered = schemaOf(output, "output");
    const refused = method === "post" ? ["400", "403", "413", "415", "429"] : ["400", "429"];
    const responses = {
      "200": { description: "Done.", content: content(answered) },
      ...Object.fromEntries(refused.map((status) => [status, { description: "Refused: the message says why.", content: content(error) }])),
      ...Object.fromEntries(
        Object.entries(also).map(([status, description]) => [
          status,
          { description, content: content(status === "429" ? answered : error) },
        ]),
      ),
    };
    return [path, { [method]: { operationId: path.split("/").at(-1), summary, ...request, responses } }];
  });
  return {
    openapi: "3.1.0",
    info: {
      title: "Forumbot",
      version: "1",
      description: "What the page asks the bot. Every answer of a POST is JSON; nothing is stored but what the page's privacy note says.",
    },
    paths: Object.fromEntries(paths),
    components: { schemas: { Error: schemaOf(api.errorOutput, "output") } },
  };
}
