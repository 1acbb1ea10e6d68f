/** A stretch of time of which every event is known. Epoch milliseconds; `toMs` is exclusive. */
export interface Span {
  fromMs: number;
  toMs: number;
}

/** Sorted, without overlaps; spans that touch become one. */
export function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans.filter(isReal).sort((a, b) => a.fromMs - b.fromMs)) {
    const last = merged.at(-1);
    if (last && span.fromMs <= last.toMs) last.toMs = Math.max(last.toMs, span.toMs);
    else merged.push({ ...span });
  }
  return merged;
}

/** What of the spans lies inside the window. */
export function clipSpans(spans: readonly Span[], window: Span): Span[] {
  return spans
    .map(({ fromMs, toMs }) => ({ fromMs: Math.max(fromMs, window.fromMs), toMs: Math.min(toMs, window.toMs) }))
    .filter(isReal);
}

/** What of the window no span covers, newest first. */
export function gapsOf(spans: readonly Span[], window: Span): Span[] {
  const gaps: Span[] = [];
  let end = window.toMs;
  for (const span of clipSpans(mergeSpans(spans), window).reverse()) {
    gaps.push({ fromMs: span.toMs, toMs: end });
    end = span.fromMs;
  }
  gaps.push({ fromMs: window.fromMs, toMs: end });
  return gaps.filter(isReal);
}

const isReal = ({ fromMs, toMs }: Span) => fromMs < toMs;
