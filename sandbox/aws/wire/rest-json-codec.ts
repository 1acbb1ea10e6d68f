/** restJson1: method and path name the operation; members travel in path, query, headers and a JSON body. */
import type { NormalizedSchema as Schema } from "@smithy/core/schema";
import type { Codec } from "./answer.ts";
import { inBody, payloadOf, readBindings, writeBindings } from "./http-bindings.ts";
import { writeJsonError } from "./json-codec.ts";
import { parseJson, readJson, writeJson } from "./json-values.ts";
import { findRoute } from "./routes.ts";

export const restJsonCodec: Codec = {
  operationName: (service, request) => findRoute(service.routes, request),
  readInput(_service, operation, request) {
    const payload = payloadOf(operation.input);
    const body = payload
      ? request.body.length > 0 && { [payload[0]]: readPayload(payload[1], request.body) }
      : (readJson(operation.input, parseJson(request.body), true) as object | undefined);
    return { ...body, ...readBindings(operation, request) };
  },
  writeAnswer(_service, operation, output, id) {
    const { headers, status } = writeBindings(operation.output, output as Record<string, unknown>);
    const payload = payloadOf(operation.output);
    const inner = payload && (output as Record<string, unknown>)[payload[0]];
    return {
      status: status ?? operation.status,
      headers: { "content-type": "application/json", "x-amzn-requestid": id, ...headers },
      body: payload ? writePayload(payload[1], inner) : JSON.stringify(writeBody(operation.output, output)),
    };
  },
  writeError: (service, known, id) =>
    writeJsonError(service, known, { "content-type": "application/json", "x-amzn-requestid": id }, true),
};

function readPayload(member: Schema, body: Buffer): unknown {
  if (member.isBlobSchema()) return new Uint8Array(body);
  return member.isStringSchema() ? body.toString("utf8") : readJson(member, parseJson(body), true);
}

function writePayload(member: Schema, value: unknown): string | Uint8Array {
  if (value === undefined || value === null) return "";
  if (member.isBlobSchema()) return value as Uint8Array;
  return member.isStringSchema() ? String(value) : JSON.stringify(writeJson(member, value, true));
}

function writeBody(schema: Schema, output: object): object {
  const elsewhere = new Set(
    schema.isUnitSchema() ? [] : [...schema.structIterator()].filter(([, m]) => !inBody(m)).map(([name]) => name),
  );
  const kept = Object.fromEntries(Object.entries(output).filter(([name]) => !elsewhere.has(name)));
  return (writeJson(schema, kept, true) as object | undefined) ?? {};
}
