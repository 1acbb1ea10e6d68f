import type { IncomingMessage, ServerResponse } from "node:http";
import type { InstalledApp } from "../apps.ts";
import type { Json } from "../entities.ts";
import { callFaults } from "../faults.ts";
import { parseFields, readBody } from "../http/body.ts";
import { sendJson } from "../http/reply.ts";
import { SlackError } from "../slack-error.ts";
import type { Workspace } from "../workspace.ts";
import { createArgs } from "./args.ts";
import { methods } from "./catalog.ts";
import { type Method, requireScope } from "./method.ts";
import { runInto } from "./run-into.ts";

const MAX_BODY = 4 * 1024 * 1024;

/** Answers one call of the Web API: token, rate, scopes, arguments, the method, the journal, and any fault asked for. */
export async function serveApi(ws: Workspace, name: string, request: IncomingMessage, response: ServerResponse) {
  const started = performance.now();
  const body = await readBody(request, MAX_BODY);
  const query = new URL(request.url ?? "/", ws.baseUrl).searchParams;
  const fields = parseFields(request.headers["content-type"] ?? "", body, query);
  const { token: bodyToken, ...args } = fields ?? {};
  const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? bodyToken;
  const owner = typeof token === "string" ? ws.apps.byToken(token) : undefined;
  const fault = ws.faults.take(name, callFaults);
  const note = (status: number, answer: unknown): void =>
    ws.journal.add({
      kind: "call",
      method: name,
      ...(owner ? { app: owner.app.id } : {}),
      args,
      status,
      response: answer,
      ms: Math.round(performance.now() - started),
      ...(fault ? { fault: fault.kind } : {}),
    });

  const status = fault ? await runInto(fault, response) : null;
  if (status !== null) {
    note(status, null);
    return;
  }
  const method = methods.get(name);
  const wait =
    method && owner ? ws.rates.take(owner.app.id, name, createArgs(args).text("channel") ?? "", method.rate) : 0;
  if (wait > 0) {
    note(429, { ok: false, error: "ratelimited" });
    sendJson(response, 429, { ok: false, error: "ratelimited" }, { "retry-after": String(wait) });
    return;
  }
  const answer =
    fields === undefined ? { ok: false, error: "invalid_json" } : await call(ws, name, method, args, token, owner);
  note(200, answer);
  if (fault?.kind === "drop_reply") response.destroy();
  else {
    const scopes = owner?.app.manifest.scopes.join(",") ?? "";
    sendJson(response, 200, answer, { "x-oauth-scopes": scopes, "x-slack-req-id": "local" });
  }
}

async function call(
  ws: Workspace,
  name: string,
  method: Method | undefined,
  args: Json,
  token: unknown,
  owner: { app: InstalledApp; kind: "bot" | "app" } | undefined,
): Promise<Json> {
  try {
    if (!method) throw new SlackError("unknown_method", { req_method: name });
    if (typeof token !== "string" || token === "") throw new SlackError("not_authed");
    if (!owner) throw new SlackError("invalid_auth");
    if (owner.kind !== method.token) throw new SlackError("not_allowed_token_type");
    const given = createArgs(args);
    requireScope(owner.app, ...(typeof method.scopes === "function" ? method.scopes(given, ws) : method.scopes));
    return { ok: true, ...(await method.run(given, ws, owner.app)) };
  } catch (error) {
    if (error instanceof SlackError) return { ok: false, error: error.error, ...error.extra };
    process.stderr.write(`workspace: ${name} failed: ${error instanceof Error ? error.stack : String(error)}\n`);
    return { ok: false, error: "internal_error" };
  }
}
