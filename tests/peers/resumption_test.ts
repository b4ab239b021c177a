/**
 * A second connection to real servers, which takes up the session of the first: by a PSK, by a ticket, by a session
 * id; with early data and without. What is expected follows from each server's configuration, and from what the
 * server itself says of the second connection.
 */
import assert from "node:assert/strict";
import { HandshakeType, NamedGroup, ProtocolVersion, PskKeyExchangeMode } from "../../src/registry/mod.ts";
import {
  defaultOffer,
  type Offer,
  otherOffers,
  type ResumableSession,
  type Session,
  SessionError,
} from "../../src/tls/mod.ts";
import { type Credentials, type KeyKind, makeCredentials } from "./credentials.ts";
import { connectTo, withServer } from "./engine.ts";
import {
  caddy,
  gnutls,
  haproxy,
  java,
  nginx,
  node,
  nss,
  openssl,
  reasonToSkip,
  type TlsServer,
} from "./tls_servers/mod.ts";

const directory = await Deno.makeTempDir({ prefix: "tls-peers-" });
let credentials: Promise<Record<KeyKind, Credentials>> | null = null;

Deno.test.afterAll(() => Deno.remove(directory, { recursive: true }));

const { TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3 } = ProtocolVersion;
const usual = defaultOffer("localhost", []);
const offerOf = (version: number): Offer =>
  version >= TLS_1_3
    ? { ...usual, versions: [version] }
    : { ...otherOffers.withoutTls13(usual), versions: [version] };

/** How the client is to find its session again. */
type Mechanism = "psk" | "ticket" | "session id";

interface Case {
  readonly server: TlsServer;
  readonly configuration: string;
  readonly version: number;
  /** `null`: the server gives nothing to resume. */
  readonly mechanism: Mechanism | null;
  readonly offer?: Partial<Offer>;
  /** TLS 1.3: how many tickets come. */
  readonly tickets?: number;
  readonly helloRetryRequest?: true;
  readonly earlyData?: "accepted" | "rejected";
  /** What the server says of the second connection, in its answer or on its output. */
  readonly says?: RegExp;
  /** It takes early data, and answers what comes behind it. */
  readonly asksAgain?: true;
  /** It answers nothing, and only says goodbye when we do. */
  readonly isMute?: true;
}

const old = "-cipher ALL:@SECLEVEL=0";
const reused = /^Reused, TLSv1/m;
const bySession = "ssl_session_cache shared:s:1m; ssl_session_tickets off;";
const sayReuse = `add_header X-Reused "$ssl_session_reused$ssl_early_data" always;`;

