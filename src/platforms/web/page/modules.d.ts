// What the page imports besides TypeScript, by type.
declare module "*.css?inline" {
  const css: string;
  export default css;
}
declare module "react-dom/client" {
  import type { ReactNode } from "react";
  export function createRoot(place: Element | DocumentFragment): { render(node: ReactNode): void; unmount(): void };
}
