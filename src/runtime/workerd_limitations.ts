/**
 * What workerd does not let us see or reach, why, and how a report shows it: never as a verdict about the target.
 * The reasons are what reports give where one applies.
 */

export interface Limitation {
  readonly what: string;
  /** A clause that can stand alone: no capital at its start beside names, no final period. */
  readonly why: string;
  /** Where in the report, and as what. */
  readonly shows: string;
}

export const workerdLimitations = {
  cloudflareAddresses: {
    what: "Cloudflare's own addresses, which stand before every site that Cloudflare proxies",
    why: "Cloudflare's network lets no Worker open a TCP connection to its own addresses",
    shows: "step tcp: unreachable_from_vantage, verdict unknown",
  },
  port25: {
    what: "port 25",
    why: "Cloudflare's network lets no Worker connect to port 25, so that nobody sends mail from there",
    shows: "step tcp: unreachable_from_vantage, verdict unknown",
  },
  privateAddresses: {
    what: "addresses that are not public",
    why: "workerd connects to none unless whoever runs it says so, and Cloudflare never does",
    shows: "step tcp: unreachable_from_vantage, verdict unknown",
  },
  connectErrors: {
    what: "why a connection cannot be made",
    why:
      "cloudflare:sockets has one error for all of it, and node:net the system's code in newer versions only",
    shows: "step tcp: connection_refused, whose message says that it may be something else",
  },
  nativeReason: {
    what: "why the runtime's own handshake is refused, and its certificates, version, suite and ALPN",
    why: "the platform does not say why it refuses a server, nor what it agreed on",
    shows: "native: error, and application_protocol null",
  },
  nativeAnchors: {
    what: "the runtime's own handshake with trust anchors of one's own",
    why: "the platform refuses the server, and cannot be told of further trust anchors",
    shows: "native: not_available instead of refused",
  },
  nativeByName: {
    what: "the runtime's own handshake with the very address that was checked",
    why:
      "the platform looks the name up itself and connects to what it finds: it ignores a name given for an address",
    shows: "native: not_available under an address policy, or where the name leads elsewhere",
  },
  nativeResumption: {
    what: "the runtime's own handshake as a full one",
    why: "the platform may resume a session with the same name, and then looks at no certificate",
    shows: "native: trusted, which can be a moment old",
  },
  clock: {
    what: "how long computing takes",
    why: "clocks stand still while code runs on Cloudflare, and have whole milliseconds anywhere",
    shows: "steps: duration_ms 0 where nothing was waited for",
  },
  connections: {
    what: "more than six connections at once",
    why: "Cloudflare lets a request wait for a seventh",
    shows: "connections: most_at_once is at most 6, on every runtime",
  },
  evidence: {
    what: "what was kept for a later request",
    why: "the next request may come to another isolate, whose memory is another",
    shows: "evidence: null; GET /evidence.zip answers with the evidence of the check that it makes",
  },
  localAddress: {
    what: "this side's address and port",
    why: "the platform does not tell them",
    shows: "evidence: 192.0.2.1 or 2001:db8::1 in their place",
  },
  departure: {
    what: "that whoever asked has gone away",
    why: "outside of Cloudflare, workerd notices when it writes the next event",
    shows: "nothing: the check goes on until then, or until its time is up",
  },
  version: {
    what: "the version of the runtime",
    why: "the platform does not tell it",
    shows: 'vantage: runtime_version "unknown"',
  },
} as const satisfies Record<string, Limitation>;