const cases: readonly Case[] = [
  {
    server: openssl,
    configuration: "-tls1_3 -www",
    version: TLS_1_3,
    mechanism: "psk",
    tickets: 2,
    says: reused,
  },
  {
    server: openssl,
    configuration: "-tls1_3 -www -num_tickets 5 -ciphersuites TLS_AES_256_GCM_SHA384",
    version: TLS_1_3,
    mechanism: "psk",
    tickets: 5,
    says: /^Reused, TLSv1.3, Cipher is TLS_AES_256_GCM_SHA384/m,
  },
  {
    server: openssl,
    configuration: "-tls1_3 -www -groups P-256",
    version: TLS_1_3,
    mechanism: "psk",
    helloRetryRequest: true,
    says: reused,
  },
  {
    server: openssl,
    configuration: "-tls1_3 -www -allow_no_dhe_kex",
    version: TLS_1_3,
    mechanism: "psk",
    offer: { pskKeyExchangeModes: [PskKeyExchangeMode.psk_ke] },
    says: reused,
  },
  {
    // Its tickets are then the keys of a table
    server: openssl,
    configuration: "-tls1_3 -www -no_ticket",
    version: TLS_1_3,
    mechanism: "psk",
    says: reused,
  },
  {
    server: openssl,
    configuration: "-tls1_3 -www -num_tickets 0",
    version: TLS_1_3,
    mechanism: null,
    tickets: 0,
  },
  {
    server: openssl,
    configuration: "-tls1_3 -early_data",
    version: TLS_1_3,
    mechanism: "psk",
    earlyData: "accepted",
    says: /^GET \/early[^]*^End of early data$[^]*^Reused session-id$/m,
    isMute: true,
  },
  {
    server: openssl,
    // With its guard against replays a ticket is looked up once, and this takes two look-ups
    configuration: "-tls1_3 -early_data -no_anti_replay -groups P-256",
    version: TLS_1_3,
    mechanism: "psk",
    helloRetryRequest: true,
    earlyData: "rejected",
    says: /^Early data was rejected$[^]*^Reused session-id$/m,
    isMute: true,
  },
  { server: openssl, configuration: "-tls1_2 -www", version: TLS_1_2, mechanism: "ticket", says: reused },
  {
    server: openssl,
    configuration: "-tls1_2 -www -no_ticket",
    version: TLS_1_2,
    mechanism: "session id",
    says: reused,
  },
  {
    server: openssl,
    configuration: "-tls1_2 -www -no_ticket -no_cache",
    version: TLS_1_2,
    mechanism: null,
  },
  {
    server: openssl,
    configuration: "-tls1_2 -www -cipher ECDHE-RSA-AES128-SHA",
    version: TLS_1_2,
    mechanism: "ticket",
    says: reused,
  },
  {
    server: openssl,
    configuration: `-tls1_1 -www ${old}`,
    version: TLS_1_1,
    mechanism: "ticket",
    says: reused,
  },
  {
    server: openssl,
    configuration: `-tls1 -www -no_ticket ${old}`,
    version: TLS_1_0,
    mechanism: "session id",
    says: reused,
  },
  { server: gnutls, configuration: "NORMAL", version: TLS_1_3, mechanism: "psk", says: /resumed session/ },
  {
    server: gnutls,
    configuration: "NORMAL --earlydata --maxearlydata=1000",
    version: TLS_1_3,
    mechanism: "psk",
    earlyData: "accepted",
    says: /resumed session/,
    asksAgain: true,
  },
  {
    server: gnutls,
    configuration: "NORMAL --noticket",
    version: TLS_1_2,
    mechanism: "session id",
    says: /resumed session/,
  },
  { server: gnutls, configuration: "NORMAL", version: TLS_1_2, mechanism: "ticket", says: /resumed session/ },
  { server: caddy, configuration: "", version: TLS_1_3, mechanism: "psk", says: /"resumed":true/ },
  {
    server: caddy,
    configuration: "protocols tls1.2 tls1.2",
    version: TLS_1_2,
    mechanism: "ticket",
    says: /"resumed":true/,
  },
  {
    server: nginx,
    configuration: `ssl_protocols TLSv1.3; ${sayReuse}`,
    version: TLS_1_3,
    mechanism: "psk",
    says: /X-Reused: r\r/,
  },
  {
    server: nginx,
    configuration: `ssl_protocols TLSv1.3; ssl_early_data on; ${sayReuse}`,
    version: TLS_1_3,
    mechanism: "psk",
    earlyData: "accepted",
    says: /X-Reused: r1?\r/,
  },
  {
    server: nginx,
    configuration: `ssl_protocols TLSv1.2; ${bySession} ${sayReuse}`,
    version: TLS_1_2,
    mechanism: "session id",
    says: /X-Reused: r\r/,
  },
  {
    server: nginx,
    configuration: `ssl_protocols TLSv1.2; ssl_session_tickets off; ssl_session_cache off; ${sayReuse}`,
    version: TLS_1_2,
    mechanism: null,
  },
  { server: haproxy, configuration: "allow-0rtt", version: TLS_1_3, mechanism: "psk", earlyData: "accepted" },
  { server: haproxy, configuration: "no-tls-tickets", version: TLS_1_2, mechanism: "session id" },
  { server: node, configuration: "{}", version: TLS_1_3, mechanism: "psk", says: /"reused":true/ },
  { server: node, configuration: "{}", version: TLS_1_2, mechanism: "ticket", says: /"reused":true/ },
  { server: java, configuration: "protocols=TLSv1.3", version: TLS_1_3, mechanism: "psk" },
  { server: java, configuration: "protocols=TLSv1.2", version: TLS_1_2, mechanism: "ticket" },
  {
    server: java,
    configuration: "-Djdk.tls.server.enableSessionTicketExtension=false protocols=TLSv1.2",
    version: TLS_1_2,
    mechanism: "session id",
  },
  { server: nss, configuration: "-V tls1.3:tls1.3 -u", version: TLS_1_3, mechanism: "psk" },
  { server: nss, configuration: "-V tls1.2:tls1.2", version: TLS_1_2, mechanism: "session id" },
];

