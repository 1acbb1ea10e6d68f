import { type DatabaseInstance, databaseHourly } from "../inventory/database-prices.ts";
import { instanceHourly } from "../inventory/hourly-prices.ts";
import type { TaskCost } from "../inventory/task-cost.ts";
import type { Bilingual, Fact } from "../results.ts";

const HOURS_A_DAY = 24;

const costFact = (ko: string, en: string): Fact => ({
  code: "cost",
  label: { ko: "하루 비용", en: "Cost per day" },
  value: { ko, en },
});

const unknown = (why?: Bilingual): Fact =>
  costFact(`가격을 알 수 없음${why ? ` (${why.ko})` : ""}`, `price not known${why ? ` (${why.en})` : ""}`);

const dollars = (hourly: number): string => `$${(hourly * HOURS_A_DAY).toFixed(2)}`;

const compute = (amount: string): Fact =>
  costFact(
    `실행 중일 때 컴퓨팅 ${amount} (정가, 디스크 제외)`,
    `${amount} of compute while running (list price, without disks)`,
  );

type Instance = { InstanceType?: string | undefined };

const hourlyOf = (instances: readonly Instance[], region: string): number[] | null => {
  const hourly = instances.map(({ InstanceType }) => instanceHourly(InstanceType ?? "", region));
  return hourly.includes(null) ? null : (hourly as number[]);
};

const sum = (amounts: readonly number[]): number => amounts.reduce((total, one) => total + one, 0);

/** List price of the compute alone, all instances together. */
export function instancesCost(instances: readonly Instance[], region: string): Fact {
  const hourly = hourlyOf(instances, region);
  return hourly ? compute(dollars(sum(hourly))) : unknown();
}

/** Before and after, by the types the group has now; of several it chooses itself, so that is a span. */
export function groupCost(instances: readonly Instance[], region: string, more: number): Fact {
  const hourly = hourlyOf(instances, region);
  if (hourly === null) return unknown();
  if (hourly.length === 0)
    return unknown({ ko: "실행 중인 인스턴스가 없어 유형을 모름", en: "no instance runs, so the type is not known" });
  const now = sum(hourly);
  const then = [...new Set([Math.min(...hourly), Math.max(...hourly)])].map((one) => Math.max(0, now + more * one));
  return compute(
    `${dollars(now)} → ${then
      .sort((a, b) => a - b)
      .map(dollars)
      .join("–")}`,
  );
}

/** Of an instance, or of the members of a cluster. */
export function databaseCost(instances: readonly DatabaseInstance[], region: string): Fact {
  const hourly = instances.map((instance) => databaseHourly(instance, region));
  if (hourly.length === 0 || hourly.includes(null)) return unknown();
  const amount = dollars(sum(hourly as number[]));
  return costFact(
    `실행 중일 때 인스턴스 약 ${amount} (정가, 스토리지·I/O·백업 제외)`,
    `about ${amount} of instance hours while running (list price, without storage, I/O and backups)`,
  );
}

/** How many tasks are wanted, now and later. `anew`: they may be of another size then. */
export function serviceCost(
  task: TaskCost,
  { now, later, anew = false }: { now: number; later: number; anew?: boolean },
): Fact {
  if (task === "unread") return costFact("확인하지 못함 (조회 실패)", "not checked (could not be read)");
  if (task === "hosts")
    return costFact(
      "컨테이너 인스턴스 요금에 들어 있음 (서비스 자체의 요금 없음)",
      "in the price of its container instances; none of its own",
    );
  if (task === null) return unknown();
  const [before, after] = [dollars(task.hourly * now), dollars(task.hourly * later)];
  const amount = before === after ? before : `${before} → ${after}`;
  const count = now === later ? `${now}` : `${now} → ${later}`;
  return costFact(
    `${amount} (Fargate 정가, 태스크 ${count}개 × ${task.size})${anew ? ". 바뀔 리비전의 크기가 다르면 달라집니다" : ""}`,
    `${amount} (Fargate list price, ${count} tasks × ${task.size})${anew ? "; another where that revision has another size" : ""}`,
  );
}
