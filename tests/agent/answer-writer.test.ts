import { expect, test } from "vitest";
import { createAnswerWriter } from "../../src/agent/answer-writer.ts";

const SECRETS = ["AKIAIOSFODNN7EXAMPLE", "xoxb-123456789012-abcdefABCDEF", "hunter2hunter2", "aB3d".repeat(16)];
const ANSWER = `The key is AKIAIOSFODNN7EXAMPLE, the token ${SECRETS[1]}.

- DB_PASSWORD=${SECRETS[2]}
- folded: AKIAIOSF
  ODNN7EXAMPLE

-----BEGIN RSA PRIVATE KEY-----
Proc-Type: 4,ENCRYPTED

${SECRETS[3]}

${SECRETS[3]}
-----END RSA PRIVATE KEY-----

That is all.`;

test.each([1, 2, 3, 5, 8, 13, 1_000])(
  "row 47: shows no secret of a reply that is streamed in pieces of %i characters, nor a key over paragraphs",
  async (size) => {
    let shown = "";
    const writer = createAnswerWriter(
      async (event) => {
        if (event.type === "text") shown += `${event.markdown}\n\n`;
      },
      () => [],
    );
    writer.begin(false);
    for (let at = 0; at < ANSWER.length; at += size) writer.push(ANSWER.slice(at, at + size));
    await writer.end();
    for (const secret of [...SECRETS, "ODNN7EXAMPLE"]) expect(shown).not.toContain(secret);
    expect(shown).toMatch(/^The key is \[redacted:aws-key:\w{4}\], the token \[redacted:slack-token:\w{4}\]\.\n/);
    expect(shown).toMatch(/That is all\.\n\n$/);
  },
);
