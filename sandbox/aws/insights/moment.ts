/** A point in time: calculates as milliseconds since the epoch, is shown as Insights prints times (UTC). */
export class Moment {
  readonly ms: number;

  constructor(ms: number) {
    this.ms = ms;
  }

  valueOf(): number {
    return this.ms;
  }

  toJSON(): number {
    return this.ms;
  }

  /** `2026-11-21 03:29:59.178` */
  toString(): string {
    return new Date(this.ms).toISOString().replace("T", " ").slice(0, 23);
  }
}
