/** Which operation a REST request means: by method, path, and what must stand in query and headers. */
import type { NormalizedSchema as Schema } from "@smithy/core/schema";
import type { SignedRequest } from "./sigv4.ts";
import { requiredCount, traitsOf } from "./traits.ts";

export interface Route {
  name: string;
  method: string;
  path: RegExp;
  /** Names of the path's groups, in their order. */
  labels: string[];
  /** What must be given: `delete`, or `list-type=2`. */
  query: [key: string, value: string][];
  headers: string[];
}

/** A bucket is a label that the model leaves out of the path, because it may be in the host name instead. */
const BUCKET = "Bucket";

/** @param input only where operations that share a path differ in what they require (S3). */
export function routeOf(name: string, http: readonly [string, string, number], input?: Schema): Route {
  const [path = "", query = ""] = http[1].split("?");
  const labels: string[] = [];
  const required = input ? [...input.structIterator()].slice(0, requiredCount(input)) : [];
  const inBucket = required.some(([member, schema]) => member === BUCKET && traitsOf(schema).httpLabel);
  if (inBucket) labels.push(BUCKET);
  const pattern = path.replace(/\/$/, "").replace(/\{(\w+)(\+?)\}/g, (_, label: string, greedy: string) => {
    labels.push(label);
    return greedy ? "(.+)" : "([^/]+)";
  });
  const given = [...new URLSearchParams(query)].filter(([key]) => key !== "x-id");
  const keys = required.flatMap(([, schema]) => traitsOf(schema).httpQuery ?? []);
  return {
    name,
    method: http[0],
    path: new RegExp(`^${inBucket ? "/([^/]+)" : ""}${pattern}/?$`),
    labels,
    query: [...given, ...keys.map((key): [string, string] => [key, ""])],
    headers: required.flatMap(([, schema]) => traitsOf(schema).httpHeader?.toLowerCase() ?? []),
  };
}

export function findRoute(routes: readonly Route[], request: SignedRequest): string {
  const [path = "", query = ""] = request.url.split("?");
  const params = new URLSearchParams(query);
  const fits = (route: Route) =>
    route.method === request.method &&
    route.path.test(path) &&
    route.query.every(([key, value]) => (value ? params.get(key) === value : params.has(key))) &&
    route.headers.every((name) => request.headers[name] !== undefined);
  const demands = (route: Route) => route.query.length + route.headers.length;
  const found = routes
    .filter(fits)
    .sort((a, b) => demands(b) - demands(a) || a.labels.length - b.labels.length || (a.name < b.name ? -1 : 1));
  const named = found.find((route) => route.name === params.get("x-id"));
  return (named ?? found[0])?.name ?? "";
}
