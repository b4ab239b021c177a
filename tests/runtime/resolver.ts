/** A DNS over HTTPS service (RFC 8484, GET) that answers from a table, and NXDOMAIN for every other name. */
import { Reader, Writer } from "../../src/bytes/mod.ts";

/** `silence` never answers; a name without the type is answered without a record. */
export type Answer = readonly string[] | "SERVFAIL" | "silence" | "garbage" | "HTTP 500";

export type Answers = Readonly<
  Record<string, { readonly cname?: string; readonly A?: Answer; readonly AAAA?: Answer }>
>;

const RESPONSE_FLAGS = 0x8180;
const NXDOMAIN = 3;
const SERVFAIL = 2;

export function startResolver(answers: Answers): { readonly url: string; stop(): Promise<void> } {
  const stopped = Promise.withResolvers<void>();
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, async (request) => {
    const question = Uint8Array.fromBase64(new URL(request.url).searchParams.get("dns") ?? "", {
      alphabet: "base64url",
    });
    const { name, type } = readQuestion(question);
    const known = answers[name];
    const answer = known === undefined ? [] : (type === 28 ? known.AAAA : known.A) ?? [];
    if (answer === "silence") await stopped.promise;
    if (answer === "HTTP 500") return new Response("broken", { status: 500 });
    if (answer === "garbage") return reply(Uint8Array.of(0, 0, 0x81));
    const code = known === undefined ? NXDOMAIN : answer === "SERVFAIL" ? SERVFAIL : 0;
    const records = typeof answer === "string" ? [] : answer.map((text) => addressOctets(text));
    return reply(encode(question, type, code, known?.cname, records));
  });
  const { port } = server.addr;
  return {
    url: `http://127.0.0.1:${port}/dns-query`,
    async stop() {
      stopped.resolve();
      await server.shutdown();
    },
  };
}

function reply(message: Uint8Array<ArrayBuffer>): Response {
  return new Response(message, { headers: { "Content-Type": "application/dns-message" } });
}

function readQuestion(message: Uint8Array): { readonly name: string; readonly type: number } {
  const reader = new Reader(message, [], 12);
  let name = "";
  for (;;) {
    const label = reader.vector("label", 1);
    if (label.length === 0) return { name, type: reader.uint16("qtype") };
    name += `${new TextDecoder().decode(label)}.`;
  }
}

function encode(
  question: Uint8Array,
  type: number,
  code: number,
  cname: string | undefined,
  addresses: readonly Uint8Array[],
): Uint8Array<ArrayBuffer> {
  const writer = new Writer();
  writer.uint16(0).uint16(RESPONSE_FLAGS | code).uint16(1);
  writer.uint16(addresses.length + (cname === undefined ? 0 : 1)).uint16(0).uint16(0);
  writer.opaque(question.subarray(12));
  const record = (owner: Uint8Array, type: number, data: Uint8Array) =>
    writer.opaque(owner).uint16(type).uint16(1).uint32(60).vector(2, data);
  const asked = Uint8Array.of(0xc0, 12); // RFC 1035 §4.1.4: the name at offset 12
  if (cname !== undefined) record(asked, 5, encodeName(cname));
  for (const address of addresses) record(cname === undefined ? asked : encodeName(cname), type, address);
  return writer.bytes();
}

function encodeName(name: string): Uint8Array {
  const writer = new Writer();
  for (const label of name.split(".")) writer.vector(1, new TextEncoder().encode(label));
  return writer.bytes();
}

/** The few that the tests use. */
function addressOctets(text: string): Uint8Array {
  if (text !== "::1") return Uint8Array.from(text.split("."), Number);
  const octets = new Uint8Array(16);
  octets[15] = 1;
  return octets;
}
