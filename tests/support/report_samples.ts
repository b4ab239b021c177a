/** Reports as checks of real servers give them, for tests of what reads reports. Typed by hand, no check was made. */
import type {
  Certificate,
  Fact,
  Finding,
  Report,
  SignedCertificateTimestamp,
  Step,
  StepError,
  StepId,
} from "../../src/report/mod.ts";
import { defaultThresholds, expirySchedule } from "../../src/rules/mod.ts";

/** When all of these checks were made. */
export const checkedAt = new Date("2026-11-23T09:30:00.000Z");

const steps: readonly Step[] = [
  step(null, "dns", "Name resolution", 0, 3.21, [fact("addresses", "Addresses", "192.0.2.7, 2001:db8::7")]),
  step(null, "tcp", "TCP connection", 3.21, 11.84, [fact("peer", "Connected to", "192.0.2.7 port 443")]),
  step(1, "client_hello", "ClientHello", 15.05, 1.2, [
    fact("supported_versions", "Versions offered", "TLS 1.3, TLS 1.2"),
    fact("server_name", "Server name", "www.example.com"),
    fact("key_share", "Key shares", "X25519MLKEM768, x25519"),
  ]),
  step(2, "server_hello", "ServerHello", 16.25, 13.07, [
    fact("cipher_suite", "Agreed", "TLS 1.3, TLS_AES_128_GCM_SHA256"),
    fact("application_protocol", "ALPN", "h2"),
  ]),
  step(3, "authentication", "Authentication", 29.32, 2.98, [
    fact("path", "Path", "www.example.com, issued by Example Intermediate R3, trusted by Example Root X1"),
    fact("name", "Name", "www.example.com is among 2 names"),
  ]),
  step(4, "premaster_secret", "Premaster secret", 29.5, 0.61, [
    fact("named_group", "Group", "X25519MLKEM768: hybrid, safe against quantum computers"),
  ]),
  step(5, "private_key", "Private key proven", 32.3, 0.83, [
    fact("signature_scheme", "Signature", "ecdsa_secp256r1_sha256 over the transcript"),
  ]),
  step(6, "session_keys", "Session keys", 33.13, 0.44, [
    fact("key_schedule", "Derived", "HKDF with SHA-256, 128-bit keys"),
  ]),
  step(7, "client_finished", "Client Finished", 33.9, 0.22, [
    fact("verify_data", "Sent", "32 octets of verify_data over the whole transcript"),
  ]),
  step(8, "server_finished", "Server Finished", 33.57, 0.31, [
    fact("verify_data", "Verified", "32 octets of verify_data over the whole transcript"),
  ]),
  step(9, "secure_channel", "Secure channel", 34.12, 12.66, [
    fact("proof", "Proven by", "HTTP/2 SETTINGS received and decrypted"),
  ]),
];

const leaf: Certificate = {
  fingerprint_sha256: "11".repeat(32),
  subject: "CN=www.example.com",
  issuer: "CN=Example Intermediate R3,O=Example Trust Services,C=CH",
  serial_number: "04a1b2c3d4",
  not_before: "2026-10-24T09:30:00Z",
  not_after: "2027-01-22T09:30:00Z",
  lifetime_remaining_percent: 66.7,
  dns_names: ["www.example.com", "example.com"],
  ip_addresses: [],
  public_key: { algorithm: "EC", curve: "P-256", bits: 256 },
  signature_algorithm: "ecdsa-with-SHA384",
  source: "sent",
  cert_data: "MIIB",
};

const intermediate: Certificate = {
  ...leaf,
  fingerprint_sha256: "22".repeat(32),
  subject: "CN=Example Intermediate R3,O=Example Trust Services,C=CH",
  issuer: "CN=Example Root X1,O=Example Trust Services,C=CH",
  not_before: "2024-03-13T00:00:00Z",
  not_after: "2029-03-12T23:59:59Z",
  lifetime_remaining_percent: 46,
  dns_names: [],
  public_key: { algorithm: "EC", curve: "P-384", bits: 384 },
};

const root: Certificate = {
  ...intermediate,
  fingerprint_sha256: "33".repeat(32),
  subject: "CN=Example Root X1,O=Example Trust Services,C=CH",
  not_before: "2015-06-04T11:04:38Z",
  not_after: "2035-06-04T11:04:38Z",
  lifetime_remaining_percent: 42.6,
  public_key: { algorithm: "RSA", curve: null, bits: 4096 },
  signature_algorithm: "sha256WithRSAEncryption",
  source: "trust_store",
};

