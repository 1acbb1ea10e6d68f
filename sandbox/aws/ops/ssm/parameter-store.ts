import type * as SSM from "@aws-sdk/client-ssm";
import type { Call } from "../../call.ts";
import { AwsError } from "../../wire/errors.ts";
import type { Operations, Resources } from "../../wire/service.ts";
import { parametersOf, type StoredParameter } from "../../world/parameters.ts";
import { paged } from "./paging.ts";

const here = (call: Call) => parametersOf(call.world.setting).filter(({ arn }) => arn.split(":")[3] === call.region);
const byName = (call: Call, name: string | undefined) => here(call).find((p) => p.name === name || p.arn === name);

/** A secret is shown only where its decryption is asked for. */
const toParameter = (parameter: StoredParameter, decrypted: boolean): SSM.Parameter => ({
  Name: parameter.name,
  ARN: parameter.arn,
  Type: parameter.type,
  Value:
    parameter.type === "SecureString" && !decrypted
      ? `AQICAH${Buffer.from(parameter.arn).toString("base64").slice(0, 90)}`
      : parameter.value,
  Version: parameter.version,
  LastModifiedDate: new Date(parameter.changedAt),
  DataType: "text",
});

export const parameterReads = {
  GetParameter(input, call) {
    const found = byName(call, input.Name);
    if (!found) throw new AwsError("ParameterNotFound", "");
    return { Parameter: toParameter(found, input.WithDecryption ?? false) };
  },

  GetParameters(input, call) {
    const names = input.Names ?? [];
    return {
      Parameters: names
        .flatMap((name) => byName(call, name) ?? [])
        .map((p) => toParameter(p, input.WithDecryption ?? false)),
      InvalidParameters: names.filter((name) => !byName(call, name)),
    };
  },

  DescribeParameters(input, call) {
    const all = here(call).map(({ name, arn, type, version, changedAt, changedBy }) => ({
      Name: name,
      ARN: arn,
      Type: type,
      Version: version,
      LastModifiedDate: new Date(changedAt),
      LastModifiedUser: changedBy,
      Tier: "Standard" as const,
      DataType: "text",
      Policies: [],
    }));
    const page = paged(all, input, call, 50);
    return { Parameters: page.items, ...page.next };
  },
} satisfies Operations<typeof SSM>;

const target = (names: (string | undefined)[], call: Call) =>
  names.map((name = "") => ({
    arn: `arn:aws:ssm:${call.region}:${call.account.id}:parameter/${name.replace(/^\//, "")}`,
    tags: {},
  }));

export const parameterResources = {
  GetParameter: (input, call) => target([input.Name], call),
  GetParameters: (input, call) => target(input.Names ?? [], call),
} satisfies Resources<typeof SSM>;
