/**
 * The handshake of Deno's own TLS stack (rustls) with the address that was checked: the witness beside ours.
 *
 * `Deno.connect` and `Deno.startTls` rather than `Deno.connectTls`: they can dial one address under another
 * name, and give up when told to. `Deno.connectTls` is for a platform that refuses plain TCP to the port.
 */
import { type Deadline, type NativeOutcome, type NativeRequest, NetworkError } from "../net/mod.ts";
import { toNetworkError } from "./deno_network_error.ts";
import { nothingShown, peerDetails } from "./deno_peer_details.ts";

/** The witness may take this long, and never longer than the check. */
const patience = 5_000;

type Witnessed = Pick<NativeOutcome, "api" | "outcome" | "applicationProtocol" | "error">;

/** `connect` stands in for a platform that refuses plain TCP. Never rejects. */
export async function nativeHandshake(
  request: NativeRequest,
  deadline: Deadline,
  connect: typeof Deno.connect = Deno.connect,
): Promise<NativeOutcome> {
  using limit = deadline.within(patience);
  const witnessed = await witness(request, limit, connect);
  const answered = witnessed.outcome === "trusted" || witnessed.outcome === "refused";
  const shown = request.wantCertificates && answered ? await peerDetails(request, limit) : nothingShown;
  return { ...witnessed, ...shown };
}

async function witness(
  request: NativeRequest,
  limit: Deadline,
  connect: typeof Deno.connect,
): Promise<Witnessed> {
  const { address, port } = request;
  const api = "Deno.startTls";
  let tcp: Deno.TcpConn;
  try {
    tcp = await connect({ hostname: address, port, signal: limit.signal });
  } catch (error) {
    const failure = toNetworkError(error, {
      peer: `${address} port ${port}`,
      doing: "connecting to",
      deadline: limit,
      otherwise: "unreachable_from_vantage",
    });
    if (failure.code !== "unreachable_from_vantage") return untrusted(api, "unreachable", failure);
    if (request.addressOnly) return untrusted(api, "not_available", failure);
    return await witnessByName(request, limit);
  }
  try {
    return await shakeHands(api, await Deno.startTls(tcp, tlsOptions(request)), limit);
  } catch (error) {
    close(tcp); // a name or an anchor that Deno does not take
    return untrusted(api, "not_available", error);
  }
}

/** The platform resolves the name itself here, so that whom it reached is looked at first. */
async function witnessByName(request: NativeRequest, limit: Deadline): Promise<Witnessed> {
  const api = "Deno.connectTls";
  const { address, port } = request;
  const connecting = Deno.connectTls({ ...tlsOptions(request), port });
  let tls: Deno.TlsConn;
  try {
    tls = await limit.race(connecting, `connecting to ${address} port ${port}`);
  } catch (error) {
    connecting.then(close, () => {});
    return untrusted(api, "unreachable", error);
  }
  const reached = (tls.remoteAddr as Deno.NetAddr).hostname;
  if (reached === address) return await shakeHands(api, tls, limit);
  close(tls);
  return untrusted(
    api,
    "not_available",
    new Error(`The platform connected to ${reached} instead of ${address}`),
  );
}

async function shakeHands(api: string, tls: Deno.TlsConn, limit: Deadline): Promise<Witnessed> {
  try {
    const { alpnProtocol } = await limit.race(tls.handshake(), "waiting for the runtime's own handshake");
    return { api, outcome: "trusted", applicationProtocol: alpnProtocol, error: null };
  } catch (error) {
    return untrusted(api, error instanceof NetworkError ? "unreachable" : "refused", error);
  } finally {
    close(tls);
  }
}

function tlsOptions({ address, serverName, applicationProtocols, anchors }: NativeRequest) {
  return {
    hostname: serverName ?? address,
    alpnProtocols: [...applicationProtocols],
    caCerts: [...anchors],
  };
}

function untrusted(api: string, outcome: Witnessed["outcome"], error: unknown): Witnessed {
  return {
    api,
    outcome,
    applicationProtocol: null,
    error: error instanceof Error ? error.message : String(error),
  };
}

function close(connection: Deno.Conn): void {
  try {
    connection.close();
  } catch {
    // Closed before.
  }
}
