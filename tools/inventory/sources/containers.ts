import type { Service } from "@aws-sdk/client-ecs";
import { awsSdk } from "../../aws-sdk.ts";
import { parseArn, refOfArn } from "../arn.ts";
import { type Link, refOf } from "../resource.ts";
import { instant, pages, resource, type Site, type Source, tagsOf } from "../site.ts";

/** What the two describe calls take at once. */
const CLUSTERS_AT_ONCE = 100;
const SERVICES_AT_ONCE = 10;

async function ecs(site: Site) {
  const sdk = awsSdk("client-ecs");
  return { sdk, client: site.aws.client(sdk.ECSClient, site.account, site.region) };
}

async function clusterArns(site: Site): Promise<string[]> {
  const { sdk, client } = await ecs(site);
  const found = await pages(
    site,
    "ecs:ListClusters",
    (nextToken, options) => client.send(new sdk.ListClustersCommand(nextToken ? { nextToken } : {}), options),
    (output) => output.nextToken,
  );
  return found.flatMap((output) => output.clusterArns ?? []);
}

const chunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));

export const containerClusters: Source = {
  types: ["ecs:cluster"],
  async read(site) {
    const { sdk, client } = await ecs(site);
    const found = await Promise.all(
      chunks(await clusterArns(site), CLUSTERS_AT_ONCE).map((clusters) =>
        pages(
          site,
          "ecs:DescribeClusters",
          (_, options) => client.send(new sdk.DescribeClustersCommand({ clusters, include: ["TAGS"] }), options),
          () => undefined,
        ),
      ),
    );
    const resources = found.flat().flatMap(({ clusters = [] }) =>
      clusters.map((cluster) =>
        resource(site, {
          arn: cluster.clusterArn ?? "",
          type: "ecs:cluster",
          id: cluster.clusterName ?? "",
          name: cluster.clusterName,
          state: cluster.status,
          tags: tagsOf(cluster.tags),
          detail: [`${cluster.activeServicesCount ?? 0} services`, `${cluster.runningTasksCount ?? 0} tasks`],
          facts: [
            ["capacity", "services", cluster.activeServicesCount],
            ["capacity", "running tasks", cluster.runningTasksCount],
            ["capacity", "pending tasks", cluster.pendingTasksCount],
          ],
        }),
      ),
    );
    return { resources, links: [] };
  },
};

/** Task definitions are named, never read: their environment may hold secrets. */
export const containerServices: Source = {
  types: ["ecs:service"],
  async read(site) {
    const { sdk, client } = await ecs(site);
    const perCluster = await Promise.all(
      (await clusterArns(site)).map(async (cluster) => {
        const listed = await pages(
          site,
          "ecs:ListServices",
          (nextToken, options) =>
            client.send(
              new sdk.ListServicesCommand({ cluster, maxResults: 100, ...(nextToken && { nextToken }) }),
              options,
            ),
          (output) => output.nextToken,
        );
        const arns = listed.flatMap(({ serviceArns }) => serviceArns ?? []);
        const described = await Promise.all(
          chunks(arns, SERVICES_AT_ONCE).map((services) =>
            pages(
              site,
              "ecs:DescribeServices",
              (_, options) =>
                client.send(new sdk.DescribeServicesCommand({ cluster, services, include: ["TAGS"] }), options),
              () => undefined,
            ),
          ),
        );
        return described.flat().flatMap((output) => output.services ?? []);
      }),
    );
    const services = perCluster.flat();
    return {
      resources: services.map((service) => toResource(site, service)),
      links: services.flatMap((service) => linksOf(site, service)),
    };
  },
};

const idOf = ({ serviceArn }: Service) => parseArn(serviceArn ?? "")?.id ?? "";

const toResource = (site: Site, service: Service) =>
  resource(site, {
    arn: service.serviceArn ?? "",
    type: "ecs:service",
    id: idOf(service),
    name: service.serviceName,
    state: service.status,
    created: service.createdAt,
    tags: tagsOf(service.tags),
    detail: [
      `${service.runningCount ?? 0} of ${service.desiredCount ?? 0} tasks`,
      service.taskDefinition?.split("/").at(-1),
    ],
    facts: [
      ["capacity", "desired tasks", service.desiredCount],
      ["capacity", "running tasks", service.runningCount],
      ["capacity", "pending tasks", service.pendingCount],
      ["details", "task definition", service.taskDefinition?.split("/").at(-1)],
      ["details", "launch type", service.launchType],
      ["change", "last deployment", instant(service.deployments?.[0]?.updatedAt)],
      ["change", "rollout", service.deployments?.[0]?.rolloutState],
      ["change", "last event", service.events?.[0]?.message],
    ],
  });

function linksOf(site: Site, service: Service): Link[] {
  const from = refOf({ region: site.region, type: "ecs:service", id: idOf(service) });
  const { subnets = [], securityGroups = [] } = service.networkConfiguration?.awsvpcConfiguration ?? {};
  const ec2 = (kind: string, id: string) => refOf({ region: site.region, type: `ec2:${kind}`, id });
  const cluster = refOfArn(service.clusterArn ?? "", site.region);
  return [
    ...(cluster ? [{ from, kind: "in" as const, to: cluster }] : []),
    ...subnets.map((id): Link => ({ from, kind: "in", to: ec2("subnet", id) })),
    ...securityGroups.map((id): Link => ({ from, kind: "guarded_by", to: ec2("security-group", id) })),
    ...(service.loadBalancers ?? []).flatMap(({ targetGroupArn }): Link[] => {
      const group = refOfArn(targetGroupArn ?? "", site.region);
      return group ? [{ from: group, kind: "target", to: from, label: "tasks" }] : [];
    }),
  ];
}
