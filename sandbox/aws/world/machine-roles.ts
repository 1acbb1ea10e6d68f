/** The roles that hosts, tasks, functions and services of AWS take up: those that events name. */
import { prod } from "./account.ts";
import { containersOf } from "./containers.ts";
import { functionsOf } from "./functions.ts";
import { instancesAt } from "./instances.ts";
import { perSetting, type Setting } from "./setting.ts";

export interface MachineRole {
  name: string;
  path: string;
  /** Who may take it up. */
  services: string[];
  description: string;
  /** Names of AWS's own policies that are attached. */
  attached: string[];
}

const role = (
  name: string,
  service: string,
  description: string,
  attached: string[] = [],
  path: MachineRole["path"] = "/",
): MachineRole => ({ name, path, services: [`${service}.amazonaws.com`], description, attached });

/** One that AWS made for itself. */
const linked = (service: string, name: string): MachineRole =>
  role(
    `AWSServiceRoleFor${name}`,
    service,
    "",
    [`${name}ServiceRolePolicy`],
    `/aws-service-role/${service}.amazonaws.com/`,
  );

export const machineRolesOf = perSetting((setting: Setting): MachineRole[] => {
  const tasks = containersOf(setting).services.map(({ family }) =>
    role(`${family}-task`, "ecs-tasks", `Tasks of ${family}`),
  );
  const functions = functionsOf(setting).map(({ role: arn, name }) =>
    role(arn.split("/").at(-1) ?? name, "lambda", `The function ${name}`, ["AWSLambdaBasicExecutionRole"]),
  );
  const profiles = new Set(instancesAt(setting, setting.anchor).flatMap(({ profile }) => profile ?? []));
  const hosts = [...profiles].map((name) => role(name, "ec2", `Hosts of ${name}`, ["AmazonSSMManagedInstanceCore"]));
  const own =
    setting.account === prod
      ? [
          role("batch-job", "glue", "Nightly jobs"),
          role("sagemaker-training", "sagemaker", "Training of the recommendations"),
          role(
            "AWSDataLifecycleManagerDefaultRole",
            "dlm",
            "",
            ["AWSDataLifecycleManagerServiceRole"],
            "/service-role/",
          ),
        ]
      : [role("Developer", "sso", "For people of haneul-prod")];
  const all = [
    ...tasks,
    ...functions,
    ...hosts,
    ...own,
    role("ecsTaskExecutionRole", "ecs-tasks", "", ["AmazonECSTaskExecutionRolePolicy"]),
    linked("autoscaling", "AutoScaling"),
    linked("config", "Config"),
    linked("rds", "RDS"),
    linked("ecs", "ECS"),
    linked("trustedadvisor", "TrustedAdvisor"),
    linked("guardduty", "AmazonGuardDuty"),
    linked("elasticloadbalancing", "ElasticLoadBalancing"),
    linked("support", "Support"),
    linked("connect", "AmazonConnect"),
  ];
  return [...new Map(all.map((one) => [one.name, one])).values()];
});
