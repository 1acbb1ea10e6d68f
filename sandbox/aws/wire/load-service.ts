/**
 * A service read out of its installed SDK client, so that there is no model file and no generated code. The client
 * is loaded at the service's first request (EC2 alone takes some 250 ms to load).
 */
import { createRequire } from "node:module";
import { NormalizedSchema } from "@smithy/core/schema";
import type { Protocol } from "./errors.ts";
import type { ErrorShape, LoadedOperation, LoadedService } from "./loaded.ts";
import { type Route, routeOf } from "./routes.ts";
import { traitsOf } from "./traits.ts";

interface ClientConfig {
  defaultSigningName: string;
  protocol: {
    getShapeId(): string;
    awsQueryCompatible?: boolean;
    options: { defaultNamespace: string; xmlNamespace?: string };
  };
}

/** An operation's tuple is `[9, namespace, name, traits, input, output]`, an error's `[-3, namespace, name, ...]`. */
type Tuple = readonly [kind: number, namespace: string, name: string, traits: unknown, ...rest: unknown[]];
type Http = readonly [string, string, number];

const OPERATION = 9;
const ERROR = -3;

const schemaOf = (part: unknown) => NormalizedSchema.of(part as Parameters<typeof NormalizedSchema.of>[0]);

export function loadService(packageName: string, client: string, names: string[]): LoadedService {
  // `require`, not `import`: Node would first lex the client's megabytes of CommonJS for export names.
  const sdk = createRequire(import.meta.url)(packageName) as Record<string, unknown>;
  const Client = sdk[client] as new (config: object) => { config: ClientConfig };
  const credentials = { accessKeyId: "unused", secretAccessKey: "unused" };
  const { config } = new Client({ region: "us-east-1", credentials });
  const { protocol } = config;
  const tuples = Object.values(sdk).filter((x) => Array.isArray(x) && typeof x[2] === "string") as unknown as Tuple[];
  const kind = protocol.getShapeId().split("#")[1] as Protocol;
  const routes = new Map(
    tuples.flatMap((tuple) => {
      const route = routeOfTuple(tuple, kind);
      return route ? [[route.name, route] as const] : [];
    }),
  );
  const operations = names.map((name) => loadOperation(name, sdk[`${name}$`] as Tuple, routes.get(name)));
  return {
    protocol: kind,
    namespace: protocol.options.defaultNamespace,
    xmlNamespace: protocol.options.xmlNamespace ?? "",
    queryCompatible: protocol.awsQueryCompatible === true,
    signingName: config.defaultSigningName,
    operations: new Map(operations.map((operation) => [operation.name, operation])),
    routes: [...routes.values()],
    errors: errorsOf(tuples.filter(([k]) => k === ERROR)),
  };
}

function routeOfTuple([kind, , name, traits, input]: Tuple, protocol: Protocol): Route | undefined {
  const http = (traits as { http?: Http } | 0)?.valueOf() ? (traits as { http?: Http }).http : undefined;
  if (kind !== OPERATION || !http || !protocol.startsWith("rest")) return undefined;
  return routeOf(name, http, protocol === "restXml" ? schemaOf(input) : undefined);
}

function loadOperation(name: string, tuple: Tuple, route: Route | undefined): LoadedOperation {
  const { http } = traitsOf(schemaOf(tuple));
  const operation = { name, input: schemaOf(tuple[4]), output: schemaOf(tuple[5]), status: http?.[2] ?? 200 };
  return route ? { ...operation, route } : operation;
}

function errorsOf(tuples: Tuple[]): Map<string, ErrorShape> {
  const errors = new Map<string, ErrorShape>();
  for (const tuple of tuples) {
    const schema = schemaOf(tuple);
    const { awsQueryError, httpError, error } = traitsOf(schema);
    const status = awsQueryError?.[1] ?? httpError ?? (error === "server" ? 500 : 400);
    const shape: ErrorShape = { name: tuple[2], schema, status, queryCode: awsQueryError?.[0] ?? tuple[2] };
    errors.set(shape.name, shape);
    if (!errors.has(shape.queryCode)) errors.set(shape.queryCode, shape);
  }
  return errors;
}
