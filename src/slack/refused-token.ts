import { WebAPIPlatformError } from "@slack/web-api";
import { StartError } from "../errors.ts";

/** Slack's own code for a refused token, and whether it could be reached at all: what a person at the console needs. */
export function refusedBy(token: string, apiUrl: string | undefined) {
  return (error: unknown): never => {
    if (error instanceof WebAPIPlatformError) {
      throw new StartError(`Slack refused ${token} (${error.data.error}). Check the token and reinstall the app.`);
    }
    const why = error instanceof Error ? error.message : String(error);
    throw new StartError(`Slack cannot be reached at ${apiUrl ?? "https://slack.com/api/"}: ${why}`);
  };
}
