import { beforeAll, describe, expect, test } from "vitest";
import { ordersDbCpu } from "../../../sandbox/aws/truth/questions/21-orders-db-cpu.ts";
import { incident5xxRate } from "../../../sandbox/aws/truth/questions/22-incident-5xx-rate.ts";
import { metricsOf } from "../../../sandbox/aws/world/metrics/catalog.ts";
import { readStatistic, statisticOf } from "../../../sandbox/aws/world/metrics/statistic.ts";
import type { SampleAccount } from "../support/sample-account.ts";
import { accountsOfSeeds, seeds } from "../support/seeds.ts";
import { shown } from "../support/shown.ts";
import type { ToolServer } from "../support/tool-server.ts";
import { factsNow, truthOf, utc } from "../support/world.ts";

const at = accountsOfSeeds();

describe.each(seeds)("in %s", (seed) => {
  let server: ToolServer;
  beforeAll(() => {
    server = at(seed).server;
  });

  test("question 21: mean and maximum of both instances of orders-db, named by their cluster", async () => {
    const args = { resource: "orders-db", metric: "CPU", period: "24h", bin: "total" };
    const { table } = await server.call("metrics_query", args);
    const truth = truthOf(ordersDbCpu, seed, "2026-11-20T03:00:00Z", "2026-11-21T03:00:00Z");
    const figures = table.rows.map(([name, , avg, max]) => ({ name, avg: cents(avg), max: cents(max) }));
    const expected = truth.instances.map(({ name, average, maximum }) => ({
      name,
      avg: cents(average),
      max: cents(maximum),
    }));
    expect(figures.sort(byName)).toEqual(expected.sort(byName));
    for (const { name, average, maximum } of truth.instances)
      expect([cents(table.totals[`${name} avg`]), cents(table.totals[`${name} max`])]).toEqual([
        cents(average),
        cents(maximum),
      ]);
    const six = await server.call("metrics_query", { ...args, period: "6h" });
    for (const { name, average } of truthOf(ordersDbCpu, seed, "2026-11-20T21:00:00Z", "2026-11-21T03:00:00Z")
      .instances)
      expect(cents(six.table.totals[`${name} avg`])).toBe(cents(average));
    const lines = await server.call("metrics_query", { ...args, bin: undefined });
    for (const { name, largestMeanOfFiveMinutes } of truth.instances) {
      const means = lines.table.rows.filter((row) => row[1] === name).map((row) => Number(row[2]));
      expect(cents(Math.max(...means))).toBe(cents(largestMeanOfFiveMinutes));
    }
  });

  test("question 22: the share of 5xx around the incident, minute by minute, of the target group behind the service", async () => {
    const { table } = await server.call("metrics_query", {
      resource: "order-api",
      metric: "5xx rate",
      period: "2026-11-19T05:53..2026-11-19T08:36",
    });
    const truth = truthOf(incident5xxRate, seed, "2026-11-18T20:53:00Z", "2026-11-18T23:36:00Z");
    expect(table.rows.map(([time, , value]) => [time, cents(value)])).toEqual(
      truth.points.map(({ at, percent }) => [utc(at), cents(percent)]),
    );
    expect(cents(table.totals.max)).toBe(cents(truth.peakPercent));
    const sum = (column: number) => table.rows.reduce((total, row) => total + Number(row[column]), 0);
    expect(table.totals.avg).toBeCloseTo((100 * sum(3)) / sum(4), 4);
    expect(table.columns.map(({ name, unit }) => [name, unit])).toEqual([
      ["time", undefined],
      ["resource", undefined],
      ["value", "%"],
      ["HTTPCode_Target_5XX_Count", undefined],
      ["RequestCount", undefined],
    ]);
  });

  test.each([
    ["bastion", "cpu", "AWS/EC2", "CPUUtilization", "Average", 300],
    ["users", "free storage", "AWS/RDS", "FreeStorageSpace", "Average", 60],
    ["web-alb", "requests", "AWS/ApplicationELB", "RequestCount", "Sum", 60],
    ["web-alb", "latency", "AWS/ApplicationELB", "TargetResponseTime", "p99", 60],
    ["payment-worker", "memory", "AWS/ECS", "MemoryUtilization", "Average", 60],
    ["image", "invocations", "AWS/Lambda", "Invocations", "Sum", 60],
    ["order-events", "oldest message", "AWS/SQS", "ApproximateAgeOfOldestMessage", "Maximum", 60],
    ["haneul-prod-nat-a", "bytes out", "AWS/NATGateway", "BytesOutToDestination", "Sum", 60],
    ["VIP", "waiting", "AWS/Connect", "QueueSize", "Maximum", 60],
  ])("%s %s is what CloudWatch has of %s %s", async (name, metric, namespace, metricName, statistic, step) => {
    const resource = nameIn(seed, name);
    const period = "2026-11-21T09:00..2026-11-21T11:00";
    const { table, text } = await server.call("metrics_query", { resource, metric, period });
    const note = table?.notes.find(({ code }) => code === "metric")?.params;
    expect(note, text).toMatchObject({ namespace, metric: metricName, statistic });
    const dimensions = Object.fromEntries(
      String(note?.dimensions)
        .split(", ")
        .map((part) => part.split("=")),
    );
    const found = { namespace, metric: metricName, dimensions };
    const series = metricsOf(factsNow(seed).setting).find("ap-northeast-2", found)!;
    const expected = [];
    for (let at = Date.parse("2026-11-21T00:00:00Z"); at < Date.parse("2026-11-21T02:00:00Z"); at += step * 1_000)
      expected.push([
        utc(new Date(at).toISOString()),
        statisticOf(series, readStatistic(statistic)!, at, at + step * 1_000) ?? 0,
      ]);
    expect(table.rows.map(([time]) => time)).toEqual(expected.map(([time]) => time));
    for (const [index, [, value]] of expected.entries()) expect(table.rows[index]?.[2]).toBeCloseTo(Number(value), 5);
  });

  /** Names that the seed draws. */
  function nameIn(of: string, name: string): string {
    const { setting } = factsNow(of);
    const drawn: Record<string, string> = {
      users: setting.names.usersDb,
      bastion: setting.names.bastion,
      image: setting.names.imageResize,
    };
    const queues = metricsOf(setting).all.flatMap(({ dimensions }) => dimensions.QueueName ?? []);
    return drawn[name] ?? queues.find((queue) => queue.includes(name)) ?? name;
  }
});

