import { randomBytes } from "node:crypto";
import type { Documents } from "./documents.ts";

/** An app's secrets. Made at random when it is installed and kept, so that its configuration stays right. */
export interface Tokens {
  botToken: string;
  appToken: string;
  /** The old verification token that still stands in every payload. */
  verification: string;
}

export function tokensOf(documents: Documents<Tokens>, appId: string): Tokens {
  const known = documents.get(appId);
  if (known) return known;
  const made: Tokens = {
    botToken: `xoxb-local-${randomBytes(18).toString("hex")}`,
    appToken: `xapp-1-local-${randomBytes(18).toString("hex")}`,
    verification: randomBytes(12).toString("hex"),
  };
  documents.put(appId, made);
  return made;
}
