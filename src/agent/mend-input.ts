type Schema = Record<string, unknown>;

export type MendResult = { ok: true; value: unknown } | { ok: false; problem: string };

/**
 * Makes a model's arguments fit the tool's JSON schema where the intent is plain: JSON given as a string, names and
 * enum values in another case, one value where a list is asked. What is not plain is named with its place, for the
 * model to write again. Limits (lengths, patterns, ranges) are the tool's own to check.
 */
export function mendInput(input: unknown, schema: Schema): MendResult {
  try {
    return { ok: true, value: mend(input ?? {}, schema, "") };
  } catch (error) {
    if (error instanceof Misfit) return { ok: false, problem: error.message };
    throw error;
  }
}

class Misfit extends Error {}

function mend(value: unknown, schema: Schema, path: string): unknown {
  const choices = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
  if (choices) return mendChoice(value, choices, path);
  if (Array.isArray(schema.enum)) return mendEnum(value, schema.enum, path);
  if ("const" in schema) return mendEnum(value, [schema.const], path);
  const types = [schema.type ?? []].flat() as string[];
  if (types.length > 1)
    return mendChoice(
      value,
      types.map((type) => ({ ...schema, type })),
      path,
    );
  switch (types[0]) {
    case "object":
      return mendObject(value, schema, path);
    case "array":
      return mendArray(value, schema, path);
    case "string":
      return mendString(value, path);
    case "integer":
    case "number":
      return mendNumber(value, path);
    case "boolean":
      return mendBoolean(value, path);
    case "null":
      return value === null ? null : fail(path, "must be null");
    default:
      return value;
  }
}

function mendObject(value: unknown, schema: Schema, path: string): unknown {
  const given = typeof value === "string" ? (parsed(value) ?? value) : value;
  if (!isObject(given)) return fail(path, "must be an object");
  const properties = (schema.properties ?? {}) as Record<string, Schema>;
  const required = (schema.required ?? []) as string[];
  const names = Object.keys(properties);
  const mended: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(given)) {
    const name = names.includes(key) ? key : names.find((known) => plain(known) === plain(key) && !(known in given));
    if (name === undefined) {
      if (schema.additionalProperties === false)
        fail(path, `has no field "${key}"; its fields are: ${names.join(", ")}`);
      mended[key] = item;
    } else if (item !== null || required.includes(name) || allowsNull(properties[name]!)) {
      mended[name] = mend(item, properties[name]!, path ? `${path}.${name}` : name);
    }
  }
  const missing = required.filter((name) => !(name in mended));
  if (missing.length) fail(path, `lacks the required ${missing.map((name) => `"${name}"`).join(", ")}`);
  return mended;
}

function mendArray(value: unknown, schema: Schema, path: string): unknown {
  const read = typeof value === "string" ? parsed(value) : value;
  const list = Array.isArray(read) ? read : [value];
  const items = schema.items as Schema | undefined;
  return items ? list.map((item, index) => mend(item, items, `${path}[${index}]`)) : list;
}

function mendEnum(value: unknown, allowed: unknown[], path: string): unknown {
  const single = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (allowed.includes(single)) return single;
  const near = allowed.filter((entry) => plain(String(entry)) === plain(String(single)));
  if (near.length === 1 && typeof single !== "object") return near[0];
  return fail(path, `must be one of ${allowed.map((entry) => JSON.stringify(entry)).join(", ")}`);
}

function mendChoice(value: unknown, choices: Schema[], path: string): unknown {
  const problems: string[] = [];
  for (const choice of choices) {
    const result = attempt(() => mend(value, choice, path));
    if (!(result instanceof Misfit)) return result;
    problems.push(result.message);
  }
  throw new Misfit([...new Set(problems)].join("; or "));
}

function attempt(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    if (error instanceof Misfit) return error;
    throw error;
  }
}

function mendString(value: unknown, path: string): unknown {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  if (Array.isArray(value) && value.length === 1 && typeof value[0] === "string") return value[0];
  return fail(path, "must be a string");
}

function mendNumber(value: unknown, path: string): unknown {
  if (typeof value === "number") return value;
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : fail(path, "must be a number");
}

function mendBoolean(value: unknown, path: string): unknown {
  if (typeof value === "boolean") return value;
  if (value === "true" || value === "True") return true;
  if (value === "false" || value === "False") return false;
  return fail(path, "must be true or false");
}

function allowsNull(schema: Schema): boolean {
  const choices = ((schema.anyOf ?? schema.oneOf) as Schema[] | undefined) ?? [];
  return [schema.type].flat().includes("null") || choices.some(allowsNull);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `groupBy`, `group-by` and `GROUP_BY` are one name. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, "");
}

function fail(path: string, problem: string): never {
  throw new Misfit(`${path === "" ? "the input" : `"${path}"`} ${problem}`);
}
