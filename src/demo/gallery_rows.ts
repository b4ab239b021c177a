/** The gallery's table: a row a server, with what a check of it must say. A new server is a new row. */
import { sharedSigningKey } from "../crypto/signing_key.ts";
import type { stepErrorCodes } from "../report/codes.ts";
import type { ChainErrorCode, Verdict } from "../report/types.ts";
import type { Authorities } from "./authorities.ts";
import { startCertificateSource } from "./certificate_source.ts";
import { chainRows } from "./chain_rows.ts";
import { type CertificateOptions, issue, selfSigned } from "./certificates.ts";
import { here } from "./here.ts";
import type { LoopbackServer } from "./loopback.ts";
import {
  holdClosedPort,
  startHttpServer,
  startResettingServer,
  startSilentServer,
  startSshServer,
} from "./plain_server.ts";
import { startTlsServer } from "./tls_server.ts";

/** A chain's or a step's error code, or the identifier of the finding that decides. */
export type ExpectedCode = ChainErrorCode | typeof stepErrorCodes[number] | "certificate.expires_soon";

/** What a check of a server must say; no code where all is well. */
export interface Expected {
  readonly verdict: Verdict;
  readonly code: ExpectedCode | null;
}

export interface GalleryContext extends Authorities {
  readonly now: Date;
  /** 0 for any. */
  readonly port: number;
}

export interface GalleryRow {
  readonly id: string;
  readonly title: string;
  /** What there is to see, in one sentence. */
  readonly explanation: string;
  readonly expected: Expected;
  /** Seconds that the demonstration gives a check of it. */
  readonly timeout?: number;
  start(context: GalleryContext): Promise<LoopbackServer>;
}

