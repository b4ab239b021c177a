/**
 * A small HTTP/1.1 client for what certificates point at: issuers' certificates, OCSP responders, revocation lists,
 * and the authorities' renewal information.
 *
 * It speaks over `Runtime.resolve` and `Runtime.dial`, so that whatever policy the runtime keeps about addresses
 * holds for each address and each redirection, and the address that was vetted is the one that is dialled. Each
 * request has a connection of its own, and all of them end with the caller's deadline.
 *
 * `http:` alone for what certificates point at. RFC 5280 §8 warns of https here: to trust the server that serves a
 * certificate's issuer or status, another certificate would have to be validated first, and its issuer and status
 * fetched, which need not end. What is fetched is signed, and is believed for its signature alone. What is not
 * signed, and is asked of a server that somebody chose, may be asked over the platform's own TLS: `secure`.
 */
import { concat } from "../bytes/mod.ts";
import type { ByteStream } from "./byte_stream.ts";
import { connect } from "./connect.ts";
import type { Deadline } from "./deadline.ts";
import { HttpError, type HttpErrorCode } from "./http_error.ts";
import { type HttpResponse, overBudget, readResponse } from "./http_response.ts";
import { NetworkError } from "./network_error.ts";
import type { OctetBudget } from "./octet_budget.ts";
import type { Address, Runtime } from "./runtime.ts";
import { refuseFetch } from "./web_ports.ts";

export const MAXIMUM_REDIRECTS = 3;

/** Characters of an address. */
const MAXIMUM_URL_LENGTH = 2_048;

export interface HttpRequest {
  readonly method: "GET" | "POST";
  /** As it stands in the certificate. */
  readonly url: string;
  /** Media types, as in the Accept field. */
  readonly accept: string;
  readonly body?: { readonly contentType: string; readonly octets: Uint8Array };
  /** The longest body that is read. */
  readonly maximumOctets: number;
  /** What it has to share with other requests; when nothing is left, nobody is asked. */
  readonly budget?: OctetBudget;
  readonly userAgent: string;
  /** Fetches `https:` too, and follows no redirection to another origin. PEM, trusted beside the platform's roots. */
  readonly secure?: { readonly anchors: readonly string[] };
}

export interface HttpFailure {
  readonly code: HttpErrorCode;
  /** A sentence, no final period. */
  readonly message: string;
}

export type HttpOutcome =
  /** `retryAfter`: the Retry-After field as it came. */
  | { readonly body: Uint8Array; readonly retryAfter: string | null; readonly failure: null }
  | { readonly body: null; readonly retryAfter: null; readonly failure: HttpFailure };

/** The body of the answer with status 200. Never rejects for what the peer or the network does. */
export async function fetchHttp(
  runtime: Runtime,
  request: HttpRequest,
  deadline: Deadline,
): Promise<HttpOutcome> {
  try {
    let url = readAddress(request.url, request);
    if (request.budget?.left === 0) throw overBudget(request.budget);
    for (let redirects = 0; redirects <= MAXIMUM_REDIRECTS; redirects++) {
      const answer = await ask(runtime, request, url, deadline);
      if (!(answer instanceof URL)) return answer;
      url = answer;
    }
    throw new HttpError(
      "too_many_redirects",
      `More than the ${MAXIMUM_REDIRECTS} redirections that are followed`,
    );
  } catch (error) {
    if (!(error instanceof HttpError || error instanceof NetworkError)) throw error;
    return { body: null, retryAfter: null, failure: { code: error.code, message: error.message } };
  }
}

/** Throws `HttpError` for what is not fetched. */
function readAddress(text: string, { secure }: HttpRequest, base?: URL): URL {
  if (text.length > MAXIMUM_URL_LENGTH || !URL.canParse(text, base)) {
    throw new HttpError("bad_address", "Not an address that can be fetched");
  }
  const url = new URL(text, base);
  if (url.protocol !== "http:" && !(secure && url.protocol === "https:")) {
    const scheme = url.protocol.slice(0, 20);
    throw new HttpError("scheme_not_fetched", `"${scheme}" addresses are not fetched, only "http:" ones are`);
  }
  if (url.username !== "" || url.password !== "" || url.port === "0") {
    throw new HttpError("bad_address", "Not an address that can be fetched");
  }
  return url;
}

