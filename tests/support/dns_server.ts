/** A DNS resolver of this machine that answers from a table, over TCP and over HTTPS (plain, as it is on loopback). */
import { concat, Reader, Writer } from "../../src/bytes/mod.ts";

export interface Entry {
  /** Of the response, NoError where not given. */
  readonly responseCode?: number;
  /** The AD bit. */
  readonly authenticData?: boolean;
  /** The name is an alias; the records are the target's. */
  readonly cname?: string;
  readonly records?: readonly Uint8Array[];
  /** `silence`: no answer at all; otherwise these octets instead of a message. */
  readonly instead?: "silence" | Uint8Array;
}

/** By `example.com CAA`. A name that is in no entry does not exist; one that is has no other records. */
export type Zone = Readonly<Record<string, Entry>>;

export const recordTypes = {
  A: 1,
  CNAME: 5,
  SOA: 6,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  TLSA: 52,
  HTTPS: 65,
  CAA: 257,
} as const;

export interface DnsServer {
  readonly address: "127.0.0.1";
  /** Of TCP. */
  readonly port: number;
  /** Of DNS over HTTPS. */
  readonly url: string;
  /** What was asked, as the zone has it, in order. */
  readonly asked: readonly string[];
  stop(): Promise<void>;
}

export function startDnsServer(zone: Zone): DnsServer {
  const asked: string[] = [];
  const stopped = Promise.withResolvers<void>();
  const answer = (question: Uint8Array) => answerFrom(zone, question, asked);
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const connections = new Set<Deno.Conn>();
  const serving = serveTcp(listener, connections, answer);
  const https = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, async (request) => {
    const message = answer(Uint8Array.fromBase64(new URL(request.url).searchParams.get("dns")!, {
      alphabet: "base64url",
    }));
    if (message === null) await stopped.promise;
    return new Response(message, { headers: { "Content-Type": "application/dns-message" } });
  });
  return {
    address: "127.0.0.1",
    port: listener.addr.port,
    url: `http://127.0.0.1:${https.addr.port}/dns-query`,
    asked,
    async stop() {
      stopped.resolve();
      listener.close();
      for (const connection of connections) {
        connections.delete(connection);
        connection.close();
      }
      await Promise.all([serving, https.shutdown()]);
    },
  };
}

async function serveTcp(
  listener: Deno.Listener,
  connections: Set<Deno.Conn>,
  answer: (question: Uint8Array) => Uint8Array | null,
): Promise<void> {
  for await (const connection of listener) {
    connections.add(connection);
    void serveOne(connection, answer).catch(() => {}).finally(() => {
      if (connections.delete(connection)) connection.close();
    });
  }
}

async function serveOne(
  connection: Deno.Conn,
  answer: (question: Uint8Array) => Uint8Array | null,
): Promise<void> {
  let received = new Uint8Array(0);
  const buffer = new Uint8Array(4096);
  for (;;) {
    const length = await connection.read(buffer);
    if (length === null) return;
    received = concat(received, buffer.subarray(0, length));
    if (received.length < 2 || received.length < 2 + received[0]! * 256 + received[1]!) continue;
    const message = answer(received.subarray(2));
    received = new Uint8Array(0);
    if (message !== null) await connection.write(new Writer().vector(2, message).bytes());
  }
}

/** `null`: none. `asked` is told what was. */
export function answerFrom(
  zone: Zone,
  question: Uint8Array,
  asked: string[],
): Uint8Array<ArrayBuffer> | null {
  const { name, type } = readQuestion(question);
  asked.push(`${name} ${type}`);
  const entry = zone[`${name} ${type}`] ?? zone[name];
  if (entry?.instead === "silence") return null;
  if (entry?.instead !== undefined) return new Uint8Array(entry.instead);
  const exists = Object.keys(zone).some((key) => key.split(" ")[0] === name);
  const { responseCode = exists ? 0 : 3, authenticData = false, cname, records = [] } = entry ?? {};
  const flags = 0x8180 | (authenticData ? 0x20 : 0) | responseCode;
  return dnsMessage(question, flags, [
    ...cname === undefined ? [] : [{ type: recordTypes.CNAME, data: nameOctets(cname) }],
    ...records.map((data) => ({
      owner: cname,
      type: recordTypes[type as keyof typeof recordTypes],
      data,
    })),
  ]);
}

export interface WrittenRecord {
  /** The asked name where not given. */
  readonly owner?: string | undefined;
  readonly type: number;
  readonly ttl?: number;
  readonly data: Uint8Array;
}

/** The question again with other flags, and records behind it. */
export function dnsMessage(
  question: Uint8Array,
  flags: number,
  records: readonly WrittenRecord[],
): Uint8Array<ArrayBuffer> {
  const writer = new Writer().opaque(question.subarray(0, 2)).uint16(flags);
  writer.uint16(1).uint16(records.length).uint16(0).uint16(0).opaque(question.subarray(12));
  for (const { owner, type, ttl = 300, data } of records) {
    // RFC 1035 §4.1.4: the name at offset 12.
    writer.opaque(owner === undefined ? Uint8Array.of(0xc0, 12) : nameOctets(owner));
    writer.uint16(type).uint16(1).uint32(ttl).vector(2, data);
  }
  return writer.bytes();
}

function readQuestion(message: Uint8Array): { readonly name: string; readonly type: string } {
  const reader = new Reader(message, [], 12);
  const labels: string[] = [];
  for (let label = reader.vector("label", 1); label.length > 0; label = reader.vector("label", 1)) {
    labels.push(new TextDecoder().decode(label));
  }
  const value = reader.uint16("qtype");
  const type = Object.entries(recordTypes).find(([, known]) => known === value)?.[0] ?? String(value);
  return { name: labels.join(".") || ".", type };
}

export function nameOctets(name: string): Uint8Array {
  const writer = new Writer();
  for (const label of name.split(".").filter((label) => label !== "")) writer.vector(1, octets(label));
  return writer.uint8(0).bytes();
}

export const rdata = {
  a: (address: string): Uint8Array => Uint8Array.from(address.split("."), Number),
  caa: (flags: number, tag: string, value: string): Uint8Array =>
    new Writer().uint8(flags).vector(1, octets(tag)).opaque(octets(value)).bytes(),
  mx: (preference: number, exchange: string): Uint8Array =>
    new Writer().uint16(preference).opaque(nameOctets(exchange)).bytes(),
  txt: (...texts: readonly string[]): Uint8Array => {
    const writer = new Writer();
    for (const text of texts) writer.vector(1, octets(text));
    return writer.bytes();
  },
  tlsa: (usage: number, selector: number, matching: number, data: Uint8Array): Uint8Array =>
    new Writer().uint8(usage).uint8(selector).uint8(matching).opaque(data).bytes(),
  /** `parameters`: values by key. */
  https: (
    priority: number,
    target: string,
    parameters: Readonly<Record<number, Uint8Array>> = {},
  ): Uint8Array => {
    const writer = new Writer().uint16(priority).opaque(nameOctets(target));
    for (const [key, value] of Object.entries(parameters)) writer.uint16(Number(key)).vector(2, value);
    return writer.bytes();
  },
};

function octets(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
