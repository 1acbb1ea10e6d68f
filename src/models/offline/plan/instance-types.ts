/** Families of instances with a GPU or another accelerator, each followed by its generation: `g5`, `gr6`, `p4d`, `trn1`. */
const GPU = ["g", "gr", "p", "trn", "inf"];

/** Whether an instance type is what was asked for: "gpu", a family (`m7g`) or a type (`m7g.large`). */
export function isOfType(type: string, wanted: string): boolean {
  if (wanted === "gpu") return GPU.some((family) => new RegExp(`^${family}\\d`).test(type));
  return type === wanted || type.startsWith(`${wanted}.`);
}

/** The same of the column `type` of a result, as SQL. */
export function ofTypeSql(handle: string, wanted: string): string {
  const exact = wanted.replace(/[^\w.-]/g, "");
  const shapes = wanted === "gpu" ? GPU.map((family) => `${family}[0-9]*`) : [exact, `${exact}.*`];
  return `SELECT * FROM ${handle} WHERE ${shapes.map((shape) => `type GLOB '${shape}'`).join(" OR ")}`;
}
