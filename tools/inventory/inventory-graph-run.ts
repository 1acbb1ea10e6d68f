import type { Call, Outcome } from "../define-tool.ts";
import { iso } from "../period.ts";
import type { Column, Note, Scalar } from "../results.ts";
import { type Estate, readEstate } from "./estate.ts";
import { coverage } from "./find-table.ts";
import { type Graph, type GraphRow, graphOf } from "./graph.ts";
import { overviewOf } from "./graph-overview.ts";
import { type GraphScope, readScope, thingsInVpc, thingsOfAccount, thingsOfApp } from "./graph-scope.ts";
import type { InventoryGraphInput } from "./inventory-graph.ts";

const columns: Column[] = [
  { name: "kind", type: "text", label: { ko: "구분", en: "Kind" } },
  { name: "id", type: "id", label: { ko: "ID", en: "ID" } },
  { name: "name", type: "text", label: { ko: "이름", en: "Name" } },
  { name: "type", type: "text", label: { ko: "유형", en: "Type" } },
  { name: "parent", type: "id", label: { ko: "상위", en: "Parent" } },
  { name: "from", type: "id", label: { ko: "시작", en: "From" } },
  { name: "to", type: "id", label: { ko: "끝", en: "To" } },
  { name: "label", type: "text", label: { ko: "설명", en: "Label" } },
];

export async function runInventoryGraph(input: InventoryGraphInput, call: Call): Promise<Outcome> {
  const scope = readScope(input.scope);
  const account = call.context.account(input.account);
  const estate = await readEstate(account, { regions: account.regions, deep: true }, call);
  const { graph, notes } = draw(scope, estate);
  const rows = shortIds([...graph.groups, ...graph.nodes, ...graph.edges]);
  return {
    kind: "table",
    table: {
      columns,
      rows: rows.map(toCells),
      totals: { groups: graph.groups.length, nodes: graph.nodes.length, edges: graph.edges.length },
      period: null,
      scope: { accounts: [estate.account], regions: estate.regions, skipped: estate.skipped },
      source: {
        service: "Inventory",
        requests: estate.tally.requests,
        cached: 0,
        usd: 0,
        freshTo: iso(call.context.now),
        scannedBytes: null,
      },
      truncated: null,
      notes: [...notes, ...edgeNotes(graph), ...coverage([estate])],
    },
  };
}

/** Boxes and things by the ids that AWS gives them, where no two share one. */
function shortIds(rows: readonly GraphRow[]): GraphRow[] {
  const last = (ref: string) => ref.split("/").slice(2).join("/") || ref;
  const things = rows.filter(({ kind }) => kind !== "edge");
  const counts = Map.groupBy(things, ({ id }) => last(id));
  const short = (ref: string | null) => (ref !== null && counts.get(last(ref))?.length === 1 ? last(ref) : ref);
  return rows.map((row, index) => ({
    ...row,
    id: row.kind === "edge" ? `edge-${index - things.length + 1}` : (short(row.id) ?? row.id),
    parent: short(row.parent),
    from: short(row.from),
    to: short(row.to),
  }));
}

const toCells = ({ kind, id, name, type, parent, from, to, label }: GraphRow): Scalar[] => [
  ...[kind, id, name, type],
  ...[parent, from, to, label],
];

function draw(scope: GraphScope, estate: Estate): { graph: Graph; notes: Note[] } {
  if (scope.of === "account") return { graph: overviewOf(graphOf(thingsOfAccount(estate), estate)), notes: [] };
  if (scope.of === "vpc") {
    const things = thingsInVpc(scope.name, estate);
    const text = `Nothing that is drawn stands in the VPC "${scope.name}".`;
    const empty: Note[] = things.length === 0 ? [{ code: "none_found", text, params: { filters: scope.name } }] : [];
    return { graph: graphOf(things, estate), notes: empty };
  }
  const { own, around } = thingsOfApp(scope.name, estate);
  const text = `${own.length} things belong to "${scope.name}"; ${around.length} more send to them or receive from them.`;
  const params = { own: own.length, around: around.length };
  return { graph: graphOf([...own, ...around], estate), notes: [{ code: "app_members", text, params }] };
}

function edgeNotes({ folded, adminRules, endpointRoutes }: Graph): Note[] {
  const notes: Note[] = [];
  if (folded > 0)
    notes.push({
      code: "edges_folded",
      text: `${folded} security group rules between many members are one edge each, with the numbers in the label.`,
      params: { rules: folded },
    });
  if (adminRules > 0)
    notes.push({
      code: "admin_edges_left_out",
      text: `${adminRules} security group rules for SSH or RDP are not drawn.`,
      params: { rules: adminRules },
    });
  if (endpointRoutes > 0)
    notes.push({
      code: "endpoint_routes_folded",
      text: `${endpointRoutes} routes to gateway endpoints are told on the endpoints, not as edges.`,
      params: { routes: endpointRoutes },
    });
  return notes;
}
