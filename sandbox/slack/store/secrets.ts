import { randomBytes } from "node:crypto";
import type { Db } from "./database.ts";
import { createDocuments } from "./documents.ts";

/** Made at random at the first start and kept, so that a bot's configuration stays right across restarts. */
export interface Secrets {
  botToken: string;
  appToken: string;
  /** The old verification token that still stands in every payload. */
  verification: string;
}

export function loadSecrets(db: Db): Secrets {
  const documents = createDocuments<Secrets>(db, "secrets");
  const known = documents.get("app");
  if (known) return known;
  const made: Secrets = {
    botToken: `xoxb-local-${randomBytes(18).toString("hex")}`,
    appToken: `xapp-1-local-${randomBytes(18).toString("hex")}`,
    verification: randomBytes(12).toString("hex"),
  };
  documents.put("app", made);
  return made;
}
