/**
 * The client's address from the header in which a proxy says it. Of a list, which anyone can begin and each proxy
 * appends to, the last is what the one proxy that is trusted has seen.
 */
export function clientAddress(header: string | null): string | null {
  const last = header?.split(",").at(-1)?.trim() ?? "";
  const value = /(?:^|;)\s*for="?([^";]+)/i.exec(last)?.[1] ?? last; // Forwarded: RFC 7239 §4
  const [, bracketed] = /^\[([^\]]+)\](?::\d+)?$/.exec(value) ?? [];
  const bare = bracketed ?? value.replace(/^(\d+(?:\.\d+){3}):\d+$/, "$1");
  return bare === "" ? null : bare;
}
