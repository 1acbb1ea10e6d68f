import { createHash } from "node:crypto";
import { redactDeep } from "../../redaction/redact.ts";
import type { Audit } from "../ports/approvals.ts";
import type { Clock } from "../ports/clock.ts";
import { type Database, writing } from "./database.ts";

/** Append-only and hash-chained: each row's hash covers the row before, so an edited or removed row shows. */
export function createAudit(db: Database, clock: Clock): Audit {
  const last = db.prepare<[], { hash: string }>("SELECT hash FROM audit ORDER BY seq DESC LIMIT 1");
  const insert = db.prepare(
    "INSERT INTO audit (at, what, detail, previous, hash) VALUES (@at, @what, @detail, @previous, @hash)",
  );
  return {
    record(what, fields) {
      const at = clock.now();
      const detail = JSON.stringify(redactDeep(fields));
      writing(db, () => {
        const previous = last.get()?.hash ?? "";
        const hash = createHash("sha256")
          .update(JSON.stringify([previous, at, what, detail]))
          .digest("hex");
        insert.run({ at, what, detail, previous, hash });
      });
    },
  };
}
