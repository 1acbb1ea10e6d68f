import type { DiagramRequest } from "../ports/thread-tool.ts";
import type { Column, Language, Scalar } from "../ports/tools.ts";

export interface GraphRows {
  nodes: DiagramRequest["nodes"];
  edges: NonNullable<DiagramRequest["edges"]>;
  groups: NonNullable<DiagramRequest["groups"]>;
  /** Edges that end at something no row describes, as in a part of a network. */
  loose: number;
}

/**
 * A result that is a graph: `kind` says whether a row is a node, an edge or a group; `id`, `name`, `type`, `parent` and
 * `label` (a second line) describe a node or group, `from`, `to` and `label` an edge. A parent without a row is none.
 * Throws an Error for the model where the result has no such columns.
 */
export function graphRows(columns: Column[], rows: Scalar[][], handle: string, language: Language): GraphRows {
  const at = new Map(columns.map(({ name }, index) => [name.toLowerCase(), index]));
  const missing = ["kind", "id"].filter((name) => !at.has(name));
  if (missing.length > 0) {
    throw new Error(
      `${handle} is no graph: a diagram needs rows of nodes, edges and groups with the columns kind, id, name, type, ` +
        `parent, from, to and label. ${handle} has: ${columns.map(({ name }) => name).join(", ")}.`,
    );
  }
  const cell = (row: Scalar[], name: string): string => String(row[at.get(name) ?? -1] ?? "").trim();
  const given = (row: Scalar[], from: string, as: string): Record<string, string> => {
    const text = cell(row, from);
    return text === "" ? {} : { [as]: text };
  };
  const ofKind = (kind: string): Scalar[][] => rows.filter((row) => cell(row, "kind").toLowerCase() === kind);
  const [nodeRows, groupRows, edgeRows] = [ofKind("node"), ofKind("group"), ofKind("edge")];
  const groupIds = new Set(groupRows.map((row) => cell(row, "id")));
  const ids = new Set([...groupIds, ...nodeRows.map((row) => cell(row, "id"))]);
  const described = (row: Scalar[]) => ({
    id: cell(row, "id"),
    label: cell(row, "name") || cell(row, "id"),
    ...given(row, "type", "type"),
    ...(groupIds.has(cell(row, "parent")) ? { parent: cell(row, "parent") } : {}),
  });
  const edges = edgeRows.map((row) => ({
    from: cell(row, "from"),
    to: cell(row, "to"),
    ...edgeLabel(cell(row, "label"), language),
  }));
  const joined = edges.filter(({ from, to }) => ids.has(from) && ids.has(to));
  return {
    nodes: nodeRows.map((row) => ({ ...described(row), ...nodeLabel(row, cell, language) })),
    edges: joined,
    groups: groupRows.map((row) => ({ ...described(row), ...subnetType(cell(row, "type"), cell(row, "label")) })),
    loose: edges.length - joined.length,
  };
}

const WORLD = /^(?:0\.0\.0\.0\/0|::\/0)$/;

/** The way to everywhere is what people call the internet. */
function edgeLabel(label: string, language: Language): { label?: string } {
  if (label === "") return {};
  return { label: WORLD.test(label) ? { ko: "인터넷", en: "internet" }[language] : label };
}

const COUNTED = /^(\d+)(?: \((\d+) running\))?$/;

/** Of a kind of things the overview says how many there are, and how many of them run: a badge, and words. */
function nodeLabel(
  row: Scalar[],
  cell: (row: Scalar[], name: string) => string,
  language: Language,
): { sublabel?: string; badge?: string } {
  const label = cell(row, "label");
  if (label === "") return {};
  const [, all, running] = cell(row, "name") === cell(row, "type") ? (COUNTED.exec(label) ?? []) : [];
  if (all === undefined) return { sublabel: label };
  const words = { ko: `${running}개 실행 중`, en: `${running} running` }[language];
  return { badge: all, ...(running === undefined ? {} : { sublabel: words }) };
}

/** The inventory says of a subnet in its second line whether it is public. */
function subnetType(type: string, label: string): { type?: string } {
  if (!/subnet$/i.test(type)) return {};
  return /^(public|private)\b/i.test(label) ? { type: `${label.split(/\W/)[0]!.toLowerCase()}_subnet` } : {};
}
