/** Every word of the pages that does not come from the report, here and in `prose/` alone, so that it can be translated. */
import type { Finding, Message, Native, Report, StepError, Verdict } from "../src/report/mod.ts";
import type { RefusalStatus } from "./limits/refusal.ts";
import type { MarkName } from "./page/mark.tsx";
import type { AdvancedField } from "./page/form_fields.ts";
import { bytes } from "./prose/bytes.ts";
import { chain } from "./prose/chain.ts";
import { configuration, copy } from "./prose/configuration.ts";
import { deep } from "./prose/deep.ts";
import { ladder, timings } from "./prose/ladder.ts";
import { live } from "./prose/live.ts";
import { saved } from "./prose/saved.ts";
import { recent, share } from "./prose/share.ts";

const name = "TLS handshake checker";

const verdict: Record<Verdict, string> = {
  pass: "Pass",
  warn: "Warning",
  fail: "Fail",
  unknown: "Could not check",
};

const status: Record<MarkName, string> = {
  pass: "Passed",
  warn: "Warning",
  fail: "Failed",
  skipped: "Did not happen",
  unobserved: "Not observed",
  unknown: "Unknown",
  pending: "Not yet",
};

const severity: Record<Finding["severity"], string> = {
  info: "For information",
  low: "Low",
  medium: "Medium",
  high: "High",
  critical: "Critical",
};

const fault: Record<StepError["fault"], string> = {
  peer: "The server's doing",
  network: "The network's doing",
  policy: "Not allowed here",
  us: "Our doing",
};

const direction: Record<Message["direction"], string> = { sent: "Sent", received: "Received" };

const protection: Record<Message["protection"], string> = {
  none: "In the clear",
  handshake: "Handshake keys",
  application: "Application keys",
};

const fields: Record<AdvancedField["name"], { readonly label: string; readonly hint: string }> = {
  port: { label: "Port", hint: "When the target does not say it" },
  sni: { label: "Server name (SNI)", hint: "Ask for this name instead of the host's" },
  resolve: { label: "Address", hint: "Connect here, whatever DNS says" },
  starttls: { label: "STARTTLS", hint: "Ask for TLS in this protocol first" },
  alpn: { label: "Protocols (ALPN)", hint: "Most wanted first, with commas" },
  timeout: { label: "Time limit", hint: "Seconds for the whole check, up to 30" },
  warning: { label: "Warn about expiry", hint: "Days or share of the lifetime left: 20d, 30%" },
  critical: { label: "Fail before expiry", hint: "Days or share of the lifetime left: 7d, 10%" },
};

