import { z } from "zod";
import { awsSdk } from "../aws-sdk.ts";
import { text } from "../define-tool.ts";
import { serviceCost } from "./cost-facts.ts";
import { defineChange } from "./define-change.ts";
import { findService, servicePermissions, serviceState, verifyRollout } from "./ecs-services.ts";
import { same } from "./facts.ts";
import { changer } from "./reach.ts";

const args = z.strictObject({ cluster: z.string().min(1).max(255), service: z.string().min(1).max(255) });

/** New tasks of the same task definition: what a restart is for a service. */
export const ecsRedeployService = defineChange({
  name: "ecs_redeploy_service",
  title: { ko: "ECS 서비스 재배포", en: "Redeploy ECS service" },
  description: text(
    "Propose a new deployment of one ECS service with the task definition it has; a person has to approve it first.",
    "Use for restarting or redeploying a service.",
    "Not for: another version (ecs_roll_back_service), another number of tasks.",
  ),
  fields: () => ({ service: z.string().min(1).max(511).describe("Its name, or cluster/service.") }),
  args,
  async plan({ service }, site) {
    const { region, ref, item, name, facts, task, tags } = await findService(service, site);
    const count = item.desiredCount ?? 0;
    return {
      region,
      args: ref,
      target: same(name),
      facts: [...facts, serviceCost(task, { now: count, later: count })],
      effect: {
        ko: `태스크 ${count}개가 같은 태스크 정의의 새 태스크로 차례로 바뀝니다. latest 같은 이미지 태그는 새로 가져옵니다.`,
        en: `${count} tasks are replaced in turn by new ones of the same task definition. Image tags such as latest are pulled anew.`,
      },
      undo: {
        ko: "되돌릴 것이 없습니다. 새 태스크가 뜨지 않으면 이전 태스크가 계속 실행됩니다.",
        en: "There is nothing to undo; where new tasks do not come up, the old ones go on.",
      },
      tier: "T2" as const,
      why: ["interrupts" as const],
      tags,
      confirm: name,
    };
  },
  permissions: servicePermissions,
  fingerprint: serviceState,
  async send({ cluster, service }, site) {
    const { ECSClient, UpdateServiceCommand } = awsSdk("client-ecs");
    const command = new UpdateServiceCommand({ cluster, service, forceNewDeployment: true });
    const reply = await changer(ECSClient, site).send(command);
    return {
      requestId: reply.$metadata.requestId ?? null,
      text: { ko: `${service}의 새 배포를 시작했습니다.`, en: `A new deployment of ${service} has begun.` },
    };
  },
  verify: verifyRollout,
});
