/** One operation through the real client and our wire, both ways, without a network. */
import { createRequire } from "node:module";
import type { Answer } from "../../../../sandbox/aws/wire/answer.ts";
import { unwrapBody } from "../../../../sandbox/aws/wire/body-encoding.ts";
import type { LoadedService } from "../../../../sandbox/aws/wire/loaded.ts";
import { checkRequired } from "../../../../sandbox/aws/wire/members.ts";
import { asSpoken, findOperation, readInput, writeAnswer } from "../../../../sandbox/aws/wire/protocol.ts";

interface HttpRequest {
  method: string;
  path: string;
  query: Record<string, string | string[] | null>;
  headers: Record<string, string>;
  body: string | Uint8Array | undefined;
}

const load = createRequire(import.meta.url);

export interface Client {
  /** What our wire read of the input, and what the client read of our answer. */
  roundTrip(
    operation: string,
    input: object,
    output: object,
  ): Promise<{ seen: unknown; back: unknown; status: number }>;
}

/** @param settings over those of the client, such as another protocol. */
export function clientOf(packageName: string, clientName: string, loaded: LoadedService, settings = {}): Client {
  const sdk = load(packageName);
  let expected = "";
  let output: object = {};
  let seen: unknown;
  const client = new sdk[clientName]({
    region: "ap-northeast-2",
    endpoint: "http://127.0.0.1:1",
    maxAttempts: 1,
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
    // The bodies are random, so their digests do not fit; and the queue's address is not that of the endpoint.
    ...(clientName === "SQSClient" ? { md5: false, useQueueUrlAsEndpoint: false } : {}),
    ...settings,
    requestHandler: {
      async handle(request: HttpRequest) {
        const signed = signedOf(request);
        const service = asSpoken(loaded, signed.headers, loaded.signingName);
        const operation = findOperation(service, signed);
        if (operation.name !== expected) throw new Error(`routed to ${operation.name}`);
        seen = readInput(service, operation, { ...signed, body: unwrapBody(signed) });
        checkRequired(operation.input, seen);
        return {
          response: toResponse(writeAnswer(service, operation, output, "00000000-0000-4000-8000-000000000000")),
        };
      },
    },
  });
  return {
    async roundTrip(operation, input, answer) {
      expected = operation;
      output = answer;
      seen = undefined;
      const { $metadata, ...back } = await client.send(new sdk[`${operation}Command`](input));
      for (const [name, value] of Object.entries(back))
        if (value && typeof value === "object" && "transformToByteArray" in value)
          back[name] = await (value as { transformToByteArray(): Promise<Uint8Array> }).transformToByteArray();
      return { seen: plain(seen), back: plain(back), status: $metadata.httpStatusCode };
    },
  };
}

/** A client of one of the query protocol's last services, as it was before they went on to JSON. */
export function queryProtocolOf(packageName: string, namespace: string): object {
  const { AwsQueryProtocol } = createRequire(load.resolve(packageName))("@aws-sdk/core/protocols");
  return new AwsQueryProtocol({ defaultNamespace: namespace, errorTypeRegistries: [], xmlNamespace: "", version: "1" });
}

function signedOf({ method, path, query, headers, body }: HttpRequest) {
  const params = Object.entries(query).flatMap(([key, value]) =>
    [value ?? ""].flat().map((one) => `${encodeURIComponent(key)}=${encodeURIComponent(one)}`),
  );
  return {
    method,
    url: `${path}${params.length ? `?${params.join("&")}` : ""}`,
    headers: Object.fromEntries(Object.entries(headers).map(([k, v]) => [k.toLowerCase(), v])),
    // Not `Buffer.from(bytes)`: it asks a body of the JSON protocols for its text, of which the SDK warns.
    body: body instanceof Uint8Array ? Buffer.from(body.buffer, body.byteOffset, body.length) : Buffer.from(body ?? ""),
  };
}

const toResponse = ({ status, headers, body }: Answer) => ({
  statusCode: status,
  headers: { ...headers },
  body: new Blob([body as string]).stream(),
});

/** Comparable: bytes as hex; empty structures and lists left out, which forms and XML cannot tell from none. */
export function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("hex");
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  if (Array.isArray(value)) {
    const items = value.map(plain).filter((v) => v !== undefined);
    return items.length ? items : undefined;
  }
  const kept = Object.entries(value)
    .map(([k, v]) => [k, plain(v)] as const)
    .filter(([, v]) => v !== undefined);
  return kept.length ? Object.fromEntries(kept) : undefined;
}
