import type { EC2Client, InstanceStatus } from "@aws-sdk/client-ec2";
import { awsSdk } from "../aws-sdk.ts";
import type { ActSite, Verification } from "../define-action.ts";
import type { Bilingual } from "../results.ts";
import { watch } from "./watch.ts";

/** How to tell that an instance has come to where it should be, or will not. */
interface Goal {
  reached(status: InstanceStatus): boolean;
  missed(status: InstanceStatus): boolean;
  done: Bilingual;
  failed(ids: string): Bilingual;
  late(reached: number, of: number): Bilingual;
}

export type PowerState = "running" | "stopped" | "terminated";

const goals: Record<PowerState, Goal> = {
  running: {
    reached: passes,
    missed: isBroken,
    done: { ko: "실행 중, 상태 검사 2/2 통과", en: "Running, 2 of 2 status checks passed" },
    failed: (ids) => ({ ko: `상태 검사 실패: ${ids}`, en: `Status checks failed: ${ids}` }),
    late: (reached, of) => ({
      ko: `상태 검사가 아직 끝나지 않았습니다 (${reached}/${of}개 통과).`,
      en: `Status checks have not finished yet (${reached} of ${of} instances passed).`,
    }),
  },
  stopped: {
    reached: ({ InstanceState }) => InstanceState?.Name === "stopped",
    missed: ({ InstanceState }) => !["running", "stopping", "stopped"].includes(InstanceState?.Name ?? ""),
    done: { ko: "모두 중지됨", en: "All stopped" },
    failed: (ids) => ({ ko: `중지되지 않음: ${ids}`, en: `Not stopped: ${ids}` }),
    late: (reached, of) => ({
      ko: `아직 멈추는 중입니다 (${reached}/${of}개 중지됨).`,
      en: `Still stopping (${reached} of ${of} instances stopped).`,
    }),
  },
  terminated: {
    reached: ({ InstanceState }) => InstanceState?.Name === "terminated",
    missed: ({ InstanceState }) => !["shutting-down", "terminated"].includes(InstanceState?.Name ?? ""),
    done: { ko: "모두 종료(삭제)됨", en: "All terminated" },
    failed: (ids) => ({ ko: `종료되지 않음: ${ids}`, en: `Not terminated: ${ids}` }),
    late: (reached, of) => ({
      ko: `아직 종료하는 중입니다 (${reached}/${of}개 종료됨).`,
      en: `Still terminating (${reached} of ${of} instances terminated).`,
    }),
  },
};

/** Looks until every instance has come to the state (running means both status checks passed), one cannot, or time is up. */
export async function verifyState(
  ids: readonly string[],
  state: PowerState,
  ec2: EC2Client,
  site: ActSite,
): Promise<Verification> {
  const goal = goals[state];
  const { DescribeInstanceStatusCommand } = awsSdk("client-ec2");
  return watch(site, async () => {
    const command = new DescribeInstanceStatusCommand({ InstanceIds: [...ids], IncludeAllInstances: true });
    const statuses = (await ec2.send(command, { abortSignal: site.signal })).InstanceStatuses ?? [];
    // EC2 no longer tells the status of an instance that is gone.
    const gone = state === "terminated" ? ids.length - statuses.length : 0;
    const reached = gone + statuses.filter((status) => goal.reached(status)).length;
    if (reached === ids.length) return { ok: true, text: goal.done };
    const missed = statuses.filter((status) => goal.missed(status)).flatMap(({ InstanceId }) => InstanceId ?? []);
    if (missed.length > 0) return { ok: false, text: goal.failed(missed.join(", ")) };
    return { late: goal.late(reached, ids.length) };
  });
}

function passes(status: InstanceStatus): boolean {
  return (
    status.InstanceState?.Name === "running" &&
    status.InstanceStatus?.Status === "ok" &&
    status.SystemStatus?.Status === "ok"
  );
}

function isBroken({ InstanceState, InstanceStatus: own, SystemStatus }: InstanceStatus): boolean {
  const state = InstanceState?.Name;
  return (
    own?.Status === "impaired" || SystemStatus?.Status === "impaired" || (state !== "running" && state !== "pending")
  );
}
