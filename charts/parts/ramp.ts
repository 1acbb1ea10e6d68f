/** A colour between the stops of a ramp; `at` is 0 to 1. */
export function rampColor(stops: readonly string[], at: number): string {
  const place = Math.min(1, Math.max(0, at)) * (stops.length - 1);
  const low = Math.min(stops.length - 2, Math.floor(place));
  const [a, b] = [channels(stops[low]!), channels(stops[low + 1]!)];
  const mixed = a.map((channel, i) => Math.round(channel + (b[i]! - channel) * (place - low)));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

const channels = (color: string): number[] => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
