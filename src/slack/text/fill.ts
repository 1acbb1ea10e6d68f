/** A text with gaps: what is put into them is plain, unless a text says otherwise. */
export type Fill<A extends unknown[] = [string]> = (...values: A) => string;
