/** Values of options, read from the command line; each throws UsageError for one that does not fit. */
import { type DnsServer, readDnsServer } from "../dns/mod.ts";
import { UsageError } from "./usage_error.ts";

const longestTimeout = 600;

export function oneOf<Value extends string>(name: string, value: string, values: readonly Value[]): Value {
  const found = values.find((one) => one === value);
  if (found !== undefined) return found;
  throw new UsageError(`${quoted(value)} is not a value of --${name}`, `One of: ${values.join(", ")}`);
}

export function wholeNumber(name: string, value: string, most: number): number {
  const number = /^\d{1,9}$/.test(value) ? Number(value) : 0;
  if (number >= 1 && number <= most) return number;
  throw new UsageError(`${quoted(value)} does not fit --${name}`, `A whole number from 1 to ${most}`);
}

export function seconds(value: string): number {
  const number = /^\d{1,6}(\.\d{1,6})?$/.test(value) ? Number(value) : 0;
  if (number > 0 && number <= longestTimeout) return number;
  throw new UsageError(
    `${quoted(value)} does not fit --timeout`,
    `Seconds up to ${longestTimeout}, as in "10" or "2.5"`,
  );
}

export function dnsServer(value: string): DnsServer {
  const server = readDnsServer(value);
  if (server !== null) return server;
  throw new UsageError(
    `${quoted(value)} is not a DNS server`,
    'An address, as in "192.0.2.53" or "[2001:db8::53]:5353", or a DNS over HTTPS service, as in "https://dns.example/dns-query"',
  );
}

export function given(name: string, value: string): string {
  if (value !== "") return value;
  throw new UsageError(`--${name} needs a value`, "Leave the option out, or say what it is for");
}

export function pathToWrite(name: string, value: string): string {
  if (value !== "-") return given(name, value);
  throw new UsageError(`--${name} cannot go to standard output`, "That is for the report; name a file");
}

export function quoted(value: string): string {
  return JSON.stringify(value.length > 80 ? value.slice(0, 80) + "…" : value);
}
