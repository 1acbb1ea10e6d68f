import { type Row, text } from "../format/result.ts";

/** A change of what runs: by whom, when, which task definition, and what is known of it. */
export interface Deployment {
  time: string;
  user: string;
  eventId: string;
  /** `order-api:87`. */
  task: string;
  version: string | null;
  /** MiB of the container. */
  memory: string | null;
  /** The event that made the task definition. */
  registeredBy: string | null;
}

const value = (row: Row, name: string) => new RegExp(`(?:^|[ ,])${name}=([^,]+)`).exec(text(row.detail))?.[1] ?? null;

/** The service updates among changes, oldest first, with what their task definitions say. */
export function deploymentsIn(rows: Row[]): Deployment[] {
  return rows
    .filter((row) => row.event === "UpdateService" && value(row, "taskDefinition"))
    .map((row) => {
      const task = (value(row, "taskDefinition") ?? "").replace(/^.*\//, "");
      const made = rows.find(
        (one) => one.event === "RegisterTaskDefinition" && text(one.resource).endsWith(`/${task}`),
      );
      return {
        time: text(row.time),
        user: text(row.user),
        eventId: text(row.event_id),
        task,
        version: made ? (/:([\w.-]+)$/.exec(value(made, "image") ?? "")?.[1] ?? null) : null,
        memory: made ? (value(made, "memory")?.split("+").at(-1) ?? null) : null,
        registeredBy: made ? text(made.event_id) : null,
      };
    })
    .sort((a, b) => a.time.localeCompare(b.time));
}
