/** The host that a DNS query of ours is about (RFC 1035 §4.1.2), without the labels that name a service there. */
const HEADER_LENGTH = 12;

const decoder = new TextDecoder();

/** `""`: about none. */
export function questionName(query: Uint8Array): string {
  const labels: string[] = [];
  let offset = HEADER_LENGTH;
  for (let length = query[offset] ?? 0; length > 0; length = query[offset] ?? 0) {
    labels.push(decoder.decode(query.subarray(offset + 1, offset + 1 + length)));
    offset += 1 + length;
  }
  // RFC 8552: `_443._tcp` and its like
  return labels.slice(labels.findLastIndex((label) => label.startsWith("_")) + 1).join(".");
}
