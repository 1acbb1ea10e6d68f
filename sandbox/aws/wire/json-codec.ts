/** awsJson1.0 and 1.1: the operation in `X-Amz-Target`, everything else in the body. */
import { type Answer, type Codec, type Errors, errorMembers, type KnownError } from "./answer.ts";
import { parseJson, readJson, writeJson } from "./json-values.ts";

const headersOf = (service: Errors, id: string) => ({
  "content-type": service.protocol === "awsJson1_0" ? "application/x-amz-json-1.0" : "application/x-amz-json-1.1",
  "x-amzn-requestid": id,
});

export const jsonCodec: Codec = {
  operationName(_service, request) {
    const target = String(request.headers["x-amz-target"] ?? "");
    return target.slice(target.lastIndexOf(".") + 1);
  },
  readInput: (_service, operation, request) => readJson(operation.input, parseJson(request.body), false) ?? {},
  writeAnswer(service, operation, output, id) {
    const body = JSON.stringify(writeJson(operation.output, output, false) ?? {});
    return { status: 200, headers: headersOf(service, id), body };
  },
  writeError: (service, known, id) => writeJsonError(service, known, headersOf(service, id), false),
};

/** Where the service spoke the query protocol once, its clients still want the error's old code, in a header. */
export function writeJsonError(
  service: Errors,
  known: KnownError,
  headers: Record<string, string>,
  rest: boolean,
): Answer {
  const { error, shape, status } = known;
  const type = shape && !rest ? `${service.namespace}#${shape.name}` : (shape?.name ?? error.code);
  const members = shape ? (writeJson(shape.schema, errorMembers(known), rest) as object) : error.members;
  const said = Object.keys(members).some((name) => name.toLowerCase() === "message");
  const sender = status < 500 ? "Sender" : "Receiver";
  return {
    status,
    headers: {
      ...headers,
      "x-amzn-errortype": shape?.name ?? error.code,
      ...(service.queryCompatible ? { "x-amzn-query-error": `${shape?.queryCode ?? error.code};${sender}` } : {}),
    },
    body: JSON.stringify({ __type: type, ...(said ? {} : { message: error.message }), ...members }),
  };
}
