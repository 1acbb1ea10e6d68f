import type { ThemeName } from "./request.ts";

/** Colours of a card. The vega configuration is derived from them in `plot.ts`. */
export interface Theme {
  background: string;
  border: string;
  /** Titles and values, secondary text, quiet text (footer, heads): 4.5:1 or better on the background. */
  ink: string;
  inkSoft: string;
  inkQuiet: string;
  grid: string;
  axis: string;
  /** What needs attention, and the tint behind it. */
  alert: string;
  alertTint: string;
  /** A change for the better. */
  good: string;
  /**
   * Ordered so that neighbours in a stack differ; the last is for "others". Smallest OKLab distance of any two, worst of
   * normal, protan, deutan and tritan sight (Machado): 0.056 light, 0.060 dark.
   */
  palette: readonly string[];
  /** For thin lines: 3:1 or better on the background; smallest distance 0.063 in both themes. */
  lines: readonly string[];
  /** Highest percentile first. */
  ramp: readonly string[];
  /** From the least to the most in a heatmap; the first is an empty cell. */
  heat: readonly string[];
  /** What is ordinary, where only a part of it matters. */
  ordinary: string;
  /** The same period before, beside the palette's first colour. */
  previous: string;
  severity: Readonly<Record<"critical" | "high" | "medium" | "low" | "info", string>>;
}

const light: Theme = {
  background: "#FFFFFF",
  border: "#DFE3EB",
  ink: "#1D2433",
  inkSoft: "#5B6576",
  inkQuiet: "#6B7587",
  grid: "#EBEEF3",
  axis: "#CBD2DD",
  alert: "#D92C3C",
  alertTint: "#FDECEE",
  good: "#0B7A6E",
  palette: ["#2B59C3", "#F5A524", "#0F8B7D", "#7CC4F2", "#D6457B", "#C9D45C", "#6B3FA0", "#9AA5B5"],
  lines: ["#2B59C3", "#D64577", "#0F8A7C", "#DA7A00", "#6C419C", "#3596CF", "#7E7712", "#68719F"],
  ramp: ["#131F5C", "#2445B0", "#3F74E8", "#5FA3F0", "#86C0F2"],
  heat: ["#F0F3F8", "#C9D8F7", "#8FADEB", "#5079D6", "#1E3D99"],
  ordinary: "#B4C5EA",
  previous: "#C3CBD8",
  severity: { critical: "#9C1636", high: "#E8590C", medium: "#F7B538", low: "#86C5EE", info: "#8F9AAA" },
};

const dark: Theme = {
  background: "#1F2329",
  border: "#343A44",
  ink: "#F3F5F8",
  inkSoft: "#B3BBC8",
  inkQuiet: "#929CAC",
  grid: "#30353E",
  axis: "#4B535F",
  alert: "#FF6B6B",
  alertTint: "#3A262B",
  good: "#3CC4B0",
  palette: ["#436BF7", "#F5A524", "#109A98", "#8FD0F7", "#E2598D", "#CFDA66", "#8F60D1", "#9AA5B5"],
  lines: ["#6B8CFF", "#F37EA4", "#2B89AE", "#F5A724", "#A991DD", "#7CC4F2", "#CFDA66", "#A5C9BA"],
  ramp: ["#E4ECFF", "#AFC4FF", "#7D9BFF", "#5272D6", "#3A55A8"],
  heat: ["#282D35", "#2D4272", "#3B5FB5", "#6C92EC", "#B4CBFF"],
  ordinary: "#4A5D8C",
  previous: "#56606F",
  severity: { critical: "#E5345F", high: "#F5823A", medium: "#F9C65A", low: "#86C5EE", info: "#8C97A8" },
};

export const themes: Readonly<Record<ThemeName, Theme>> = { light, dark };
