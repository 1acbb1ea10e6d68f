import { z } from "zod";
import { secretField } from "../../redaction/patterns.ts";
import { redact } from "../../redaction/redact.ts";

type Env = Readonly<Record<string, string | undefined>>;

/** What the bot lives on: never handed to a server of somebody else. Variables made for one are named OPSTHREAD_MCP_*. */
const OWN_SECRETS = /^(SLACK_|ANTHROPIC_|AWS_|OPSTHREAD_(?!MCP_))/;
const REFERENCE = /\$\{([^}]*)\}/g;
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Beyond these hosts plain HTTP would show the headers to whoever listens. A name without a dot is a container's. */
const NEAR_HOST = /^(localhost|127\.0\.0\.1|\[::1\]|[a-z0-9-]+)$/i;

const toolNames = z.array(z.string().min(1).max(128)).max(40);

const server = z.strictObject({
  name: z
    .string()
    .regex(
      /^[a-z][a-z0-9-]{0,23}$/,
      "may hold small letters, digits and -, begins with a letter, at most 24 characters",
    ),
  command: z.string().min(1).optional(),
  args: z.array(z.string()).default([]),
  env: z.record(z.string().regex(VARIABLE, "is not the name of a variable"), z.string()).default({}),
  url: z.url({ protocol: /^https?$/ }).optional(),
  headers: z.record(z.string().regex(/^[A-Za-z0-9-]+$/, "is not the name of a header"), z.string()).default({}),
  /** Names of its tools that may be called; all others do not exist for the bot. */
  allow: toolNames.min(1, "name at least one tool"),
  /** Those of `allow` that only read although the server does not say so. */
  read_only: toolNames.default([]),
});

/** The `mcp` part of `opsthread.yaml`: further MCP servers, as written. */
export const mcpServers = z.array(server).max(10);

/** One further MCP server, with its variables filled in. `env` and `headers` may hold secrets. */
export interface McpServer {
  name: string;
  at:
    | { kind: "command"; command: string; args: string[]; env: Record<string, string> }
    | { kind: "url"; url: string; headers: Record<string, string> };
  allow: string[];
  readOnly: string[];
}

/** Fills in `${NAME}` from the environment; what is wrong is added to `problems`, a sentence each. */
export function readMcpServers(given: z.infer<typeof mcpServers>, env: Env, problems: string[]): McpServer[] {
  const names = given.map(({ name }) => name);
  return given.flatMap((one, index): McpServer[] => {
    const place = `mcp.${one.name}`;
    const found = [
      ...(names.indexOf(one.name) < index ? [`the name is used twice`] : []),
      ...misplaced(one),
      ...one.read_only.filter((tool) => !one.allow.includes(tool)).map((tool) => `read_only: ${tool} is not in allow`),
    ];
    const fill = (part: "env" | "headers"): Record<string, string> =>
      Object.fromEntries(
        Object.entries(one[part]).map(([name, value]) => {
          const place = `${part}.${name}`;
          if (isSecret(name, value))
            found.push(`${place}: looks like a secret; put it into the environment and write \${NAME} here`);
          return [name, filled(value, env, place, found)];
        }),
      );
    const childEnv = { ...present({ PATH: env.PATH, LANG: env.LANG }), ...fill("env") };
    const headers = fill("headers");
    problems.push(...found.map((problem) => `${place}: ${problem}`));
    const rest = { name: one.name, allow: one.allow, readOnly: one.read_only };
    if (one.command !== undefined)
      return [{ ...rest, at: { kind: "command", command: one.command, args: one.args, env: childEnv } }];
    return one.url === undefined ? [] : [{ ...rest, at: { kind: "url", url: one.url, headers } }];
  });
}

function misplaced(one: z.infer<typeof server>): string[] {
  if ((one.command === undefined) === (one.url === undefined)) return ["name either a command or a url"];
  if (one.command !== undefined) return Object.keys(one.headers).length > 0 ? ["headers belong to a url"] : [];
  const { protocol, hostname, username } = new URL(one.url ?? "");
  return [
    ...(one.args.length > 0 ? ["args belong to a command"] : []),
    ...(Object.keys(one.env).length > 0 ? ["env belongs to a command"] : []),
    ...(username === "" ? [] : ["url: put the password into headers, from the environment"]),
    ...(protocol === "https:" || NEAR_HOST.test(hostname)
      ? []
      : ["url: must be https, except on this machine or a container beside it"]),
  ];
}

const isSecret = (name: string, value: string): boolean =>
  redact(value) !== value || (secretField.test(name) && value !== "" && !value.includes("${"));

function filled(value: string, env: Env, place: string, problems: string[]): string {
  return value.replace(REFERENCE, (_, name: string) => {
    if (!VARIABLE.test(name)) problems.push(`${place}: \${${name}} is not the name of a variable`);
    else if (OWN_SECRETS.test(name))
      problems.push(`${place}: ${name} is the bot's own and is not handed on; use a variable named OPSTHREAD_MCP_*`);
    else if (!env[name]) problems.push(`${place}: ${name} is not set in the environment`);
    else return env[name];
    return "";
  });
}

function present(values: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => !!entry[1]));
}
