// react-dom has no types of its own; this is the part that the pictures use.
declare module "react-dom/server" {
  export function renderToStaticMarkup(element: unknown): string;
}
