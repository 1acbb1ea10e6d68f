import { dev } from "./account.ts";
import type { Setting } from "./setting.ts";
import { type Tags, tagsOf } from "./tags.ts";

/** The tags that the platform team's Terraform puts on what it makes. */
export const platformTags = ({ cast, account }: Setting, name: string): Tags =>
  tagsOf(cast, "platform", "sre", {
    Name: name,
    "managed-by": "terraform",
    ...(account === dev ? { env: "dev" } : {}),
  });