/** One request: the body, or where it is to be asked for instead. */
async function ask(
  runtime: Runtime,
  request: HttpRequest,
  url: URL,
  deadline: Deadline,
): Promise<HttpOutcome | URL> {
  const stream = await open(runtime, request, url, deadline);
  try {
    await stream.write(encode(request, url));
    const response = await readResponse(stream);
    const next = redirection(request, response, url);
    if (next !== null) return next;
    if (response.status !== 200) {
      throw new HttpError("bad_status", `The server answers with HTTP status ${response.status}`);
    }
    const body = await response.body(request.maximumOctets, request.budget);
    return { body, retryAfter: response.field("retry-after"), failure: null };
  } finally {
    stream.close();
  }
}

async function open(
  runtime: Runtime,
  { secure }: HttpRequest,
  url: URL,
  deadline: Deadline,
): Promise<ByteStream> {
  // Whom to ask securely is not for a server to choose.
  const refused = secure ? null : refuseFetch(runtime, url);
  if (refused !== null) throw refused;
  const isSecure = url.protocol === "https:";
  const port = url.port === "" ? (isSecure ? 443 : 80) : Number(url.port);
  const addresses = literal(url.hostname) ??
    await deadline.race(runtime.resolve(url.hostname, deadline), `resolving ${url.hostname}`);
  if (addresses.length === 0) {
    throw new NetworkError("host_not_found", `No address is known for "${url.hostname}"`);
  }
  if (!isSecure) return (await connect(runtime, addresses, port, deadline)).stream;
  if (runtime.dialSecurely === undefined) {
    throw new HttpError("scheme_not_fetched", '"https:" addresses cannot be fetched from here');
  }
  const serverName = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const secured: Pick<Runtime, "dial"> = {
    dial: (address, port, deadline) =>
      runtime.dialSecurely!({ address, port, serverName, anchors: secure?.anchors ?? [] }, deadline),
  };
  return (await connect(secured, addresses, port, deadline)).stream;
}

/** The URL parser has made the host canonical: brackets hold IPv6, four numbers are IPv4. */
function literal(hostname: string): readonly Address[] | null {
  if (hostname.startsWith("[")) return [{ address: hostname.slice(1, -1), family: 6 }];
  return /^\d+(\.\d+){3}$/.test(hostname) ? [{ address: hostname, family: 4 }] : null;
}

/** The URL parser leaves nothing in host, path and query that could end a line. */
function encode({ method, accept, userAgent, body }: HttpRequest, url: URL): Uint8Array {
  const head = [
    `${method} ${url.pathname}${url.search} HTTP/1.1`,
    `Host: ${url.host}`,
    `User-Agent: ${userAgent}`,
    `Accept: ${accept}`,
    "Accept-Encoding: identity",
    ...body === undefined
      ? []
      : [`Content-Type: ${body.contentType}`, `Content-Length: ${body.octets.length}`],
    "Connection: close",
    "\r\n",
  ].join("\r\n");
  return concat(new TextEncoder().encode(head), body?.octets ?? new Uint8Array(0));
}

/** RFC 9110 §15.4: which statuses send a request elsewhere unchanged; `null` when this one does not. */
function redirection(request: HttpRequest, { status, field }: HttpResponse, url: URL): URL | null {
  const { method, secure } = request;
  const followed = method === "GET" ? [301, 302, 303, 307, 308] : [307, 308];
  const location = field("location");
  if (!followed.includes(status) || location === null) return null;
  const next = readAddress(location, request, url);
  if (!secure || next.origin === url.origin) return next;
  throw new HttpError("bad_status", `The server sends on to ${next.origin}, which is not asked`);
}
