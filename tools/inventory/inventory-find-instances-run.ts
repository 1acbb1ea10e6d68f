import type { Filter, Instance } from "@aws-sdk/client-ec2";
import type { Call, Outcome } from "../define-tool.ts";
import { iso } from "../period.ts";
import { pagesCut } from "../read-pages.ts";
import type { Column, Note, Scalar } from "../results.ts";
import { sweep } from "../sweep.ts";
import { askedAccounts, askedRegions, sweepAccounts } from "../sweep-accounts.ts";
import { describeInstances, tagOf } from "./describe-instances.ts";
import type { InventoryFindInstancesInput } from "./inventory-find-instances.ts";

const columns: Column[] = [
  { name: "name", type: "text", label: { ko: "이름", en: "Name" } },
  { name: "instance_id", type: "id", label: { ko: "인스턴스 ID", en: "Instance ID" } },
  { name: "state", type: "text", label: { ko: "상태", en: "State" } },
  { name: "type", type: "text", label: { ko: "유형", en: "Type" } },
  { name: "az", type: "text", label: { ko: "가용 영역", en: "AZ" } },
  { name: "region", type: "text", label: { ko: "리전", en: "Region" } },
  { name: "private_ip", type: "text", label: { ko: "프라이빗 IP", en: "Private IP" } },
  { name: "launched", type: "time", label: { ko: "시작 시각", en: "Launched" } },
  { name: "team", type: "text", label: { ko: "팀", en: "Team" } },
  { name: "account", type: "text", label: { ko: "계정", en: "Account" } },
];

export async function runInventoryFindInstances(input: InventoryFindInstancesInput, call: Call): Promise<Outcome> {
  const accounts = askedAccounts(input.account, call);
  const filters: Filter[] = [];
  if (input.name) filters.push({ Name: "tag:Name", Values: [input.name] });
  if (input.state) filters.push({ Name: "instance-state-name", Values: [input.state] });
  const question = { filters, ...(input.id ? { ids: [input.id] } : {}) };
  const perAccount = await sweepAccounts(accounts, async (account) => {
    const regions = askedRegions(account, accounts, input.regions, call);
    const swept = await sweep(account, regions, (region) => describeInstances(account, region, question, call));
    return { ...swept, id: await call.aws.accountId(account, call.signal), name: account.name };
  });
  const answers = perAccount.found.flatMap(({ name, found }) => found.map((one) => ({ ...one, account: name })));
  const rows = answers
    .flatMap(({ region, account, result }) =>
      result.instances.map((instance) => toRow(instance, region, account, call)),
    )
    .sort((a, b) => String(a[0]).localeCompare(String(b[0])) || String(a[1]).localeCompare(String(b[1])));
  const inState = (state: string) => rows.filter((row) => row[2] === state).length;
  return {
    kind: "table",
    table: {
      columns,
      rows,
      totals: { instances: rows.length, running: inState("running"), stopped: inState("stopped") },
      period: null,
      scope: {
        accounts: perAccount.found.map(({ id, name }) => ({ id, name })),
        regions: [...new Set(perAccount.found.flatMap(({ searched }) => searched))],
        skipped: [...perAccount.skipped, ...perAccount.found.flatMap(({ skipped }) => skipped)],
      },
      source: {
        service: "EC2",
        requests: answers.reduce((sum, { result }) => sum + result.requests, 0),
        cached: 0,
        usd: 0,
        freshTo: iso(call.context.now),
        scannedBytes: null,
      },
      truncated: answers.every(({ result }) => result.complete) ? null : pagesCut(rows.length),
      notes: rows.length === 0 ? [nothing(input)] : [],
    },
  };
}

function toRow(instance: Instance, region: string, account: string, { field }: Call): Scalar[] {
  return [
    field(tagOf(instance, "Name")),
    instance.InstanceId ?? "",
    instance.State?.Name ?? "",
    instance.InstanceType ?? null,
    instance.Placement?.AvailabilityZone ?? null,
    region,
    instance.PrivateIpAddress ?? null,
    instance.LaunchTime ? iso(instance.LaunchTime.getTime()) : null,
    field(tagOf(instance, "team")),
    account,
  ];
}

function nothing(input: { name?: string | undefined; id?: string | undefined; state?: string | undefined }): Note {
  const asked = [input.name && `Name tag "${input.name}"`, input.id, input.state && `state ${input.state}`].filter(
    Boolean,
  );
  return {
    code: "none_found",
    text: `No instance${asked.length > 0 ? ` matches ${asked.join(", ")}` : ""} in the regions searched. Names are compared exactly; use a prefix with * to search wider.`,
  };
}
