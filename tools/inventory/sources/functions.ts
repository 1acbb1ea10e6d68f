import { awsSdk } from "../../aws-sdk.ts";
import { refOfArn } from "../arn.ts";
import type { Link } from "../resource.ts";
import { pages, type Source } from "../site.ts";

/**
 * What calls a function. Functions themselves come from the tagging API and Resource Explorer: ListFunctions would
 * bring their environment variables along, which may hold secrets.
 */
export const eventSources: Source = {
  types: [],
  deep: true,
  async read(site) {
    const sdk = awsSdk("client-lambda");
    const client = site.aws.client(sdk.LambdaClient, site.account, site.region);
    const found = await pages(
      site,
      "lambda:ListEventSourceMappings",
      (Marker, options) => client.send(new sdk.ListEventSourceMappingsCommand(Marker ? { Marker } : {}), options),
      (output) => output.NextMarker,
    );
    const links = found
      .flatMap(({ EventSourceMappings }) => EventSourceMappings ?? [])
      .flatMap(({ EventSourceArn, FunctionArn, State }): Link[] => {
        const from = refOfArn(EventSourceArn ?? "", site.region);
        const to = refOfArn(unqualified(FunctionArn ?? ""), site.region);
        return from && to
          ? [{ from, kind: "sends_to", to, label: State === "Enabled" ? "event source" : `event source, ${State}` }]
          : [];
      });
    return { resources: [], links };
  },
};

/** Without a version or alias. */
const unqualified = (arn: string) => arn.split(":").slice(0, 7).join(":");
