// react-dom has no types of its own; this is all that the pictures use of it.
declare module "react-dom/server" {
  export function renderToStaticMarkup(element: unknown): string;
}
