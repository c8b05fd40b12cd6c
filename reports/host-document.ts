/** A document about one host, in formats whose readers take a system at a time. */
export interface HostDocument {
  readonly host: string;
  readonly text: Iterable<string>;
}