/** Nine steps, TLS 1.3, nothing to complain of. */
export const passing: Report = {
  schema_version: 1,
  target: {
    input: "https://www.example.com/shop",
    hostname: "www.example.com",
    port: 443,
    protocol: "https",
    starttls: null,
    server_name: "www.example.com",
  },
  vantage: { runtime: "deno", runtime_version: "2.9.6", region: null },
  started_at: checkedAt.toISOString(),
  duration_ms: 71.4,
  verdict: "pass",
  summary: "TLS 1.3 with X25519MLKEM768; the certificate is trusted and valid for another 60 days",
  addresses: [{ address: "192.0.2.7", family: 4 }, { address: "2001:db8::7", family: 6 }],
  address: "192.0.2.7",
  connections: { opened: 2, most_at_once: 1 },
  timings: { dns_ms: 3.21, tcp_ms: 11.84, starttls_ms: null, tls_ms: 19.07, total_ms: 46.78 },
  attempts: [{ variation: "ordinary", reached_server_hello: true, error: null }],
  connection: {
    protocol_version: { value: 0x0304, hex: "0x0304", name: "TLS 1.3" },
    cipher_suite: { value: 0x1301, hex: "0x1301", name: "TLS_AES_128_GCM_SHA256" },
    named_group: { value: 0x11ec, hex: "0x11ec", name: "X25519MLKEM768" },
    finite_field: null,
    signature_scheme: { value: 0x0403, hex: "0x0403", name: "ecdsa_secp256r1_sha256" },
    application_protocol: "h2",
    hello_retry_request: false,
    client_certificate_requested: false,
    extended_main_secret: null,
    ocsp_stapled: false,
    sct_count: 2,
  },
  stable: {
    fingerprint: "44".repeat(32),
    protocol_version: { value: 0x0304, hex: "0x0304", name: "TLS 1.3" },
    cipher_suite: { value: 0x1301, hex: "0x1301", name: "TLS_AES_128_GCM_SHA256" },
    named_group: { value: 0x11ec, hex: "0x11ec", name: "X25519MLKEM768" },
    application_protocol: "h2",
    certificates: [leaf, intermediate].map((certificate) => certificate.fingerprint_sha256),
  },
  steps,
  messages: [],
  certificates: [leaf, intermediate, root],
  chain: {
    trusted: true,
    name_matches: true,
    valid_now: true,
    paths: [{
      trusted: true,
      certificates: [leaf, intermediate, root].map((certificate) => certificate.fingerprint_sha256),
      error: null,
    }],
    error: null,
  },
  transparency: [
    timestamp("aa".repeat(32), "2026-10-24T10:29:58.120Z"),
    timestamp("bb".repeat(32), "2026-10-24T10:29:58.731Z"),
  ],
  revocation: null,
  renewal_info: null,
  expiry: expirySchedule([leaf, intermediate, root], null, defaultThresholds),
  native: { api: "Deno.startTls", outcome: "trusted", application_protocol: "h2", error: null },
  findings: [],
};

const expiredError = {
  code: "expired",
  message: 'The certificate for "www.example.com" expired 3 days ago',
  hint: "Renew it, and have the server load the new one",
} as const;

/** The handshake goes through; the leaf expired three days before. */
export const expired: Report = {
  ...passing,
  verdict: "fail",
  summary: 'Certificate expired: "www.example.com" expired 3 days ago, on 2026-11-20',
  steps: withStep(steps, "authentication", {
    status: "fail",
    error: {
      code: "chain_invalid",
      message: expiredError.message,
      hint: expiredError.hint,
      alert: null,
      fault: "peer",
    },
  }),
  certificates: [
    {
      ...leaf,
      not_before: "2026-08-22T09:30:00Z",
      not_after: "2026-11-20T09:30:00Z",
      lifetime_remaining_percent: 0,
    },
    intermediate,
    root,
  ],
  chain: {
    ...passing.chain!,
    valid_now: false,
    paths: passing.chain!.paths.map((path) => ({ ...path, error: expiredError })),
    error: expiredError,
  },
  native: {
    api: "Deno.startTls",
    outcome: "refused",
    application_protocol: null,
    error:
      "invalid peer certificate: certificate expired: verification time 1795426200 (UNIX), but certificate is " +
      "not valid after 1795167000 (259200 seconds ago)",
  },
  findings: [
    finding({
      id: "certificate.expired",
      severity: "critical",
      title: "Certificate expired",
      detail: '"www.example.com" expired 3 days ago, on 2026-11-20',
      remedy: "Renew the certificate, and make sure that the server has loaded the new one",
    }),
  ],
};

