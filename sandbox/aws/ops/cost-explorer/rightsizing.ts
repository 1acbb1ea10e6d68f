import type {
  EC2ResourceDetails,
  GetRightsizingRecommendationCommandInput,
  RightsizingRecommendation,
} from "@aws-sdk/client-cost-explorer";
import type { Call } from "../../call.ts";
import { utcMidnight } from "../../world/calendar.ts";
import { priceOf } from "../../world/instance-prices.ts";
import { LOOK_BACK_DAYS, type RightsizingCandidate, rightsizingAt } from "../../world/rightsizing.ts";
import { invalid } from "./dimensions.ts";
import { listPage } from "./paging.ts";

const CURRENCY = "USD";
const money = (usd: number) => usd.toFixed(10);

export function rightsizing(input: GetRightsizingRecommendationCommandInput, call: Call) {
  const { NextPageToken, ...inputs } = input;
  if (input.Service !== "AmazonEC2") throw invalid("Service is invalid. Valid value is AmazonEC2");
  const all = rightsizingAt(call.world.setting, call.now);
  const page = listPage(all, NextPageToken, inputs, input.PageSize ?? 100, call);
  const saving = all.reduce((sum, candidate) => sum + candidate.monthlySaving, 0);
  const cost = all.reduce((sum, candidate) => sum + candidate.monthlyCost, 0);
  return {
    Metadata: {
      GenerationTimestamp: new Date(utcMidnight(call.now)).toISOString(),
      AdditionalMetadata: `The look-back of the sample account is ${LOOK_BACK_DAYS} days.`,
    },
    Summary: {
      TotalRecommendationCount: String(all.length),
      EstimatedTotalMonthlySavingsAmount: money(saving),
      SavingsCurrencyCode: CURRENCY,
      SavingsPercentage: money(cost > 0 ? (saving / cost) * 100 : 0),
    },
    RightsizingRecommendations: page.items.map((candidate) => toRecommendation(candidate, call)),
    Configuration: input.Configuration ?? {
      RecommendationTarget: "SAME_INSTANCE_FAMILY" as const,
      BenefitsConsidered: false,
    },
    ...(page.next ? { NextPageToken: page.next } : {}),
  };
}

function toRecommendation(candidate: RightsizingCandidate, call: Call): RightsizingRecommendation {
  const { host, target, monthlyCost, monthlySaving, maxCpu } = candidate;
  const hours = String(LOOK_BACK_DAYS * 24);
  const saved = { EstimatedMonthlySavings: money(monthlySaving), CurrencyCode: CURRENCY };
  const utilization = { EC2ResourceUtilization: { MaxCpuUtilizationPercentage: money(maxCpu) } };
  return {
    AccountId: call.account.id,
    CurrentInstance: {
      ResourceId: host.id,
      InstanceName: host.name,
      Tags: Object.entries(host.tags).map(([Key, value]) => ({ Key, Values: [value], MatchOptions: ["EQUALS"] })),
      ResourceDetails: { EC2ResourceDetails: detailsOf(host.type, host.region) },
      ResourceUtilization: utilization,
      ReservationCoveredHoursInLookbackPeriod: "0",
      SavingsPlansCoveredHoursInLookbackPeriod: "0",
      OnDemandHoursInLookbackPeriod: hours,
      TotalRunningHoursInLookbackPeriod: hours,
      MonthlyCost: money(monthlyCost),
      CurrencyCode: CURRENCY,
    },
    FindingReasonCodes: ["CPU_OVER_PROVISIONED"],
    ...(target
      ? {
          RightsizingType: "MODIFY" as const,
          ModifyRecommendationDetail: {
            TargetInstances: [
              {
                ...saved,
                EstimatedMonthlyCost: money(monthlyCost - monthlySaving),
                DefaultTargetInstance: true,
                ResourceDetails: { EC2ResourceDetails: detailsOf(target, host.region) },
              },
            ],
          },
        }
      : { RightsizingType: "TERMINATE" as const, TerminateRecommendationDetail: saved }),
  };
}

function detailsOf(type: string, region: string): EC2ResourceDetails {
  const { hourly, vcpu, memoryGib } = priceOf(type, region);
  return {
    HourlyOnDemandRate: String(hourly),
    InstanceType: type,
    Platform: "Linux/UNIX",
    Region: region,
    Vcpu: String(vcpu),
    Memory: `${memoryGib} GiB`,
    Storage: "EBS only",
  };
}
