import type { Instance } from "@aws-sdk/client-ec2";
import type { CommandInvocation } from "@aws-sdk/client-ssm";
import { z } from "zod";
import { capText, stripInvisible } from "../../redaction/clean-text.ts";
import { awsSdk } from "../aws-sdk.ts";
import type { ActSite, Permissions, Verification } from "../define-action.ts";
import { InputError, ToolError } from "../errors.ts";
import { tagOf } from "../inventory/describe-instances.ts";
import type { Bilingual, Fact, Scalar } from "../results.ts";
import type { PlanSite } from "./define-change.ts";
import { type Pair, plainFact } from "./facts.ts";
import { findInstances } from "./find-instances.ts";
import { instanceFacts, nameAndId, tagPairs } from "./instance-facts.ts";
import { refuseUnmanaged, standing } from "./managed.ts";
import { changer, type Reach } from "./reach.ts";
import { watch } from "./watch.ts";

/** What commands on hosts have in common: one of our own SSM documents, of the very version and text that was approved. */
export const hostArgs = z.strictObject({
  instance_ids: z
    .array(z.string().regex(/^i-[0-9a-f]{8,17}$/))
    .min(1)
    .max(5),
  document: z.string().regex(/^opsthread-[a-z-]{1,40}$/),
  version: z.string().regex(/^\d{1,6}$/),
  /** SHA-256 of the document's text: SSM refuses when it is another one by then. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  parameters: z.record(z.string().regex(/^\w{1,32}$/), z.string().max(2_048)),
});
export type HostArgs = z.infer<typeof hostArgs>;

/** Until a host has taken it; the document itself limits how long it runs. */
const DELIVERY_SECONDS = 60;
const OUTPUT_CHARS = 2_500;

interface Hosts {
  region: string;
  ids: string[];
  names: string;
  facts: Fact[];
  tags: Pair[];
  confirm: string;
}

/** Running instances that are tagged for it and whose agent answers. */
export async function findHosts(targets: readonly string[], site: PlanSite): Promise<Hosts> {
  const { call, reach } = site;
  const { region, instances } = await findInstances(targets, site, call);
  const names = instances.map((instance) => nameAndId(instance, call));
  for (const [index, instance] of instances.entries()) {
    refuseUnmanaged(names[index]!, tagPairs(instance.Tags));
    refuseHalted(names[index]!, instance);
  }
  const ids = instances.flatMap(({ InstanceId }) => InstanceId ?? []);
  const online = await onlineAmong(ids, reach(region));
  const silent = names.filter((_, index) => !online.has(ids[index] ?? ""));
  if (silent.length > 0)
    throw new InputError({
      ko: `SSM 에이전트가 응답하지 않는 호스트입니다: ${silent.join(", ")}. 에이전트와 인스턴스 프로파일을 확인해 주세요.`,
      en: `The SSM agent does not answer on ${silent.join(", ")}. Check the agent and the instance profile.`,
    });
  return {
    region,
    ids,
    names: names.join(", "),
    facts: await instanceFacts(instances, region, site),
    tags: instances.flatMap(({ Tags }) => tagPairs(Tags)),
    confirm: instances.map((instance) => call.field(tagOf(instance, "Name")) ?? instance.InstanceId).join(", "),
  };
}

function refuseHalted(who: string, { State }: Instance): void {
  if (State?.Name === "running") return;
  throw new InputError({
    ko: `${who} 인스턴스는 ${State?.Name ?? "unknown"} 상태라서 명령을 실행할 수 없습니다.`,
    en: `${who} is ${State?.Name ?? "unknown"}, so nothing can be run on it.`,
  });
}

/** @throws ToolError where an administrator has not put the document there. */
export async function readDocument(name: string, reach: Reach): Promise<{ version: string; hash: string }> {
  const { DescribeDocumentCommand, SSMClient } = awsSdk("client-ssm");
  const ssm = reach.client(SSMClient);
  try {
    const { Document } = await reach.ask("ssm:DescribeDocument", (options) =>
      ssm.send(new DescribeDocumentCommand({ Name: name }), options),
    );
    if (Document?.DefaultVersion && Document.Hash) return { version: Document.DefaultVersion, hash: Document.Hash };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    if (!(cause instanceof Error) || cause.name !== "InvalidDocument") throw error;
  }
  throw new ToolError("not_found", {
    ko: `${reach.account.name} 계정의 ${reach.region} 리전에 SSM 문서 ${name}이(가) 없습니다. 관리자가 deploy/ 폴더의 문서를 배포해야 합니다.`,
    en: `The SSM document ${name} is not in ${reach.region} of ${reach.account.name}. An administrator has to deploy the documents in deploy/.`,
  });
}

export const commandFact = (command: string): Fact => plainFact("command", { ko: "명령", en: "Command" }, command);

export const hostPermissions = (
  { instance_ids, document }: HostArgs,
  { account, region }: { account: { id: string }; region: string },
): Permissions => ({
  change: {
    actions: ["ssm:SendCommand"],
    resources: [
      `arn:aws:ssm:${region}:${account.id}:document/${document}`,
      ...instance_ids.map((id) => `arn:aws:ec2:${region}:${account.id}:instance/${id}`),
    ],
  },
  look: {
    actions: [
      "ec2:DescribeInstances",
      "ssm:DescribeDocument",
      "ssm:DescribeInstanceInformation",
      "ssm:ListCommandInvocations",
      "ssm:ListCommands",
    ],
    resources: ["*"],
  },
});

export async function hostState({ instance_ids, document }: HostArgs, reach: Reach): Promise<Record<string, Scalar>> {
  const { DescribeInstancesCommand, EC2Client } = awsSdk("client-ec2");
  const ec2 = reach.client(EC2Client);
  const command = new DescribeInstancesCommand({ Filters: [{ Name: "instance-id", Values: instance_ids }] });
  const [reply, online, { version, hash }] = await Promise.all([
    reach.ask("ec2:DescribeInstances", (options) => ec2.send(command, options)),
    onlineAmong(instance_ids, reach),
    readDocument(document, reach),
  ]);
  const instances = (reply.Reservations ?? []).flatMap(({ Instances }) => Instances ?? []);
  return {
    [`${document}.version`]: version,
    [`${document}.hash`]: hash,
    ...Object.fromEntries(
      instances.flatMap((instance) => [
        [`${instance.InstanceId}.name`, tagOf(instance, "Name")],
        [`${instance.InstanceId}.state`, instance.State?.Name ?? null],
        ...Object.entries(standing(instance.InstanceId ?? "", tagPairs(instance.Tags))),
        [`${instance.InstanceId}.online`, online.has(instance.InstanceId ?? "")],
      ]),
    ),
  };
}

export async function sendCommand(args: HostArgs, site: Omit<ActSite, "signal">) {
  const { SendCommandCommand, SSMClient } = awsSdk("client-ssm");
  const { instance_ids, document, version, hash, parameters } = args;
  const reply = await changer(SSMClient, site).send(
    new SendCommandCommand({
      InstanceIds: instance_ids,
      DocumentName: document,
      DocumentVersion: version,
      DocumentHash: hash,
      DocumentHashType: "Sha256",
      Parameters: Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, [value]])),
      Comment: commentOf(site.approvalId),
      MaxConcurrency: "1",
      MaxErrors: "0",
      TimeoutSeconds: DELIVERY_SECONDS,
    }),
  );
  const id = reply.Command?.CommandId ?? "";
  const text: Bilingual = {
    ko: `SSM이 명령을 받아들였습니다 (${id}).`,
    en: `SSM accepted the command (${id}).`,
  };
  return { requestId: reply.$metadata.requestId ?? null, text };
}

