import type * as CE from "@aws-sdk/client-cost-explorer";
import { defineService } from "../../wire/service.ts";
import { anomalies, anomalyMonitors, anomalySubscriptions } from "./anomalies.ts";
import {
  plansCoverage,
  plansUtilization,
  plansUtilizationDetails,
  reservationCoverage,
  reservationUtilization,
} from "./commitments.ts";
import { forecast } from "./forecast.ts";
import { rightsizing } from "./rightsizing.ts";
import { costAndUsage, costAndUsageWithResources } from "./usage.ts";
import { costCategories, describeCategory, dimensionValues, listCategories, tags } from "./values.ts";

export const costExplorer = defineService<typeof CE>({
  package: "@aws-sdk/client-cost-explorer",
  client: "CostExplorerClient",
  scope: "ce",
  iam: "ce",
  operations: {
    GetCostAndUsage: costAndUsage,
    GetCostAndUsageWithResources: costAndUsageWithResources,
    GetCostForecast: forecast,
    GetUsageForecast: forecast,
    GetDimensionValues: dimensionValues,
    GetTags: tags,
    GetCostCategories: costCategories,
    ListCostCategoryDefinitions: (_input, call) => listCategories(call),
    DescribeCostCategoryDefinition: (input, call) => describeCategory(input.CostCategoryArn, call),
    ListCostAllocationTags: () => ({
      CostAllocationTags: ["team", "env"].map((TagKey) => ({ TagKey, Type: "UserDefined", Status: "Active" })),
    }),
    GetAnomalies: anomalies,
    GetAnomalyMonitors: (_input, call) => anomalyMonitors(call),
    GetAnomalySubscriptions: (_input, call) => anomalySubscriptions(call),
    GetSavingsPlansCoverage: plansCoverage,
    GetSavingsPlansUtilization: plansUtilization,
    GetSavingsPlansUtilizationDetails: plansUtilizationDetails,
    GetReservationCoverage: reservationCoverage,
    GetReservationUtilization: reservationUtilization,
    GetRightsizingRecommendation: rightsizing,
  },
});
