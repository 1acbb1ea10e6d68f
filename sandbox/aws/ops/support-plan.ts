/** Health, Support and Trusted Advisor: only with a support plan that has them, and only at their home region. */
import type { Call } from "../call.ts";
import { AwsError } from "../wire/errors.ts";
import { prod } from "../world/account.ts";

/**
 * Production has Business support; the development account has Basic.
 * @throws AwsError where the service cannot be had.
 */
export function checkSupportPlan(call: Call, regions: readonly string[] = ["us-east-1"]): void {
  if (!regions.includes(call.region))
    throw new AwsError("InvalidSignatureException", "Credential should be scoped to a valid region.");
  if (call.account.id !== prod.id)
    throw new AwsError(
      "SubscriptionRequiredException",
      "Amazon Web Services Premium Support Subscription is required to use this service.",
    );
}
