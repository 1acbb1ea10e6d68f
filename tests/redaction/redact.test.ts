import fc from "fast-check";
import { expect, test } from "vitest";
import { unbroken } from "../../redaction/broken.ts";
import { secretPatterns, secretSigns } from "../../redaction/patterns.ts";
import { createRedactor, redact as redactHere } from "../../redaction/redact.ts";
import { codePoint } from "../support/code-point.ts";
import { cpuMs } from "../support/cpu-time.ts";

const { redact, redactDeep, redactRows, inOrder } = createRedactor("a key for tests");
const b64 = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN";
const jwt = `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${"s".repeat(43)}`;
const pem = "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA7x\nq83vAoGBAP\n-----END RSA PRIVATE KEY-----";

const hidden = (text: string) => Buffer.from(text).toString("base64");

const secrets: Record<string, [text: string, secret: string]> = {
  "an access key id": ["key AKIAIOSFODNN7EXAMPLE used", "AKIAIOSFODNN7EXAMPLE"],
  "a session key id": ["ASIAIOSFODNN7EXAMPLE", "ASIAIOSFODNN7EXAMPLE"],
  "a secret access key near its name": [`aws_secret_access_key = ${b64}`, b64],
  "a secret access key in JSON": [`{"SecretAccessKey":"${b64}"}`, b64],
  "a secret access key in escaped JSON": [`{\\"SecretAccessKey\\":\\"${b64}\\"}`, b64],
  "a session token": [`token IQoJb3JpZ2lu${b64}${b64}`, `IQoJb3JpZ2lu${b64}`],
  "a Slack bot token": ["use xoxb-123456789012-abcdefABCDEF", "xoxb-123456789012-abcdefABCDEF"],
  "a Slack app token": ["xapp-1-A0123-4567-abcdef", "xapp-1-A0123-4567-abcdef"],
  "a GitHub token": [`ghp_${"a1".repeat(18)}`, `ghp_${"a1".repeat(18)}`],
  "an Anthropic key": ["sk-ant-api03-abcdefghijklmnop_qrstu", "sk-ant-api03-abcdefghijklmnop_qrstu"],
  "a JWT": [`session ${jwt} ended`, jwt],
  "a PEM key": [`config: ${pem} end`, "MIIEowIBAAKCAQEA7x"],
  "a PEM key cut before its end": [pem.slice(0, 60), "MIIEowIBAAKCAQEA7x"],
  "a URL password": ["postgres://orders:hunter2@db.internal:5432/orders", "hunter2"],
  "an Authorization header": ["Authorization: Basic dXNlcjpwYXNz", "dXNlcjpwYXNz"],
  "a signed AWS header": [
    "authorization=AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20261120/x, Signature=fe5f80f77d5fa3beca038",
    "fe5f80f77d5fa3beca038",
  ],
  "a bearer token": ["sent Bearer abcdefghij0123456789", "abcdefghij0123456789"],
  "an environment variable": ["DB_PASSWORD=hunter2 LOG=1", "hunter2"],
  "a secret in YAML": ["client_secret: s3cr3tvalue", "s3cr3tvalue"],
  "a token in JSON": ['{"refresh_token":"abcd1234efgh5678ijkl"}', "abcd1234efgh5678ijkl"],
};

test.each(Object.entries(secrets))("row 47: takes out %s", (_name, [text, secret]) => {
  expect(redact(text)).not.toContain(secret);
  expect(redact(text)).toMatch(/\[redacted:[a-z-]+:[0-9a-f]{4}\]/);
});

test.each(Object.entries(secrets))("row 47: takes out %s in base64", (_name, [text]) => {
  for (const around of ["", "user data: ", "한글 앞에 "]) {
    const word = hidden(`${around}${text}`);
    expect(redact(`echo ${word} | base64 -d`)).toMatch(/^echo \[redacted:encoded:[0-9a-f]{4}\] \| base64 -d$/);
  }
});

const folded = [
  "an access key id",
  "a session key id",
  "a secret access key near its name",
  "a secret access key in JSON",
  "a session token",
  "a Slack bot token",
  "a Slack app token",
  "a GitHub token",
  "an Anthropic key",
  "a JWT",
];

