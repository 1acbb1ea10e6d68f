/** awsQuery and ec2Query: a form in, XML out. Also for clients that speak it to a service that has gone on to JSON. */
import { type Answer, type Codec, errorMembers } from "./answer.ts";
import { formTree, readForm } from "./form-values.ts";
import type { LoadedOperation } from "./loaded.ts";
import type { SignedRequest } from "./sigv4.ts";
import { escapeXml } from "./xml.ts";
import { writeMembers } from "./xml-values.ts";

const headersOf = (id: string) => ({ "content-type": "text/xml;charset=UTF-8", "x-amzn-requestid": id });
const form = (request: SignedRequest) => formTree(request.body.toString("utf8"));
const operationName = (_service: unknown, request: SignedRequest) => String(form(request).Action ?? "");

export const queryCodec: Codec = {
  operationName,
  readInput: (_service, operation, request) => readForm(operation.input, form(request), false) ?? {},
  writeAnswer(service, { name, output: schema }, output, id): Answer {
    const result = `<${name}Result>${writeMembers(schema, output)}</${name}Result>`;
    const body = `<${name}Response xmlns="${service.xmlNamespace}">${result}<ResponseMetadata><RequestId>${id}</RequestId></ResponseMetadata></${name}Response>`;
    return { status: 200, headers: headersOf(id), body };
  },
  writeError(service, known, id) {
    const { error, shape, status } = known;
    const type = status < 500 ? "Sender" : "Receiver";
    const own = shape ? writeMembers(shape.schema, withoutMessage(errorMembers(known))) : "";
    const inner = `<Code>${escapeXml(shape?.queryCode ?? error.code)}</Code><Message>${escapeXml(error.message)}</Message>${own}`;
    const body = `<ErrorResponse xmlns="${service.xmlNamespace}"><Error><Type>${type}</Type>${inner}</Error><RequestId>${id}</RequestId></ErrorResponse>`;
    return { status, headers: headersOf(id), body };
  },
};

export const ec2Codec: Codec = {
  operationName,
  readInput: (_service, operation: LoadedOperation, request) => readForm(operation.input, form(request), true) ?? {},
  writeAnswer(service, { name, output: schema }, output, id): Answer {
    const body = `<${name}Response xmlns="${service.xmlNamespace}/"><requestId>${id}</requestId>${writeMembers(schema, output)}</${name}Response>`;
    return { status: 200, headers: headersOf(id), body };
  },
  writeError(_service, { error, status }, id) {
    const inner = `<Code>${escapeXml(error.code)}</Code><Message>${escapeXml(error.message)}</Message>`;
    const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error>${inner}</Error></Errors><RequestID>${id}</RequestID></Response>`;
    return { status, headers: headersOf(id), body };
  },
};

const withoutMessage = (members: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(members).filter(([name]) => name.toLowerCase() !== "message"));