const incompleteError = {
  code: "incomplete_chain",
  message:
    'The server did not send the intermediate "Example Intermediate R3", which issued the certificate; the issuer offers it at http://r3.example.com/r3.cer',
  hint:
    'Add the certificate of "Example Intermediate R3" behind the others in the server\'s certificate file',
} as const;

/** The intermediate is missing, and was fetched from where the leaf says. */
export const incomplete: Report = {
  ...passing,
  verdict: "fail",
  summary:
    'Intermediate certificate missing: the server did not send the intermediate "Example Intermediate R3"',
  steps: withStep(steps, "authentication", {
    status: "fail",
    error: {
      code: "chain_invalid",
      message: incompleteError.message,
      hint: incompleteError.hint,
      alert: null,
      fault: "peer",
    },
  }),
  certificates: [leaf, { ...intermediate, source: "aia", cert_data: "MIIBAgME".repeat(40) }, root],
  chain: {
    ...passing.chain!,
    trusted: false,
    paths: [
      { trusted: false, certificates: [leaf.fingerprint_sha256], error: incompleteError },
      ...passing.chain!.paths,
    ],
    error: incompleteError,
  },
  native: {
    api: "Deno.startTls",
    outcome: "refused",
    application_protocol: null,
    error: "invalid peer certificate: UnknownIssuer",
  },
  findings: [
    finding({
      id: "certificate.incomplete_chain",
      severity: "high",
      title: "Intermediate certificate missing",
      detail: incompleteError.message,
      remedy:
        'Add this certificate behind the server\'s own in its certificate file: "CN=Example Intermediate R3,O=Example Trust Services,C=CH"',
    }),
  ],
};

/** Asked about revocation: one source answers, one does not, and the list is out of date. */
export const revocationAsked: Report = {
  ...passing,
  connection: { ...passing.connection!, ocsp_stapled: true },
  revocation: [
    {
      certificate: leaf.fingerprint_sha256,
      source: "stapled",
      url: null,
      status: "good",
      problem: null,
      detail: "The stapled OCSP response says that the certificate is good",
      this_update: "2026-11-23T06:00:00Z",
      next_update: "2026-11-30T06:00:00Z",
      revoked_at: null,
    },
    {
      certificate: leaf.fingerprint_sha256,
      source: "ocsp",
      url: "http://ocsp.example.com/",
      status: "no_answer",
      problem: "not_fetched",
      detail: "The OCSP response did not come: The server answers with HTTP status 503",
      this_update: null,
      next_update: null,
      revoked_at: null,
    },
    {
      certificate: intermediate.fingerprint_sha256,
      source: "crl",
      url: "http://x1.example.com/crl",
      status: "invalid",
      problem: "stale",
      detail: "The CRL was to be replaced on 2026-11-20",
      this_update: "2026-11-13T06:00:00Z",
      next_update: "2026-11-20T06:00:00Z",
      revoked_at: null,
    },
  ],
};

/** Twelve days of ninety are left. */
export const expiring: Report = {
  ...passing,
  verdict: "warn",
  summary:
    'Certificate expires soon: "www.example.com" expires in 12 days, on 2026-12-05 (13 % of 90 days); ' +
    "that is less than 30 % of its lifetime and less than 30 days",
  certificates: [
    {
      ...leaf,
      not_before: "2026-09-06T09:30:00Z",
      not_after: "2026-12-05T09:30:00Z",
      lifetime_remaining_percent: 13.3,
    },
    intermediate,
    root,
  ],
  findings: [
    finding({
      id: "certificate.expires_soon",
      severity: "medium",
      title: "Certificate expires soon",
      detail:
        '"www.example.com" expires in 12 days, on 2026-12-05 (13 % of 90 days); that is less than 30 % of its ' +
        "lifetime and less than 30 days",
      remedy: "Renew the certificate now, and look at why it has not been renewed by itself",
    }),
  ],
};

/** TLS 1.3: the server's refusal comes when the handshake is over. */
export const clientCertificateRequired: Report = {
  ...passing,
  verdict: "fail",
  summary: "Step 9, Secure channel: The server requires a client certificate",
  connection: { ...passing.connection!, client_certificate_requested: true },
  steps: withStep(steps, "secure_channel", {
    status: "fail",
    facts: [],
    error: {
      code: "client_certificate_required",
      message: "The server requires a client certificate",
      hint:
        "Use --expect-client-certificate if that is as it should be; everything before is proven all the same",
      alert: { value: 116, hex: "0x74", name: "certificate_required" },
      fault: "peer",
    },
  }),
  native: { api: "Deno.startTls", outcome: "trusted", application_protocol: "h2", error: null },
};

