import type { IncomingMessage, ServerResponse } from "node:http";
import { callFaults } from "../faults.ts";
import { parseFields, readBody } from "../http/body.ts";
import { send } from "../http/reply.ts";
import type { Workspace } from "../workspace.ts";
import { answerResponseUrl } from "./response-url.ts";
import { runInto } from "./run-into.ts";

const MAX_BODY = 1024 * 1024;

/** Takes a POST on a response_url; the faults named `response_url` hit it. */
export async function serveResponseUrl(
  ws: Workspace,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const started = performance.now();
  const body = await readBody(request, MAX_BODY);
  const fields = parseFields(request.headers["content-type"] ?? "", body, new URLSearchParams());
  const fault = ws.faults.take("response_url", callFaults);
  const refused = fault ? await runInto(fault, response) : null;
  const token = path.slice("/response/".length);
  const [status, text] =
    refused !== null ? [refused, ""] : fields ? answerResponseUrl(ws, token, fields) : [400, "invalid_payload"];
  ws.journal.add({
    kind: "call",
    method: "response_url",
    args: fields ?? {},
    status,
    response: text,
    ms: Math.round(performance.now() - started),
    ...(fault ? { fault: fault.kind } : {}),
  });
  if (fault?.kind === "drop_reply") response.destroy();
  else if (refused === null) send(response, status, "text/plain", text);
}
