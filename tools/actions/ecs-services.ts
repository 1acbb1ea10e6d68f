import type { Service } from "@aws-sdk/client-ecs";
import { awsSdk } from "../aws-sdk.ts";
import type { ActSite, Permissions, Verification } from "../define-action.ts";
import { taskCost } from "../inventory/task-cost.ts";
import type { Fact, Scalar } from "../results.ts";
import { alarmsFact } from "./alarms-fact.ts";
import type { PlanSite } from "./define-change.ts";
import { changeFactOf, type Pair, tagsFact } from "./facts.ts";
import { refuseUnmanaged, standing } from "./managed.ts";
import { candidates, pickTarget } from "./pick-target.ts";
import type { Reach } from "./reach.ts";
import { dimensionsOf, servedGroupsFact } from "./served-groups.ts";
import { watch } from "./watch.ts";

/** What changes of ECS services have in common: finding one, its facts, what must still hold, and when it has settled. */
export interface ServiceRef {
  cluster: string;
  service: string;
}

const PAGE = 10;
const KIND = { ko: "ECS 서비스", en: "ECS service" };

/** The service meant by its name, or by `cluster/service` where several clusters have one. */
export async function findService(asked: string, site: PlanSite) {
  const { account, call, reach } = site;
  const all = await candidates(account, async (region) =>
    (await listServices(reach(region))).map((item) => ({
      region,
      id: `${nameIn(item.clusterArn)}/${item.serviceName}`,
      name: item.serviceName ?? null,
      state: item.status ?? null,
      item,
    })),
  );
  const { region, id, item } = pickTarget(asked, all, KIND, account, call);
  const name = call.field(id) ?? "";
  refuseUnmanaged(name, pairs(item));
  const ref: ServiceRef = { cluster: nameIn(item.clusterArn), service: item.serviceName ?? "" };
  const groups = (item.loadBalancers ?? []).map(({ targetGroupArn }) => targetGroupArn);
  const what = `${name}, ${item.status}, ${nameIn(item.taskDefinition)}`;
  const { runningCount: running = 0, desiredCount: wanted = 0 } = item;
  const facts: Fact[] = [
    {
      code: "service",
      label: KIND,
      value: {
        ko: `${what}, 태스크 ${wanted}개 중 ${running}개 실행 중`,
        en: `${what}, ${running} of ${wanted} tasks running`,
      },
    },
    tagsFact(pairs(item), call),
    await changeFactOf(item.serviceArn ?? "", region, site),
    servedGroupsFact(groups),
    await alarmsFact([ref.service, ...dimensionsOf(groups)], account, region, call),
  ];
  const at = { cluster: ref.cluster, service: ref.service, definition: item.taskDefinition };
  const { client, ask } = reach(region);
  const task = await taskCost(at, { region, client: client(awsSdk("client-ecs").ECSClient), ask });
  return { region, ref, item, name, facts, task, tags: pairs(item) };
}

export const servicePermissions = (
  { cluster, service }: ServiceRef,
  { account, region }: { account: { id: string }; region: string },
): Permissions => ({
  change: {
    actions: ["ecs:UpdateService"],
    resources: [`arn:aws:ecs:${region}:${account.id}:service/${cluster}/${service}`],
  },
  look: { actions: ["ecs:DescribeServices"], resources: ["*"] },
});

export async function serviceState(ref: ServiceRef, reach: Reach): Promise<Record<string, Scalar>> {
  const service = await describeService(ref, reach);
  const key = `${ref.cluster}/${ref.service}`;
  return {
    [`${key}.status`]: service?.status ?? null,
    [`${key}.task_definition`]: service?.taskDefinition ?? null,
    [`${key}.desired`]: service?.desiredCount ?? null,
    [`${key}.deployments`]: (service?.deployments ?? []).map(({ id }) => id).join(",") || null,
    ...standing(key, service ? pairs(service) : []),
  };
}

/** Until the newest deployment is complete and as many tasks run as are wanted. */
export function verifyRollout(ref: ServiceRef, site: ActSite, reach: Reach): Promise<Verification> {
  return watch(site, async () => {
    const service = await describeService(ref, reach);
    const newest = service?.deployments?.find(({ status }) => status === "PRIMARY");
    const [running, desired] = [service?.runningCount ?? 0, service?.desiredCount ?? 0];
    const at = `${nameIn(newest?.taskDefinition)}, ${running}/${desired}`;
    if (newest?.rolloutState === "FAILED")
      return { ok: false, text: { ko: `배포 실패 (${at})`, en: `The deployment failed (${at})` } };
    if (newest?.rolloutState === "COMPLETED" && running === desired && service?.deployments?.length === 1)
      return { ok: true, text: { ko: `배포 완료, 태스크 실행 중 (${at})`, en: `Deployed, tasks running (${at})` } };
    return { late: { ko: `아직 배포 중입니다 (${at}).`, en: `Still being deployed (${at}).` } };
  });
}

/** `order-api:86` of a task definition's ARN. */
export const nameIn = (arn: string | undefined): string => (arn ?? "").slice((arn ?? "").lastIndexOf("/") + 1);

const pairs = ({ tags }: Service): Pair[] => (tags ?? []).map(({ key, value }) => [key ?? "", value ?? ""] as const);

async function describeService({ cluster, service }: ServiceRef, reach: Reach): Promise<Service | undefined> {
  const { DescribeServicesCommand, ECSClient } = awsSdk("client-ecs");
  const client = reach.client(ECSClient);
  const command = new DescribeServicesCommand({ cluster, services: [service], include: ["TAGS"] });
  const reply = await reach.ask("ecs:DescribeServices", (options) => client.send(command, options));
  return reply.services?.[0];
}

async function listServices(reach: Reach): Promise<Service[]> {
  const { DescribeServicesCommand, ECSClient, ListClustersCommand, ListServicesCommand } = awsSdk("client-ecs");
  const client = reach.client(ECSClient);
  const { clusterArns = [] } = await reach.ask("ecs:ListClusters", (options) =>
    client.send(new ListClustersCommand({}), options),
  );
  const perCluster = await Promise.all(
    clusterArns.map(async (cluster) => {
      const arns: string[] = [];
      let nextToken: string | undefined;
      do {
        const command = new ListServicesCommand({ cluster, maxResults: PAGE, ...(nextToken ? { nextToken } : {}) });
        const reply = await reach.ask("ecs:ListServices", (options) => client.send(command, options));
        arns.push(...(reply.serviceArns ?? []));
        nextToken = reply.nextToken;
      } while (nextToken);
      const pages = Array.from({ length: Math.ceil(arns.length / PAGE) }, (_, n) =>
        arns.slice(n * PAGE, (n + 1) * PAGE),
      );
      const replies = await Promise.all(
        pages.map((services) => {
          const command = new DescribeServicesCommand({ cluster, services, include: ["TAGS"] });
          return reach.ask("ecs:DescribeServices", (options) => client.send(command, options));
        }),
      );
      return replies.flatMap(({ services }) => services ?? []);
    }),
  );
  return perCluster.flat();
}
