import { z } from "zod";
import { awsSdk } from "../aws-sdk.ts";
import { text } from "../define-tool.ts";
import { InputError } from "../errors.ts";
import { serviceCost } from "./cost-facts.ts";
import { defineChange } from "./define-change.ts";
import { findService, servicePermissions, serviceState, verifyRollout } from "./ecs-services.ts";
import { fromToFact, same } from "./facts.ts";
import { changer } from "./reach.ts";

const count = z.number().int().min(0).max(1_000);
const args = z.strictObject({
  cluster: z.string().min(1).max(255),
  service: z.string().min(1).max(255),
  desired: count,
});

/** How many tasks a service should run. */
export const ecsSetDesiredCount = defineChange({
  name: "ecs_set_desired_count",
  title: { ko: "ECS 태스크 수 변경", en: "Set ECS desired count" },
  description: text(
    "Propose another number of tasks of one ECS service; a person has to approve it first.",
    "Use for scaling a service out or in.",
    "Not for: Auto Scaling groups, restarting.",
  ),
  fields: () => ({
    service: z.string().min(1).max(511).describe("Its name, or cluster/service."),
    desired: count,
  }),
  args,
  async plan({ service, desired }, site) {
    const { region, ref, item, name, facts, task, tags } = await findService(service, site);
    const now = item.desiredCount ?? 0;
    if (now === desired)
      throw new InputError({
        ko: `${name} 서비스의 태스크 수는 이미 ${now}입니다.`,
        en: `${name} has ${now} tasks wanted already.`,
      });
    const fewer = desired < now;
    return {
      region,
      args: { ...ref, desired },
      target: same(name),
      facts: [...facts, fromToFact(now, desired), serviceCost(task, { now, later: desired })],
      effect: {
        ko:
          desired === 0
            ? "모든 태스크가 멈추고, 서비스가 응답하지 않습니다."
            : `태스크 ${Math.abs(desired - now)}개가 ${fewer ? "연결을 정리한 뒤 멈춥니다" : "새로 시작되고 그만큼 요금이 나갑니다"}. 서비스에 자동 조정이 있으면 다시 바꿀 수 있습니다.`,
        en:
          desired === 0
            ? "All tasks stop; the service no longer answers."
            : `${Math.abs(desired - now)} tasks ${fewer ? "drain and stop" : "are started and charged"}. Autoscaling of the service, where there is any, may change it again.`,
      },
      undo: { ko: `태스크 수를 다시 ${now}(으)로 바꾸면 됩니다.`, en: `Set the number back to ${now}.` },
      undoBy: { tool: "ecs_set_desired_count", input: { service: `${ref.cluster}/${ref.service}`, desired: now } },
      tier: "T2" as const,
      why: fewer ? ["capacity" as const, "interrupts" as const] : ["capacity" as const],
      tags,
      confirm: name,
    };
  },
  permissions: servicePermissions,
  fingerprint: serviceState,
  async send({ cluster, service, desired }, site) {
    const { ECSClient, UpdateServiceCommand } = awsSdk("client-ecs");
    const command = new UpdateServiceCommand({ cluster, service, desiredCount: desired });
    const reply = await changer(ECSClient, site).send(command);
    return {
      requestId: reply.$metadata.requestId ?? null,
      text: {
        ko: `${service}의 태스크 수를 ${desired}(으)로 바꿨습니다.`,
        en: `The number of tasks of ${service} is set to ${desired}.`,
      },
    };
  },
  verify: verifyRollout,
});
