/** restXml as S3 speaks it: path style, XML, text or bytes as the body, much in headers. */
import type { NormalizedSchema as Schema } from "@smithy/core/schema";
import { type Answer, type Codec, errorMembers } from "./answer.ts";
import { inBody, payloadOf, readBindings, writeBindings } from "./http-bindings.ts";
import { findRoute } from "./routes.ts";
import { traitsOf } from "./traits.ts";
import { escapeXml, parseXml } from "./xml.ts";
import { readXml, readXmlMembers, writeMembers } from "./xml-values.ts";

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

const headersOf = (id: string) => ({ "x-amz-request-id": id, "x-amz-id-2": id });
const XML = { "content-type": "application/xml" };

export const restXmlCodec: Codec = {
  operationName: (service, request) => findRoute(service.routes, request),
  readInput(_service, operation, request) {
    const payload = payloadOf(operation.input);
    const { body } = request;
    const inner =
      body.length === 0
        ? {}
        : payload
          ? { [payload[0]]: readPayload(payload[1], body) }
          : readXmlMembers(operation.input, parseXml(body.toString("utf8")));
    return { ...inner, ...readBindings(operation, request) };
  },
  writeAnswer(service, operation, output, id) {
    const schema = operation.output;
    const given = output as Record<string, unknown>;
    const { headers, status } = writeBindings(schema, given);
    const bound = { ...headersOf(id), ...headers };
    const payload = payloadOf(schema);
    const body = payload
      ? writePayload(payload, given[payload[0]], service.xmlNamespace)
      : [...schema.structIterator()].some(([, member]) => inBody(member))
        ? writeDocument(schema, given, operation.name, service.xmlNamespace)
        : "";
    const isXml = typeof body === "string" && body.startsWith(DECLARATION);
    return { status: status ?? operation.status, headers: { ...(isXml ? XML : {}), ...bound }, body };
  },
  writeError(_service, known, id): Answer {
    const { error, shape, status } = known;
    const members = shape ? writeMembers(shape.schema, errorMembers(known)) : "";
    const body = `${DECLARATION}<Error><Code>${escapeXml(error.code)}</Code><Message>${escapeXml(error.message)}</Message>${members}<RequestId>${id}</RequestId><HostId>${id}</HostId></Error>`;
    return { status, headers: { ...XML, ...headersOf(id) }, body };
  },
};

function readPayload(member: Schema, body: Buffer): unknown {
  if (member.isBlobSchema()) return new Uint8Array(body);
  if (member.isStringSchema()) return body.toString("utf8");
  return readXml(member, parseXml(body.toString("utf8")));
}

function writePayload([name, member]: [string, Schema], value: unknown, namespace: string): string | Uint8Array {
  if (value === undefined || value === null) return "";
  if (member.isBlobSchema()) return value as Uint8Array;
  if (member.isStringSchema()) return String(value);
  const root = traitsOf(member).xmlName ?? member.getName() ?? name;
  return `${DECLARATION}<${root} xmlns="${namespace}">${writeMembers(member, value as object)}</${root}>`;
}

/** The one document that is text alone: its only member has its own root's name. */
function writeDocument(schema: Schema, value: object, operation: string, namespace: string): string {
  const root = traitsOf(schema).xmlName ?? `${operation}Result`;
  const [only] = [...schema.structIterator()];
  if (only?.[0] === root) {
    const text = String((value as Record<string, unknown>)[root] ?? "");
    return `${DECLARATION}<${root} xmlns="${namespace}">${escapeXml(text)}</${root}>`;
  }
  return `${DECLARATION}<${root} xmlns="${namespace}">${writeMembers(schema, value, inBody)}</${root}>`;
}
