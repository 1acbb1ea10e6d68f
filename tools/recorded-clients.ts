import { readAwsFailure } from "./aws-failure.ts";
import type { RecordCall } from "./recorded-aws.ts";

/** As far as a client of any service is looked at here. */
interface Client {
  middlewareStack: {
    add(
      middleware: (
        next: (args: never) => Promise<unknown>,
        context: { clientName?: string; commandName?: string },
      ) => (args: never) => Promise<unknown>,
      options: { step: "initialize"; name: string; priority: "high" },
    ): void;
  };
}

/** What IAM calls a service, where its client is called otherwise. */
const PREFIXES: Readonly<Record<string, string>> = {
  cloudwatchlogs: "logs",
  elasticloadbalancingv2: "elasticloadbalancing",
  resourcegroupstaggingapi: "tag",
};

/** Tells `record` of each call of a client, attempts of the same call as one. Gives the client itself. */
export function recorded<Made>(made: Made, at: { account: string; region: string }, record: RecordCall): Made {
  (made as Client).middlewareStack.add(
    (next, { clientName = "", commandName = "" }) =>
      async (args) => {
        const service = clientName.replace(/Client$/, "").toLowerCase();
        const action = `${PREFIXES[service] ?? service}:${commandName.replace(/Command$/, "")}`;
        const done = record({ action, ...at });
        try {
          const reply = await next(args);
          done(null);
          return reply;
        } catch (error) {
          done(readAwsFailure(error).code);
          throw error;
        }
      },
    { step: "initialize", name: "opsthreadRecord", priority: "high" },
  );
  return made;
}
