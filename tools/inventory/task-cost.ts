import type { ECSClient, Task } from "@aws-sdk/client-ecs";
import { awsSdk } from "../aws-sdk.ts";
import { AwsCallError } from "../errors.ts";
import { fargateHourly } from "./hourly-prices.ts";

/**
 * USD an hour of one task and what it is made of; `hosts`: it is in the price of the instances it runs on; `unread`: AWS
 * did not say; null: there is no price.
 */
export type TaskCost = { hourly: number; size: string } | "hosts" | "unread" | null;

interface Asking {
  region: string;
  client: ECSClient;
  ask<Output>(action: string, request: (options: { abortSignal: AbortSignal }) => Promise<Output>): Promise<Output>;
}

const ENOUGH = 10;

/**
 * What a task of a service costs, by the size of one that runs: the task definition, which says it too, may hold secrets
 * and is not read. Null as well where none runs. A price that cannot be looked up keeps nobody from the rest.
 */
export async function taskCost(service: Service, asking: Asking): Promise<TaskCost> {
  try {
    const task = await runningTask(service, asking);
    return task ? costOf(task, asking.region) : null;
  } catch (error) {
    if (!(error instanceof AwsCallError)) throw error;
    return "unread";
  }
}

interface Service {
  cluster: string;
  service: string;
  /** Of its newest deployment. */
  definition?: string | undefined;
}

async function runningTask({ cluster, service, definition }: Service, { client, ask }: Asking) {
  const { DescribeTasksCommand, ListTasksCommand } = awsSdk("client-ecs");
  const list = new ListTasksCommand({ cluster, serviceName: service, desiredStatus: "RUNNING", maxResults: ENOUGH });
  const { taskArns = [] } = await ask("ecs:ListTasks", (options) => client.send(list, options));
  if (taskArns.length === 0) return null;
  const command = new DescribeTasksCommand({ cluster, tasks: taskArns });
  const { tasks = [] } = await ask("ecs:DescribeTasks", (options) => client.send(command, options));
  return tasks.find(({ taskDefinitionArn }) => taskDefinitionArn === definition) ?? tasks[0] ?? null;
}

function costOf(task: Task, region: string): TaskCost {
  const { launchType, capacityProviderName, platformFamily = "Linux", attributes = [] } = task;
  if (launchType !== "FARGATE") return "hosts";
  // Spot's price moves, and Windows has a licence in its own.
  if (capacityProviderName === "FARGATE_SPOT" || platformFamily !== "Linux") return null;
  const arm = attributes.some(({ name, value }) => name === "ecs.cpu-architecture" && value === "arm64");
  const [vcpu, gb] = [Number(task.cpu) / 1024, Number(task.memory) / 1024];
  const hourly = fargateHourly({ vcpu, gb, arm }, region);
  return hourly === null ? null : { hourly, size: `${vcpu} vCPU + ${gb} GB ${arm ? "ARM" : "x86"}` };
}
