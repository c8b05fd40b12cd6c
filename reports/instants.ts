const INSTANT =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?=(\.\d+)?Z$)/;

const NEVER = '1970-01-01T00:00:00';

/**
 * The first of the instants that is one, to the second in UTC and without its zone: schemas of XML
 * formats refuse a whole document for a date that is none.
 */
export const utcSecond = (...instants: readonly string[]): string =>
  instants.map((instant) => INSTANT.exec(instant)?.[0]).find((text) => text) ?? NEVER;
