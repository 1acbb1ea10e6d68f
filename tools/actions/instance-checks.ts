import { setTimeout as delay } from "node:timers/promises";
import type { EC2Client, InstanceStatus } from "@aws-sdk/client-ec2";
import type { ActSite, Verification } from "../define-action.ts";
import { iso } from "../period.ts";

const LIMIT_MS = 240_000;
const FIRST_PAUSE_MS = 500;
const MAX_PAUSE_MS = 10_000;

/** Looks until every instance runs and passes both status checks, one fails them, or time is up. */
export async function verifyRunning(ids: readonly string[], ec2: EC2Client, site: ActSite): Promise<Verification> {
  const { DescribeInstanceStatusCommand } = await import("@aws-sdk/client-ec2");
  const started = performance.now();
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, MAX_PAUSE_MS)) {
    const command = new DescribeInstanceStatusCommand({ InstanceIds: [...ids], IncludeAllInstances: true });
    const reply = await ec2.send(command, { abortSignal: site.signal });
    const statuses = reply.InstanceStatuses ?? [];
    const at = iso(site.clock.now());
    const passed = statuses.filter((status) => passes(status)).length;
    if (passed === ids.length)
      return {
        ok: true,
        text: { ko: "실행 중, 상태 검사 2/2 통과", en: "Running, 2 of 2 status checks passed" },
        at,
      };
    const broken = statuses.filter((status) => isBroken(status)).flatMap(({ InstanceId }) => InstanceId ?? []);
    if (broken.length > 0)
      return {
        ok: false,
        text: { ko: `상태 검사 실패: ${broken.join(", ")}`, en: `Status checks failed: ${broken.join(", ")}` },
        at,
      };
    if (performance.now() - started > LIMIT_MS)
      return {
        ok: null,
        text: {
          ko: `상태 검사가 아직 끝나지 않았습니다 (${passed}/${ids.length}개 통과).`,
          en: `Status checks have not finished yet (${passed} of ${ids.length} instances passed).`,
        },
        at,
      };
    await delay(pause, undefined, { signal: site.signal });
  }
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
