/** What plain HTTP on port 80 of the same host answers: whether whoever types the name alone comes to https. */
import {
  type Address,
  connect,
  type Deadline,
  HttpError,
  httpGet,
  type HttpResponse,
  NetworkError,
  type NetworkErrorCode,
  refuseFetch,
} from "../../net/mod.ts";
import { type HandshakePlan, literalAddress } from "../handshake.ts";
import { type Facts, type Probe, type ProbeContext, ProbeFailed } from "./probe.ts";

/** Redirects that are followed, and addresses of each host on the way that are tried. */
const MAXIMUM_HOPS = 4;
const MAXIMUM_ADDRESSES = 2;

/** For one answer. */
const PATIENCE_MS = 5_000;

/** Characters of an address that are told. */
const MAXIMUM_LENGTH = 1_024;

export const httpRedirect: Probe<"http_redirect"> = {
  id: "http_redirect",
  title: "Redirect to HTTPS",
  allowance: 1 + MAXIMUM_HOPS * MAXIMUM_ADDRESSES,
  after: [],
  notApplicable: ({ plan }) => plan.protocol === "https" ? null : "Only web servers redirect from port 80",
  async run(context) {
    const start = new URL(`http://${hostOf(context.plan)}/`);
    const first = await firstAnswer(context, start);
    if ("outcome" in first) return { status: null, location: null, hops: [], ...first };
    const { status, location, next } = first;
    const outcome = next === null ? location === null ? "none" : "elsewhere" : whereTo(next, start);
    return { outcome, status, location, ...await follow(context, next) };
  },
};

interface Hop {
  readonly status: number;
  readonly location: string | null;
  /** `null` when it leads nowhere. */
  readonly next: URL | null;
}

type NoAnswer = Pick<Facts<"http_redirect">, "outcome" | "problem">;

async function firstAnswer(context: ProbeContext, url: URL): Promise<Hop | NoAnswer> {
  const progress: Progress = { isConnected: false, hasSpoken: false };
  try {
    return await ask(context, url, [context.address], progress);
  } catch (error) {
    if (!(error instanceof HttpError || error instanceof NetworkError)) throw error;
    if (context.deadline.expired) throw new ProbeFailed("The time was up before port 80 had answered");
    return withoutAnswer(error, progress);
  }
}

function withoutAnswer(error: HttpError | NetworkError, { isConnected, hasSpoken }: Progress): NoAnswer {
  const { code, message: problem } = error;
  if (error instanceof HttpError) {
    if (hasSpoken) return { outcome: "not_http", problem };
    return { outcome: "no_answer", problem: "The connection ended without an answer" };
  }
  if (isConnected) return { outcome: "no_answer", problem };
  if (absent.has(code)) return { outcome: "not_reachable", problem };
  throw new ProbeFailed(`Port 80 was not asked: ${problem}`);
}

/** Of errors of connecting, what is the host's own word, and not ours. */
const absent: ReadonlySet<string> = new Set<NetworkErrorCode>([
  "connection_refused",
  "connection_reset",
  "connection_closed",
  "timeout",
]);

function whereTo(next: URL, start: URL): "to_https" | "elsewhere" {
  return next.protocol === "https:" && next.hostname === start.hostname ? "to_https" : "elsewhere";
}

/** Up to the first address that is https, which others look at. Each host is looked up anew, and each address vetted. */
async function follow(
  context: ProbeContext,
  next: URL | null,
): Promise<Pick<Facts<"http_redirect">, "hops" | "problem">> {
  const hops: string[] = [];
  while (next !== null) {
    hops.push(shown(next.href));
    if (next.protocol !== "http:") break;
    if (hops.length > MAXIMUM_HOPS) {
      return { hops, problem: `More than ${MAXIMUM_HOPS} redirects follow one another` };
    }
    try {
      const refused = refuseFetch(context.runtime, next);
      if (refused !== null) throw refused;
      const addresses = await resolve(context, next);
      ({ next } = await ask(context, next, addresses));
    } catch (error) {
      if (!(error instanceof HttpError || error instanceof NetworkError)) throw error;
      return { hops, problem: error.message };
    }
  }
  return { hops, problem: null };
}

async function resolve({ runtime, deadline }: ProbeContext, { hostname }: URL): Promise<Address[]> {
  const host = hostname.replace(/^\[(.*)\]$/, "$1");
  const literal = literalAddress(host);
  if (literal !== null) return [literal];
  const addresses = await deadline.race(runtime.resolve(host, deadline), `resolving ${host}`);
  if (addresses.length === 0) throw new NetworkError("host_not_found", `No address is known for "${host}"`);
  return addresses.slice(0, MAXIMUM_ADDRESSES);
}

/** How far it came. */
interface Progress {
  isConnected: boolean;
  /** An octet has come back. */
  hasSpoken: boolean;
}

async function ask(
  context: ProbeContext,
  url: URL,
  addresses: readonly Address[],
  progress: Progress = { isConnected: false, hasSpoken: false },
): Promise<Hop> {
  using patience: Deadline = context.deadline.within(PATIENCE_MS);
  const port = url.port === "" ? 80 : Number(url.port);
  const { stream } = await connect(context.runtime, addresses, port, patience);
  progress.isConnected = true;
  const read = async () => {
    const octets = await stream.read();
    if (octets !== null) progress.hasSpoken = true;
    return octets;
  };
  try {
    const response = await httpGet(
      { read, write: (octets) => stream.write(octets) },
      url,
      context.plan.userAgent,
    );
    return { status: response.status, ...leadsTo(response, url) };
  } finally {
    stream.close();
  }
}

/** RFC 9110 §15.4. */
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

function leadsTo({ status, fieldLines }: HttpResponse, url: URL): Pick<Hop, "location" | "next"> {
  const [location] = fieldLines("location");
  if (location === undefined || !redirects.has(status)) return { location: null, next: null };
  return { location: shown(location), next: URL.parse(location, url) };
}

function shown(address: string): string {
  return address.slice(0, MAXIMUM_LENGTH);
}

function hostOf({ serverName, hostname }: HandshakePlan): string {
  const name = serverName ?? hostname;
  return name.includes(":") ? `[${name}]` : name;
}
