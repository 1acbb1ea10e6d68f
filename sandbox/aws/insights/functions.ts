/**
 * The functions on one line's values. [CloudWatch Logs Insights, "Supported operations and functions"]
 * A name that is not here is an error of the query.
 */
import type { Value } from "./ast.ts";
import { isInSubnet, isIp } from "./ip.ts";
import { Moment } from "./moment.ts";
import { compare, truth } from "./values.ts";

export interface ScalarFunction {
  arguments: [least: number, most: number];
  run(args: Value[]): Value;
}

const MANY = 64;
const textOf = (value: Value) => (value === undefined ? undefined : String(value));

const onText = (change: (text: string) => Value): ScalarFunction => ({
  arguments: [1, 1],
  run([value]) {
    const text = textOf(value);
    return text === undefined ? undefined : change(text);
  },
});

const onNumber = (change: (n: number) => number): ScalarFunction => ({
  arguments: [1, 1],
  run: ([value]) => (value === undefined ? undefined : finite(change(Number(value)))),
});

const finite = (n: number) => (Number.isFinite(n) ? n : undefined);

/** The one that sorts first (or last) of the arguments that are there. */
const extreme = (sign: 1 | -1): ScalarFunction => ({
  arguments: [1, MANY],
  run: (args) => args.filter((a) => a !== undefined).sort((a, b) => sign * compare(a, b))[0],
});

/** All of the characters named, else spaces, at the ends. */
const trimmed = (left: boolean, right: boolean): ScalarFunction => ({
  arguments: [1, 2],
  run([value, characters]) {
    const text = textOf(value);
    if (text === undefined) return undefined;
    const drop = characters === undefined ? " \t\r\n" : String(characters);
    let [from, to] = [0, text.length];
    while (left && from < to && drop.includes(text.charAt(from))) from += 1;
    while (right && to > from && drop.includes(text.charAt(to - 1))) to -= 1;
    return text.slice(from, to);
  },
});

const test = (holds: (args: Value[]) => boolean, count: number): ScalarFunction => ({
  arguments: [count, count],
  run: (args) => truth(holds(args)),
});

export const functions: Record<string, ScalarFunction> = {
  abs: onNumber(Math.abs),
  ceil: onNumber(Math.ceil),
  floor: onNumber(Math.floor),
  log: onNumber(Math.log),
  sqrt: onNumber(Math.sqrt),
  greatest: extreme(-1),
  least: extreme(1),
  strlen: onText((text) => [...text].length),
  tolower: onText((text) => text.toLowerCase()),
  toupper: onText((text) => text.toUpperCase()),
  trim: trimmed(true, true),
  ltrim: trimmed(true, false),
  rtrim: trimmed(false, true),
  concat: { arguments: [1, MANY], run: (args) => args.map((a) => textOf(a) ?? "").join("") },
  substr: {
    arguments: [2, 3],
    run([value, from, length]) {
      const text = textOf(value);
      const start = Number(from);
      return text?.slice(start, length === undefined ? undefined : start + Number(length));
    },
  },
  replace: {
    arguments: [3, 3],
    run: ([value, from, to]) => textOf(value)?.replaceAll(textOf(from) ?? "", () => textOf(to) ?? ""),
  },
  strcontains: test(([value, part]) => value !== undefined && String(value).includes(textOf(part) ?? ""), 2),
  coalesce: { arguments: [1, MANY], run: (args) => args.find((a) => a !== undefined) },
  ispresent: test(([value]) => value !== undefined, 1),
  isempty: test(([value]) => value === undefined || value === "", 1),
  isblank: test(([value]) => value === undefined || String(value).trim() === "", 1),
  frommillis: {
    arguments: [1, 1],
    run: ([value]) => {
      const ms = finite(value === undefined ? Number.NaN : Number(value));
      return ms === undefined ? undefined : new Moment(ms);
    },
  },
  tomillis: onNumber((ms) => ms),
  isvalidip: test(([ip]) => isIp(textOf(ip)) !== 0, 1),
  isvalidipv4: test(([ip]) => isIp(textOf(ip)) === 4, 1),
  isvalidipv6: test(([ip]) => isIp(textOf(ip)) === 6, 1),
  isipinsubnet: test(([ip, subnet]) => isInSubnet(textOf(ip), textOf(subnet)), 2),
  isipv4insubnet: test(([ip, subnet]) => isIp(textOf(ip)) === 4 && isInSubnet(textOf(ip), textOf(subnet)), 2),
  isipv6insubnet: test(([ip, subnet]) => isIp(textOf(ip)) === 6 && isInSubnet(textOf(ip), textOf(subnet)), 2),
};

/** Those that take a span of time: `bin(5m)`, `datefloor(@timestamp, 1h)`. */
export const spanFunctions: Record<string, number> = { bin: 1, datefloor: 2, dateceil: 2 };
