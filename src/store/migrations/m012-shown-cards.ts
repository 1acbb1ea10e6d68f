import type { Migration } from "./migration.ts";

/** The audit holds each card as it was sent to Slack: which one of a request was the last, whatever else is recorded. */
export const m012ShownCards: Migration = {
  name: "m012_shown_cards",
  sql: `
    CREATE INDEX audit_shown ON audit (detail ->> '$.approvalId') WHERE what = 'shown';
  `,
};
