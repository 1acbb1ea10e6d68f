/**
 * A service is its SDK client read backwards: the compiler checks each operation's name, input and output against
 * the SDK's own types, and the wire is read from the SDK's own schemas (`load-service.ts`).
 */
import type { Call } from "../call.ts";
import type { Resource } from "../iam/evaluate.ts";
import { loadService } from "./load-service.ts";
import type { LoadedService } from "./loaded.ts";

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
    ? Plain<Omit<O, "$metadata">>
    : never;
/** Bodies are handed to the wire as bytes; the streams and adapters are the client's. */
type Plain<O> = { [K in keyof O]: BytesFor<O[K]> };
type BytesFor<T> = T extends { transformToString(...args: never[]): unknown } ? Uint8Array : T;
type OperationName<M> = { [P in keyof M]: P extends `${infer K}Command` ? K : never }[keyof M] & string;

export type Operations<M> = {
  [K in OperationName<M>]?: (input: InputOf<M, K>, call: Call) => OutputOf<M, K> | Promise<OutputOf<M, K>>;
};
/** What an operation acts on, for the policy check; an operation not listed acts on `*`. */
export type Resources<M> = { [K in OperationName<M>]?: (input: InputOf<M, K>, call: Call) => Resource[] };

/** The event a change leaves in CloudTrail, where the one made by default does not do. */
export interface Recording {
  /** What CloudTrail calls the operation, where that is not its name. */
  name?: string;
  /** Only of what looks and is recorded nevertheless, as AssumeRole is. */
  readOnly?: boolean;
  request: object;
  response?: object;
  resources: { type: string; name: string }[];
}
/** Called with the output after success, without it after a refusal or a failure. */
export type Recordings<M> = {
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

export interface Service {
  /** The npm package and the class of its client. */
  package: string;
  client: string;
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
    package: definition.package,
    client: definition.client,
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
