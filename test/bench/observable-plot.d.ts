// What the plots use of @observablehq/plot, which is installed for the benchmarks only
// (test/bench/package.json).
declare module "@observablehq/plot" {
  type Channel<T> = string | ((datum: T) => string);
  interface Options<T> {
    readonly x: string;
    readonly y: string;
    readonly stroke?: string;
    readonly strokeDasharray?: string;
    readonly strokeWidth?: number;
    readonly fill?: string;
    readonly text?: Channel<T>;
    readonly dy?: number;
  }
  type Mark = <T>(data: readonly T[], options: Options<T>) => unknown;
  export const line: Mark;
  export const dot: Mark;
  export const text: Mark;
  export function plot(options: object): {
    setAttribute(name: string, value: string): void;
    readonly outerHTML: string;
  };
}