/** Until every host has ended; what they printed goes with it. */
export function verifyCommand(
  { instance_ids, document }: HostArgs,
  site: ActSite,
  reach: Reach,
): Promise<Verification> {
  return watch(site, async () => {
    const all = await invocationsOf(document, commentOf(site.approvalId), reach);
    const ended = all.filter(({ Status }) => /^(Success|Failed|TimedOut|Cancelled)$/.test(Status ?? ""));
    if (ended.length < instance_ids.length)
      return {
        late: {
          ko: `아직 실행 중입니다 (호스트 ${instance_ids.length}개 중 ${ended.length}개 완료).`,
          en: `Still running (${ended.length} of ${instance_ids.length} hosts done).`,
        },
      };
    const codes = ended.map((one) => `${nameOf(one)}: ${one.Status}${exitOf(one)}`).join(", ");
    return {
      // A unit that is down makes its status command exit with 3: that is an answer, not a failure to run.
      ok: ended.every(({ Status }) => Status === "Success" || Status === "Failed"),
      text: {
        ko: `호스트 ${ended.length}개에서 실행됨 (${codes})`,
        en: `Ran on ${ended.length} ${ended.length === 1 ? "host" : "hosts"} (${codes})`,
      },
      output: ended.map((one) => ({
        target: nameOf(one),
        text: capText(stripInvisible(one.CommandPlugins?.[0]?.Output ?? ""), OUTPUT_CHARS),
      })),
    };
  });
}

const commentOf = (approvalId: string): string => `apr-${approvalId}`;
const nameOf = ({ InstanceName, InstanceId }: CommandInvocation): string =>
  stripInvisible(InstanceName || InstanceId || "");
const exitOf = ({ CommandPlugins }: CommandInvocation): string => {
  const code = CommandPlugins?.[0]?.ResponseCode;
  return code === undefined || code === 0 ? "" : ` (exit ${code})`;
};

async function onlineAmong(ids: readonly string[], reach: Reach): Promise<Set<string>> {
  const { DescribeInstanceInformationCommand, SSMClient } = awsSdk("client-ssm");
  const ssm = reach.client(SSMClient);
  const command = new DescribeInstanceInformationCommand({ Filters: [{ Key: "InstanceIds", Values: [...ids] }] });
  const reply = await reach.ask("ssm:DescribeInstanceInformation", (options) => ssm.send(command, options));
  const list = reply.InstanceInformationList ?? [];
  return new Set(
    list.filter(({ PingStatus }) => PingStatus === "Online").flatMap(({ InstanceId }) => InstanceId ?? []),
  );
}

async function invocationsOf(document: string, comment: string, reach: Reach): Promise<CommandInvocation[]> {
  const { ListCommandInvocationsCommand, ListCommandsCommand, SSMClient } = awsSdk("client-ssm");
  const ssm = reach.client(SSMClient);
  const listed = new ListCommandsCommand({ Filters: [{ key: "DocumentName", value: document }], MaxResults: 50 });
  const { Commands = [] } = await reach.ask("ssm:ListCommands", (options) => ssm.send(listed, options));
  const id = Commands.find(({ Comment }) => Comment === comment)?.CommandId;
  if (!id) return [];
  const detailed = new ListCommandInvocationsCommand({ CommandId: id, Details: true });
  const reply = await reach.ask("ssm:ListCommandInvocations", (options) => ssm.send(detailed, options));
  return reply.CommandInvocations ?? [];
}
