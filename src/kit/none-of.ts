/** Why a question about some paths does not arise: `there is no /etc/cdi, nor at 3 other places`. */
export function noneOf([first = '', ...rest]: readonly string[]): string {
  if (rest.length === 0) return `there is no ${first}`;
  if (rest.length === 1) return `there is neither ${first} nor ${rest[0]}`;
  return `there is no ${first}, nor anything at ${rest.length} other places`;
}
