import { expect, test } from "vitest";
import type { DrawLook, DrawRequest } from "../../charts/request.ts";
import { createTestComposer, placedTexts, testMeasure, textFaults } from "./composing.ts";
import { english, eventRows, findingRows, isoDay, korean } from "./sample.ts";

const compose = createTestComposer();
const measure = testMeasure();
const counts: DrawLook = { ...korean, unit: "count", source: "CloudTrail" };
const events = (look: DrawLook = counts): DrawRequest => ({
  chart: "auto",
  rows: eventRows(),
  columns: { x: "time", category: "kind" },
  look,
});
const findings = (look: DrawLook): DrawRequest => ({
  chart: "event_timeline",
  rows: findingRows(),
  columns: { x: "time", category: "severity" },
  look,
});

test("a day of events in Korean: the picture, and an alt text that says what it says", async () => {
  const window = { from: "2026-10-12T00:00:00+09:00", to: "2026-10-13T00:00:00+09:00" };
  const { svg, alt } = await compose(events({ ...counts, title: "지난 24시간 이벤트", window }));
  expect(alt).toMatchInlineSnapshot(
    `"지난 24시간 이벤트. 2026년 10월 12일 00:00 – 24:00 KST. 합계 300건. 알람 110, 오토스케일링 54, 보안 탐지 51, 구성 변경 48, 배포 37. 가장 많은 때: 14:00–15:00, 67건 (알람 61건). 막대 하나는 1시간. 출처: CloudTrail. 기준 2026-10-31 09:00 KST."`,
  );
  await expect(svg).toMatchFileSnapshot("__snapshots__/event-timeline.ko.svg");
});

test("findings by severity in English: letters beside the colours, most severe first", async () => {
  const { svg, alt } = await compose(
    findings({ ...english, unit: "count", title: "GuardDuty findings", source: "GuardDuty" }),
  );
  expect(alt).toMatchInlineSnapshot(
    `"GuardDuty findings. Sep 30 – Oct 14, 2026 · PDT. Total: 60 events. Critical 5, High 7, Medium 21, Low 27. Most: Oct 11, 8 events. One bar: 1 day. Source: GuardDuty. As of 2026-10-30 17:00 PDT."`,
  );
  const texts = placedTexts(svg, measure).map((placed) => placed.text);
  for (const letter of ["C", "H", "M", "L"]) expect(texts).toContain(letter);
  await expect(svg).toMatchFileSnapshot("__snapshots__/event-timeline.en.svg");
});

const at = (time: string, n = 1) => ({ time, n });
const every = (minutes: number, count: number) =>
  Array.from({ length: count }, (_, i) =>
    at(new Date(Date.parse("2026-10-12T00:00:00Z") + i * minutes * 60_000).toISOString(), i % 7),
  );

test.each([
  ["an hour", every(1, 60), "One bar: 5 minutes"],
  ["a day", every(30, 48), "One bar: 1 hour"],
  ["a week", every(360, 28), "One bar: 6 hours"],
  ["two weeks", every(720, 28), "One bar: 1 day"],
  ["a quarter", every(1440, 90), "One bar: 1 week"],
  ["two years", every(1440 * 7, 104), "One bar: 1 month"],
  ["one moment", [at("2026-10-12T05:12:33Z")], "One bar: 1 hour"],
  ["days without a time", [at("2026-10-12"), at("2026-10-14")], "One bar: 1 day"],
])("%s of rows: %#", async (_, rows, bar) => {
  const request = {
    chart: "event_timeline",
    rows,
    columns: { x: "time", value: "n" },
    look: { ...english, unit: "count" },
  } as const;
  const { alt, svg } = await compose({ ...request, columns: { ...request.columns } });
  expect(alt).toContain(bar);
  expect(textFaults(svg, measure)).toEqual([]);
});

test("times are told in the asker's zone; a time without an offset is UTC", async () => {
  const subtitle = async (zone: string) => {
    const rows = [at("2026-10-12 05:12:33.123")];
    const { alt } = await compose({
      chart: "event_timeline",
      rows,
      columns: { x: "time" },
      look: { ...english, unit: "count", zone },
    });
    return alt.split(". ")[1];
  };
  expect(await subtitle("Asia/Seoul")).toBe("Oct 12, 2026, 14:00 – 15:00 KST");
  expect(await subtitle("America/Los_Angeles")).toBe("Oct 11, 2026, 22:00 – 23:00 PDT");
  expect(await subtitle("Asia/Kolkata")).toBe("Oct 12, 2026, 10:00 – 11:00 GMT+5:30");
  expect(await subtitle("Nowhere/At_All")).toBe("Oct 12, 2026, 05:00 – 06:00 UTC");
});

test("the hour that a change of clocks repeats has two bars, and a day of it stays a day", async () => {
  const look: DrawLook = { ...english, unit: "count", zone: "America/New_York" };
  const hours = Array.from({ length: 6 }, (_, i) => at(`2026-11-01T0${4 + i}:30:00Z`));
  const { svg } = await compose({ chart: "event_timeline", rows: hours, columns: { x: "time" }, look });
  const labels = placedTexts(svg, measure).map((placed) => placed.text);
  expect(labels.filter((label) => label === "01:00")).toHaveLength(2);
  const days = ["2026-10-31T05:00:00Z", "2026-11-02T04:30:00Z", "2026-11-12T05:00:00Z"].map((time) => at(time));
  const { alt } = await compose({ chart: "event_timeline", rows: days, columns: { x: "time" }, look });
  expect(alt.split(". ")[1]).toBe("Oct 31 – Nov 12, 2026 · EDT");
});

test("long and many names: nothing is clipped, nothing touches", async () => {
  const rows = Array.from({ length: 400 }, (_, i) => ({
    time: isoDay("2026-10-01", i % 30),
    kind: `CreateSecurityGroupIngressRule 漢字 🚀 ${i % 90}`,
  }));
  for (const look of [counts, { ...english, unit: "count", theme: "dark" } as const]) {
    const { svg } = await compose({ ...events(look), rows });
    expect(textFaults(svg, measure)).toEqual([]);
    expect(textFaults((await compose(findings(look))).svg, measure)).toEqual([]);
  }
});
