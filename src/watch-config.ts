// The settings of the look at the pages that documents were taken from: their forms, and what they come to.
import { z } from "zod";
import { address, hosts } from "./forms.js";

/** How the pages that documents were taken from are looked at again. */
export interface WatchConfig {
  /** Once a day by the server. */
  readonly on: boolean;
  /** Host names that may lead to private addresses. */
  readonly hosts: readonly string[];
  /** Told to publishers: an e-mail or web address. */
  readonly contact: string | undefined;
  /** Where the owner is told of a change: `C0123`, or `T0123/C0123` where there are many workspaces; a Teams conversation's id. */
  readonly slack: string | undefined;
  readonly teams: string | undefined;
}

export const WATCH_FORMS = {
  WATCH: [z.enum(["on", "off"]).default("off"), "on or off"],
  WATCH_HOSTS: [hosts, "host names without a scheme, with commas between them"],
  WATCH_CONTACT: [z.union([z.email(), address]).optional(), "an e-mail address, or one that begins with https:// or http://"],
  WATCH_SLACK_CHANNEL: [
    z
      .string()
      .regex(/^([TE][A-Z0-9]+\/)?[CGDU][A-Z0-9]+$/)
      .optional(),
    "a channel's id like C0123ABC, with many workspaces T0123ABC/C0123ABC",
  ],
  WATCH_TEAMS_CHANNEL: [
    z
      .string()
      .regex(/^(19|a):\S+$/)
      .optional(),
    "a conversation's id like 19:…@thread.tacv2",
  ],
} as const;

type Values = { readonly [Name in keyof typeof WATCH_FORMS]: z.output<(typeof WATCH_FORMS)[Name][0]> } & {
  readonly PUBLIC_URL?: string | undefined;
};

export const watchOf = (values: Values): WatchConfig => ({
  on: values.WATCH === "on",
  hosts: values.WATCH_HOSTS,
  contact: values.WATCH_CONTACT ?? values.PUBLIC_URL,
  slack: values.WATCH_SLACK_CHANNEL,
  teams: values.WATCH_TEAMS_CHANNEL,
});