export const prose = {
  name,
  bytes,
  saved,
  skip: "Skip to the content",
  verdict,
  status,
  severity,
  fault,
  direction,
  protection,

  footer: {
    about:
      "Each check makes one real connection, sends one small request at its end, and keeps nothing that you do not ask for.",
    api: "API",
    contact: "Contact",
  },

  form: {
    target: "Host name, address or URL",
    targetHint: "example.com, example.com:8443, https://example.com/any/path or [2001:db8::1]:443",
    submit: "Check",
    again: "Check",
    checking: "Checking. A server that stays silent can take up to the time limit.",
    options: "Options",
    fromTarget: "As the target says",
    fields,
    noServerName: "Send no server name",
    revocation: "Ask the issuers whether the certificates were revoked",
    deep: "Look deeper, over many connections",
    evidence: "Keep this session's packets and keys for download, for a few minutes",
    noNative: "Leave out the second opinion of the runtime's own TLS",
  },

  live,

  invalid: {
    title: `Cannot check that: ${name}`,
    heading: "That cannot be checked as it stands",
    text: "Nothing was contacted. Correct the field with the message, then try again.",
  },

  error: {
    title: (code: 404 | 405 | 500) =>
      ({ 404: "There is nothing here", 405: "Not like this", 500: "Something broke on our side" })[code],
    notFound: "No page or resource has this address",
    methodNotAllowed: (method: string, allowed: readonly string[]) =>
      `This resource answers ${allowed.join(" and ")}, not ${method.slice(0, 16)}`,
    internal: "The fault is ours, and it is in the log. The check can be tried again.",
  },

  refusal: {
    /** The phrases of RFC 9110 §15 and RFC 6585 §4. */
    phrase: {
      403: "Forbidden",
      413: "Content Too Large",
      414: "URI Too Long",
      429: "Too Many Requests",
      503: "Service Unavailable",
    } satisfies Record<RefusalStatus, string>,
    heading: {
      403: "That is not checked from here",
      413: "That is too much",
      414: "That is too long",
      429: "Not so fast",
      503: "Very busy just now",
    } satisfies Record<RefusalStatus, string>,
  },

  home: {
    heading: "See what happens when someone connects to your server",
    description:
      "Type a host name. A real TLS handshake is made with it, message by message, its certificate is verified, " +
      "and you read what happened in each of the nine steps, what is wrong, and what to do about it.",
    stepsHeading: "The nine steps",
    galleryHeading: "Try these",
    gallery:
      "Small servers that run beside this page, healthy ones and broken ones, so that you can see how each reads.",
    apiHeading: "For monitors",
    api:
      "The same report comes as JSON. A server that fails its handshake is an answer, so look at its verdict.",
    docs: "Everything that can be asked",
  },

  report: {
    pageTitle: ({ verdict: word, target }: Report) =>
      `${verdict[word]}: ${target.hostname}${target.port === 443 ? "" : `:${target.port}`} · ${name}`,
    strip: "The nine steps at a glance",
    checkedAt: (address: string | null) => address === null ? "No address reached for" : `Address ${address}`,
    /** RFC 3339 to the second, without the letters. */
    time: (at: string) => `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`,
    took: (duration: string) => `Took ${duration}`,
    vantage: ({ runtime, runtime_version, region }: Report["vantage"]) =>
      `From ${runtime} ${runtime_version}${region === null ? "" : ` in ${region}`}`,
    json: "Check as JSON",
    whatToDo: "What to do",
    alsoNoticed: "Also noticed",
    seenIn: "Seen in",
    prelude: "Getting there",
    steps: "The handshake in nine steps",
    startedAt: (time: string) => `Started at ${time}`,
    alert: (alert: string) => `Alert ${alert}`,
    more: (facts: number, messages: number) =>
      [
        facts > 0 ? count(facts, "more fact") : "",
        messages > 0 ? count(messages, "message") : "",
        "reference",
      ].filter(Boolean).join(", "),
    offset: "Offset",
    length: "Length",
    field: "Field",
    fieldsOf: (message: string) => `Fields of ${message}`,
    moreMessages: (rest: number) => `${count(rest, "more message")} in the JSON`,
    moreFields: (rest: number) => `${count(rest, "more field")} in the JSON`,
  },

  connection: {
    heading: "Connection",
    none: "none",
    yes: "yes",
    no: "no",
    requested: "asked for",
    labels: {
      protocol_version: "Version",
      cipher_suite: "Cipher suite",
      named_group: "Key exchange",
      signature_scheme: "Signature",
      application_protocol: "Protocol (ALPN)",
      server_name: "Server name (SNI)",
      hello_retry_request: "HelloRetryRequest",
      client_certificate: "Client certificate",
      extended_main_secret: "Extended main secret",
      ocsp_stapled: "OCSP stapled",
      sct_count: "Certificate timestamps",
    } as Record<string, string>,
  },

  chain,
  configuration,
  deep,
  copy,
  ladder,
  timings,
  share,
  recent,

  native: {
    heading: "Second opinion",
    outcome: {
      trusted: "trusts this server",
      refused: "refuses this server",
      unreachable: "could not reach this server",
      not_available: "was not available",
    } satisfies Record<Native["outcome"], string>,
    about: "The runtime's own TLS, with the same address and name, after our connection had ended.",
  },

  certificates: {
    heading: "Certificates",
    warning: (since: boolean) => since ? "Warning since" : "Warning from",
    renewal: (start: string, end: string) => `The issuer suggests to renew it from ${start} to ${end}`,
    failure: (since: boolean) => since ? "failure since" : "failure from",
    subject: "Subject",
    issuer: "Issuer",
    names: "Valid for",
    moreNames: (rest: number) => count(rest, "more name"),
    namesBeyond: (rest: number) => `${count(rest, "more name")} in the JSON`,
    key: "Key",
    keyValue: ({ algorithm, curve, bits }: Report["certificates"][number]["public_key"]) =>
      [algorithm, curve, bits === null ? null : `${bits} bits`].filter(Boolean).join(", "),
    signature: "Signed with",
    serialNumber: "Serial number",
    fingerprint: "SHA-256",
    source: {
      sent: "Sent by the server",
      aia: "Fetched, because the server did not send it",
      trust_store: "From the trust store",
    },
    pem: "In PEM, to add to the server's certificate file",
    text: "Everything in it",
    noDates: "Its dates cannot be read",
    daysLeft: (days: number) => days === 0 ? "less than a day left" : `${count(days, "day")} left`,
    expiredFor: (days: number) => days === 0 ? "expired today" : `expired ${count(days, "day")} ago`,
    validIn: (days: number) => days === 0 ? "valid in less than a day" : `valid in ${count(days, "day")}`,
    spent: (percent: number) => `${percent} % of the lifetime is spent`,
  },

  evidence: {
    heading: "Download evidence",
    about:
      "This very session, for Wireshark: every byte as it was sent and received, with the keys that decrypt it.",
    files: {
      zip: "Everything, in one archive",
      pcapng: "Capture with its keys inside (pcapng)",
      keylog: "Key log",
      json: "Report (JSON)",
    } as Record<string, string>,
    /** RFC 3339 to the second, without the letters. */
    until: (at: string) => `Kept until ${at.slice(0, 10)} ${at.slice(11, 19)} UTC`,
    anew: "Check again and download its evidence",
    gone:
      "There is no such evidence, or no longer: it is kept for a few minutes, under an address that only the " +
      "answer to a check with evidence=1 has",
    readme: (name: string) =>
      [
        "One TLS session, made for a check and for nothing else.",
        "",
        `${name}.pcapng: the session as packets, with the keys inside. Open it in Wireshark:`,
        `  wireshark ${name}.pcapng`,
        "Ethernet, IP and TCP around the bytes were rebuilt; the capture's own comment says how.",
        "",
        `${name}.keylog: the keys alone, as an NSS key log (RFC 9850).`,
        `${name}.json: the report of the same check.`,
        "",
      ].join("\n"),
  },

  paths: {
    heading: "Paths to a trusted root",
    trusted: "Trusted",
    untrusted: "Not trusted",
  },
};

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? "" : "s"}`;
}
