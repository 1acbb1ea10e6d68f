import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Json } from "../entities.ts";
import { parseFields, readBody } from "../http/body.ts";
import { send, sendJson } from "../http/reply.ts";
import { SlackError } from "../slack-error.ts";
import type { Workspace } from "../workspace.ts";
import { createArgs } from "./args.ts";
import { methods } from "./catalog.ts";
import type { Fault } from "./faults.ts";
import { requireScope } from "./method.ts";

const MAX_BODY = 4 * 1024 * 1024;

/** Answers one call of the Web API: token, scopes, arguments, the method, the journal, and any fault asked for. */
export async function serveApi(ws: Workspace, name: string, request: IncomingMessage, response: ServerResponse) {
  const started = performance.now();
  const body = await readBody(request, MAX_BODY);
  const query = new URL(request.url ?? "/", ws.baseUrl).searchParams;
  const fields = parseFields(request.headers["content-type"] ?? "", body, query);
  const { token: bodyToken, ...args } = fields ?? {};
  const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? bodyToken;
  const fault = ws.faults.take(name);
  const note = (status: number, answer: unknown): void =>
    ws.journal.add({
      kind: "call",
      method: name,
      args,
      status,
      response: answer,
      ms: Math.round(performance.now() - started),
      ...(fault ? { fault: fault.kind } : {}),
    });

  if (fault && fault.kind !== "drop_reply") {
    note(await runInto(fault, response), null);
    return;
  }
  const answer = fields === undefined ? { ok: false, error: "invalid_json" } : await call(ws, name, args, token);
  note(200, answer);
  if (fault) response.destroy();
  else sendJson(response, 200, answer, { "x-oauth-scopes": ws.manifest.scopes.join(","), "x-slack-req-id": "local" });
}

async function call(ws: Workspace, name: string, args: Json, token: unknown): Promise<Json> {
  try {
    const method = methods.get(name);
    if (!method) throw new SlackError("unknown_method", { req_method: name });
    checkToken(ws, method.token, token);
    const given = createArgs(args);
    requireScope(ws, ...(typeof method.scopes === "function" ? method.scopes(given, ws) : method.scopes));
    return { ok: true, ...(await method.run(given, ws)) };
  } catch (error) {
    if (error instanceof SlackError) return { ok: false, error: error.error, ...error.extra };
    process.stderr.write(`workspace: ${name} failed: ${error instanceof Error ? error.stack : String(error)}\n`);
    return { ok: false, error: "internal_error" };
  }
}

function checkToken(ws: Workspace, wanted: "bot" | "app", token: unknown): void {
  if (typeof token !== "string" || token === "") throw new SlackError("not_authed");
  const { botToken, appToken } = ws.secrets;
  if (token !== botToken && token !== appToken) throw new SlackError("invalid_auth");
  if (token !== (wanted === "bot" ? botToken : appToken)) throw new SlackError("not_allowed_token_type");
}

/** Plays the fault; returns the HTTP status that was given, 0 for none. */
async function runInto(fault: Fault, response: ServerResponse): Promise<number> {
  switch (fault.kind) {
    case "ratelimited":
      sendJson(response, 429, { ok: false, error: "ratelimited" }, { "retry-after": String(fault.retry_after ?? 1) });
      return 429;
    case "http_500":
      send(response, 500, "text/plain", "Internal Server Error");
      return 500;
    case "error":
      sendJson(response, 200, { ok: false, error: fault.error ?? "internal_error" });
      return 200;
    default:
      await sleep(fault.ms ?? 30_000, undefined, { ref: false });
      response.destroy();
      return 0;
  }
}
