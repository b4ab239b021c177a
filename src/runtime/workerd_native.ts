/**
 * The handshake of workerd's own TLS stack, as a witness beside ours. It tells only whether it came about, and
 * connects by name: Cloudflare ignores a name given for an address, so who is reached is the platform's own choice.
 */
import {
  type Address,
  type Deadline,
  type NativeOutcome,
  type NativeRequest,
  NetworkError,
} from "../net/mod.ts";
import { workerdLimitations } from "./workerd_limitations.ts";
import { abandon, type Connect, platformAddress, type PlatformSocket } from "./workerd_sockets.ts";

const API = "cloudflare:sockets startTls";

/** The witness may take this long, and never longer than the check. */
const PATIENCE_MS = 5_000;

type Resolve = (hostname: string, deadline: Deadline) => Promise<Address[]>;

/** Never rejects. */
export async function nativeHandshake(
  connect: Connect,
  resolve: Resolve,
  request: NativeRequest,
  deadline: Deadline,
): Promise<NativeOutcome> {
  using limit = deadline.within(PATIENCE_MS);
  const obstacle = await obstacleTo(request, resolve, limit);
  if (obstacle !== null) return outcome("not_available", obstacle);

  let socket: PlatformSocket | null = null;
  try {
    const { serverName, address, port } = request;
    const options = { secureTransport: "starttls", allowHalfOpen: false } as const;
    socket = connect(platformAddress(serverName ?? address, port), options);
    socket.closed.catch(() => {});
    await limit.race(socket.opened, "connecting for the runtime's own handshake");
  } catch (error) {
    if (socket !== null) abandon(socket);
    return outcome("unreachable", text(error));
  }

  let secured: PlatformSocket | null = null;
  try {
    secured = socket.startTls();
    secured.closed.catch(() => {});
    await limit.race(secured.opened, "waiting for the runtime's own handshake");
    return outcome("trusted", null);
  } catch (error) {
    if (error instanceof NetworkError) return outcome("unreachable", error.message);
    return request.anchors.length === 0
      ? outcome("refused", because("nativeReason"))
      : outcome("not_available", because("nativeAnchors"));
  } finally {
    abandon(secured ?? socket);
  }
}

/** Why the platform would not be looking at the same server; `null` when it would. */
async function obstacleTo(
  { address, serverName, addressOnly }: NativeRequest,
  resolve: Resolve,
  limit: Deadline,
): Promise<string | null> {
  if (serverName === null || serverName === address) return null;
  if (addressOnly) return because("nativeByName");
  try {
    const found = await resolve(serverName, limit);
    if (found.some((each) => each.address === address)) return null;
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
  }
  return `${because("nativeByName")}, and "${serverName}" does not lead to ${address}`;
}

function because(limitation: keyof typeof workerdLimitations): string {
  const { why } = workerdLimitations[limitation];
  return why[0]!.toUpperCase() + why.slice(1);
}

function outcome(outcome: NativeOutcome["outcome"], error: string | null): NativeOutcome {
  return {
    api: API,
    outcome,
    applicationProtocol: null,
    error,
    certificates: [],
    protocolVersion: null,
    cipherSuite: null,
  };
}

function text(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
