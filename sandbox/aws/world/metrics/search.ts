import { MathError } from "./math/ast.ts";
import type { Series } from "./series.ts";

/** CloudWatch finds no more for one SEARCH. */
const MOST = 100;

/**
 * `{Namespace,Dimension,...} Name="value" term`: the schema and all terms must fit. `Name=` is MetricName or a
 * dimension; a quoted value is exact, any other term a part of the name or of a value, upper and lower case alike.
 * @throws MathError for what is not served: OR, NOT, parentheses.
 */
export function searchMetrics(text: string, all: Series[]): Series[] {
  const [, schema, rest = ""] = /^\s*(?:\{([^}]*)\})?(.*)$/s.exec(text) ?? [];
  if (/[()]|\b(?:OR|NOT)\b/.test(rest.replace(/"[^"]*"/g, "")))
    throw new MathError("SEARCH with OR, NOT or parentheses is not served here.");
  const terms = [...rest.matchAll(/(?:([\w.:]+)=)?(?:"([^"]*)"|([^\s"]+))/g)].filter((m) => m[3] !== "AND");
  const fits = (series: Series) =>
    (schema === undefined || fitsSchema(series, schema)) &&
    terms.every(([, name, quoted, plain]) => {
      const values = valuesOf(series, name);
      if (quoted !== undefined && name !== undefined) return values.includes(quoted);
      const part = (quoted ?? plain ?? "").toLowerCase();
      return values.some((value) => value.toLowerCase().includes(part));
    });
  return all.filter(fits).slice(0, MOST);
}

function fitsSchema(series: Series, schema: string): boolean {
  const [namespace, ...dimensions] = schema.split(",").map((part) => part.trim().replaceAll('"', ""));
  const own = Object.keys(series.dimensions);
  return namespace === series.namespace && own.length === dimensions.length && own.every((d) => dimensions.includes(d));
}

function valuesOf(series: Series, name: string | undefined): string[] {
  if (name === "MetricName") return [series.metric];
  if (name === "Namespace") return [series.namespace];
  if (name !== undefined) return [series.dimensions[name] ?? ""];
  return [series.metric, series.namespace, ...Object.values(series.dimensions)];
}
