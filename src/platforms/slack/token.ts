// Checks the bot's token regularly: nothing reports that it was revoked or the app removed.
import type { webApi } from "@slack/bolt";
import { failureOf } from "./send.js";

type Fetch = webApi.FetchFunction;

/** How long a check is valid, in milliseconds; and a negative one, which may be fixed any time. */
const HOLDS = 60_000;
const HOLDS_NO = 10_000;
/** Errors that suggest an invalid token: https://docs.slack.dev/reference/methods/auth.test#errors */
const DOUBT = /^\{"ok":false.{0,200}"(invalid_auth|not_authed|account_inactive|token_revoked|token_expired|org_login_required)"/s;

export interface TokenCheck {
  /** Asks Slack, unless it was just asked. Throws if the token is refused, but not if Slack is unreachable. */
  ready(): Promise<void>;
  /** The same calls, whose errors may trigger a check. */
  watch(call: Fetch): Fetch;
}

export function createTokenCheck(now: () => number): TokenCheck & { uses(test: () => Promise<unknown>): void } {
  let test: () => Promise<unknown> = async () => undefined;
  let asked = Number.NEGATIVE_INFINITY;
  let refused: Error | undefined;
  let pending: Promise<void> | undefined;

  async function ask(): Promise<void> {
    try {
      await test();
      refused = undefined;
    } catch (error) {
      const failure = failureOf(error);
      if ("error" in failure) refused = new Error(`Slack doesn't take the bot's token (${failure.error})`);
    }
    asked = now();
  }

  return {
    uses: (how) => {
      test = how;
      asked = now();
    },
    async ready() {
      if (now() - asked >= (refused === undefined ? HOLDS : HOLDS_NO)) {
        pending ??= ask().finally(() => {
          pending = undefined;
        });
        await pending;
      }
      if (refused !== undefined) throw refused;
    },
    watch: (call) => async (url, init) => {
      const answered = await call(url, init);
      // files are never sent here: the text can be read twice
      if (typeof init?.body === "string" && refused === undefined && DOUBT.test(await answered.text())) asked = Number.NEGATIVE_INFINITY;
      return answered;
    },
  };
}
