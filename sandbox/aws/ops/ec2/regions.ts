/** Regions and zones: those that an account has without asking for more. */
import type * as EC2 from "@aws-sdk/client-ec2";
import { AwsError } from "../../wire/errors.ts";
import type { Operations } from "../../wire/service.ts";
import { dryRun } from "./describe.ts";
import { applyFilters } from "./filters.ts";

/** The region, its short form in zone ids, and the letters of its zones. */
const regions: [name: string, short: string, zones: string][] = [
  ["ap-south-1", "aps1", "abc"],
  ["eu-north-1", "eun1", "abc"],
  ["eu-west-3", "euw3", "abc"],
  ["eu-west-2", "euw2", "abc"],
  ["eu-west-1", "euw1", "abc"],
  ["ap-northeast-3", "apne3", "abc"],
  ["ap-northeast-2", "apne2", "abcd"],
  ["ap-northeast-1", "apne1", "acd"],
  ["ca-central-1", "cac1", "abd"],
  ["sa-east-1", "sae1", "abc"],
  ["ap-southeast-1", "apse1", "abc"],
  ["ap-southeast-2", "apse2", "abc"],
  ["eu-central-1", "euc1", "abc"],
  ["us-east-1", "use1", "abcdef"],
  ["us-east-2", "use2", "abc"],
  ["us-west-1", "usw1", "ac"],
  ["us-west-2", "usw2", "abcd"],
];

/** `apne2-az1`: the id of a zone, the same in every account. */
export function zoneIdOf(zone: string): string {
  const row = regions.find(([name]) => zone.startsWith(name));
  return `${row?.[1]}-az${(row?.[2] ?? "").indexOf(zone.at(-1) ?? "") + 1}`;
}

export const regionReads = {
  DescribeRegions(input) {
    dryRun(input);
    const wrong = (input.RegionNames ?? []).filter((name) => !regions.some(([known]) => known === name));
    if (wrong.length > 0)
      throw new AwsError("InvalidParameterValue", `Invalid region names provided: ${wrong.join(", ")}`);
    const all = regions
      .filter(([name]) => !input.RegionNames?.length || input.RegionNames.includes(name))
      .map(([name]) => ({
        RegionName: name,
        Endpoint: `ec2.${name}.amazonaws.com`,
        OptInStatus: "opt-in-not-required",
      }));
    const fields = {
      "region-name": (r: EC2.Region) => [r.RegionName],
      endpoint: (r: EC2.Region) => [r.Endpoint],
      "opt-in-status": (r: EC2.Region) => [r.OptInStatus],
    };
    return { Regions: applyFilters(all, input.Filters, fields, () => ({})) };
  },

  DescribeAvailabilityZones(input, call) {
    dryRun(input);
    const [region, short, letters] = regions.find(([name]) => name === call.region) ?? [call.region, "", ""];
    const all = [...letters].map((letter, index) => ({
      State: "available" as const,
      OptInStatus: "opt-in-not-required" as const,
      Messages: [],
      RegionName: region,
      ZoneName: `${region}${letter}`,
      ZoneId: `${short}-az${index + 1}`,
      GroupName: `${region}-zg-1`,
      NetworkBorderGroup: region,
      ZoneType: "availability-zone",
    }));
    const wrong = (input.ZoneNames ?? []).filter((name) => !all.some((z) => z.ZoneName === name));
    if (wrong.length > 0)
      throw new AwsError("InvalidParameterValue", `Invalid availability zone: [${wrong.join(", ")}]`);
    const chosen = all.filter(
      (z) =>
        (!input.ZoneNames?.length || input.ZoneNames.includes(z.ZoneName)) &&
        (!input.ZoneIds?.length || input.ZoneIds.includes(z.ZoneId)),
    );
    const fields = {
      "region-name": (z: EC2.AvailabilityZone) => [z.RegionName],
      state: (z: EC2.AvailabilityZone) => [z.State],
      "zone-id": (z: EC2.AvailabilityZone) => [z.ZoneId],
      "zone-name": (z: EC2.AvailabilityZone) => [z.ZoneName],
      "zone-type": (z: EC2.AvailabilityZone) => [z.ZoneType],
      "opt-in-status": (z: EC2.AvailabilityZone) => [z.OptInStatus],
    };
    return { AvailabilityZones: applyFilters(chosen, input.Filters, fields, () => ({})) };
  },
} satisfies Operations<typeof EC2>;
