import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createChangeSwitch } from "../../src/approvals/change-switch.ts";
import { createKillSwitch } from "../../src/approvals/kill-switch.ts";
import { createSwitchWatch } from "../../src/approvals/switch-watch.ts";
import { createLog } from "../../src/log.ts";
import type { Stop, SwitchTurned } from "../../src/ports/change-switch.ts";
import { createStopFile } from "../../src/store/stop-file.ts";
import { approvalBench, proposed } from "./support.ts";

const dir = mkdtempSync(join(tmpdir(), "opsthread-switch-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
let files = 0;

/** U3 is an admin; U1 and U2 are approvers. */
function switchBench({ enabled = true, rules = true, allow = ["U3"] } = {}) {
  const bench = approvalBench();
  const folder = join(dir, `${++files}`);
  const file = createStopFile(join(folder, "changes-stopped.json"));
  const stopped = createKillSwitch({ enabled: rules, file });
  const told: SwitchTurned[] = [];
  const watchAgain = () => {
    const turned = async (turn: SwitchTurned) => void told.push(turn);
    return createSwitchWatch({ audit: bench.audit, stopped, turned });
  };
  const watch = watchAgain();
  const changeSwitch = createChangeSwitch({
    ...{ enabled, file, stopped, watch, clock: bench.clock, log: createLog("error", "test") },
    directory: bench.directory,
    homeTeam: () => "T1",
    rules: { stop: ["U3", "group:aws-approvers"], allow },
  });
  const turn = (to: "stopped" | "allowed", user: string, why: string | null = null, team = "T1") =>
    changeSwitch.turn({ to, user: { id: user, team }, why });
  const recorded = () =>
    bench
      .said()
      .filter(({ what }) => what.startsWith("changes_") || what === "refused_switch")
      .map(({ what, detail }) => ({ what, ...(JSON.parse(detail) as object) }));
  return { ...bench, folder, file, stopped, told, watch, watchAgain, changeSwitch, turn, recorded };
}

const refusal = async (turned: ReturnType<ReturnType<typeof switchBench>["turn"]>) => {
  const outcome = await turned;
  return outcome.kind === "refused" ? outcome.why : outcome.kind;
};
const machine: Stop = { by: "root", why: null, at: 5, from: "machine" };

describe("row 51: the switch for all changes", () => {
  it("is thrown by an approver and turned back by an admin with a reason; both are on record and told", async () => {
    const { turn, stopped, recorded, told, clock, folder } = switchBench();
    await turn("stopped", "U2", "  배포 동결 AKIAIOSFODNN7EXAMPLE ");
    const stop = { by: "U2", why: expect.stringMatching(/^배포 동결 (?!.*AKIA)/), at: clock.now(), from: "slack" };
    expect(stopped()).toEqual(stop);
    expect(await refusal(turn("stopped", "U3"))).toBe("stopped_already");
    expect(await refusal(turn("allowed", "U2", "done"))).toBe("not_allowed");
    expect(await refusal(turn("allowed", "U3", "  "))).toBe("no_reason");
    expect(await refusal(turn("allowed", "U3", "done"))).toBe("turned");
    expect(stopped()).toBeNull();
    expect(await refusal(turn("allowed", "U3", "done"))).toBe("not_stopped");
    const by = (user: string) => ({ user, team: "T1", name: user, language: "ko" });
    expect(recorded()).toEqual([
      { what: "changes_stopped", stop, by: by("U2") },
      { what: "refused_switch", to: "stopped", user: { id: "U3", team: "T1" }, why: "stopped_already" },
      { what: "refused_switch", to: "allowed", user: { id: "U2", team: "T1" }, why: "not_allowed" },
      { what: "changes_allowed", why: "done", by: by("U3") },
      { what: "refused_switch", to: "allowed", user: { id: "U3", team: "T1" }, why: "not_stopped" },
    ]);
    expect(told).toEqual([
      { stop, by: "U2", why: stop.why, language: "ko" },
      { stop: null, by: "U3", why: "done", language: "ko" },
    ]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("refuses whoever is neither approver nor admin now, and says who is", async () => {
    const { turn, group, stopped } = switchBench();
    expect(await turn("stopped", "U4")).toMatchObject({ why: "not_allowed", people: ["U3", "U1", "U2"] });
    expect(await refusal(turn("stopped", "U9"))).toBe("guest");
    expect(await refusal(turn("stopped", "U8"))).toBe("inactive");
    expect(await refusal(turn("stopped", "U5"))).toBe("inactive");
    expect(await refusal(turn("stopped", "U6", null, "T9"))).toBe("stranger");
    expect(await refusal(turn("stopped", "U2", null, "T9"))).toBe("stranger");
    group.members = ["U1"];
    expect(await refusal(turn("stopped", "U2"))).toBe("not_allowed");
    group.down = true;
    expect(await refusal(turn("stopped", "U1"))).toBe("lookup_failed");
    expect(await refusal(turn("stopped", "U99"))).toBe("lookup_failed");
    expect(stopped()).toBeNull();
  });

  it("is not turned back in Slack when it was thrown at the machine or in the rules, nor offered where nothing can be changed", async () => {
    const { turn, file, stopped } = switchBench();
    file.write(machine);
    expect(await refusal(turn("allowed", "U3", "please"))).toBe("not_from_here");
    expect(stopped()).toEqual(machine);
    expect(await refusal(switchBench({ rules: false }).turn("allowed", "U3", "please"))).toBe("not_from_here");
    expect(await refusal(switchBench({ enabled: false }).turn("stopped", "U3"))).toBe("not_enabled");
  });

  it("leaves a stop that was thrown in the moment it is turned back", async () => {
    const { turn, file, stopped } = switchBench();
    await turn("stopped", "U2");
    const mine = stopped()!;
    file.write(machine);
    expect([file.lift(mine), stopped()]).toEqual([false, machine]);
    expect([file.lift(machine), stopped(), file.lift(machine)]).toEqual([true, null, false]);
  });

  it("keeps changes stopped when turning back cannot be put on record; a stop stands all the same and is recorded later", async () => {
    const { turn, audit, stopped, recorded, watch } = switchBench();
    const { record } = audit;
    audit.record = () => {
      throw new Error("database or disk is full");
    };
    expect(await refusal(turn("stopped", "U2"))).toBe("turned");
    await expect(turn("allowed", "U3", "done")).rejects.toThrow("disk is full");
    expect(stopped()).toMatchObject({ by: "U2", from: "slack" });
    audit.record = record;
    await watch.look();
    expect(recorded()).toEqual([{ what: "changes_stopped", stop: stopped(), by: null }]);
  });

  it("thrown at the machine is noticed, told once, and not told again by the next process", async () => {
    const { file, watch, watchAgain, told, recorded } = switchBench();
    await watch.look();
    file.write(machine);
    await watch.look();
    await watch.look();
    await watchAgain().look();
    expect(told).toEqual([{ stop: machine, by: "root", why: null, language: "en" }]);
    file.lift(machine);
    await watchAgain().look();
    expect(told.at(-1)).toEqual({ stop: null, by: null, why: null, language: "en" });
    expect(recorded().map(({ what }) => what)).toEqual(["changes_stopped", "changes_allowed"]);
  });

  it("lets nothing approved begin while it is thrown", async () => {
    const { propose, click, turn, stopped, stop, orders, execution, store } = switchBench();
    const id = proposed(propose());
    await click(id, "U2");
    await turn("stopped", "U2");
    stop.now = stopped();
    await execution.run(id);
    expect([orders.length, store.get(id)?.state]).toEqual([0, "revoked"]);
  });
});
