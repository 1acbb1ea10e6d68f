import type * as Support from "@aws-sdk/client-support";
import type { Call } from "../call.ts";
import { openCursor, pageOf } from "../pager.ts";
import { AwsError } from "../wire/errors.ts";
import { defineService } from "../wire/service.ts";
import { type Recommendation, recommendationsAt } from "../world/recommendations.ts";
import { supportCasesOf } from "../world/support-cases.ts";
import { checkSupportPlan } from "./support-plan.ts";

const recommendationsOf = (call: Call): Recommendation[] => {
  checkSupportPlan(call);
  return recommendationsAt(call.world.setting, call.now);
};

function recommendationOf(call: Call, checkId: string | undefined): Recommendation {
  const found = recommendationsOf(call).find(({ check }) => check.id === checkId);
  if (!found) throw new AwsError("InvalidParameterValueException", "Check not found");
  return found;
}

function summaryOf({ check, status, flagged, processed, checkedAt }: Recommendation) {
  const saving = flagged.reduce((sum, row) => sum + (row.saving ?? 0), 0);
  return {
    checkId: check.id,
    timestamp: new Date(checkedAt).toISOString(),
    status,
    resourcesSummary: {
      resourcesProcessed: processed,
      resourcesFlagged: flagged.length,
      resourcesIgnored: 0,
      resourcesSuppressed: 0,
    },
    categorySpecificSummary:
      check.category === "cost_optimizing"
        ? { costOptimizing: { estimatedMonthlySavings: saving, estimatedPercentMonthlySavings: 0 } }
        : {},
  };
}

export const support = defineService<typeof Support>({
  package: "@aws-sdk/client-support",
  client: "SupportClient",
  scope: "support",
  iam: "support",
  operations: {
    DescribeTrustedAdvisorChecks: (_input, call) => ({
      checks: recommendationsOf(call).map(({ check }) => ({
        id: check.id,
        name: check.name,
        description: check.description,
        category: check.category,
        metadata: check.columns,
      })),
    }),

    DescribeTrustedAdvisorCheckResult(input, call) {
      const found = recommendationOf(call, input.checkId);
      return {
        result: {
          ...summaryOf(found),
          flaggedResources: found.flagged.map((row) => ({
            status: row.status,
            region: row.region,
            resourceId: row.id,
            isSuppressed: false,
            metadata: row.values,
          })),
        },
      };
    },

    DescribeTrustedAdvisorCheckSummaries(input, call) {
      const found = (input.checkIds ?? []).map((id) => recommendationOf(call, id ?? undefined));
      return { summaries: found.map((one) => ({ ...summaryOf(one), hasFlaggedResources: one.flagged.length > 0 })) };
    },

    DescribeCases(input, call) {
      checkSupportPlan(call);
      const { nextToken, maxResults = 10, ...inputs } = input;
      const after = input.afterTime ? Date.parse(input.afterTime) : Number.NEGATIVE_INFINITY;
      const before = input.beforeTime ? Date.parse(input.beforeTime) : Number.POSITIVE_INFINITY;
      const found = supportCasesOf(call.world.setting).filter(
        (one) =>
          one.createdAt <= call.now &&
          one.createdAt >= after &&
          one.createdAt <= before &&
          (one.resolvedAt > call.now || input.includeResolvedCases === true) &&
          (!input.caseIdList?.length || input.caseIdList.includes(one.id)) &&
          (!input.displayId || input.displayId === one.displayId),
      );
      const invalid = () => new AwsError("InvalidParameterValueException", "Invalid next token");
      const page = pageOf(found, openCursor(nextToken, inputs, call.now, invalid), maxResults, inputs);
      return {
        cases: page.items.map((one) => ({
          caseId: one.id,
          displayId: one.displayId,
          subject: one.subject,
          status: one.resolvedAt <= call.now ? "resolved" : "opened",
          serviceCode: one.service,
          categoryCode: one.category,
          severityCode: one.severity,
          submittedBy: one.submittedBy,
          timeCreated: new Date(one.createdAt).toISOString(),
          ccEmailAddresses: [],
          language: "ko",
          ...(input.includeCommunications === false
            ? {}
            : {
                recentCommunications: {
                  communications: one.messages
                    .filter((message) => message.time <= call.now)
                    .map((message) => ({
                      caseId: one.id,
                      body: message.body,
                      submittedBy: message.by,
                      timeCreated: new Date(message.time).toISOString(),
                      attachmentSet: [],
                    })),
                },
              }),
        })),
        ...(page.next ? { nextToken: page.next } : {}),
      };
    },
  },
});
