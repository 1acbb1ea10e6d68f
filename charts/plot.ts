import * as vega from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { FONT_FAMILY, type FontWeight, NUMBER_FAMILY } from "./text/families.ts";
import type { Measure } from "./text/measure.ts";
import type { Theme } from "./theme.ts";

interface Plotted {
  /** Content of an SVG group whose origin is the upper left corner of the plot frame; axis labels lie outside. */
  svg: string;
  /** Where a value of the named scale lies in the frame, in SVG units. */
  at(scale: string, value: number | string): number;
}

/** A Vega-Lite specification (without size, theme or data loading) as SVG in a frame of exactly this size. */
export type Plot = (spec: object, frame: { width: number; height: number }, theme: Theme) => Promise<Plotted>;

/** The stages of a plot, in order. */
export type PlotStage = "compile" | "parse" | "run" | "svg";

/** Vega measures all text by our shaper from here on. `observe` is told how long each stage took, in milliseconds. */
export function createPlot(measure: Measure, observe?: (stage: PlotStage, ms: number) => void): Plot {
  textMetricsOf(vega).width = (item, text) => {
    const width = measure.width(String(text ?? "").trim(), {
      size: Number(item.fontSize ?? 11),
      weight: nearestWeight(item.fontWeight),
      numeric: item.font === NUMBER_FAMILY,
    });
    return item.limit && item.limit > 0 && width > item.limit ? item.limit : width;
  };
  return async (spec, frame, theme) => {
    let began = performance.now();
    const done = (stage: PlotStage): void => {
      const now = performance.now();
      observe?.(stage, now - began);
      began = now;
    };
    const compiled = compile({ ...spec, ...frame, padding: 0, autosize: { type: "none" } } as TopLevelSpec, {
      config: vegaConfig(theme),
      logger: vega.logger(vega.Error),
    });
    done("compile");
    const runtime = vega.parse(compiled.spec);
    done("parse");
    const view = new vega.View(runtime, { loader: closedLoader(), renderer: "none", logLevel: vega.Error });
    try {
      await view.runAsync();
      done("run");
      const svg = await view.toSVG();
      done("svg");
      return { svg: withoutLayers(innerSvg(svg)), at: (scale, value) => Number(view.scale(scale)(value)) };
    } finally {
      view.finalize();
    }
  };
}

/** Vega's own loader reads any file and URL a specification names. */
export function closedLoader(): vega.Loader {
  const deny = async (): Promise<never> => {
    throw new Error("Charts load no data: rows come with the request.");
  };
  return Object.assign(vega.loader(), { load: deny, sanitize: deny, http: deny, file: deny });
}

interface TextItem {
  font?: string;
  fontSize?: number;
  fontWeight?: number | string;
  limit?: number;
}

/** Exported by vega but missing from its types; a `width` that is not its own is used everywhere, ellipsis included. */
function textMetricsOf(module: object): { width: (item: TextItem, text: unknown) => number } {
  return (module as { textMetrics: { width: (item: TextItem, text: unknown) => number } }).textMetrics;
}

function innerSvg(svg: string): string {
  return svg.slice(svg.indexOf(">") + 1, svg.lastIndexOf("</svg>"));
}

/** librsvg makes a layer per element with `opacity`, which costs fourteen times the time on many marks. */
function withoutLayers(svg: string): string {
  return svg.replace(/ opacity="([\d.]+)"/g, ' fill-opacity="$1" stroke-opacity="$1"');
}

function nearestWeight(weight: unknown): FontWeight {
  const value = weight === "bold" ? 700 : Number(weight) || 400;
  return value >= 650 ? 700 : value >= 500 ? 600 : 400;
}

function vegaConfig(theme: Theme): object {
  return {
    font: FONT_FAMILY,
    background: null,
    aria: false,
    view: { stroke: null },
    axis: {
      labelFont: NUMBER_FAMILY,
      labelFontSize: 13,
      labelColor: theme.inkSoft,
      labelPadding: 8,
      labelFlush: false,
      labelOverlap: false,
      labelBound: false,
      gridColor: theme.grid,
      gridWidth: 1,
      domain: false,
      ticks: false,
      title: null,
    },
    axisX: { grid: false, labelAngle: 0 },
    mark: { aria: false },
  };
}
