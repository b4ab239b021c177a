/**
 * `deno task check --pcap --keylog` against real servers, opened with tshark: it must decrypt every message by the
 * capture alone, remark on nothing, and see what the report says.
 */
import assert from "node:assert/strict";
import type { Report } from "../../src/report/mod.ts";
import type { KeyKind } from "../peers/credentials.ts";
import { postfix } from "../peers/servers/postfix.ts";
import {
  caddy,
  gnutls,
  laterNode,
  openssl,
  throughStarttls,
  type TlsServer,
} from "../peers/tls_servers/mod.ts";
import { assertSame, check, type Place, withServer } from "./support.ts";
import { infoOf, see, type Seen, type SeenOptions, withoutSecrets } from "./tshark.ts";

interface Session {
  readonly title: string;
  readonly server: TlsServer;
  readonly configuration: string;
  readonly certificate?: KeyKind;
  readonly scheme?: string;
  readonly address?: string;
  /** What was sent, and the first that was received; HTTP when not given. A command's first four letters are what the dissector keeps. */
  readonly spoken?: Seen["spoken"];
  /** What the report says of the connection, so that the session is the one that the title names. */
  readonly expected: { readonly [Name in keyof NonNullable<Report["connection"]>]?: unknown };
}

const http = "-www -alpn http/1.1";
const gnutls12 =
  "NONE:+VERS-TLS1.2:+AEAD:+COMP-NULL:+CTYPE-SRV-X509:+ECDHE-ECDSA:+AES-128-GCM:+GROUP-X25519:+SIGN-ALL";

const sessions: readonly Session[] = [
  {
    title: "TLS 1.3 with X25519MLKEM768",
    server: laterNode,
    configuration: '{"ALPNProtocols":["http/1.1"]}',
    spoken: { sent: ["GET"], received: ["204"] },
    expected: { protocol_version: "TLS 1.3", named_group: "X25519MLKEM768" },
  },
  {
    title: "TLS 1.3 with x25519",
    server: openssl,
    configuration: http,
    expected: { protocol_version: "TLS 1.3", named_group: "x25519", hello_retry_request: false },
  },
  {
    title: "TLS 1.3 with ChaCha20-Poly1305 and a certificate asked for",
    server: openssl,
    configuration: `${http} -ciphersuites TLS_CHACHA20_POLY1305_SHA256 -verify 1`,
    expected: { cipher_suite: "TLS_CHACHA20_POLY1305_SHA256", client_certificate_requested: true },
  },
  {
    title: "TLS 1.3 after HelloRetryRequest",
    server: openssl,
    configuration: `${http} -groups P-384`,
    expected: { protocol_version: "TLS 1.3", named_group: "secp384r1", hello_retry_request: true },
  },
  {
    title: "TLS 1.2, ECDHE with AES-GCM",
    server: openssl,
    configuration: `${http} -tls1_2 -cipher ECDHE-ECDSA-AES256-GCM-SHA384`,
    expected: { cipher_suite: "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", extended_main_secret: true },
  },
  {
    title: "TLS 1.2, ECDHE with CBC and encrypt-then-MAC",
    server: openssl,
    configuration: `${http} -tls1_2 -cipher ECDHE-ECDSA-AES128-SHA`,
    expected: { cipher_suite: "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA" },
  },
  {
    title: "TLS 1.2, ECDHE with CBC and MAC-then-encrypt, which only a second ClientHello offers",
    server: openssl,
    configuration: `${http} -tls1_2 -cipher ECDHE-ECDSA-AES256-SHA384 -no_etm`,
    expected: { cipher_suite: "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384" },
  },
  {
    title: "TLS 1.2 without the extended main secret",
    server: gnutls,
    configuration: `${gnutls12}:%NO_SESSION_HASH --alpn http/1.1`,
    expected: { protocol_version: "TLS 1.2", extended_main_secret: false },
  },
  {
    title: "TLS 1.2, static RSA with AES-GCM",
    server: openssl,
    configuration: `${http} -tls1_2 -cipher AES128-GCM-SHA256`,
    certificate: "rsa",
    expected: { cipher_suite: "TLS_RSA_WITH_AES_128_GCM_SHA256", named_group: null },
  },
  {
    title: "TLS 1.2, static RSA with CBC",
    server: openssl,
    configuration: `${http} -tls1_2 -cipher AES256-SHA`,
    certificate: "rsa",
    expected: { cipher_suite: "TLS_RSA_WITH_AES_256_CBC_SHA", named_group: null },
  },
  {
    title: "TLS 1.2 over IPv6",
    server: gnutls,
    configuration: `${gnutls12} --alpn http/1.1`,
    address: "::1",
    expected: { protocol_version: "TLS 1.2", extended_main_secret: true },
  },
  {
    title: "TLS 1.0, DHE with CBC",
    server: openssl,
    configuration: `${http} -tls1 -cipher DHE-RSA-AES128-SHA:@SECLEVEL=0`,
    certificate: "rsa",
    expected: { protocol_version: "TLS 1.0", cipher_suite: "TLS_DHE_RSA_WITH_AES_128_CBC_SHA" },
  },
  {
    title: "TLS 1.3 and HTTP/2",
    server: caddy,
    configuration: "protocols tls1.3\nalpn h2",
    // RFC 9113 §6: SETTINGS, its acknowledgment, GOAWAY; the server's SETTINGS, and what else it likes
    spoken: { sent: ["4", "4", "7"], received: ["4"] },
    expected: { protocol_version: "TLS 1.3", application_protocol: "h2" },
  },
  {
    title: "SMTP with STARTTLS",
    server: throughStarttls(postfix),
    configuration: "smtp",
    scheme: "smtp",
    spoken: { sent: ["EHLO", "STAR", "EHLO", "QUIT"], received: [] },
    expected: { protocol_version: "TLS 1.3" },
  },
];

