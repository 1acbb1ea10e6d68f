/** A service as it was read out of its SDK client. */
import type { NormalizedSchema } from "@smithy/core/schema";
import type { Protocol } from "./errors.ts";
import type { Route } from "./routes.ts";

export interface LoadedOperation {
  name: string;
  input: NormalizedSchema;
  output: NormalizedSchema;
  status: number;
  /** Only where the protocol routes by method and path. */
  route?: Route;
}

/** An error of the service's model. */
export interface ErrorShape {
  name: string;
  /** What the query protocols call it. */
  queryCode: string;
  status: number;
  schema: NormalizedSchema;
}

export interface LoadedService {
  protocol: Protocol;
  /** Of the model, e.g. `com.amazonaws.sqs`. */
  namespace: string;
  xmlNamespace: string;
  /** Speaks JSON now and is still served to clients that speak the query protocol. */
  queryCompatible: boolean;
  signingName: string;
  operations: Map<string, LoadedOperation>;
  /** Of all operations the SDK knows, served or not. */
  routes: readonly Route[];
  /** By name and by query code. */
  errors: ReadonlyMap<string, ErrorShape>;
}
