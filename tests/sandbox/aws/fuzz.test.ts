import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createServices } from "../../../sandbox/aws/ops/services.ts";
import type { LoadedOperation } from "../../../sandbox/aws/wire/loaded.ts";
import { arbitraryOf, isOfTheClient } from "./support/arbitraries.ts";
import { type Client, clientOf, plain, queryProtocolOf } from "./support/round-trip.ts";

/** In a form the two have one name, the second having replaced the first: either is read as both. */
const twins = ["AttributeNames", "MessageSystemAttributeNames"];
const withoutTwins = (input: object) =>
  Object.fromEntries(Object.entries(input).filter(([name]) => !twins.includes(name)));

/** What was read, without what the client adds of its own to uploads and downloads. */
function withoutClients(seen: unknown, given: object): unknown {
  const kept = Object.entries((seen ?? {}) as object).filter(([name]) => name in given || !isOfTheClient(name));
  return plain(Object.fromEntries(kept));
}

async function checkRoundTrips(client: Client, operation: LoadedOperation, only = (input: object) => input) {
  const pair = fc.tuple(arbitraryOf(operation.input), arbitraryOf(operation.output));
  const property = fc.asyncProperty(pair, async ([any, output]) => {
    const input = only(any as object);
    const { seen, back, status } = await client.roundTrip(operation.name, input, output as object);
    const given = (output as { StatusCode?: number }).StatusCode;
    expect([operation.status, given]).toContain(status);
    expect(withoutClients(seen, input)).toEqual(plain(input));
    expect(withoutClients(back, output as object)).toEqual(plain(output));
  });
  await fc.assert(property, { numRuns: 6, seed: 20_261_121 });
}

describe("every operation, through the real client and back", () => {
  for (const service of createServices()) {
    const loaded = service.load();
    const client = clientOf(service.package, service.client, loaded);

    it(`${service.scope} is routed by the name its client signs with`, () => {
      expect(loaded.signingName).toBe(service.scope);
    });

    for (const operation of loaded.operations.values())
      it(`${service.scope}:${operation.name} reads any input and writes any output unchanged`, () =>
        checkRoundTrips(client, operation));
  }
});

describe("every operation of a service that has gone on to JSON, through a client that still sends forms", () => {
  for (const service of createServices().filter(({ scope }) => ["sqs", "monitoring"].includes(scope))) {
    const loaded = service.load();
    const protocol = queryProtocolOf(service.package, loaded.namespace);
    const client = clientOf(service.package, service.client, loaded, { protocol });
    for (const operation of loaded.operations.values())
      it(`${service.scope}:${operation.name} reads any input and writes any output unchanged`, () =>
        checkRoundTrips(client, operation, withoutTwins));
  }
});