for (const each of cases) {
  const { server, configuration, version } = each;
  const reason = await reasonToSkip(server);
  const title = `${server.name}, visited twice with 0x${version.toString(16)}: ${configuration}`;
  Deno.test({
    name: reason === null ? title : `${title}, skipped: ${reason}`,
    ignore: reason !== null,
    fn: async () => {
      const { rsa } = await (credentials ??= makeCredentials(directory));
      await withServer(server, configuration, rsa, async ({ port, printed }) => {
        await visitTwice(each, port, printed ?? (() => ""));
      });
    },
  });
}

const replayed: Case = {
  server: openssl,
  configuration: "-tls1_3 -early_data",
  version: TLS_1_3,
  mechanism: "psk",
  isMute: true,
};
const noOpenssl = await reasonToSkip(openssl);

Deno.test({
  name: `RFC 9846 §8.1: OpenSSL takes early data with a ticket once${noOpenssl && `, skipped: ${noOpenssl}`}`,
  ignore: noOpenssl !== null,
  fn: async () => {
    const { rsa } = await (credentials ??= makeCredentials(directory));
    await withServer(openssl, replayed.configuration, rsa, async ({ port }) => {
      const { sessions } = await visit(port, offerOf(TLS_1_3), replayed);
      const offer = { ...offerOf(TLS_1_3), resume: sessions[0]!, earlyData: new Uint8Array(10) };
      for (const [resumed, earlyData] of [[true, "accepted"], [false, "rejected"]] as const) {
        const { session } = await visit(port, offer, replayed);
        assert.deepEqual([session.resumed, session.earlyData], [resumed, earlyData]);
      }
    });
  },
});

async function visitTwice(expected: Case, port: number, printed: () => string): Promise<void> {
  const offer = { ...offerOf(expected.version), ...expected.offer };
  const first = await visit(port, offer, expected);
  assert(!first.session.resumed);
  if (expected.tickets !== undefined) assert.equal(first.tickets, expected.tickets);
  const resume = first.sessions.at(-1) ?? null;
  assert.equal(mechanismOf(resume), expected.mechanism);
  if (resume === null) return;

  const before = printed().length;
  const earlyData = expected.earlyData === undefined
    ? null
    : new TextEncoder().encode("GET /early HTTP/1.0\r\nHost: localhost\r\n\r\n");
  if (earlyData !== null) assert(resume.kind === "psk" && resume.maxEarlyDataSize! >= earlyData.length);
  const second = await visit(port, { ...offer, resume, earlyData }, expected);
  assert(second.session.resumed);
  assert.equal(second.session.earlyData, expected.earlyData ?? null);
  assert.equal(second.session.protocolVersion, expected.version);
  assert.equal(second.session.cipherSuite, first.session.cipherSuite);
  const isPskAlone = expected.offer?.pskKeyExchangeModes?.includes(PskKeyExchangeMode.psk_dhe_ke) === false;
  if (expected.version >= TLS_1_3) assert.equal(second.session.namedGroup === null, isPskAlone);
  if (expected.helloRetryRequest) assert.equal(second.session.namedGroup, NamedGroup.secp256r1);
  if (expected.says !== undefined) assert.match(second.answer + printed().slice(before), expected.says);
}

interface Visit {
  readonly session: Session;
  readonly sessions: readonly ResumableSession[];
  readonly tickets: number;
  readonly answer: string;
}

async function visit(port: number, offer: Offer, { isMute, asksAgain }: Case): Promise<Visit> {
  const sessions: ResumableSession[] = [];
  return await connectTo(port, offer, async ({ log, session }) => {
    assert.equal(log.failure, null);
    if ((session!.earlyData !== "accepted" || asksAgain) && !isMute) {
      await session!.write(new TextEncoder().encode("GET / HTTP/1.0\r\nHost: localhost\r\n\r\n"));
    }
    if (isMute) await session!.closeWrite();
    const answer = await readAll(session!);
    const tickets = log.messages.filter(({ msgType }) => msgType === HandshakeType.new_session_ticket).length;
    return { session: session!, sessions, tickets, answer };
  }, { onResumable: (session) => sessions.push(session) });
}

/** Not every server says goodbye. */
async function readAll(session: Session): Promise<string> {
  let text = "";
  try {
    for (let octets = await session.read(); octets !== null; octets = await session.read()) {
      text += new TextDecoder().decode(octets);
    }
  } catch (error) {
    if (!(error instanceof SessionError)) throw error;
    assert.match(error.failure.code, /^connection_/);
  }
  return text;
}

function mechanismOf(session: ResumableSession | null): Mechanism | null {
  if (session === null) return null;
  if (session.kind === "psk") return "psk";
  return session.ticket === null ? "session id" : "ticket";
}
