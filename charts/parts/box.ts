/** An area of the card, in its coordinates. */
export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** What a line of text takes: somewhat more than its letters, so that two do not touch. */
export function textBox(left: number, baseline: number, width: number, size: number): Box {
  return { left: left - 4, right: left + width + 4, top: baseline - size * 0.9, bottom: baseline + size * 0.35 };
}

export function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
