import { expect, test } from "vitest";
import { actionSite, factsOf } from "../support/action-site.ts";

test("an Aurora cluster is stopped as a whole and started again by the call that undoes it", async () => {
  const site = await actionSite();
  const done = await site.carryOut("rds_stop_database", { database: "orders-db" });
  expect(done.preview.effect.en).toContain("AWS starts it again by itself after seven days.");
  expect(factsOf(done.preview).database).toMatch(/^orders-db, aurora-mysql .*, 2 instances, available$/);
  expect(factsOf(done.preview, "ko").database).toMatch(/^orders-db, aurora-mysql .*, 인스턴스 2개, available$/);
  expect(done.preview.facts.find(({ code }) => code === "cost")?.value).toEqual({
    ko: "실행 중일 때 인스턴스 약 $63.94 (정가, 스토리지·I/O·백업 제외)",
    en: "about $63.94 of instance hours while running (list price, without storage, I/O and backups)",
  });
  // They watch its instances, which stop with it.
  expect(factsOf(done.preview).alarms).toMatch(/^orders-db-connections \(\w+\), orders-db-cpu \(\w+\)$/);
  expect(done.outcome).toMatchObject({ kind: "succeeded", requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  expect(done.verification).toMatchObject({ ok: true, text: { en: "orders-db: stopped" } });
  const back = done.preview.undoBy!;
  expect(back).toEqual({ tool: "rds_start_database", input: { database: "orders-db", account: "haneul-prod" } });
  expect((await site.carryOut(back.tool, back.input)).verification).toMatchObject({ ok: true });
});
