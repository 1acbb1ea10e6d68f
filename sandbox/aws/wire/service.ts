/**
 * A service is its SDK client read backwards: the operations' schemas, the protocol and the signing
 * name all come from the installed client, so there is no model file and no generated code, and the
 * compiler checks each operation's name, input and output against the SDK's own types.
 *
 * The client is loaded at the service's first request (EC2 alone takes some 250 ms to load).
 */
import { createRequire } from "node:module";
import { NormalizedSchema } from "@smithy/core/schema";
import type { Call } from "../call.ts";
import type { Resource } from "../iam/evaluate.ts";
import type { Protocol } from "./errors.ts";

type CommandOf<M, K extends string> = M[`${K}Command` & keyof M] extends abstract new (
  ...args: never[]
) => infer C
  ? C
  : never;
type InputOf<M, K extends string> = CommandOf<M, K> extends { input: infer I } ? I : never;
type OutputOf<M, K extends string> =
  CommandOf<M, K> extends {
    resolveMiddleware(...args: never[]): (...args: never[]) => Promise<{ output: infer O }>;
  }
    ? Omit<O, "$metadata">
    : never;
type OperationName<M> = { [P in keyof M]: P extends `${infer K}Command` ? K : never }[keyof M] & string;

type Operations<M> = {
  [K in OperationName<M>]?: (input: InputOf<M, K>, call: Call) => OutputOf<M, K> | Promise<OutputOf<M, K>>;
};
/** What an operation acts on, for the policy check; an operation not listed acts on `*`. */
type Resources<M> = { [K in OperationName<M>]?: (input: InputOf<M, K>, call: Call) => Resource[] };

/** The event an operation leaves in CloudTrail; only changes are recorded. */
export interface Recording {
  request: object;
  response?: object;
  resources: { type: string; name: string }[];
}
/** Called with the output after success, without it after a refusal or a failure. */
type Recordings<M> = {
  [K in OperationName<M>]?: (input: InputOf<M, K>, output: OutputOf<M, K> | undefined) => Recording;
};

interface Definition<M> {
  package: string;
  client: keyof M & string;
  /** The service name in the signature's scope; routing rests on it. */
  scope: string;
  /** The prefix of its IAM actions. */
  iam: string;
  operations: Operations<M>;
  resources?: Resources<M>;
  recordings?: Recordings<M>;
}

export interface LoadedOperation {
  name: string;
  input: NormalizedSchema;
  output: NormalizedSchema;
  status: number;
  /** Only where the protocol routes by method and path. */
  route?: { method: string; path: RegExp; labels: string[] };
}

export interface LoadedService {
  protocol: Protocol;
  xmlNamespace: string;
  /** The name in `X-Amz-Target` before the dot. */
  target: string;
  signingName: string;
  operations: Map<string, LoadedOperation>;
}

export interface Service {
  scope: string;
  iam: string;
  names: string[];
  load(): LoadedService;
  run(operation: string, input: unknown, call: Call): unknown;
  resources(operation: string, input: unknown, call: Call): Resource[];
  recording(operation: string, input: unknown, output: unknown): Recording | undefined;
}

/** The definition's functions once their types have done their work. */
interface Untyped {
  operations: Record<string, (input: unknown, call: Call) => unknown>;
  resources?: Record<string, ((input: unknown, call: Call) => Resource[]) | undefined>;
  recordings?: Record<string, ((input: unknown, output: unknown) => Recording) | undefined>;
}

export function defineService<M extends object>(definition: Definition<M>): Service {
  const { operations, resources, recordings } = definition as unknown as Untyped;
  const names = Object.keys(operations);
  let loaded: LoadedService | undefined;
  return {
    scope: definition.scope,
    iam: definition.iam,
    names,
    load() {
      loaded ??= loadService(definition.package, definition.client, names);
      return loaded;
    },
    run: (operation, input, call) => operations[operation]?.(input, call),
    resources: (operation, input, call) => resources?.[operation]?.(input, call) ?? [{ arn: "*", tags: {} }],
    recording: (operation, input, output) => recordings?.[operation]?.(input, output),
  };
}

interface ClientConfig {
  defaultSigningName: string;
  protocol: {
    getShapeId(): string;
    serviceTarget?: string;
    options?: { xmlNamespace?: string };
  };
}

function loadService(packageName: string, client: string, names: string[]): LoadedService {
  // `require`, not `import`: Node would first lex the client's megabytes of CommonJS for export names.
  const sdk = createRequire(import.meta.url)(packageName) as Record<string, unknown>;
  const Client = sdk[client] as new (config: object) => { config: ClientConfig };
  const credentials = { accessKeyId: "unused", secretAccessKey: "unused" };
  const { config } = new Client({ region: "us-east-1", credentials });
  const operations = names.map((name) => loadOperation(name, sdk[`${name}$`] as unknown[]));
  return {
    protocol: config.protocol.getShapeId().split("#")[1] as Protocol,
    xmlNamespace: config.protocol.options?.xmlNamespace ?? "",
    target: config.protocol.serviceTarget ?? "",
    signingName: config.defaultSigningName,
    operations: new Map(operations.map((operation) => [operation.name, operation])),
  };
}

/** An operation's tuple is `[9, namespace, name, traits, input, output]`. */
function loadOperation(name: string, tuple: unknown[]): LoadedOperation {
  const schemaOf = (part: unknown) => NormalizedSchema.of(part as Parameters<typeof NormalizedSchema.of>[0]);
  const http = schemaOf(tuple).getMergedTraits().http as [string, string, number] | undefined;
  const operation = { name, input: schemaOf(tuple[4]), output: schemaOf(tuple[5]), status: http?.[2] ?? 200 };
  if (!http) return operation;
  const labels: string[] = [];
  const pattern = (http[1].split("?")[0] ?? "").replace(/\{(\w+)\+?\}/g, (_, label: string) => {
    labels.push(label);
    return "([^/]+)";
  });
  return { ...operation, route: { method: http[0], path: new RegExp(`^${pattern}$`), labels } };
}
