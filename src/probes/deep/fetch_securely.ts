/**
 * A text from another host than the target, over TLS that is verified. The handshake is our own and not the platform's:
 * it goes to an address that was vetted, where Cloudflare's looks the name up itself, and it says what is wrong.
 */
import {
  connect,
  type Connected,
  type Deadline,
  HttpError,
  httpGet,
  NetworkError,
  type NetworkErrorCode,
} from "../../net/mod.ts";
import { defaultOffer, evidenceOf, handshake, type HandshakeLog, SessionError } from "../../tls/mod.ts";
import { judgeChain } from "../../x509/mod.ts";
import { type ProbeContext, ProbeFailed } from "./probe.ts";

/** Addresses of the host that are tried. */
export const MAXIMUM_ADDRESSES = 2;

const PATIENCE_MS = 5_000;

export type Fetched =
  | { readonly text: string; readonly mediaType: string | null; readonly problem: null }
  /** A sentence without its period. */
  | { readonly text: null; readonly mediaType: null; readonly problem: string };

/** Redirects are not followed. `url`: `https:`, with a name. Rejects with `ProbeFailed` when it may not be asked from here. */
export async function fetchSecurely(
  context: ProbeContext,
  url: URL,
  maximumOctets: number,
): Promise<Fetched> {
  using patience = context.deadline.within(PATIENCE_MS);
  try {
    const { stream } = await dial(context, url, patience);
    try {
      return await fetchOver(context, url, maximumOctets, stream);
    } finally {
      stream.close();
    }
  } catch (error) {
    if (error instanceof NetworkError && ours.has(error.code)) {
      throw new ProbeFailed(`${url.href} was not fetched: ${error.message}`);
    }
    if (isExpected(error)) return failed(error.message);
    throw error;
  }
}

/** What says nothing of the host, but of who asks. */
const ours: ReadonlySet<NetworkErrorCode> = new Set<NetworkErrorCode>([
  "address_not_allowed",
  "port_not_allowed",
  "unreachable_from_vantage",
]);

async function dial(
  { runtime }: ProbeContext,
  { hostname, port }: URL,
  patience: Deadline,
): Promise<Connected> {
  const all = await patience.race(runtime.resolve(hostname, patience), `resolving ${hostname}`);
  if (all.length === 0) throw new NetworkError("host_not_found", `No address is known for "${hostname}"`);
  return await connect(runtime, all.slice(0, MAXIMUM_ADDRESSES), port === "" ? 443 : Number(port), patience);
}

async function fetchOver(
  context: ProbeContext,
  url: URL,
  maximumOctets: number,
  stream: Connected["stream"],
): Promise<Fetched> {
  const { runtime, plan } = context;
  const { log, session } = await handshake(stream, defaultOffer(url.hostname, ["http/1.1"]), {
    monotonic: () => runtime.clock.monotonic(),
    random: (length) => runtime.random(length),
  });
  if (session === null) return failed(log.failure?.message ?? "The handshake was not completed");
  const distrust = await whyNotTrusted(context, log, url.hostname);
  if (distrust !== null) return failed(distrust);
  const response = await httpGet(session, url, plan.userAgent);
  if (response.status !== 200) return failed(`The server answers with HTTP status ${response.status}`);
  const body = await response.body(maximumOctets);
  const mediaType = response.field("content-type")?.replace(/;.*/, "").trim().toLowerCase() ?? null;
  return { text: new TextDecoder().decode(body), mediaType, problem: null };
}

async function whyNotTrusted(
  { runtime, trustStore }: ProbeContext,
  log: HandshakeLog,
  serverName: string,
): Promise<string | null> {
  const sent = evidenceOf(log, "authentication")?.evidence.certificates ?? [];
  const { chain } = await judgeChain({
    certificates: sent.map(({ certData }) => certData),
    trustStore,
    serverName,
    now: runtime.clock.now(),
    everyPath: false,
  });
  return chain.error?.message ?? null;
}

function isExpected(error: unknown): error is Error {
  return error instanceof NetworkError || error instanceof HttpError || error instanceof SessionError;
}

function failed(problem: string): Fetched {
  return { text: null, mediaType: null, problem };
}
