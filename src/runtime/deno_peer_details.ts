/**
 * What `node:tls` shows of a peer and Deno's own interface does not: its certificates, the version, the suite.
 *
 * Only for the report that has nothing else to go by. Its opinion of the chain is left aside: it calls an
 * expired certificate and a missing intermediate by the same name.
 */
import type { DetailedPeerCertificate, TLSSocket } from "node:tls";
import type { Deadline, NativeOutcome, NativeRequest } from "../net/mod.ts";

type Shown = Pick<NativeOutcome, "certificates" | "protocolVersion" | "cipherSuite">;

export const nothingShown: Shown = { certificates: [], protocolVersion: null, cipherSuite: null };

/** `issuerCertificate` is a linked list that the peer made. */
const maximumCertificates = 16;

/** `nothingShown` when the peer or the platform does not let us see. Never rejects. */
export async function peerDetails(request: NativeRequest, deadline: Deadline): Promise<Shown> {
  const { connect } = await import("node:tls");
  const socket = connect({
    host: request.address,
    port: request.port,
    ...(request.serverName === null ? {} : { servername: request.serverName }),
    ALPNProtocols: [...request.applicationProtocols],
    ca: [...request.anchors],
    rejectUnauthorized: false, // to see is not to trust: the chain is judged by us
  });
  try {
    const { promise: secured, resolve, reject } = Promise.withResolvers<void>();
    socket.once("secureConnect", resolve);
    socket.once("error", reject);
    socket.once("close", () => reject(new Error("closed")));
    await deadline.race(secured, "waiting for the runtime's own handshake");
    return {
      certificates: certificates(socket),
      protocolVersion: socket.getProtocol(),
      cipherSuite: socket.getCipher().standardName,
    };
  } catch {
    return nothingShown;
  } finally {
    socket.on("error", () => {});
    socket.destroy();
  }
}

function certificates(socket: TLSSocket): Uint8Array[] {
  const found = new Map<string, Uint8Array>();
  let next: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
  while (next?.raw !== undefined && !found.has(next.fingerprint256) && found.size < maximumCertificates) {
    found.set(next.fingerprint256, new Uint8Array(next.raw));
    next = next.issuerCertificate;
  }
  return [...found.values()];
}
