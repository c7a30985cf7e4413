// Values by size → a plot as SVG, by Observable Plot on a document without a browser.
import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";

interface Point {
  readonly size: number;
  readonly value: number;
}

/** Both axes logarithmic: what grows in proportion is the dashed line. */
export function plot(label: string, points: readonly Point[]): string {
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const first = points[0] ?? { size: 1, value: 1 };
  const linear = points.map(({ size }) => ({ size, value: (first.value * size) / first.size }));
  const svg = Plot.plot({
    document,
    width: 480,
    height: 320,
    marginLeft: 60,
    x: {
      type: "log",
      label: "times today's forums and facts",
      ticks: points.map(({ size }) => size),
      tickFormat: String,
      grid: true,
    },
    y: { type: "log", label, grid: true, tickFormat: String },
    marks: [
      Plot.line(linear, { x: "size", y: "value", stroke: "#999", strokeDasharray: "4 4" }),
      Plot.line(points, { x: "size", y: "value", stroke: "#1d4f91", strokeWidth: 2 }),
      Plot.dot(points, { x: "size", y: "value", fill: "#1d4f91" }),
      Plot.text(points, {
        x: "size",
        y: "value",
        text: ({ value }: Point) => value.toPrecision(3),
        dy: -10,
      }),
    ],
  });
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return `${svg.outerHTML}\n`;
}
