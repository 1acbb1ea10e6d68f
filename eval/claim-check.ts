import type { Claim } from "./claim.ts";
import { figuresIn, tellsCount } from "./figures.ts";
import { tellsDay, tellsMoment } from "./moments.ts";
import type { Reply } from "./reply.ts";

/** What of these claims the reply does not hold, each in words. */
export function missing(claims: readonly Claim[], reply: Reply): string[] {
  const everything = [
    reply.text,
    ...reply.files.map(({ content }) => content),
    ...reply.pictures.map(({ alt }) => alt),
  ].join("\n");
  return claims.flatMap((claim) => missed(claim, everything, reply));
}

function missed(claim: Claim, text: string, reply: Reply): string[] {
  switch (claim.kind) {
    case "usd": {
      const told = figuresIn(text).filter(
        ({ unit, hasDecimals }) => unit === "usd" || (unit === "plain" && hasDecimals),
      );
      const value = Math.abs(claim.value);
      const near = told.some((figure) => Math.abs(figure.value - value) <= Math.max(value * claim.within, 0.01));
      return near ? [] : [`${claim.name}: $${claim.value.toFixed(2)}`];
    }
    case "percent": {
      const told = figuresIn(text).filter(({ unit }) => unit === "percent");
      const near = told.some((figure) => Math.abs(figure.value - Math.abs(claim.value)) <= claim.within);
      return near ? [] : [`${claim.name}: ${claim.value.toFixed(1)}%`];
    }
    case "count":
      return tellsCount(text, claim.value) ? [] : [`${claim.name}: ${claim.value}`];
    case "moment":
      return tellsMoment(text, claim.at, reply.zone) ? [] : [`${claim.name}: ${claim.at}`];
    case "day":
      return tellsDay(text, claim.at, reply.zone) ? [] : [`${claim.name}: ${claim.at.slice(0, 10)}`];
    case "text":
      return claim.ways.some((way) => text.toLowerCase().includes(way.toLowerCase()))
        ? []
        : [`${claim.name}: ${claim.ways.join(" or ")}`];
    case "row": {
      const lines = text.split("\n").filter((line) => claim.key.some((key) => line.includes(key)));
      if (lines.length === 0) return [`no line on ${claim.name}`];
      const [best = []] = lines
        .map((line) => claim.claims.flatMap((inner) => missed(inner, line, reply)))
        .sort((a, b) => a.length - b.length);
      return best.map((what) => `${claim.name}: ${what}`);
    }
    case "set": {
      const found = new Set(text.match(claim.pattern) ?? []);
      const lost = claim.wanted.filter((one) => !found.has(one));
      const strange = [...found].filter((one) => !claim.wanted.includes(one));
      return [
        ...lost.map((one) => `${claim.name}: ${one} is missing`),
        ...strange.map((one) => `${claim.name}: ${one} does not belong`),
      ];
    }
    case "picture":
      return reply.pictures.length > 0 ? [] : [`${claim.name}: no picture`];
  }
}
