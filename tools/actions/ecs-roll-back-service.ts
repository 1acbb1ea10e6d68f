import { z } from "zod";
import { awsSdk } from "../aws-sdk.ts";
import { text } from "../define-tool.ts";
import { ToolError } from "../errors.ts";
import { serviceCost } from "./cost-facts.ts";
import { defineChange } from "./define-change.ts";
import { findService, nameIn, servicePermissions, serviceState, verifyRollout } from "./ecs-services.ts";
import { fromToFact, same } from "./facts.ts";
import { changer, type Reach } from "./reach.ts";

const args = z.strictObject({
  cluster: z.string().min(1).max(255),
  service: z.string().min(1).max(255),
  task_definition: z.string().regex(/^[\w-]{1,255}:\d+$/),
});

/** The task definition before the one that runs: the quickest way out of a bad release. */
export const ecsRollBackService = defineChange({
  name: "ecs_roll_back_service",
  title: { ko: "ECS 서비스 롤백", en: "Roll back ECS service" },
  description: text(
    "Propose to put one ECS service back to the task definition before, or to an earlier revision; a person has to approve it first.",
    "Use after a bad deployment.",
    "Not for: restarting, Lambda.",
  ),
  fields: () => ({
    service: z.string().min(1).max(511).describe("Its name, or cluster/service."),
    revision: z.number().int().positive().optional().describe("Absent: the one before."),
  }),
  args,
  async plan({ service, revision }, site) {
    const { region, ref, item, name, facts, task, tags } = await findService(service, site);
    const now = nameIn(item.taskDefinition);
    const [family = "", running = "0"] = now.split(":");
    const active = await activeRevisions(family, site.reach(region));
    const earlier = active.filter((one) => one < Number(running));
    const chosen = revision ?? earlier[0];
    // A later one is the way back of a rollback.
    if (chosen === undefined || chosen === Number(running) || !active.includes(chosen)) {
      const known = earlier.slice(0, 8).join(", ");
      throw new ToolError("not_found", {
        ko: `${name}은(는) 지금 ${now}입니다. 되돌릴 수 있는 이전 리비전: ${known || "없음"}.`,
        en: `${name} runs ${now}. Earlier revisions to go back to: ${known || "none"}.`,
      });
    }
    const target = `${family}:${chosen}`;
    const count = item.desiredCount ?? 0;
    return {
      region,
      args: { ...ref, task_definition: target },
      target: same(name),
      facts: [...facts, fromToFact(now, target), serviceCost(task, { now: count, later: count, anew: true })],
      effect: {
        ko: `태스크 ${count}개가 차례로 ${target}의 태스크로 바뀝니다.`,
        en: `${count} tasks are replaced in turn by tasks of ${target}.`,
      },
      undo: { ko: `${now}(으)로 다시 배포하면 됩니다.`, en: `Deploy ${now} again.` },
      undoBy: {
        tool: "ecs_roll_back_service",
        input: { service: `${ref.cluster}/${ref.service}`, revision: Number(running) },
      },
      tier: "T2" as const,
      why: ["release" as const],
      tags,
      confirm: name,
    };
  },
  permissions: servicePermissions,
  fingerprint: serviceState,
  async send({ cluster, service, task_definition }, site) {
    const { ECSClient, UpdateServiceCommand } = awsSdk("client-ecs");
    const command = new UpdateServiceCommand({ cluster, service, taskDefinition: task_definition });
    const reply = await changer(ECSClient, site).send(command);
    return {
      requestId: reply.$metadata.requestId ?? null,
      text: {
        ko: `${service}를 ${task_definition}(으)로 되돌리기 시작했습니다.`,
        en: `${service} is being put back to ${task_definition}.`,
      },
    };
  },
  verify: verifyRollout,
});

/** Newest first. Only their names: a task definition itself may hold secrets. */
async function activeRevisions(family: string, reach: Reach): Promise<number[]> {
  const { ECSClient, ListTaskDefinitionsCommand } = awsSdk("client-ecs");
  const client = reach.client(ECSClient);
  const command = new ListTaskDefinitionsCommand({ familyPrefix: family, status: "ACTIVE", sort: "DESC" });
  const reply = await reach.ask("ecs:ListTaskDefinitions", (options) => client.send(command, options));
  // A prefix also fits longer names.
  const own = (reply.taskDefinitionArns ?? []).map(nameIn).filter((name) => name.startsWith(`${family}:`));
  return own.map((name) => Number(name.slice(family.length + 1))).sort((a, b) => b - a);
}
