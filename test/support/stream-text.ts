/** All that a renderer yields, as one text. */
export async function streamText(parts: AsyncIterable<string> | Iterable<string>): Promise<string> {
  let text = '';
  for await (const part of parts) text += part;
  return text;
}
