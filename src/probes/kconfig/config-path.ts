/** The release (or, on Alpine, the flavour) that the path of a kernel's configuration names. */
export const releaseOfConfig = (path: string): string =>
  /\/config-([^/]+)$/.exec(path)?.[1] ?? /\/modules\/([^/]+)\/config$/.exec(path)?.[1] ?? '';
