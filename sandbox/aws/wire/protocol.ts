/** The envelope of each protocol: which operation a request names, its input, and how an answer or an error is sent. */
import { type AwsError, Refusal } from "./errors.ts";
import { formTree, readForm, readJson, readScalar } from "./read.ts";
import type { LoadedOperation, LoadedService } from "./service.ts";
import type { SignedRequest } from "./sigv4.ts";
import { writeJson, writeMembers } from "./write.ts";
import { escapeXml } from "./xml.ts";

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const isForm = (service: LoadedService) => service.protocol === "awsQuery" || service.protocol === "ec2Query";

/** @throws Refusal unknownOperation when this account does not serve what is asked. */
export function findOperation(service: LoadedService, request: SignedRequest): LoadedOperation {
  const name = operationName(service, request);
  const operation = service.operations.get(name);
  if (!operation) throw new Refusal("unknownOperation", `The sample account does not serve ${name || request.url}`);
  return operation;
}

function operationName(service: LoadedService, request: SignedRequest): string {
  if (isForm(service)) return String(formTree(request.body.toString("utf8")).Action ?? "");
  if (service.protocol === "restJson1") {
    const path = request.url.split("?")[0] ?? "";
    const found = [...service.operations.values()].find(
      (o) => o.route?.method === request.method && o.route.path.test(path),
    );
    return found?.name ?? "";
  }
  const target = String(request.headers["x-amz-target"] ?? "");
  return target.slice(target.lastIndexOf(".") + 1);
}

export function readInput(service: LoadedService, operation: LoadedOperation, request: SignedRequest): unknown {
  const body = request.body.toString("utf8");
  if (isForm(service)) return readForm(operation.input, formTree(body), service.protocol === "ec2Query");
  const rest = service.protocol === "restJson1";
  const input = readJson(operation.input, parseJson(body), rest) as Record<string, unknown>;
  if (rest) Object.assign(input, readRoute(operation, request));
  return input;
}

function parseJson(body: string): unknown {
  try {
    return body ? JSON.parse(body) : {};
  } catch {
    throw new Refusal("malformed", "The body is not valid JSON");
  }
}

/** Path labels and query parameters of a restJson request. */
function readRoute(operation: LoadedOperation, request: SignedRequest): Record<string, unknown> {
  const [path = "", query = ""] = request.url.split("?");
  const values = operation.route?.path.exec(path)?.slice(1) ?? [];
  const found: Record<string, unknown> = {};
  for (const [i, label] of (operation.route?.labels ?? []).entries())
    found[label] = decodeURIComponent(values[i] ?? "");
  const params = new URLSearchParams(query);
  for (const [name, member] of operation.input.structIterator()) {
    const key = member.getMergedTraits().httpQuery;
    if (typeof key !== "string" || !params.has(key)) continue;
    found[name] = member.isListSchema()
      ? params.getAll(key).map((x) => readScalar(member.getValueSchema(), x))
      : readScalar(member, params.get(key) ?? "");
  }
  return found;
}

export function writeAnswer(service: LoadedService, operation: LoadedOperation, output: object, id: string): Answer {
  if (service.protocol === "ec2Query") {
    const body = `<${operation.name}Response xmlns="${service.xmlNamespace}/"><requestId>${id}</requestId>${writeMembers(operation.output, output)}</${operation.name}Response>`;
    return { status: 200, headers: xmlHeaders(id), body };
  }
  if (service.protocol === "awsQuery") {
    const result = `<${operation.name}Result>${writeMembers(operation.output, output)}</${operation.name}Result>`;
    const body = `<${operation.name}Response xmlns="${service.xmlNamespace}">${result}<ResponseMetadata><RequestId>${id}</RequestId></ResponseMetadata></${operation.name}Response>`;
    return { status: 200, headers: xmlHeaders(id), body };
  }
  const rest = service.protocol === "restJson1";
  const body = JSON.stringify(writeJson(operation.output, output, rest) ?? {});
  return { status: operation.status, headers: jsonHeaders(service, id), body };
}

export function writeError(
  service: Pick<LoadedService, "protocol" | "xmlNamespace">,
  error: AwsError,
  id: string,
): Answer {
  const { code, status } = error;
  const inner = `<Code>${escapeXml(code)}</Code><Message>${escapeXml(error.message)}</Message>`;
  if (service.protocol === "ec2Query") {
    const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error>${inner}</Error></Errors><RequestID>${id}</RequestID></Response>`;
    return { status, headers: xmlHeaders(id), body };
  }
  if (service.protocol === "awsQuery") {
    const type = status < 500 ? "Sender" : "Receiver";
    const body = `<ErrorResponse xmlns="${service.xmlNamespace}"><Error><Type>${type}</Type>${inner}</Error><RequestId>${id}</RequestId></ErrorResponse>`;
    return { status, headers: xmlHeaders(id), body };
  }
  const headers = { ...jsonHeaders(service, id), "x-amzn-errortype": code };
  return { status, headers, body: JSON.stringify({ __type: code, message: error.message, ...error.members }) };
}

const xmlHeaders = (id: string) => ({ "content-type": "text/xml;charset=UTF-8", "x-amzn-requestid": id });

const contentTypes: Record<string, string> = {
  awsJson1_0: "application/x-amz-json-1.0",
  awsJson1_1: "application/x-amz-json-1.1",
  restJson1: "application/json",
};

const jsonHeaders = (service: Pick<LoadedService, "protocol">, id: string) => ({
  "content-type": contentTypes[service.protocol] ?? "application/json",
  "x-amzn-requestid": id,
});
