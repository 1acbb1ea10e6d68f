import type { Json } from "../entities.ts";
import { limits } from "../limits.ts";
import { isRecord } from "./is-record.ts";
import type { Report } from "./report.ts";
import type { BlockKind } from "./rules.ts";

const { chart: most } = limits;

export const chartBlocks: Readonly<Record<string, BlockKind>> = {
  data_visualization: {
    keys: ["title", "chart"],
    surfaces: ["message"],
    check(block, path, report) {
      report.text(block.title, `${path}/title`, most.title);
      const at = `${path}/chart`;
      if (!isRecord(block.chart)) report.add(at, "missing required field");
      else if (block.chart.type === "pie") checkPie(block.chart, at, report);
      else checkSeries(block.chart, at, report);
    },
  },
};

function checkPie(chart: Json, path: string, report: Report): void {
  report.object(chart, path, ["segments"]);
  report.list(chart.segments, `${path}/segments`, most.series).forEach((one, i) => {
    checkPoint(one, `${path}/segments/${i}`, report);
  });
}

function checkSeries(chart: Json, path: string, report: Report): void {
  report.oneOf(chart.type, `${path}/type`, ["line", "bar", "area", "pie"]);
  report.object(chart, path, ["series", "axis_config"]);
  const axis = report.object(chart.axis_config, `${path}/axis_config`, ["categories", "x_label", "y_label"]);
  const categories = report.list(axis?.categories, `${path}/axis_config/categories`, most.categories);
  categories.forEach((one, i) => {
    report.text(one, `${path}/axis_config/categories/${i}`, most.label);
  });
  report.list(chart.series, `${path}/series`, most.series).forEach((value, i) => {
    const at = `${path}/series/${i}`;
    const series = report.object(value, at, ["name", "data"]);
    report.text(series?.name, `${at}/name`, most.label);
    const points = report.list(series?.data, `${at}/data`, most.categories);
    points.forEach((one, j) => {
      checkPoint(one, `${at}/data/${j}`, report);
    });
    const labels = points.filter(isRecord).map((one) => one.label);
    for (const category of categories.filter((one) => typeof one === "string")) {
      if (!labels.includes(category)) report.add(`${at}/data`, `missing category: ${category}`);
    }
  });
}

function checkPoint(value: unknown, path: string, report: Report): void {
  const point = report.object(value, path, ["label", "value"]);
  report.text(point?.label, `${path}/label`, most.label);
  if (typeof point?.value !== "number") report.add(`${path}/value`, "must be a number");
}
