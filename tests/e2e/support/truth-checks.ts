import { expectRow, expectShares, type Told } from "./truth-told.ts";
import { clock, day, moment, money, type Part, percent, size } from "./truth-words.ts";

/** What a reply must hold, by the number of the question; the answer is what the world says. */
// biome-ignore lint/suspicious/noExplicitAny: the answers of the questions are JSON of as many shapes as there are questions
type Check = (answer: any, told: Told) => void;

/** Most billed first, in the order of the reply. */
const inOrder = (told: Told, parts: Part[]) => {
  told.has(...parts);
  told.ordered(parts);
};

export const checks: Record<string, Check> = {
  "1": ({ gross, net }, told) => told.first(money(gross), money(net)),
  "2": ({ soFar, forecastOfTheRest: rest }, told) =>
    told.first(...[soFar.gross, soFar.net, rest.mean, rest.low, rest.high].map(money), `${rest.level}%`),
  "3": ({ top }, told) =>
    inOrder(
      told,
      top.map(({ service, usd }: { service: string; usd: number }) =>
        [money(usd)].flat().map((amount) => `| ${service} | ${amount} |`),
      ),
    ),
  "4": ({ mostInDollars: most }, told) =>
    told.first(most.service, money(most.before), money(most.after), money(most.change), percent(most.percent)),
  "5": ({ cause, usdInWindow }, told) => {
    told.first(cause.usageType, cause.region, money(usdInWindow));
    told.has(cause.user, moment(cause.launchedAt, told.language), cause.evidence.cloudTrailEventId);
    told.has(money(cause.usdPerDay), ...cause.instanceIds);
  },
  "6": (answer, told) => {
    told.first(answer.user, moment(answer.launchedAt, told.language));
    told.has(answer.sourceIp, answer.region, answer.eventName, answer.cloudTrailEventId, ...answer.instanceIds);
  },
  "8": ({ anomalies, totalImpactUsd }, told) => {
    told.first(String(anomalies.length), money(totalImpactUsd));
    for (const { usageType, region, service, impactUsd, start } of anomalies)
      expectRow(told, usageType, region, service, money(impactUsd), day(start, told.language));
  },
  "10": ({ months }, told) => {
    for (const { month, usd } of months)
      expectRow(told, month, ...Object.values(usd as Record<string, number>).map(money));
  },
  "12": ({ candidates, monthlySavingUsd }, told) => {
    told.first(String(candidates.length), money(monthlySavingUsd));
    for (const { instanceId, type, region, advice, monthlySavingUsd: usd } of candidates)
      expectRow(told, instanceId, type, region, advice.target ?? "", money(usd));
  },
  "13": ({ withoutTax: { teams, untaggedUsd, untaggedPercent } }, told) => {
    told.first(money(untaggedUsd), percent(untaggedPercent));
    for (const [team, usd] of Object.entries(teams as Record<string, number>)) expectRow(told, team, money(usd));
  },
  "14": ({ running, stopped, total }, told) => {
    const count = (of: Record<string, number>) => Object.values(of).reduce((all, one) => all + one, 0);
    told.first(...Object.keys(running), String(count(running)), String(total));
    for (const region of Object.keys({ ...running, ...stopped }))
      told.has(`| \`${region}\` | ${running[region] ?? 0} | ${stopped[region] ?? 0} |`);
  },
  "15": ({ count, byType, tagged, neverTagged }, told) => {
    told.first(String(count));
    const most = Math.max(...Object.values(byType as Record<string, number>));
    for (const [type, of] of Object.entries(byType)) if (of === most) expectRow(told, type, String(of));
    told.sameSet(told.file().match(/arn:aws:[^,\r\n"]+/g) ?? [], [...tagged, ...neverTagged]);
  },
  "18": ({ instances }, told) => {
    for (const { instanceId, name, privateIp, availabilityZone, type } of instances)
      expectRow(told, name, instanceId, privateIp, availabilityZone, type);
    told.sameSet(
      told.answer.match(/\bi-[0-9a-f]{17}\b/g) ?? [],
      instances.map((one: { instanceId: string }) => one.instanceId),
    );
  },
  "19": ({ alarm, counts }, told) => {
    for (const { name, since } of alarm) told.first(name, moment(since, told.language));
    told.has(...Object.entries(counts as Record<string, number>).flatMap(([, of]) => String(of)));
    told.first(String(alarm.length));
  },
  "21": ({ instances }, told) => {
    // A window of some hours is read minute by minute, the world tells it in steps of five: half a percent apart at most.
    for (const { name, average, maximum } of instances) expectShares(told, name, [average, maximum], 0.005);
  },
  "23": ({ cause, errors, rollback }, told) => {
    told.first(moment(cause.at, told.language), cause.taskDefinition, cause.version, cause.by);
    told.first(clock(errors.from), clock(errors.to), String(errors.minutes), String(errors.minutesAfterDeployment));
    told.near(errors.share * 100, 1.5);
    told.has(rollback.taskDefinition, rollback.version, rollback.by, clock(rollback.at));
    told.has(cause.cloudTrailEventId, rollback.cloudTrailEventId);
  },
  "25": ({ top, errors }, told) => {
    told.has(String(errors));
    for (const { count } of top) told.has(`| ${count} |`);
    told.ordered(top.map(({ count }: { count: number }) => `| ${count} |`));
  },
  "26": ({ count, first, last, cause, restored }, told) => {
    told.first(String(count), moment(first, told.language), moment(last, told.language));
    told.has(cause.taskDefinition, String(cause.memoryMib), String(cause.memoryBeforeMib), cause.by);
    told.has(moment(cause.at, told.language), cause.cloudTrailEventId);
    told.has(restored.taskDefinition, restored.by, moment(restored.at, told.language));
  },
  "27": ({ neverExpiring }, told) => {
    told.first(String(neverExpiring.length));
    for (const { name, storedBytes } of neverExpiring) expectRow(told, name, size(storedBytes));
  },
  "29": ({ total, users }, told) => {
    told.first(String(total));
    for (const { user, count, addresses, last } of users) {
      told.has(user, String(count), ...addresses);
      expectRow(told, user, moment(last, told.language));
    }
  },
  "30": ({ used, events }, told) => {
    if (!used) return told.first(told.language === "ko" ? "쓰이지 않았습니다" : "not used");
    told.first(String(events.length));
    for (const { name, at, region, sourceIp, outcome, cloudTrailEventId } of events)
      expectRow(
        told,
        name,
        moment(at, told.language),
        region,
        sourceIp,
        outcome === "Success" ? "" : outcome,
        cloudTrailEventId,
      );
  },
  "32": ({ findings, samples }, told) => {
    told.first(String(findings.length));
    for (const { type, region, count, lastSeen } of findings)
      expectRow(told, type, region, String(count), moment(lastSeen, told.language));
    for (const { type } of samples) told.not(type);
  },
  "33": ({ all, active, archived, samples }, told) => {
    for (const { high, medium, low, total } of [active, archived, all, samples])
      told.has(`| ${high} | ${medium} | ${low} | ${total} |`);
  },
};