test.each(folded)("row 47: takes out %s that a line break goes through, wherever it does", (name) => {
  const [text, secret] = secrets[name]!;
  const at = text.indexOf(secret);
  for (let cut = at + 1; cut < at + secret.length; cut++) {
    const rest = text.slice(cut, at + secret.length);
    for (const lineBreak of ["\n", "\r\n    ", "\\n"]) {
      const clean = redact(`${text.slice(0, cut)}${lineBreak}${text.slice(cut)}${lineBreak}and more`);
      const left = clean.replaceAll(lineBreak, "");
      expect(left, `cut at ${cut}`).not.toContain(secret);
      expect(left.includes("more"), `cut at ${cut}`).toBe(true);
      // A last word without a digit may be the next line's own.
      if (rest.length >= 4 && /\d/.test(rest)) expect(left, `cut at ${cut}`).not.toContain(rest);
    }
  }
});

test("row 47: takes out the end of a private key whose beginning is not there, and leaves what is around it", () => {
  expect(redact(`at the end:\n${pem.slice(37)}\nmore`)).toMatch(
    /^at the end:\n\[redacted:private-key-end:[0-9a-f]{4}\]\nmore$/,
  );
  expect(redact(`of ${pem.slice(-29)}`)).toBe("of -----END RSA PRIVATE KEY-----");
});

const body = ["MIIEowIBAAKCAQEA7xq83vAoGBAPMIIEowIBAAKCAQEA7xq83vAoGBAP7xq83vAb", "q83vAoGBAP+/MIIEowIBA", "xY=="];
const keyRows = ["-----BEGIN RSA PRIVATE KEY-----", ...body, "-----END RSA PRIVATE KEY-----"];
const others = [
  "started Worker42",
  "i-0abc1234def567890",
  "4f3c2b1a0d9e8f7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a",
];

test.each([
  ["in the order they were written", [...others, ...keyRows]],
  ["newest first", [...keyRows, ...others].reverse()],
  [
    "between those of others, after a time",
    [
      keyRows[0]!,
      others[0]!,
      ...body.slice(0, 1).map((line) => `07:12 ${line}`),
      others[1]!,
      ...body.slice(1),
      others[2]!,
    ],
  ],
])("row 47: takes out the lines of a private key that stands over rows, %s", (_order, lines) => {
  const rows = redactRows(lines.map((line, i) => [i, `${"aB3d".repeat(8)}${i}`, redact(line)]));
  const told = JSON.stringify(rows);
  for (const line of body) expect(told).not.toContain(line);
  expect(rows.map(([i, stream]) => [i, stream])).toEqual(lines.map((_, i) => [i, `${"aB3d".repeat(8)}${i}`]));
  expect(
    rows
      .map(([, , text]) => text)
      .filter((text) => others.includes(String(text)))
      .toSorted(),
  ).toEqual(others.toSorted());
  const none = [["aB3d".repeat(16)]];
  expect(redactRows(none)).toBe(none);
});

test("row 47: takes out a private key of which each line is a text of its own, and nothing after its end", () => {
  const inTurn = inOrder();
  const shown = ["before", ...keyRows, body[0]!, "after"].map(inTurn);
  expect(shown.map((text) => text.replace(/:[0-9a-f]{4}\]/, "]"))).toEqual([
    "before",
    "[redacted:private-key]",
    "[redacted:private-key]",
    "[redacted:private-key]",
    "[redacted:private-key]",
    "-----END RSA PRIVATE KEY-----",
    body[0],
    "after",
  ]);
});

test("leaves what is long or encoded and no secret", () => {
  for (const text of [
    hidden("apiVersion: v1, kind: ConfigMap, data: a list of hosts"),
    "4f3c2b1a0d9e8f7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a",
    "/aws/containerinsights/haneul/performance/of/everything/2026",
  ])
    expect(redact(text)).toBe(text);
});

test("keeps what stands around a secret", () => {
  expect(redact("postgres://orders:hunter2@db.internal:5432/orders")).toMatchInlineSnapshot(
    `"postgres://orders:[redacted:url-password:1525]@db.internal:5432/orders"`,
  );
  expect(redact("DB_PASSWORD=hunter2 LOG=1")).toMatchInlineSnapshot(`"DB_PASSWORD=[redacted:secret:1525] LOG=1"`);
});

