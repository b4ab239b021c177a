/** One encoder for all: making one costs more than most texts do. */
const encoder = new TextEncoder();

/** The text's octets in UTF-8. */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}
