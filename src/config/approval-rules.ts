import { z } from "zod";

/** User groups by handle and people by Slack id. */
export const Rules = z.array(
  z.string().regex(/^(group:[a-z0-9._-]+|[UW][A-Z0-9]{2,})$/, "must be group:<handle> or a Slack user id"),
);

/** One list for every tier, or one for each; a tier without a list has nobody. */
export const Approvers = z.union([
  Rules,
  z.strictObject({ T1: Rules.optional(), T2: Rules.optional(), T3: Rules.optional() }),
]);

const count = z.number().int().positive();

/** How changes are decided about; who decides is said per channel and account. */
export const Approvals = z
  .strictObject({
    /** False: nothing is changed, whoever approves. */
    enabled: z.boolean().default(true),
    /** Whether who asked for a change of tier T1 may approve it alone. */
    self: z.boolean().default(false),
    /** A reason's code or an action's name, and the tier it is of at least. */
    raise: z.record(z.string(), z.enum(["T2", "T3"])).default({ prod: "T3" }),
    pending_minutes: z.number().positive().max(60).default(15),
    limits: z
      .strictObject({
        open_per_thread: count.default(3),
        open_per_person: count.default(5),
        per_channel_hour: count.default(10),
      })
      .prefault({}),
    /** Where decisions and heads of the audit are posted; a channel's id or name that the bot is a member of. */
    log_channel: z.string().min(1).optional(),
  })
  .prefault({});
