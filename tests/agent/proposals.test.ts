import { describe, expect, it } from "vitest";
import { taintOf } from "../../src/approvals/taint.ts";
import type { ProposalRequest } from "../../src/ports/proposals.ts";
import { memoryProposals } from "./support/memory.ts";
import { asks, says, scriptedModel } from "./support/scripted-model.ts";
import { thread } from "./support/thread.ts";

const costs = { id: "c1", name: "cost_query", input: { period: "last week", group_by: ["service"] } };
const events = { id: "e1", name: "trail_find_events", input: { period: "last week" } };
const reboot = { id: "r1", name: "ec2_reboot_instances", input: { targets: ["order-api-2"] } };

/** What a turn of this script asks the approvals for. */
async function asked(...script: Parameters<typeof scriptedModel>[0]): Promise<ProposalRequest[]> {
  const requests: ProposalRequest[] = [];
  const memory = memoryProposals();
  const proposals = {
    ...memory,
    propose(request: ProposalRequest) {
      requests.push(request);
      return memory.propose(request);
    },
  };
  await thread(scriptedModel(script), { proposals }).turn("order-api-2 재부팅해줘");
  return requests;
}

describe("a proposal of a turn", () => {
  it("row 44: names what the turn had read when it asked, so that a stranger's words raise its tier", async () => {
    const [tainted] = await asked(asks([events]), asks([costs]), asks([reboot]));
    expect(tainted?.reads).toEqual(["trail_find_events", "cost_query"]);
    expect(taintOf(tainted?.reads ?? [])).toEqual(["trail"]);
    const [clean] = await asked(asks([costs]), asks([reboot]));
    expect(taintOf(clean?.reads ?? [])).toEqual([]);
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