for (const session of sessions) {
  const { title, server, configuration, certificate = "ecdsa-p256" } = session;
  Deno.test(title, () => withServer(server, configuration, certificate, (place) => holds(session, place)));
}

async function holds(session: Session, { running: { port }, credentials, directory }: Place): Promise<void> {
  const { scheme = "https", address = "127.0.0.1" } = session;
  const [capture, keyLog] = [`${directory}/session.pcapng`, `${directory}/session.keylog`];
  const [report] = await check(
    ...["--bytes", "--no-native", "--pcap", capture, "--keylog", keyLog, "--ca-file", credentials.root],
    ...["--resolve", address, `${scheme}://localhost:${port}`],
  ) as [Report];
  for (const [name, expected] of Object.entries(session.expected)) {
    const said = report.connection?.[name as keyof typeof report.connection];
    assert.equal(
      said !== null && typeof said === "object" && "name" in said ? said.name : said,
      expected,
      name,
    );
  }

  const isSmtp = scheme === "smtp";
  const options: SeenOptions = isSmtp ? { smtpPort: port } : {};
  const seen = await see(capture, port, options);
  assert.deepEqual(seen.remarks, []);
  assertSame(seen, report);
  assert.equal(seen.connections, report.attempts.length);
  const { sent = ["GET"], received = ["200"] } = session.spoken ?? {};
  assert.deepEqual({ sent: seen.spoken.sent, received: seen.spoken.received.slice(0, 1) }, {
    sent,
    received,
  });
  const startedAt = Date.parse(report.started_at) / 1000;
  assert.ok(
    seen.times.every((time) => time >= startedAt && time <= startedAt + report.duration_ms / 1000 + 0.01),
  );

  const info = await infoOf(capture);
  assert.match(info.get("File type")!, /pcapng/);
  assert.equal(info.get("Number of decryption secrets in file"), "1");
  assert.equal(info.get("Strict time order"), "True");

  // The key log alone does the same for a capture that has no secrets, as anyone's own would be.
  const bare = `${capture}.bare`;
  await withoutSecrets(capture, bare);
  assert.deepEqual(await see(bare, port, { ...options, keyLog }), seen);
  const undecrypted = await see(bare, port, options);
  assert.deepEqual(undecrypted.spoken, { sent: isSmtp ? ["EHLO", "STAR"] : [], received: [] });
}
