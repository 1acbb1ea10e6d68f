import { createRequire } from "node:module";
import type { NormalizedSchema } from "@smithy/core/schema";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createServices } from "../../../sandbox/aws/ops/services.ts";
import { findOperation, readInput, writeAnswer } from "../../../sandbox/aws/wire/protocol.ts";
import { checkRequired } from "../../../sandbox/aws/wire/read.ts";

/** Text that XML may carry; its parser drops text that is nothing but spaces. */
const text = fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 12 }).map((s) => s.trim() || "x");

function arbitraryOf(schema: NormalizedSchema, depth = 0): fc.Arbitrary<unknown> {
  if (schema.isUnitSchema()) return fc.constant({});
  if (schema.isStructSchema()) {
    const tuple = schema.getSchema() as unknown as unknown[];
    const required = typeof tuple[6] === "number" ? tuple[6] : 0;
    const members = [...schema.structIterator()];
    const kept = members.filter((_, i) => i < required || depth < 2);
    const parts = kept.map(([name, member]) => [name, arbitraryOf(member, depth + 1)] as const);
    const requiredKeys = members.slice(0, required).map(([name]) => name);
    if (schema.isUnionSchema()) return fc.oneof(...parts.map(([name, part]) => part.map((v) => ({ [name]: v }))));
    return fc.record(Object.fromEntries(parts), { requiredKeys, noNullPrototype: true });
  }
  if (schema.isListSchema())
    return fc.array(arbitraryOf(schema.getValueSchema(), depth + 1), { minLength: 1, maxLength: 2 });
  if (schema.isMapSchema())
    return fc.dictionary(text, arbitraryOf(schema.getValueSchema(), depth + 1), {
      minKeys: 1,
      maxKeys: 2,
      noNullPrototype: true,
    });
  if (schema.isTimestampSchema())
    return fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => new Date(seconds * 1000));
  if (schema.isNumericSchema()) return fc.integer({ min: 0, max: 1_000_000 });
  if (schema.isBooleanSchema()) return fc.boolean();
  if (schema.isBlobSchema()) return fc.uint8Array({ minLength: 1, maxLength: 8 });
  if (schema.isDocumentSchema()) return fc.constant({ a: 1 });
  return text;
}

/** Forms and XML cannot tell an empty structure from none. */
function withoutEmpty(value: unknown): unknown {
  if (value === null || typeof value !== "object" || value instanceof Date || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) {
    const items = value.map(withoutEmpty).filter((v) => v !== undefined);
    return items.length ? items : undefined;
  }
  const kept = Object.entries(value)
    .map(([k, v]) => [k, withoutEmpty(v)] as const)
    .filter(([, v]) => v !== undefined);
  return kept.length ? Object.fromEntries(kept) : undefined;
}

interface HttpRequest {
  method: string;
  path: string;
  query: Record<string, string | string[]>;
  headers: Record<string, string>;
  body: string | Uint8Array | undefined;
}

const require = createRequire(import.meta.url);
const packages: Record<string, [string, string]> = {
  sts: ["@aws-sdk/client-sts", "STSClient"],
  ec2: ["@aws-sdk/client-ec2", "EC2Client"],
  elasticloadbalancing: ["@aws-sdk/client-elastic-load-balancing-v2", "ElasticLoadBalancingV2Client"],
  cloudtrail: ["@aws-sdk/client-cloudtrail", "CloudTrailClient"],
  guardduty: ["@aws-sdk/client-guardduty", "GuardDutyClient"],
  ce: ["@aws-sdk/client-cost-explorer", "CostExplorerClient"],
  logs: ["@aws-sdk/client-cloudwatch-logs", "CloudWatchLogsClient"],
};

describe("the wire, read backwards from the SDK's schemas", () => {
  for (const service of createServices()) {
    const loaded = service.load();
    const [packageName, clientName] = packages[service.scope] as [string, string];
    const sdk = require(packageName);

    it(`${service.scope} is routed by the name its client signs with`, () => {
      expect(loaded.signingName).toBe(service.scope);
    });

    for (const name of service.names) {
      it(`carries any input and output of ${service.scope}:${name} through the real client unchanged`, async () => {
        const operation = loaded.operations.get(name);
        if (!operation) throw new Error(`${name} is not loaded`);
        let seen: unknown;
        let answer: object = {};
        const client = new sdk[clientName]({
          region: "ap-northeast-2",
          endpoint: "http://127.0.0.1:1",
          maxAttempts: 1,
          credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
          requestHandler: {
            async handle(request: HttpRequest) {
              const query = new URLSearchParams();
              for (const [k, v] of Object.entries(request.query)) for (const one of [v].flat()) query.append(k, one);
              const url = `${request.path}${query.size ? `?${query}` : ""}`;
              const signed = {
                method: request.method,
                url,
                headers: request.headers,
                body:
                  typeof request.body === "string"
                    ? Buffer.from(request.body)
                    : Buffer.concat([request.body ?? new Uint8Array()]),
              };
              expect(findOperation(loaded, signed).name).toBe(name);
              seen = readInput(loaded, operation, signed);
              const sent = writeAnswer(loaded, operation, answer, "00000000-0000-4000-8000-000000000000");
              return { response: { statusCode: sent.status, headers: sent.headers, body: Buffer.from(sent.body) } };
            },
          },
        });
        const property = fc.asyncProperty(
          arbitraryOf(operation.input) as fc.Arbitrary<object>,
          arbitraryOf(operation.output) as fc.Arbitrary<object>,
          async (input, output) => {
            answer = output;
            const { $metadata, ...back } = await client.send(new sdk[`${name}Command`](input));
            expect($metadata.httpStatusCode).toBe(operation.status);
            expect(withoutEmpty(seen)).toEqual(withoutEmpty(input));
            expect(withoutEmpty(back)).toEqual(withoutEmpty(output));
            checkRequired(operation.input, seen);
          },
        );
        await fc.assert(property, { numRuns: 8 });
      });
    }
  }
});
