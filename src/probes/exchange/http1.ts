/** HTTP/1.1, RFC 9112: one GET, its status line and headers. */
import { concat, utf8 } from "../../bytes/mod.ts";
import type { Answer, HttpFacts } from "./exchange_facts.ts";
import type { ExchangeChannel, ExchangeProtocol } from "./protocol.ts";

/** What later judgement asks for; the rest is the site's business. */
const KEPT_HEADERS: ReadonlySet<string> = new Set(["strict-transport-security", "alt-svc", "server"]);

/** Its first use loads what takes a cold isolate of Cloudflare's 2 ms, so that it is made before a request comes. */
const latin1 = new TextDecoder("latin1");

/** A header is shown in a report, not carried on. */
const MAXIMUM_VALUE_LENGTH = 1024;

export const http1: ExchangeProtocol = {
  name: "http/1.1",
  applicationProtocols: ["http/1.1", "http/1.0"],
  async exchange(channel) {
    await channel.write(request(channel));
    const { head, body } = await readHead(channel);
    const statusLine = /^HTTP\/1\.[01] ([0-9]{3})(?: ([^\r\n]*))?\r?\n/.exec(head);
    if (!statusLine) return notHttp(head);
    const [, code, reason] = statusLine;
    const facts: HttpFacts = {
      status: Number(code),
      headers: keptHeaders(head),
      wantsClientCertificate: wantsClientCertificate(Number(code), body),
    };
    return { answer: `HTTP ${code} ${reason ?? ""}`.trim(), http: facts };
  },
};

/** Looks as the request does to others, with our name on it. */
function request({ authority, userAgent }: ExchangeChannel): Uint8Array {
  return utf8(
    `GET / HTTP/1.1\r\nHost: ${authority}\r\nUser-Agent: ${userAgent}\r\nAccept: */*\r\nConnection: close\r\n\r\n`,
  );
}

async function readHead(channel: ExchangeChannel): Promise<{ head: string; body: string }> {
  let received: Uint8Array = new Uint8Array();
  let text = "";
  let end = -1;
  for (let bytes = await channel.read(); bytes !== null; bytes = await channel.read()) {
    received = concat(received, bytes);
    // Field values are octets (RFC 9110 §5.5); every one is kept as one character.
    text = latin1.decode(received);
    end = text.search(/\r?\n\r?\n/);
    // A refusal says why in its body, which is short; of other answers the head is enough.
    const wantsBody = /^HTTP\/1\.[01] 4/.test(text) && text.length - end < 4096;
    if (end >= 0 && !wantsBody) break;
  }
  return end < 0 ? { head: text, body: "" } : { head: text.slice(0, end + 2), body: text.slice(end + 2) };
}

function keptHeaders(head: string): HttpFacts["headers"] {
  return head.split(/\r?\n/).slice(1).flatMap((line) => {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim().slice(0, MAXIMUM_VALUE_LENGTH);
    return colon > 0 && KEPT_HEADERS.has(name) ? [{ name, value }] : [];
  });
}

/** nginx and others finish the handshake without a certificate and refuse in HTTP. */
function wantsClientCertificate(status: number, body: string): boolean {
  return status === 496 || status === 400 && /SSL certificate was sent|client certificate/i.test(body);
}

function notHttp(head: string): Answer {
  return { answer: head === "" ? null : "data that is not HTTP", http: null };
}