test("gives equal secrets equal placeholders and different ones different placeholders", () => {
  const [first, second, third] = ["AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLF"].map(redact);
  expect(first).toBe(second);
  expect(first).not.toBe(third);
});

test("depends on its key", () => {
  expect(createRedactor("another key").redact("AKIAIOSFODNN7EXAMPLE")).not.toBe(redact("AKIAIOSFODNN7EXAMPLE"));
  expect(redactHere("AKIAIOSFODNN7EXAMPLE")).toMatch(/^\[redacted:aws-key:[0-9a-f]{4}\]$/);
});

test("leaves ordinary operations text alone", () => {
  for (const text of [
    "i-0abc1234def567890 started by jiwoo.kim from 203.0.113.7",
    "ERROR payment-worker OutOfMemoryError: limit 512 MB, tokens: 4096",
    "arn:aws:iam::417205938164:role/OpsthreadRead",
    "NextToken was invalid; password=null",
    "2026-11-18T06:50:12Z GET https://api.internal:8443/orders?id=42 500",
    "비밀번호가 틀렸습니다",
  ])
    expect(redact(text)).toBe(text);
});

test("redacts deeply, and whole fields by their name", () => {
  const value = { user: "a", list: ["AKIAIOSFODNN7EXAMPLE", 1, null], nested: { password: "x y", empty_password: "" } };
  expect(redactDeep(value)).toEqual({
    user: "a",
    list: [redact("AKIAIOSFODNN7EXAMPLE"), 1, null],
    nested: { password: expect.stringMatching(/^\[redacted:secret:[0-9a-f]{4}\]$/), empty_password: "" },
  });
});

const fragment = fc.oneof(
  fc.string({ unit: codePoint }),
  fc.constantFrom(
    ...Object.values(secrets).map(([text]) => text),
    "password",
    "=",
    ": ",
    "://",
    "@",
    '"',
    "token",
    "bearer ",
  ),
);

test("what a pattern finds has the pattern's sign, so that a look for signs passes nothing over", () => {
  const found = new Set<string>();
  const look = (text: string) => {
    for (const { kind, regex, sign } of secretPatterns)
      for (const match of text.match(regex) ?? []) {
        found.add(kind);
        expect(unbroken(match), kind).toMatch(new RegExp(sign, "i"));
        expect(unbroken(match), kind).toMatch(secretSigns);
      }
  };
  const word = fc.constantFrom(...Object.values(secrets).map(([text]) => text));
  const anyCase = fc.mixedCase(word, { toggleCase: (char) => char.toUpperCase() });
  fc.assert(fc.property(fc.array(fc.oneof(fragment, anyCase)), (parts) => look(parts.join(""))));
  for (const [text] of Object.values(secrets)) look(text);
  expect([...found].sort()).toEqual(secretPatterns.map(({ kind }) => kind).sort());
});

test("is idempotent on any text", () => {
  fc.assert(
    fc.property(fc.array(fragment), (parts) => {
      const once = redact(parts.join(""));
      expect(redact(once)).toBe(once);
    }),
    { numRuns: 500 },
  );
});

test("finds a known secret between any words", () => {
  const word = fc.stringMatching(/^[a-z가-힣 .,()]{0,20}$/);
  fc.assert(
    fc.property(word, fc.constantFrom(...Object.values(secrets)), word, (before, [text, secret], after) => {
      expect(redact(`${before}\n${text}\n${after}`)).not.toContain(secret);
    }),
    { numRuns: 500 },
  );
});

test("stays fast on hostile text", async () => {
  const hostile = [
    "eyJ".repeat(20_000),
    "-----BEGIN PRIVATE KEY-----".repeat(2_000),
    "a://".repeat(10_000),
    "secret_".repeat(10_000),
    "authorization:".repeat(5_000),
    "password ".repeat(10_000),
    `${"MIIEowIBAAKCAQEA7xq83vAoGBAP\n".repeat(4_000)}-----END `,
    "AKIA\n".repeat(20_000),
    `xoxb-12345678${"\n1234".repeat(20_000)}`,
  ];
  expect(await cpuMs(() => hostile.map(redact))).toBeLessThan(3_000);
});
