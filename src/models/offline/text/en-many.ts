/** "1 finding", "2 findings". */
export const many = (count: number | string, one: string, more = `${one}s`): string =>
  `${count} ${String(count) === "1" ? one : more}`;