export const galleryRows: readonly GalleryRow[] = [
  {
    id: "healthy-tls13",
    title: "Healthy, TLS 1.3",
    explanation: "Everything is right: TLS 1.3, an ECDSA certificate for this name, and a complete chain.",
    expected: { verdict: "pass", code: null },
    start: (context) => startServer(context),
  },
  {
    id: "healthy-tls12",
    title: "Healthy, TLS 1.2",
    explanation:
      "Everything is right with the previous version, where the server signs its key exchange instead.",
    expected: { verdict: "pass", code: null },
    start: (context) => startServer(context, {}, "TLSv1.2"),
  },
  {
    id: "healthy-rsa",
    title: "Healthy, RSA certificate",
    explanation: "The certificate's key is RSA, and it proves itself with an RSASSA-PSS signature.",
    expected: { verdict: "pass", code: null },
    start: async (context) => startServer(context, { key: await sharedSigningKey("RSA-2048", "server") }),
  },
  {
    id: "expires-soon",
    title: "Expires soon",
    explanation: "Less than nine of the certificate's 45 days are left, and nothing has renewed it.",
    expected: { verdict: "warn", code: "certificate.expires_soon" },
    start: (context) => startServer(context, validity(context.now, -36, 9)),
  },
  {
    id: "expired",
    title: "Expired",
    explanation: "The certificate ended three days ago; the handshake itself is flawless.",
    expected: { verdict: "fail", code: "expired" },
    start: (context) => startServer(context, validity(context.now, -48, -3)),
  },
  {
    id: "not-yet-valid",
    title: "Not yet valid",
    explanation: "The certificate begins in two days: it was installed too early, or a clock is wrong.",
    expected: { verdict: "fail", code: "not_yet_valid" },
    start: (context) => startServer(context, validity(context.now, 2, 47)),
  },
  {
    id: "wrong-name",
    title: "Wrong name",
    explanation: "The certificate is good, but for other names than the one that was asked for.",
    expected: { verdict: "fail", code: "name_mismatch" },
    start: (context) =>
      startServer(context, { dnsNames: ["www.example.org", "*.example.net"], ipAddresses: [] }),
  },
  {
    id: "self-signed",
    title: "Self-signed",
    explanation: "The server vouches for itself: no authority has signed its certificate.",
    expected: { verdict: "fail", code: "self_signed" },
    start: async ({ now, port }) =>
      startTlsServer({ chain: [await selfSigned({ ...here, now })], protocolVersion: "TLSv1.3", port }),
  },
  {
    id: "missing-intermediate",
    title: "Missing intermediate",
    explanation:
      "The server sends its own certificate only; the one that leads on to the root is to be had where it says.",
    expected: { verdict: "fail", code: "incomplete_chain" },
    start: startForgetfulServer,
  },
  {
    id: "untrusted-root",
    title: "Untrusted root",
    explanation: "The chain is complete, and ends at a root that is in nobody's list.",
    expected: { verdict: "fail", code: "unknown_issuer" },
    start: async ({ strangerIntermediate, strangerRoot, port }) => {
      const leaf = await issue(strangerIntermediate, here);
      return startTlsServer({
        chain: [leaf, strangerIntermediate, strangerRoot],
        protocolVersion: "TLSv1.3",
        port,
      });
    },
  },
  ...chainRows,
  {
    id: "client-cert-tls13",
    title: "Client certificate required, TLS 1.3",
    explanation:
      "The server demands a certificate of its visitor, and refuses only after the handshake has ended.",
    expected: { verdict: "fail", code: "client_certificate_required" },
    start: (context) => startServer(context, {}, "TLSv1.3", true),
  },
  {
    id: "client-cert-tls12",
    title: "Client certificate required, TLS 1.2",
    explanation:
      "The same demand in the previous version, where the refusal comes in the middle of the handshake.",
    expected: { verdict: "fail", code: "client_certificate_required" },
    start: (context) => startServer(context, {}, "TLSv1.2", true),
  },
  {
    id: "plain-http",
    title: "Plain HTTP on the port",
    explanation: "A web server without TLS answers the ClientHello with an HTTP error.",
    expected: { verdict: "fail", code: "not_tls" },
    start: ({ port }) => startHttpServer(port),
  },
  {
    id: "ssh-banner",
    title: "SSH on the port",
    explanation: "An SSH server speaks first, before it has heard anything.",
    expected: { verdict: "fail", code: "not_tls" },
    start: ({ port }) => startSshServer(port),
  },
  {
    id: "reset",
    title: "Reset after the ClientHello",
    explanation: "Something on the way, or the server itself, cuts the connection as soon as it sees TLS.",
    expected: { verdict: "fail", code: "connection_reset" },
    start: ({ port }) => startResettingServer(port),
  },
  {
    id: "silent",
    title: "Silent",
    explanation: "The port accepts connections and then nothing ever comes.",
    expected: { verdict: "fail", code: "no_response" },
    timeout: 1,
    start: ({ port }) => startSilentServer(port),
  },
  {
    id: "closed-port",
    title: "Closed port",
    explanation: "Nobody listens: the system refuses the connection at once.",
    expected: { verdict: "fail", code: "connection_refused" },
    start: () => holdClosedPort(),
  },
];

async function startServer(
  { intermediate, port }: GalleryContext,
  options: CertificateOptions = {},
  protocolVersion: "TLSv1.2" | "TLSv1.3" = "TLSv1.3",
  requireClientCertificate = false,
): Promise<LoopbackServer> {
  const leaf = await issue(intermediate, { ...here, ...options });
  const chain = [leaf, intermediate] as const;
  return startTlsServer({ chain, protocolVersion, port, requireClientCertificate });
}

/** With the issuer's certificate beside it, where the server's own says that it is. */
async function startForgetfulServer({ intermediate, port }: GalleryContext): Promise<LoopbackServer> {
  const source = await startCertificateSource(intermediate);
  try {
    const authorityInfoAccess = { caIssuers: [source.address] };
    const leaf = await issue(intermediate, { ...here, authorityInfoAccess });
    const server = await startTlsServer({ chain: [leaf], protocolVersion: "TLSv1.3", port });
    const stop = async () => {
      await Promise.all([server.stop(), source.stop()]);
    };
    return { port: server.port, stop };
  } catch (error) {
    await source.stop();
    throw error;
  }
}

/** From and to so many days after now, or before it. */
function validity(now: Date, from: number, to: number): CertificateOptions {
  const after = (days: number) => new Date(now.getTime() + days * 86_400_000);
  return { notBefore: after(from), notAfter: after(to) };
}
