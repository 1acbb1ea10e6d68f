import { describe, expect, it } from "vitest";
import { taintOf } from "../../src/approvals/taint.ts";
import type { ProposalRequest } from "../../src/ports/proposals.ts";
import type { ThreadTool } from "../../src/ports/thread-tool.ts";
import type { ToolOutcome } from "../../src/ports/tools.ts";
import { costTable, preview, testAccount } from "./support/account.ts";
import { memoryDatasets, memoryProposals } from "./support/memory.ts";
import { asks, says, scriptedModel } from "./support/scripted-model.ts";
import { thread } from "./support/thread.ts";

const costs = { id: "c1", name: "cost_query", input: { period: "last week", group_by: ["service"] } };
const events = { id: "e1", name: "trail_find_events", input: { period: "last week" } };
const reboot = { id: "r1", name: "ec2_reboot_instances", input: { targets: ["order-api-2"] } };

/** What turns of this script, one for each of these messages, ask the approvals for. */
async function askedBy(
  messages: string[],
  script: Parameters<typeof scriptedModel>[0],
  options: Omit<NonNullable<Parameters<typeof thread>[1]>, "proposals"> = {},
): Promise<ProposalRequest[]> {
  const requests: ProposalRequest[] = [];
  const memory = memoryProposals();
  const proposals = {
    ...memory,
    propose(request: ProposalRequest) {
      requests.push(request);
      return memory.propose(request);
    },
  };
  const { turn } = thread(scriptedModel(script), { ...options, proposals });
  for (const [index, text] of messages.entries()) await turn(text, { runId: `run-${index}` });
  return requests;
}

const asked = (...script: Parameters<typeof scriptedModel>[0]) => askedBy(["order-api-2 재부팅해줘"], script);
const taints = (requests: ProposalRequest[]) => requests.map(({ reads }) => taintOf(reads));

/** An account that says this of the first change it is asked for. */
function firstSays(code: string): ReturnType<typeof testAccount> {
  const outcomes: ToolOutcome[] = [{ kind: "error", code, text: "order-api-3, order-api-2" }];
  const usual: ToolOutcome = { kind: "preview", text: "would reboot order-api-2", preview };
  return testAccount({ answers: { ec2_reboot_instances: () => outcomes.shift() ?? usual } });
}

describe("a proposal of a turn", () => {
  it("row 44: names what the turn had read when it asked, so that a stranger's words raise its tier", async () => {
    const [tainted] = await asked(asks([events]), asks([costs]), asks([reboot]));
    expect(tainted?.reads).toEqual(["trail_find_events", "cost_query"]);
    expect(taintOf(tainted?.reads ?? [])).toEqual(["trail"]);
    const [clean] = await asked(asks([costs]), asks([reboot]));
    expect(taintOf(clean?.reads ?? [])).toEqual([]);
  });

  it("row 44: tells a tool of the thread what the turn had read before it, not what comes back beside it", async () => {
    const seen: unknown[] = [];
    const threadTools: ThreadTool[] = [
      {
        descriptor: { name: "hand_over", title: "Hand over", description: "", inputSchema: {}, readOnly: true },
        run: async (_args, { reads }) => {
          seen.push(reads);
          return { text: "." };
        },
      },
    ];
    const handOver = (id: string) => ({ id, name: "hand_over", input: {} });
    const script = [asks([costs, handOver("h1")]), asks([events]), asks([handOver("h2")]), says("네.")];
    await askedBy(["왜 느려?"], script, { threadTools });
    expect(seen).toEqual([[], ["cost_query", "hand_over", "trail_find_events"]]);
  });

  it("row 44: counts what an earlier turn of the thread had read: its words are sent again with every message", async () => {
    const twice = ["로그 보여줘", "order-api-2 재부팅해줘"];
    expect(taints(await askedBy(twice, [asks([events]), says("3건입니다."), asks([reboot])]))).toEqual([["trail"]]);
    expect(taints(await askedBy(twice, [asks([costs]), says("."), asks([reboot])]))).toEqual([[]]);
  });

  it("row 44: counts a file that somebody attached, and costs by a tag, also once the thread has begun anew", async () => {
    const datasets = memoryDatasets();
    await datasets.add("t1", "file-F1", "attached_file", {}, costTable());
    expect(taints(await askedBy(["재부팅해줘"], [asks([reboot])], { datasets }))).toEqual([["documents"]]);
    const table = costTable();
    const byTag = { ...table, columns: [{ ...table.columns[0]!, name: "tag_team" }, ...table.columns.slice(1)] };
    const toolHost = testAccount({ answers: { cost_query: () => ({ kind: "table", text: ".", table: byTag }) } });
    expect(taints(await askedBy(["재부팅해줘"], [asks([costs]), asks([reboot])], { toolHost }))).toEqual([["tags"]]);
    const anew = [asks([events]), says("3건입니다."), asks([reboot])];
    const small = { budgets: { threadTokens: 1 } };
    expect(taints(await askedBy(["로그 보여줘", "재부팅해줘"], anew, small))).toEqual([["trail"]]);
  });

  it("row 44: counts a change only where names of strangers told why it could not be proposed", async () => {
    const again = { ...reboot, id: "r2", input: { targets: ["i-0ab"] } };
    const script = () => [asks([reboot]), asks([again])];
    expect(taints(await askedBy(["재부팅해줘"], script(), { toolHost: firstSays("not_found") }))).toEqual([["tags"]]);
    expect(taints(await askedBy(["재부팅해줘"], script(), { toolHost: firstSays("ambiguous") }))).toEqual([[]]);
    // Superseded by the second message: told by our own code.
    const twice = ["재부팅해줘", "i-0ab로 해줘"];
    expect(taints(await askedBy(twice, script()))).toEqual([[], []]);
  });

  it("does not count what comes back beside it: the model had not seen that", async () => {
    const [request] = await asked(asks([events, reboot]), says("."));
    expect(request?.reads).toEqual([]);
  });

  it("row 45: carries the model's words apart from what will run", async () => {
    const [said] = await asked(asks([reboot], "개발 서버를 멈춥니다."));
    expect([said?.rationale, said?.preview.call.tool]).toEqual(["개발 서버를 멈춥니다.", "ec2_reboot_instances"]);
    const [silent] = await asked(asks([reboot]));
    expect(silent?.rationale).toBeNull();
  });
});
