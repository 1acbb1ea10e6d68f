import type * as TrustedAdvisor from "@aws-sdk/client-trustedadvisor";
import type { Call } from "../call.ts";
import { openCursor, pageOf } from "../pager.ts";
import { AwsError } from "../wire/errors.ts";
import { defineService } from "../wire/service.ts";
import { type AdvisorCheck, advisorChecks } from "../world/advisor-checks.ts";
import { type Recommendation, recommendationsAt } from "../world/recommendations.ts";
import { checkSupportPlan } from "./support-plan.ts";

const REGIONS = ["us-east-1", "us-west-2", "eu-west-1"];

const checkArn = (check: AdvisorCheck) => `arn:aws:trustedadvisor:::check/${check.id}`;
const arnOf = (call: Call, one: Recommendation) =>
  `arn:aws:trustedadvisor::${call.account.id}:recommendation/${one.id}`;

/** Of the checks that flag something. */
function recommendationsOf(call: Call): Recommendation[] {
  checkSupportPlan(call, REGIONS);
  return recommendationsAt(call.world.setting, call.now).filter((one) => one.flagged.length > 0);
}

function existing(call: Call, identifier: string | undefined): Recommendation {
  const found = recommendationsOf(call).find((one) => one.id === identifier || arnOf(call, one) === identifier);
  if (!found) throw new AwsError("ResourceNotFoundException", "The requested recommendation does not exist.", 404);
  return found;
}

function summaryOf(call: Call, one: Recommendation) {
  const { check, flagged, processed } = one;
  const saving = flagged.reduce((sum, row) => sum + (row.saving ?? 0), 0);
  const count = (status: string) => flagged.filter((row) => row.status === status).length;
  return {
    id: one.id,
    arn: arnOf(call, one),
    type: "standard" as const,
    checkArn: checkArn(check),
    status: one.status,
    pillars: [check.category],
    source: "ta_check" as const,
    awsServices: check.services,
    name: check.name,
    resourcesAggregates: {
      okCount: Math.max(0, processed - flagged.length),
      warningCount: count("warning"),
      errorCount: count("error"),
    },
    ...(check.category === "cost_optimizing"
      ? {
          pillarSpecificAggregates: {
            costOptimizing: { estimatedMonthlySavings: saving, estimatedPercentMonthlySavings: 0 },
          },
        }
      : {}),
    createdAt: new Date(one.createdAt),
    lastUpdatedAt: new Date(one.checkedAt),
  };
}

interface Paging {
  nextToken?: string | undefined;
  maxResults?: number | undefined;
}

function paged<T>(call: Call, input: Paging, all: T[]): { items: T[]; nextToken?: string } {
  const { nextToken, maxResults = 100, ...inputs } = input;
  if (maxResults < 1 || maxResults > 200)
    throw new AwsError("ValidationException", "maxResults must be between 1 and 200.");
  const invalid = () => new AwsError("ValidationException", "The next token is not valid.");
  const page = pageOf(all, openCursor(nextToken, inputs, call.now, invalid), maxResults, inputs);
  return { items: page.items, ...(page.next ? { nextToken: page.next } : {}) };
}

export const trustedAdvisor = defineService<typeof TrustedAdvisor>({
  package: "@aws-sdk/client-trustedadvisor",
  client: "TrustedAdvisorClient",
  scope: "trustedadvisor",
  iam: "trustedadvisor",
  operations: {
    ListChecks(input, call) {
      checkSupportPlan(call, REGIONS);
      const found = advisorChecks.filter(
        (check) =>
          (!input.pillar || check.category === input.pillar) &&
          (!input.awsService || check.services.includes(input.awsService)) &&
          (!input.source || input.source === "ta_check"),
      );
      const { items, ...next } = paged(call, input, found);
      return {
        checkSummaries: items.map((check) => ({
          id: check.id,
          arn: checkArn(check),
          name: check.name,
          description: check.description,
          pillars: [check.category],
          awsServices: check.services,
          source: "ta_check",
          metadata: Object.fromEntries(check.columns.map((title, index) => [String(index), title])),
        })),
        ...next,
      };
    },

    ListRecommendations(input, call) {
      const found = recommendationsOf(call).filter(
        (one) =>
          (!input.status || one.status === input.status) &&
          (!input.type || input.type === "standard") &&
          (!input.pillar || one.check.category === input.pillar) &&
          (!input.awsService || one.check.services.includes(input.awsService)) &&
          (!input.source || input.source === "ta_check") &&
          (!input.checkIdentifier || [one.check.id, checkArn(one.check)].includes(input.checkIdentifier)) &&
          (!input.afterLastUpdatedAt || one.checkedAt >= input.afterLastUpdatedAt.getTime()) &&
          (!input.beforeLastUpdatedAt || one.checkedAt <= input.beforeLastUpdatedAt.getTime()),
      );
      const { items, ...next } = paged(call, input, found);
      return { recommendationSummaries: items.map((one) => summaryOf(call, one)), ...next };
    },

    GetRecommendation(input, call) {
      const one = existing(call, input.recommendationIdentifier);
      return { recommendation: { ...summaryOf(call, one), description: one.check.description } };
    },

    ListRecommendationResources(input, call) {
      const one = existing(call, input.recommendationIdentifier);
      const found = one.flagged.filter(
        (row) =>
          (!input.status || row.status === input.status) &&
          (!input.regionCode || row.region === input.regionCode) &&
          (!input.exclusionStatus || input.exclusionStatus === "included"),
      );
      const { items, ...next } = paged(call, input, found);
      return {
        recommendationResourceSummaries: items.map((row) => ({
          id: row.id,
          arn: `arn:aws:trustedadvisor::${call.account.id}:recommendation-resource/${one.id}/${row.id}`,
          awsResourceId: row.resource,
          regionCode: row.region,
          status: row.status,
          metadata: Object.fromEntries(row.values.map((value, index) => [one.check.columns[index] ?? "", value])),
          lastUpdatedAt: new Date(one.checkedAt),
          exclusionStatus: "included",
          recommendationArn: arnOf(call, one),
        })),
        ...next,
      };
    },
  },
});
