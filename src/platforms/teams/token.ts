// Settings → the token with which the bot sends to Teams, fetched and cached by botbuilder.
import { ConfigurationServiceClientCredentialFactory } from "botbuilder";
import type { TeamsConfig } from "../../config.js";

/** A valid `Authorization` header; undefined if none is needed. */
export type Token = () => Promise<string | undefined>;
/** The scope of the connector, and the token's endpoint. */
const SCOPE = "https://api.botframework.com";
const LOGIN = "https://login.microsoftonline.com/botframework.com";

/** The bot's own token, cached by botbuilder, and fetched once however many wait for it. */
export function createToken({ type, appId, password, tenantId }: TeamsConfig): Token {
  if (type === "anonymous") return async () => undefined;
  const factory = new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppType: type,
    MicrosoftAppId: appId,
    MicrosoftAppTenantId: tenantId,
    MicrosoftAppPassword: type === "UserAssignedMSI" ? "" : password,
  });
  const credentials = factory.createCredentials(appId, SCOPE, LOGIN, true);
  let pending: Promise<string | undefined> | undefined;
  const fetched = async (): Promise<string | undefined> => {
    let header: string | undefined;
    const headers = {
      set: (_: string, value: string) => {
        header = value;
      },
    };
    await (await credentials).signRequest({ headers } as never);
    return header;
  };
  return () => {
    pending ??= fetched().finally(() => {
      pending = undefined;
    });
    return pending;
  };
}
