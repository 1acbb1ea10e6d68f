import { type Row, text } from "../format/result.ts";

/** The ids of the instances among the resources of an event of CloudTrail. */
export const instancesOf = (event: Row): string[] => text(event.resource).match(/\bi-[0-9a-f]{8,17}\b/g) ?? [];
