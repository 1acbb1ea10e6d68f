import type { Tool } from "@modelcontextprotocol/sdk/types.js";
import type { JsonSchemaType } from "@modelcontextprotocol/sdk/validation";
import { AjvJsonSchemaValidator } from "@modelcontextprotocol/sdk/validation/ajv";
import { capText } from "../../../redaction/clean-text.ts";
import type { ToolDescriptor } from "../../ports/tools.ts";
import { safeText } from "./safe-text.ts";

export interface AllowList {
  /** The server's name in the configuration. */
  name: string;
  /** Names of its tools that may be called, in the order they are offered. */
  allow: readonly string[];
  /** Those that only read although the server does not say so. */
  readOnly: readonly string[];
}

/** A tool as the bot offers it. */
export interface OfferedTool {
  /** Its name at the server. */
  original: string;
  descriptor: ToolDescriptor;
}

export interface Offer {
  tools: OfferedTool[];
  /** What is allowed and cannot be offered, and why, for the log. */
  left: { tool: string; why: string }[];
}

/** All of our own definitions together are a few times this; a definition is sent with every question. */
const MAX_DESCRIPTION = 1_024;
const MAX_SCHEMA = 6_000;
/** What the model's API takes: a tool that does not keep to it would make every question fail. */
const MAX_NAME = 64;
const PROPERTY = /^[a-zA-Z0-9_.-]{1,64}$/;

/** What of a server's tools is offered: allowed by name, only reading, and fit for a model. In the order of the allow-list. */
export function offerTools(server: AllowList, listed: readonly Tool[]): Offer {
  const offer: Offer = { tools: [], left: [] };
  for (const name of new Set(server.allow)) {
    const tool = listed.find((each) => each.name === name);
    const why = tool ? (mutates(tool, server) ?? unfit(tool)) : "the server has no such tool";
    const prefixed = prefixedName(server.name, name);
    const taken = offer.tools.some(({ descriptor }) => descriptor.name === prefixed);
    if (why !== null || tool === undefined) offer.left.push({ tool: name, why: why ?? "" });
    else if (taken) offer.left.push({ tool: name, why: `another tool is already called ${prefixed}` });
    else offer.tools.push({ original: name, descriptor: describe(server, tool, prefixed) });
  }
  return offer;
}

/** `docs` and `search.pages` give `docs__search_pages`. None of our own tools has two underscores in a row. */
function prefixedName(server: string, tool: string): string {
  return `${server}__${tool.replace(/[^a-zA-Z0-9_-]/g, "_")}`.slice(0, MAX_NAME);
}

/** The configuration may vouch for a server that is silent, not against one that says its tool changes something. */
function mutates({ name, annotations }: Tool, server: AllowList): string | null {
  const { readOnlyHint, destructiveHint } = annotations ?? {};
  if (readOnlyHint === true) return null;
  if (readOnlyHint === false || destructiveHint === true) return "the server says it changes something";
  if (server.readOnly.includes(name)) return null;
  return "the server does not say that it only reads; if so, name it in read_only";
}

function unfit({ inputSchema }: Tool): string | null {
  const text = JSON.stringify(inputSchema);
  if (text.length > MAX_SCHEMA) return `its schema has ${text.length} characters, more than ${MAX_SCHEMA}`;
  const alternatives = ["anyOf", "oneOf", "allOf"].find((word) => word in inputSchema);
  if (alternatives) return `its schema has ${alternatives} at the top`;
  const odd = Object.keys(inputSchema.properties ?? {}).find((name) => !PROPERTY.test(name));
  if (odd !== undefined) return `the name of its argument "${capText(odd, 80)}" cannot be sent to a model`;
  try {
    new AjvJsonSchemaValidator().getValidator(inputSchema as JsonSchemaType);
    return null;
  } catch (error) {
    return `its schema is not valid: ${capText(error instanceof Error ? error.message : "unreadable", 200)}`;
  }
}

function describe(server: AllowList, tool: Tool, name: string): ToolDescriptor {
  const { $schema: _dialect, ...inputSchema } = cleanDescriptions(tool.inputSchema) as Record<string, unknown>;
  const title = tool.title ?? tool.annotations?.title ?? tool.name;
  return {
    name,
    title: `${server.name}: ${safeText(title, 80)}`,
    description: `(MCP server ${server.name}) ${safeText(tool.description ?? "", MAX_DESCRIPTION)}`,
    inputSchema,
    readOnly: true,
  };
}

/** The words of a schema are a stranger's text as well. */
function cleanDescriptions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cleanDescriptions);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === "description" && typeof item === "string" ? safeText(item, MAX_DESCRIPTION) : cleanDescriptions(item),
    ]),
  );
}
