/** The pictures of the README, by their file under docs/images: name, language and theme in the gallery. */
export const README_PICTURES: Readonly<Record<string, string>> = {
  "cost-and-changes": "cost_and_changes.en.light",
  forecast: "forecast.en.light",
  "finding-heatmap": "finding_heatmap.en.light",
  "percentile-lines": "percentile_lines.en.dark",
};
