import fc from "fast-check";
import { expect, test } from "vitest";
import { messagePattern } from "../../../tools/cloudwatch-logs/message-pattern.ts";
import { codePoint } from "../../support/code-point.ts";

test.each([
  [
    "2026-11-21T02:23:19.776Z ERROR [http-nio-8080-exec-12] c.h.order.OrderRepository - java.sql.SQLTimeoutException: Connection to orders-db timed out after 3000 ms order=HN49302030 requestId=req-01ab23cd45ef",
    "c.h.order.OrderRepository - java.sql.SQLTimeoutException: Connection to orders-db timed out after <n> ms order=HN<n> requestId=req-<id>",
  ],
  [
    "PG gateway returned 502 Bad Gateway for POST /v2/approvals after 812 ms",
    "PG gateway returned 502 Bad Gateway for POST /v2/approvals after <n> ms",
  ],
  ["took 502 ms", "took <n> ms"],
  ["coupon CPN-DEEFDD of orders-db and CPN-3F0A12", "coupon CPN-<id> of orders-db and CPN-<id>"],
  ['{"level":"error","msg":"PG gateway returned 502","order":"HN1234","attempt":2}', "PG gateway returned 502"],
  ['{"level":"error","err":{"type":"TypeError","message":"x of undefined"}}', "TypeError: x of undefined"],
  ["[ERROR] user 42 at 203.0.113.7:8080 mail a.b@example.com", "user <n> at <ip> mail <email>"],
  ["job 6a1f0c52-8d0e-4b7e-9a53-0c7a6b1d2e3f failed", "job <uuid> failed"],
  ["FATAL: 비밀번호 인증 실패 user=100234", "비밀번호 인증 실패 user=<n>"],
  [
    "NullPointerException: slot is null\n  at OrderMapper.map(OrderMapper.java:118)",
    "NullPointerException: slot is null",
  ],
  ["   ", "(empty)"],
  ['{"broken": ', '{"broken":'],
])("%s", (line, pattern) => {
  expect(messagePattern(line)).toBe(pattern);
});

test("lines that differ only in numbers share a pattern", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1_000 }), fc.integer({ min: 1_000 }), (a, b) => {
      const line = (n: number) => `ERROR order ${n} of user u-${n}x failed after ${n} ms`;
      expect(messagePattern(line(a))).toBe(messagePattern(line(b)));
    }),
  );
});

test("never fails and never grows beyond a line", () => {
  fc.assert(
    fc.property(fc.string({ unit: codePoint, maxLength: 200 }), (line) => {
      expect(messagePattern(line)).not.toContain("\n");
    }),
  );
});
