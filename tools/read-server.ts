import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  type CallToolRequest,
  CallToolRequestSchema,
  type CallToolResult,
  ListToolsRequestSchema,
} from "@modelcontextprotocol/sdk/types.js";
import type { Redactor } from "../redaction/redact.ts";
import type { Aws } from "./aws.ts";
import type { Cache } from "./cache.ts";
import { readTools } from "./catalog.ts";
import type { Clock } from "./clock.ts";
import { openTrailCopy } from "./cloudtrail/copy/trail-copy.ts";
import type { ToolsConfig } from "./config.ts";
import { readContext, readLanguage } from "./context.ts";
import type { Action } from "./define-action.ts";
import type { Outcome, Tool } from "./define-tool.ts";
import { describeTool } from "./describe-tool.ts";
import { createDocumentation } from "./docs/documentation.ts";
import { explain } from "./error-text.ts";
import { InputError, ToolError } from "./errors.ts";
import { capTable, fitsMessage } from "./format/cap-table.ts";
import { previewDigest, tableDigest } from "./format/digest.ts";
import { createField } from "./format/field.ts";
import { createInFlight } from "./in-flight.ts";
import { inputProblems } from "./input-problems.ts";
import type { Log } from "./log.ts";
import { McpServer } from "./mcp-server.ts";
import { recordCalls } from "./recorded-aws.ts";
import type { Table } from "./results.ts";
import { sharedFields } from "./shared-fields.ts";
import { spoolFolder, spoolRows } from "./spool.ts";

/** A little under what the bot waits for, so that the sentence about it comes from here. */
const CALL_LIMIT_MS = 55_000;

export interface ReadServerParts {
  config: ToolsConfig;
  clock: Clock;
  cache: Cache;
  redactor: Redactor;
  log: Log;
  aws: Aws;
  /** Aborted when the client closes stdin: what it asked is still answered, and nothing goes on in the background. */
  left: AbortSignal;
}

/**
 * Lists and runs the tools. The SDK's own server of that kind would send raw messages of thrown errors to the
 * client and word invalid input itself; here both pass the one boundary.
 */
export async function createReadServer(parts: ReadServerParts): Promise<McpServer> {
  const { config, redactor, log } = parts;
  const shared = { ko: sharedFields(config.accounts, "ko"), en: sharedFields(config.accounts, "en") };
  const tools = new Map<string, Tool>(
    [...readTools, ...(config.offerActions ? (await offeredActions(config)).map(({ tool }) => tool) : [])].map(
      (tool) => [tool.name, tool as unknown as Tool],
    ),
  );
  const field = createField(redactor);
  const inFlight = createInFlight();
  const trail = openTrailCopy({ dataDir: config.dataDir, clock: parts.clock, aws: parts.aws, field, log });
  parts.left.addEventListener("abort", trail.close);
  const docs = config.docs === "online" ? createDocumentation(fetch) : null;
  const server = new McpServer({ name: "opsthread-tools", version: "1" });

  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: [...tools.values()].map((tool) => describeTool(tool, shared.en)),
  }));

  server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra): Promise<CallToolResult> => {
    const recorded = recordCalls(parts.aws);
    const result = await answer(params, extra.signal, recorded.aws);
    if (params._meta?.["opsthread/record"] !== true) return result;
    return { ...result, _meta: { ...result._meta, "opsthread/aws_calls": recorded.calls } };
  });
  return server;

  async function answer(params: CallToolRequest["params"], stop: AbortSignal, aws: Aws): Promise<CallToolResult> {
    const started = performance.now();
    const language = readLanguage(params._meta);
    const signal = AbortSignal.any([stop, AbortSignal.timeout(CALL_LIMIT_MS)]);
    try {
      const tool = tools.get(params.name);
      if (!tool) throw unknownTool(params.name, [...tools.keys()]);
      const context = readContext(params._meta, config.accounts, parts.clock.now());
      const input = tool.input(shared[language]).parse(params.arguments ?? {}, inputProblems(language));
      const outcome = await tool.run(input, {
        aws,
        cache: parts.cache,
        inFlight,
        trail,
        docs,
        limits: config.limits,
        context,
        field,
        signal,
      });
      log.debug({ tool: params.name, ms: Math.round(performance.now() - started) }, "answered");
      if (outcome.kind === "table") outcome.table.rows = redactor.redactRows(outcome.table.rows);
      return toResult(params.name, outcome, spoolFolder(params._meta));
    } catch (error) {
      const reason = signal.aborted ? stopped(params.name) : error;
      const { code, text, fault, choices, requests } = explain(reason, params.name, redactor, language);
      if (fault) log.error({ tool: params.name, err: error }, "failed");
      else log.debug({ tool: params.name, code }, text);
      return {
        isError: true,
        content: [{ type: "text", text }],
        _meta: {
          "opsthread/error": {
            code,
            ...(choices.length > 0 ? { choices } : {}),
            ...(requests > 0 ? { requests } : {}),
          },
        },
      };
    }
  }
}

/** Not loaded where nothing can be changed: a fifth of the server's own code. */
async function offeredActions({ accounts }: ToolsConfig): Promise<Action[]> {
  const { actions } = await import("./action-catalog.ts");
  return actions.filter(({ offered }) => offered === undefined || offered(accounts));
}

function unknownTool(name: string, known: string[]): InputError {
  return new InputError({
    ko: `"${name}" 도구가 없습니다. 도구: ${known.join(", ")}.`,
    en: `There is no tool "${name}". Tools: ${known.join(", ")}.`,
  });
}

function stopped(tool: string): ToolError {
  return new ToolError("unavailable", {
    ko: `${tool} 도구가 끝나기 전에 중단되었습니다. 기간을 줄이거나 다시 시도해 주세요.`,
    en: `${tool} was stopped before it finished. Ask for a shorter period, or try again.`,
  });
}

function toResult(tool: string, outcome: Outcome, folder: string | null): CallToolResult {
  if (outcome.kind === "preview")
    return { structuredContent: { ...outcome }, content: [{ type: "text", text: previewDigest(outcome.preview) }] };
  const whole = onlyTable(outcome.table);
  if (folder !== null && !fitsMessage(whole)) return toSpooledResult(tool, whole, folder);
  const table = capTable(whole);
  return { structuredContent: { kind: "table", table }, content: [{ type: "text", text: tableDigest(tool, table) }] };
}

/** What a tool made its table from may still hang on it: as large as AWS's own answer, and with text nobody looked at. */
function onlyTable({ columns, rows, totals, period, scope, source, truncated, notes }: Table): Table {
  return { columns, rows, totals, period, scope, source, truncated, notes };
}

/** The digest is of the whole result; its rows follow as a file. */
function toSpooledResult(tool: string, whole: Table, folder: string): CallToolResult {
  const { table, spooled } = spoolRows(folder, whole);
  const text = tableDigest(tool, { ...whole, truncated: table.truncated });
  const uri = pathToFileURL(join(folder, spooled.file)).href;
  return {
    structuredContent: { kind: "table", table },
    content: [
      { type: "text", text },
      { type: "resource_link", uri, name: spooled.file, mimeType: "application/x-ndjson" },
    ],
    _meta: { "opsthread/spooled": spooled },
  };
}