const cents = (value: unknown): number => Math.round(Number(value) * 100) / 100;
const byName = (a: { name: unknown }, b: { name: unknown }) => String(a.name).localeCompare(String(b.name));

describe("how it answers", () => {
  let account: SampleAccount;
  let server: ToolServer;
  beforeAll(() => {
    ({ account, server } = at("haneul-1"));
  });

  test("says what was read, exactly enough to find it in the console", async () => {
    const { text } = await server.call("metrics_query", {
      resource: "web-alb",
      metric: "requests",
      period: "2026-11-20T10:00..2026-11-20T10:05",
    });
    await expect(shown(text)).toMatchFileSnapshot("../__snapshots__/metrics-query.txt");
  });

  test.each([
    [
      { resource: "web", metric: "5xx" },
      "ambiguous",
      "Name one exactly, or all of a kind with *: alb:web-alb (ap-northeast-2), tg:web-tg (ap-northeast-2).",
    ],
    [
      { resource: "mars", metric: "connections" },
      "not_found",
      'Nothing called "mars" with the metric connections is in ap-northeast-2, us-east-1 of haneul-prod. There are: alb:api-alb',
    ],
    [{ resource: "mars", metric: "disk" }, "not_found", "There are: admin-tool-1 (ap-northeast-2), bastion"],
    [
      { resource: "web-1", metric: "sunshine" },
      "invalid_input",
      'The metric "sunshine" is not known. Use one of: cpu, memory',
    ],
    [
      { resource: "web-1", metric: "cpu", statistic: "p101" },
      "invalid_input",
      "avg, max, min, sum, count or a percentile",
    ],
    [{ resource: "web-1", metric: "cpu", math: "m2 * 2" }, "invalid_input", "math has to use m1"],
    [{ resource: "web-1", metric: "cpu", math: "SEARCH('x', 'Sum') + m1" }, "invalid_input", "math may use m1"],
    [{ resource: "web-1", metric: "cpu", math: "m1 +* 2" }, "invalid_input", "unexpected *"],
    [{ resource: "web-1", metric: "cpu", period: "2027-01-01" }, "invalid_input", "future"],
  ])("%j is a sentence that says what to do", async (args, code, part) => {
    const answer = await server.call("metrics_query", args);
    expect([answer.code, answer.text]).toEqual([code, expect.stringContaining(part)]);
  });

  test("a kind before the name, a pattern, an id and an ARN name the same things", async () => {
    const read = async (resource: string) => {
      const { table } = await server.call("metrics_query", { resource, metric: "cpu", period: "6h", bin: "total" });
      return table.rows.map(([name, region]) => `${name} ${region}`).sort();
    };
    const host = factsNow("haneul-1")
      .world.instances(Date.parse("2026-11-21T03:00:00Z"))
      .find(({ name }) => name === "web-1")!;
    expect(await read("ec2:web-*")).toEqual(["web-1 ap-northeast-2", "web-2 ap-northeast-2", "web-3 ap-northeast-2"]);
    expect(await read("ec2:web")).toEqual(await read("ec2:web-*"));
    expect(await read(host.id)).toEqual(["web-1 ap-northeast-2"]);
    expect(await read(`arn:aws:ec2:ap-northeast-2:417205938164:instance/${host.id}`)).toEqual(["web-1 ap-northeast-2"]);
    expect((await read("ec2:*")).filter((name) => name.endsWith("us-east-1")).length).toBe(2);
  });

  test("maths of two metrics, and a second one by itself as a share", async () => {
    const args = {
      resource: "image-resize",
      metric: "errors",
      second: "invocations",
      period: "2026-11-20T10:00..2026-11-20T11:00",
    };
    const share = (await server.call("metrics_query", args)).table;
    const good = (await server.call("metrics_query", { ...args, math: "m2 - m1" })).table;
    for (const [, , value, errors, calls] of share.rows)
      expect(value).toBeCloseTo((100 * Number(errors)) / Number(calls), 4);
    for (const [, , value, errors, calls] of good.rows) expect(value).toBe(Number(calls) - Number(errors));
    expect(good.rows.length).toBeGreaterThan(30);
  });

  /** Complaint 4 of the list: an empty answer although there is data, through period, region or dimensions. */
  describe("is not empty where there is data", () => {
    test("in a period shorter than the metric's own step, which is widened and told", async () => {
      const { table } = await server.call("metrics_query", { resource: "web-1", metric: "cpu", period: "2m" });
      expect(table.rows.length).toBe(1);
      expect(table.notes.map(({ code }) => code)).toContain("period_widened");
      expect(table.period).toMatchObject({ from: "2026-11-21T02:55:00Z", to: "2026-11-21T03:00:00Z" });
    });

    test("in a period whose beginning is no round minute", async () => {
      const { table } = await server.call("metrics_query", {
        resource: "web-1",
        metric: "cpu",
        period: "2026-11-21T10:03:17..2026-11-21T10:22:41",
      });
      expect(table.rows.map(([time]) => time)).toEqual([
        "2026-11-21T01:00:00Z",
        "2026-11-21T01:05:00Z",
        "2026-11-21T01:10:00Z",
        "2026-11-21T01:15:00Z",
        "2026-11-21T01:20:00Z",
      ]);
    });

    test("in a period older than CloudWatch keeps minutes, with longer steps instead", async () => {
      const args = { resource: "web-alb", metric: "requests", period: "2026-09-01T00:00..2026-09-01T06:00", bin: "1m" };
      const { table } = await server.call("metrics_query", args);
      expect(table.rows.length).toBe(6);
      expect(table.notes[0]).toMatchObject({ code: "bin_raised", params: { asked: "1m", bin: "1h" } });
    });

    test("in another region than the first", async () => {
      const { world } = factsNow("haneul-1");
      const gpu = world.instances(Date.parse("2026-11-21T03:00:00Z")).find(({ region }) => region === "us-east-1")!;
      const { table } = await server.call("metrics_query", {
        resource: gpu.id,
        metric: "CPUUtilization",
        period: "1h",
      });
      expect(table.rows.length).toBe(12);
      expect(table.notes[0]?.params).toMatchObject({ region: "us-east-1" });
    });

    test("with more dimensions than the name tells: a service's cluster, a disk's mount point", async () => {
      const memory = await server.call("metrics_query", { resource: "payment-worker", metric: "memory", period: "1h" });
      expect(memory.table.notes[0]?.params?.dimensions).toMatch(
        /ClusterName=.+ServiceName=payment-worker|ServiceName=payment-worker.*ClusterName=/,
      );
      const disk = await server.call("metrics_query", { resource: "web-1", metric: "disk", period: "1h" });
      expect(disk.table.rows[0]?.[1]).toBe("web-1 /");
      expect(disk.table.notes[0]?.params?.dimensions).toMatch(/path=\/.*device=nvme0n1p1.*fstype=xfs/);
    });

    test("of a metric that is reported once an hour", async () => {
      const { table } = await server.call("metrics_query", {
        resource: "cluster:orders-db",
        metric: "storage used",
        period: "2026-11-21T10:00..2026-11-21T10:30",
      });
      expect(table.rows.length).toBe(1);
    });

    test("and where there is none, says so with the last there was", async () => {
      const { table, text } = await server.call("metrics_query", { resource: "bastion", metric: "disk", period: "1h" });
      expect(table.rows).toEqual([]);
      expect(text).toContain(
        "bastion (ap-northeast-2) has no datapoint of CWAgent disk_used_percent in this period; nor in the 14 days before its end.",
      );
      const quiet = await server.call("metrics_query", {
        resource: "aws-alerts-dlq",
        metric: "AWS/SQS/SentMessageSize",
        period: "1h",
      });
      expect(quiet.code).toBe(null);
    });
  });

  test("a metric of events that were none is zeros, and says so", async () => {
    const args = { resource: "order-api", metric: "5xx", period: "2026-11-21T10:00..2026-11-21T10:30", bin: "1m" };
    const { table } = await server.call("metrics_query", args);
    expect(table.rows.length).toBe(30);
    expect(table.rows.some((row) => row[2] === 0)).toBe(true);
    expect(table.notes.map(({ code }) => code)).toContain("zero_filled");
  });

  test("a region that is denied is told, the rest answered", async () => {
    await account.fault({ operation: "ListMetrics", kind: "deny", region: "us-east-1", times: 20 });
    const { table } = await server.call("metrics_query", { resource: "users-db", metric: "connections", period: "1h" });
    await account.clearFaults();
    expect(table.scope.regions).toEqual(["ap-northeast-2"]);
    expect(table.scope.skipped[0]).toMatchObject({
      region: "us-east-1",
      why: { en: expect.stringContaining("cloudwatch:ListMetrics") },
    });
    expect(table.rows.length).toBe(60);
  });

  test("throttling that does not end is said", async () => {
    await account.fault({ operation: "GetMetricData", kind: "throttle", times: 3 });
    const answer = await server.call("metrics_query", { resource: "users-db", metric: "connections", period: "1h" });
    await account.clearFaults();
    expect([answer.code, answer.text]).toEqual(["throttled", expect.stringContaining("cloudwatch:GetMetricData")]);
  });

  test("never more than 500 points of a line", async () => {
    for (const period of ["6h", "24h", "7d", "30d", "2026-01-01..2026-11-20"]) {
      const { table } = await server.call("metrics_query", { resource: "users-db", metric: "cpu", period });
      expect(table.rows.length).toBeLessThanOrEqual(500);
      expect(table.rows.length).toBeGreaterThan(70);
    }
  });
});
