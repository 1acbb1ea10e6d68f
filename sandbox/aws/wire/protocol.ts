/** From a request to an operation and its input, and from an output or an error to an answer, in any protocol. */
import type { Answer, Codec, Errors } from "./answer.ts";
import { type AwsError, type Protocol, Refusal } from "./errors.ts";
import { jsonCodec } from "./json-codec.ts";
import type { LoadedOperation, LoadedService } from "./loaded.ts";
import { ec2Codec, queryCodec } from "./query-codec.ts";
import { restJsonCodec } from "./rest-json-codec.ts";
import { restXmlCodec } from "./rest-xml-codec.ts";
import type { SignedRequest } from "./sigv4.ts";

const codecs: Record<Protocol, Codec> = {
  awsJson1_0: jsonCodec,
  awsJson1_1: jsonCodec,
  restJson1: restJsonCodec,
  restXml: restXmlCodec,
  awsQuery: queryCodec,
  ec2Query: ec2Codec,
};

/**
 * The protocol a request is in, as the service's client would have it: older clients send forms to services whose
 * newer clients send JSON, and want XML back.
 */
export function asSpoken<S extends Pick<LoadedService, "protocol" | "queryCompatible" | "xmlNamespace">>(
  service: S,
  headers: SignedRequest["headers"],
  scope: string,
): S {
  const type = String(headers["content-type"] ?? "");
  if (!service.queryCompatible || !type.startsWith("application/x-www-form-urlencoded")) return service;
  return { ...service, protocol: "awsQuery", queryCompatible: false, xmlNamespace: formNamespaces[scope] ?? "" };
}

/** Not in the JSON models any more. */
const formNamespaces: Record<string, string> = {
  sqs: "http://queue.amazonaws.com/doc/2012-11-05/",
  monitoring: "http://monitoring.amazonaws.com/doc/2010-08-01/",
};

/** @throws Refusal unknownOperation when this account does not serve what is asked. */
export function findOperation(service: LoadedService, request: SignedRequest): LoadedOperation {
  const name = codecs[service.protocol].operationName(service, request);
  const operation = service.operations.get(name);
  if (!operation) throw new Refusal("unknownOperation", `The sample account does not serve ${name || request.url}`);
  return operation;
}

/** @throws Refusal malformed. */
export const readInput = (service: LoadedService, operation: LoadedOperation, request: SignedRequest): unknown =>
  codecs[service.protocol].readInput(service, operation, request);

export const writeAnswer = (service: LoadedService, operation: LoadedOperation, output: object, id: string): Answer =>
  codecs[service.protocol].writeAnswer(service, operation, output, id);

export function writeError(service: Errors, error: AwsError, id: string): Answer {
  const shape = service.errors.get(error.code);
  const status = error.status ?? shape?.status ?? 400;
  return codecs[service.protocol].writeError(service, { error, shape, status }, id);
}
