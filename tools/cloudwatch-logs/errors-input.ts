import { z } from "zod";
import { InputError } from "../errors.ts";
import type { SharedFields } from "../shared-fields.ts";
import { agreedGb } from "./scan-consent.ts";

/** Both error tools name what to look at in the same way: a service, or log groups. */
export function errorsInput({ period, account, regions }: SharedFields) {
  return {
    service: z.string().min(1).max(128).optional().describe("Service name, e.g. order-api; give this or groups."),
    groups: z.array(z.string().min(1).max(512)).min(1).max(20).optional(),
    period: period.default("1h"),
    agreed_gb: agreedGb,
    account,
    regions,
  };
}

export function askedGroups(input: { service?: string | undefined; groups?: string[] | undefined }): string[] {
  const asked = [...(input.service ? [input.service] : []), ...(input.groups ?? [])];
  if (asked.length === 0)
    throw new InputError({
      ko: '어디를 볼지 지정해 주세요: service (예: "order-api") 또는 groups.',
      en: 'Say where to look: service (for example "order-api") or groups.',
    });
  return asked;
}
