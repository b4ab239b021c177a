/** Where a request comes from, as far as its header tells: what decides whether it may reach inside. */

/**
 * Whether only someone at this machine can have sent it, to an instance that listens on loopback: under a name of
 * this machine, by no proxy that says so, and not from another site's page.
 *
 * A reverse proxy on this machine that says nothing cannot be told from a person; such an instance needs
 * `ALLOW_PRIVATE_TARGETS=false`.
 */
export function isFromThisMachine(request: Request): boolean {
  const wasForwarded = forwardingHeaders.some((name) => request.headers.has(name));
  return !wasForwarded && isNameOfThisMachine(new URL(request.url).hostname) && !isFromAnotherSite(request);
}

/**
 * Whether the service was asked for by a name that no page from elsewhere can have made to mean its address (DNS
 * rebinding): an address, a name of an inside network, or one of `hosts`.
 */
export function isByOwnName(request: Request, hosts: ReadonlySet<string>): boolean {
  const { hostname } = new URL(request.url);
  return hosts.has(hostname) || !hostname.includes(".") || /^[\d.]+$/.test(hostname) ||
    /\.(internal|local|localhost|home\.arpa)$/.test(hostname);
}

/** Whether another site's page made the browser send it: by Fetch Metadata, and by CORS where there is none. */
export function isFromAnotherSite(request: Request): boolean {
  const site = request.headers.get("Sec-Fetch-Site");
  if (site !== null && site !== "same-origin" && site !== "none") return true;
  const origin = request.headers.get("Origin");
  return origin !== null && origin !== new URL(request.url).origin;
}

/**
 * Whether this site's own page, or no page at all, sent it. Fetch Metadata tells where there is any: a proxy in front
 * may have another scheme, and an address of this site's. Else the host of the Origin does, as far as it is told: over
 * plain HTTP a browser sends no Fetch Metadata, and "null" from a page that keeps its address to itself, as ours do.
 */
export function isFromThisSite(request: Request): boolean {
  const site = request.headers.get("Sec-Fetch-Site");
  if (site !== null) return site === "same-origin";
  const origin = request.headers.get("Origin");
  if (origin === null) return true;
  if (origin === "null") return new URL(request.url).protocol === "http:";
  return URL.canParse(origin) && new URL(origin).host === new URL(request.url).host;
}

const forwardingHeaders: readonly string[] = [
  "Forwarded",
  "Via",
  "X-Forwarded-For",
  "X-Forwarded-Host",
  "X-Forwarded-Proto",
  "X-Real-IP",
  "X-Client-IP",
  "True-Client-IP",
  "CF-Connecting-IP",
  "Fly-Client-IP",
];

/** A name that a page elsewhere could have made to mean this machine is not one. */
function isNameOfThisMachine(hostname: string): boolean {
  return hostname === "localhost" || hostname.endsWith(".localhost") || hostname === "[::1]" ||
    /^127(\.\d+){3}$/.test(hostname);
}
