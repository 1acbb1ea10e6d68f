import { isRecord } from "../../blocks/is-record.ts";
import type { Block } from "../../entities.ts";
import { h } from "../dom.ts";
import type { Look } from "../look.ts";
import { axes, bars, frameOf, type Line, lines } from "./chart-axes.ts";
import { pie } from "./chart-pie.ts";
import { listOf } from "./choice.ts";
import { visible } from "./visible.ts";

/** A `data_visualization` block as a picture of its own, with its figures as a table for who cannot see it. */
export function chart(look: Look, block: Block): HTMLElement {
  const given = isRecord(block.chart) ? block.chart : {};
  const title = visible(String(block.title ?? ""));
  const kind = String(given.type);
  const axis = isRecord(given.axis_config) ? given.axis_config : {};
  const series: Line[] = (kind === "pie" ? [{ name: title, data: given.segments }] : listOf(given.series)).map(
    (one) => ({
      name: visible(String(one.name ?? "")),
      data: listOf(one.data).map((point) => ({
        label: visible(String(point.label ?? "")),
        value: Number(point.value),
      })),
    }),
  );
  const categories = Array.isArray(axis.categories)
    ? axis.categories.map((label) => visible(String(label)))
    : (series[0]?.data.map((point) => point.label) ?? []);
  const number = new Intl.NumberFormat(look.text.locale, { maximumFractionDigits: 2 });
  const isPie = kind === "pie";
  const frame = frameOf(categories, series, kind === "bar");
  const drawing = isPie
    ? pie(series[0]?.data ?? [], number)
    : [
        ...axes(frame, number),
        ...(kind === "bar" ? bars(frame, series, number) : lines(frame, series, number, kind === "area")),
      ];
  const names = isPie ? (series[0]?.data.map((point) => point.label) ?? []) : series.map((one) => one.name);
  const label = (name: unknown, side: string) =>
    typeof name === "string" && name !== "" && h("div", { class: `chart-label ${side}` }, visible(name));
  return h(
    "figure",
    { class: "chart" },
    title !== "" && h("figcaption", {}, title),
    label(axis.y_label, "y"),
    picture(isPie ? "0 0 240 240" : `0 0 ${frame.width} ${frame.height}`, isPie, drawing, title),
    label(axis.x_label, "x"),
    h(
      "div",
      { class: "legend" },
      names.map((name, i) => h("span", {}, h("i", { css: { "--series": `var(--series-${(i % 6) + 1})` } }), name)),
    ),
    h(
      "details",
      { class: "chart-figures" },
      h("summary", {}, look.text.figures),
      h(
        "div",
        { class: "table-scroll" },
        h(
          "table",
          {},
          h(
            "thead",
            {},
            h(
              "tr",
              {},
              h("th"),
              series.map((one) => h("th", { attr: { align: "right" } }, one.name)),
            ),
          ),
          h(
            "tbody",
            {},
            categories.map((category) =>
              h(
                "tr",
                {},
                h("td", {}, category),
                series.map((one) => {
                  const found = one.data.find((point) => point.label === category);
                  return h("td", { attr: { align: "right" } }, found ? number.format(found.value) : "–");
                }),
              ),
            ),
          ),
        ),
      ),
    ),
  );
}

function picture(viewBox: string, isPie: boolean, drawing: readonly SVGElement[], title: string): SVGSVGElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  made.setAttribute("viewBox", viewBox);
  made.setAttribute("class", isPie ? "chart-drawing pie" : "chart-drawing");
  made.setAttribute("role", "img");
  made.setAttribute("aria-label", title);
  made.append(...drawing);
  return made;
}
