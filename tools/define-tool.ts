import type { z } from "zod";
import type { Aws } from "./aws.ts";
import type { Cache } from "./cache.ts";
import type { TrailCopy } from "./cloudtrail/copy/trail-copy.ts";
import type { ToolsConfig } from "./config.ts";
import type { CallContext } from "./context.ts";
import type { Documentation } from "./docs/documentation.ts";
import type { Field } from "./format/field.ts";
import type { InFlight } from "./in-flight.ts";
import type { Bilingual, Preview, Table } from "./results.ts";
import type { SharedFields } from "./shared-fields.ts";

/** All that a tool may use: no globals, no environment. */
export interface Call {
  context: CallContext;
  aws: Aws;
  cache: Cache;
  /** Requests of this and other calls that are under way. */
  inFlight: InFlight;
  /** The local copy of CloudTrail's management events. */
  trail: TrailCopy;
  /** AWS's documentation over the network; null where only the embedded pages are to be used. */
  docs: Documentation | null;
  limits: ToolsConfig["limits"];
  /** Makes text from AWS safe to show: no secrets, nothing invisible, capped. */
  field: Field;
  /** Aborts when the caller gives up or the time limit of the call is reached. */
  signal: AbortSignal;
}

export type Outcome = { kind: "table"; table: Table } | { kind: "preview"; preview: Preview };

export interface Annotations {
  readOnlyHint: boolean;
  destructiveHint: boolean;
  idempotentHint: boolean;
  openWorldHint: boolean;
}

export const readsAws: Annotations = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: true,
};

/** One tool: what a client sees of it, and what it does. `run` throws; the server alone turns errors into results. */
export interface Tool<Input extends z.ZodObject = z.ZodObject> {
  /** Snake case; the file is named the same in kebab case. */
  name: string;
  /** For people, while it runs. */
  title: Bilingual;
  /** What it does, when to use it, what it is not for. At most 1,024 characters. */
  description: string;
  annotations: Annotations;
  /** Strict: unknown keys are errors. Shared fields are enums from the configuration. */
  input(shared: SharedFields): Input;
  run(input: z.infer<Input>, call: Call): Promise<Outcome>;
}

/** Exists to infer the type of `run`'s input from the schema. */
export function defineTool<Input extends z.ZodObject>(tool: Tool<Input>): Tool<Input> {
  return tool;
}

export function text(...sentences: string[]): string {
  return sentences.join(" ");
}
