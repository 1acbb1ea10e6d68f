import { describe, expect, it } from "vitest";
import { dev, prod } from "../../../sandbox/aws/world/account.ts";
import { changesOf } from "../../../sandbox/aws/world/alarm-timeline.ts";
import { type Alarm, type AlarmState, alarmsOf } from "../../../sandbox/aws/world/alarms.ts";
import { DAY, HOUR, MINUTE, seoulMidnight } from "../../../sandbox/aws/world/calendar.ts";
import { readRule } from "../../../sandbox/aws/world/composite-rule.ts";
import { metricsOf } from "../../../sandbox/aws/world/metrics/catalog.ts";
import { settingOf } from "../../../sandbox/aws/world/setting.ts";

const NOW = Date.parse("2026-11-21T03:30:00Z");

describe.each(["haneul-1", "haneul-2", "haneul-3"])("the alarms of %s", (seed) => {
  const setting = settingOf(seed, prod, seoulMidnight(NOW));
  const { story, names } = setting;
  const named = (name: string): Alarm => {
    const found = alarmsOf(setting).find((alarm) => alarm.name === name);
    if (!found) throw new Error(`No alarm ${name}`);
    return found;
  };
  const changes = (name: string, from = 0) => changesOf(setting, named(name), NOW).filter((c) => c.time >= from);
  const inState = (state: AlarmState, now = NOW) =>
    alarmsOf(setting)
      .filter((alarm) => (changesOf(setting, alarm, now).at(-1)?.to ?? "INSUFFICIENT_DATA") === state)
      .map((alarm) => alarm.name)
      .sort();

  it("are eighteen, of which three ring and two have no data", () => {
    expect(alarmsOf(setting)).toHaveLength(18);
    expect(inState("ALARM")).toEqual(
      ["connect-vip-queue", `${names.usersDb}-free-storage`, `${names.web}-unhealthy-hosts`].sort(),
    );
    expect(inState("INSUFFICIENT_DATA")).toEqual([`${names.bastion}-disk`, `${names.legacyAdmin}-status-check`].sort());
  });

  it("ring on metrics that exist, except the one that waits for an agent", () => {
    const { find } = metricsOf(setting);
    const missing = alarmsOf(setting).flatMap((alarm) =>
      alarm.kind === "metric" && alarm.queries.some(({ of }) => of.kind === "metric" && !find(alarm.region, of.metric))
        ? [alarm.name]
        : [],
    );
    expect(missing).toEqual([`${names.bastion}-disk`]);
  });

  it("ring minutes after the deployment, and fall silent minutes after the rollback", () => {
    const [rings, silent, ...more] = changes(`${names.order}-5xx`, story.deploy);
    expect([rings?.to, silent?.to, more]).toEqual(["ALARM", "OK", []]);
    const minutesAfter = (time: number | undefined, since: number) => ((time ?? 0) - since) / MINUTE;
    expect(minutesAfter(rings?.time, story.errorsFrom)).toBeGreaterThan(0);
    expect(minutesAfter(rings?.time, story.errorsFrom)).toBeLessThan(8);
    expect(minutesAfter(silent?.time, story.errorsTo)).toBeGreaterThan(0);
    expect(minutesAfter(silent?.time, story.errorsTo)).toBeLessThan(8);
    expect(rings?.datapoints.filter((d) => (d.value ?? 0) >= 3)).toHaveLength(3);
  });

  it("ring together as the composite alarm says", () => {
    const parts = [`${names.order}-5xx`, `${names.web}-5xx-rate`].map((name) => changes(name, story.deploy));
    const [rings, silent, ...more] = changes(`${names.order}-outage`, story.deploy);
    expect([rings?.to, silent?.to, more]).toEqual(["ALARM", "OK", []]);
    expect(rings?.time).toBe(Math.max(...parts.map(([first]) => first?.time ?? 0)) + 700);
    expect(silent?.time).toBe(Math.min(...parts.map(([, second]) => second?.time ?? 0)) + 700);
  });

  it("tell the other stories: memory, NAT, storage since the day before, the queue since today", () => {
    const rings = (name: string) =>
      changes(name)
        .filter((c) => c.to === "ALARM")
        .map((c) => c.time);
    const memory = rings(`${names.payment}-memory`);
    expect(memory).toHaveLength(story.outOfMemory.length);
    for (const [index, kill] of story.outOfMemory.entries())
      expect(Math.abs((memory[index] ?? 0) - kill)).toBeLessThan(5 * MINUTE);
    const [nat, ...again] = rings("nat-bytes-out");
    expect(again).toEqual([]);
    expect((nat ?? 0) - story.endpointRemoved).toBeGreaterThan(0);
    expect((nat ?? 0) - story.endpointRemoved).toBeLessThan(4 * HOUR);
    const [storage] = rings(`${names.usersDb}-free-storage`);
    expect(seoulMidnight(storage ?? 0)).toBe(setting.anchor - DAY);
    const queue = rings("connect-vip-queue").at(-1) ?? 0;
    expect(Math.abs(queue - story.queueBacksUp)).toBeLessThan(15 * MINUTE);
  });

  it("do not depend on when they are looked at, be it late, early, or step by step", () => {
    const other = settingOf(seed, prod, seoulMidnight(NOW));
    for (const step of [3 * DAY, DAY, 0, 2 * HOUR]) {
      const alarm = alarmsOf(other).find((one) => one.name === `${names.batch}-1-cpu`) as Alarm;
      const all = changesOf(setting, named(alarm.name), NOW);
      expect(changesOf(other, alarm, NOW - step)).toEqual(all.filter((c) => c.time <= NOW - step));
    }
  });
});

describe("alarm rules", () => {
  it("are read with brackets, not, and and or", () => {
    const states: Record<string, AlarmState> = { a: "ALARM", b: "OK", "c d": "INSUFFICIENT_DATA" };
    const holds = (text: string) => readRule(text).holds((name) => states[name]);
    expect(
      [
        "ALARM(a)",
        'ALARM("a") AND OK(b)',
        "ALARM(b) OR (ALARM(a) AND NOT OK(b))",
        'INSUFFICIENT_DATA("c d") AND TRUE',
        "NOT ALARM(a) OR FALSE",
        'OK("arn:aws:cloudwatch:ap-northeast-2:1:alarm:b")',
      ].map(holds),
    ).toEqual([true, true, false, true, false, true]);
    for (const text of ["", "ALARM(a", "RINGS(a)", "ALARM(a) ALARM(b)", "ALARM(a) AND"])
      expect(() => readRule(text), text).toThrow();
  });

  it("of the development account watch its own database", () => {
    const setting = settingOf("haneul-1", dev, seoulMidnight(NOW));
    const [alarm, ...more] = alarmsOf(setting);
    expect([alarm?.name, more]).toEqual(["dev-db-cpu", []]);
    expect(changesOf(setting, alarm as Alarm, NOW).at(-1)?.to).toBe("OK");
  });
});
