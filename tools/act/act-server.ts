import {
  type CallToolRequest,
  CallToolRequestSchema,
  type CallToolResult,
  ListToolsRequestSchema,
} from "@modelcontextprotocol/sdk/types.js";
import { z } from "zod";
import type { Redactor } from "../../redaction/redact.ts";
import { actions } from "../action-catalog.ts";
import type { Clock } from "../clock.ts";
import type { ToolsConfig } from "../config.ts";
import { readLanguage } from "../context.ts";
import type { Verification } from "../define-action.ts";
import { explain } from "../error-text.ts";
import { InputError } from "../errors.ts";
import type { Log } from "../log.ts";
import { McpServer } from "../mcp-server.ts";
import { iso } from "../period.ts";
import { createCallRecord } from "../recorded-aws.ts";
import { type ActOutcome, type Asked, execute } from "./execute.ts";
import { type AcceptedOrder, acceptOrder, refused } from "./handshake.ts";
import { orderSchema, sentOrderSchema } from "./order.ts";
import { reconcile } from "./reconcile.ts";
import { openSession } from "./session.ts";

export interface ActServerParts {
  config: ToolsConfig;
  clock: Clock;
  redactor: Redactor;
  log: Log;
}

const changes = { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true };

const descriptions = {
  act_execute: "Carry out one approved contract, once. Only the bot that started this server can call it.",
  act_verify:
    "Check whether the change of an approved contract took effect. Only the bot that started this server can call it.",
  act_reconcile:
    "Look in CloudTrail and SSM whether an approved contract was carried out. Only the bot that started this server can call it.",
} as const;

/**
 * The server behind the approvals: no model, no Slack, no database. An error result means that nothing was sent by that call;
 * whatever happened after sending is an outcome.
 */
export function createActServer({ config, clock, redactor, log }: ActServerParts): McpServer {
  const known = { secret: config.actSecret ?? "", actions, accounts: config.accounts };
  const executed = new Set<string>();
  const server = new McpServer({ name: "opsthread-act", version: "1" });

  server.setRequestHandler(ListToolsRequestSchema, () => {
    return {
      tools: Object.entries(descriptions).map(([name, description]) => {
        const schema = name === "act_reconcile" ? sentOrderSchema : orderSchema;
        const { $schema: _, ...inputSchema } = z.toJSONSchema(schema, { target: "draft-7", io: "input" });
        return { name, description, inputSchema: inputSchema as { type: "object" }, annotations: changes };
      }),
    };
  });

  const answer = async (params: { name: string; arguments?: unknown; _meta?: unknown }, asked: Asked) => {
    if (params.name === "act_reconcile") {
      const { sent_at, ...order } = sentOrderSchema.parse(params.arguments ?? {});
      const accepted = acceptOrder({ ...params, arguments: order }, known);
      return { reconciliation: await reconcile(accepted, Date.parse(sent_at), clock, asked) };
    }
    const accepted = acceptOrder(params, known);
    if (params.name === "act_verify") return { verification: await verify(accepted, clock, asked) };
    return { outcome: await executeOnce(accepted, executed, clock, asked) };
  };

  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal }): Promise<CallToolResult> => {
    const { calls, record } = createCallRecord();
    const result = await run(params, { signal, record });
    if (params._meta?.["opsthread/record"] !== true) return result;
    return { ...result, _meta: { ...result._meta, "opsthread/aws_calls": calls } };
  });
  return server;

  async function run(params: CallToolRequest["params"], asked: Asked): Promise<CallToolResult> {
    try {
      if (!Object.hasOwn(descriptions, params.name))
        throw new InputError({ ko: `"${params.name}" 도구가 없습니다.`, en: `There is no tool "${params.name}".` });
      const result = clean(await answer(params, asked), redactor);
      log.info({ tool: params.name, approval: approvalOf(params), ...result }, "done");
      return { structuredContent: result, content: [{ type: "text", text: JSON.stringify(result) }] };
    } catch (error) {
      const { code, text, fault } = explain(error, params.name, redactor, readLanguage(params._meta));
      log.error({ tool: params.name, code, ...(fault ? { err: error } : {}) }, text);
      return { isError: true, content: [{ type: "text", text }], _meta: { "opsthread/error": { code } } };
    }
  }
}

/** The bot's row is what makes an approval single-use; this refuses a repetition within the life of this process as well. */
async function executeOnce(
  accepted: AcceptedOrder,
  executed: Set<string>,
  clock: Clock,
  asked: Asked,
): Promise<ActOutcome> {
  const id = accepted.order.approval_id;
  if (executed.has(id))
    throw refused({ ko: `승인 ${id} 건은 이미 한 번 넘겨받았습니다`, en: `approval ${id} was handed over before` });
  executed.add(id);
  return execute(accepted, clock, asked);
}

async function verify(accepted: AcceptedOrder, clock: Clock, asked: Asked): Promise<Verification> {
  const { action, order } = accepted;
  const { account, region, args } = order.contract.call;
  try {
    const { look } = action.permissions(args, { account, region });
    const credentials = await openSession(accepted, [look], asked);
    const site = { account, region, credentials, approvalId: order.approval_id, clock, ...asked };
    return await action.verify(args, site);
  } catch (error) {
    const why = error instanceof Error ? error.name : "error";
    return {
      ok: null,
      text: { ko: `결과를 확인하지 못했습니다 (${why}).`, en: `The result could not be checked (${why}).` },
      at: iso(clock.now()),
    };
  }
}

const approvalOf = ({ arguments: sent }: { arguments?: unknown }) =>
  (sent as { approval_id?: string } | undefined)?.approval_id;

function clean<Value>(value: Value, redactor: Redactor): Value {
  return redactor.redactDeep(value);
}
