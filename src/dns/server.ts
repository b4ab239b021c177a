/** Which resolver is asked, as someone writes it: an address with or without a port, or a DNS over HTTPS service. */
import { parseAddress } from "../net/mod.ts";

export type DnsServer =
  /** DNS over TCP (RFC 7766). */
  | { readonly address: string; readonly port: number }
  /** DNS over HTTPS (RFC 8484). */
  | { readonly url: string };

const DNS_PORT = 53;

/** `192.0.2.53`, `[2001:db8::53]:5353`, `https://dns.example/dns-query`; `null` for anything else. */
export function readDnsServer(text: string): DnsServer | null {
  if (/^https?:/i.test(text)) return readUrl(text);
  const bare = parseAddress(text);
  if (bare !== null) return { address: bare.text, port: DNS_PORT };
  const [, brackets, dotted, digits = String(DNS_PORT)] =
    /^(?:\[([^\]]*)\]|([\d.]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const address = parseAddress(brackets ?? dotted ?? "");
  const port = Number(digits);
  // Brackets hold IPv6, and nothing else does.
  if (address === null || (brackets !== undefined) !== (address.octets.length === 16)) return null;
  return port >= 1 && port <= 65_535 ? { address: address.text, port } : null;
}

/** Without TLS only on this machine: whoever is between could answer what they like. */
function readUrl(text: string): DnsServer | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const isHere = ["127.0.0.1", "[::1]", "localhost"].includes(url.hostname);
  const fits = (url.protocol === "https:" || isHere) && url.username === "" && url.password === "" &&
    url.hash === "";
  return fits ? { url: url.href } : null;
}

export function dnsServerText(server: DnsServer): string {
  if ("url" in server) return server.url;
  const { address, port } = server;
  return `${address.includes(":") ? `[${address}]` : address}:${port}`;
}
