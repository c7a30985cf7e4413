// The only ways in which text may become markup on the page, by name: those of Microsoft's card renderer.
export const TRUSTED = [
  "adaptivecards#markdownPassthroughPolicy",
  "adaptivecards#restoreContentsPolicy",
  "adaptivecards#deprecatedExportedFunctionPolicy",
] as const;