/** The port accepts, and then nothing comes. */
export const timedOut: Report = failedAt("server_hello", {
  code: "timeout",
  message: "No answer within the deadline while waiting for data from 192.0.2.7 port 443",
  hint:
    "The port is open, but whatever listens there does not answer a ClientHello; look at whether it speaks TLS",
  alert: null,
  fault: "network",
}, 9_984.6);

/** No address to go to. */
export const hostNotFound: Report = {
  ...failedAt("dns", {
    code: "host_not_found",
    message: 'No address is known for "www.example.com"',
    hint: "Check the spelling, or name an address with --resolve",
    alert: null,
    fault: "network",
  }, 14.2),
  summary: 'No address is known for "www.example.com"',
  addresses: [],
  address: null,
  timings: { dns_ms: 14.2, tcp_ms: null, starttls_ms: null, tls_ms: null, total_ms: 14.2 },
};

/** This place may not go there. */
export const unreachable: Report = {
  ...failedAt("tcp", {
    code: "unreachable_from_vantage",
    message: "This platform does not permit a connection to 192.0.2.7 port 443",
    hint: "Check from elsewhere",
    alert: null,
    fault: "us",
  }, 0.3),
  verdict: "unknown",
  summary: "Could not check: this platform does not permit a connection to 192.0.2.7 port 443",
};

/** Strings from outside that are made to harm whoever shows them. */
export const hostile: Report = {
  ...passing,
  summary: "TLS 1.3\u001b[2J with \u202eX25519; <script>alert(1)</script>",
  certificates: [
    {
      ...leaf,
      subject: "CN=evil\u001b]0;owned\u0007\r\nPASS all good\u202e,O=<script>alert(1)</script>",
      issuer: "CN=" + "A".repeat(5_000),
      dns_names: ["\u200bzero\ufeff.example", "\ud800lone.example"],
    },
  ],
  steps: withStep(steps, "secure_channel", {
    facts: [fact("proof", "Proven by", "HTTP/1.1 200 \u009b31mOK\u007f\u2066\nserver: \u061cx")],
  }),
};

export const samples: Readonly<Record<string, Report>> = {
  passing,
  expired,
  incomplete,
  revocationAsked,
  expiring,
  clientCertificateRequired,
  timedOut,
  hostNotFound,
  unreachable,
  hostile,
};

/** A report that ends in one step: those before it passed, those after it did not happen. */
function failedAt(id: StepId, error: StepError, durationMs: number): Report {
  const at = steps.findIndex((step) => step.id === id);
  const { number, title, started_ms } = steps[at]!;
  return {
    ...passing,
    verdict: "fail",
    summary: number === null ? error.message : `Step ${number}, ${title}: ${error.message}`,
    duration_ms: (started_ms ?? 0) + durationMs,
    timings: { ...passing.timings, tls_ms: null, total_ms: (started_ms ?? 0) + durationMs },
    attempts: [],
    connection: null,
    stable: null,
    steps: steps.map((step, index): Step => {
      if (index < at) return step;
      if (index === at) return { ...step, status: "fail", facts: [], duration_ms: durationMs, error };
      return { ...step, status: "skipped", facts: [], started_ms: null, duration_ms: null };
    }),
    certificates: [],
    chain: null,
    transparency: null,
    expiry: null,
    native: {
      api: "Deno.startTls",
      outcome: "unreachable",
      application_protocol: null,
      error: "No answer within the deadline while waiting for the runtime's own handshake",
    },
  };
}

function step(
  number: number | null,
  id: StepId,
  title: string,
  startedMs: number,
  durationMs: number,
  facts: readonly Fact[],
): Step {
  return {
    number,
    id,
    title,
    status: "pass",
    started_ms: startedMs,
    duration_ms: durationMs,
    explanation: "What this step is. Why it matters.",
    facts,
    messages: [],
    reference: "RFC 9846 §2",
    error: null,
  };
}

function fact(name: string, label: string, value: string): Fact {
  return { name, label, value };
}

/** Nobody looked for its log. */
function timestamp(logId: string, at: string): SignedCertificateTimestamp {
  return {
    source: "certificate",
    log_id: logId,
    log_name: null,
    operator: null,
    state: null,
    timestamp: at,
    verified: "no_log_list",
    objection: null,
  };
}

function finding(given: Pick<Finding, "id" | "severity" | "title" | "detail" | "remedy">): Finding {
  return { ...given, evidence: ["authentication"], references: ["RFC 5280 §4.1.2.5"] };
}

/** The steps with one of them changed. */
export function withStep(all: readonly Step[], id: StepId, change: Partial<Step>): Step[] {
  return all.map((step) => step.id === id ? { ...step, ...change } : step);
}
