/** The options of the command line: everything about each is in its entry, its line in the help included. */
import { type FormatName, formats } from "../formats/mod.ts";
import { profiles } from "../rules/mod.ts";
import { starttlsProtocols } from "../target/mod.ts";
import type { Draft } from "./command.ts";
import { dnsServer, given, oneOf, pathToWrite, seconds, wholeNumber } from "./option_values.ts";
import { UsageError } from "./usage_error.ts";

/** `TaskDraft`: what the task's options are read into. */
export interface Option<TaskDraft = Draft> {
  /** Without dashes. */
  readonly name: string;
  readonly short?: string;
  /** What stands for the value in the help; without it, the option takes none. */
  readonly value?: string;
  /** Without it, the option is not in the help. */
  readonly help?: string;
  /** Throws UsageError when the value does not fit. `value` is empty for an option that takes none. */
  apply(draft: TaskDraft, value: string): void;
}

const mostConcurrency = 256;

export const options: readonly Option[] = [
  {
    name: "json",
    help: "print the report as JSON, one line each when there are several targets",
    apply: (draft) => draft.format = "json",
  },
  {
    name: "format",
    value: "text|json|nagios|prometheus",
    help: "what to print; text when not given",
    apply: (draft, value) => draft.format = formatName(value),
  },
  {
    name: "file",
    value: "path|-",
    help: "read targets from a file, one a line, # for comments; - is standard input",
    apply: (draft, value) => draft.files.push(given("file", value)),
  },
  {
    name: "concurrency",
    value: "n",
    help: "check so many targets at the same time; 16 when not given",
    apply: (draft, value) => draft.concurrency = wholeNumber("concurrency", value, mostConcurrency),
  },
  {
    name: "output",
    value: "file",
    help: "add each report to this file too, as a line of JSON, as soon as it is there",
    apply: (draft, value) => draft.output = pathToWrite("output", value),
  },
  {
    name: "resume",
    value: "file",
    help:
      "skip the targets whose reports this file has, a line of JSON each, and add the others to it, unless --output or --json is there to take them",
    apply: (draft, value) => draft.resume = pathToWrite("resume", value),
  },
  {
    name: "diff",
    value: "file",
    help:
      "print what has changed since the target's report in this file, as --json or --output wrote it; exit status 1 at least when its certificates or parameters have",
    apply: (draft, value) => draft.diff = given("diff", value),
  },
  {
    name: "all-addresses",
    help: "check each address of a target, and tell how they differ",
    apply: (draft) => draft.allAddresses = true,
  },
  {
    // As the monitoring plugins have it; a target needs no option.
    name: "hostname",
    short: "H",
    value: "host",
    apply: (draft, value) => draft.targets.push(given("hostname", value)),
  },
  {
    name: "port",
    short: "p",
    value: "n",
    help: "connect to this port",
    apply: (draft, value) => draft.options.port = wholeNumber("port", value, 65535),
  },
  {
    name: "sni",
    value: "name",
    help: 'send and verify this server name; "" sends none',
    apply: (draft, value) => draft.options.sni = value,
  },
  {
    name: "starttls",
    value: "protocol",
    help: `upgrade to TLS by a command of this protocol first: ${starttlsProtocols.join(", ")}`,
    apply: (draft, value) => draft.options.starttls = oneOf("starttls", value, starttlsProtocols),
  },
  {
    name: "deep",
    help:
      "ask what the server does for others too: versions, suites, groups, resumption and more, over many connections",
    apply: (draft) => draft.options.deep = true,
  },
  {
    name: "profile",
    value: "name|file",
    help: `hold the server to a guideline, ${
      profiles.map(({ name }) => name).join(", ")
    } or one in a JSON file: a table of what is met, and exit status 2 when not all of it is; implies --deep`,
    apply: (draft, value) => draft.profile = given("profile", value),
  },
  {
    name: "alpn",
    value: "list",
    help: 'offer these protocols, as in h2,http/1.1; "" offers none',
    apply: (draft, value) =>
      draft.options.alpn = value === "" ? [] : value.split(",").map((name) => name.trim()),
  },
  {
    name: "resolve",
    value: "ip",
    help: "connect to this address, whatever DNS says",
    apply: (draft, value) => draft.options.resolve = given("resolve", value),
  },
  {
    name: "dns",
    value: "ip[:port]|url",
    help:
      "look names and records up at this resolver, over TCP or, at an https:// address, over HTTPS; the system's when not given",
    apply: (draft, value) => draft.dnsServer = dnsServer(value),
  },
  { name: "ipv4", short: "4", help: "connect by IPv4 only", apply: (draft) => setFamily(draft, 4) },
  { name: "ipv6", short: "6", help: "connect by IPv6 only", apply: (draft) => setFamily(draft, 6) },
  {
    name: "ca-file",
    value: "pem",
    help: "trust the certificates in this file too",
    apply: (draft, value) => draft.caFiles.push(given("ca-file", value)),
  },
  {
    name: "no-default-roots",
    help: "trust nothing but --ca-file",
    apply: (draft) => draft.options.noDefaultRoots = true,
  },
  {
    name: "ct-logs",
    value: "file|url",
    help:
      "verify certificate timestamps by this list of transparency logs, as browsers have it: log_list.json, version 3",
    apply: (draft, value) => draft.ctLogs = given("ct-logs", value),
  },
  {
    name: "expect-fingerprint",
    value: "sha256",
    help:
      "fail unless the server's certificate has this SHA-256 fingerprint; several, with commas or by repeating the option: any one of them",
    apply: ({ options }, value) =>
      options.expectFingerprint = [...options.expectFingerprint ?? [], ...value.split(",")],
  },
  {
    name: "expect-issuer",
    value: "name",
    help:
      "fail unless the certificate's issuer is called so: a whole common name, organization or distinguished name, in any case",
    apply: (draft, value) => draft.options.expectIssuer = value,
  },
  {
    name: "expect-group",
    value: "name|0x11ec",
    help: "fail unless the server chooses this group, as in X25519MLKEM768",
    apply: (draft, value) => draft.options.expectGroup = value,
  },
  {
    name: "min-version",
    value: "1.2|1.3",
    help: "fail when the server chooses an older version; whether it would speak one is not asked",
    apply: (draft, value) => draft.options.minVersion = value,
  },
  {
    name: "expect-alpn",
    value: "name",
    help: "fail unless the server chooses this application protocol, as in h2",
    apply: (draft, value) => draft.options.expectAlpn = value,
  },
  {
    name: "expect-client-certificate",
    help: "that the server requires a client certificate is as it should be",
    apply: (draft) => draft.options.expectClientCertificate = true,
  },
  {
    name: "timeout",
    short: "t",
    value: "seconds",
    help: "one deadline for the whole check; 10 when not given",
    apply: (draft, value) => draft.options.timeout = seconds(value),
  },
  {
    name: "warning",
    short: "w",
    value: "20d|30%",
    help:
      "warn when less is left of a certificate's life: days, or a share of it; 30% and at most 30d when not given",
    apply: (draft, value) => draft.options.warning = value,
  },
  {
    name: "critical",
    short: "c",
    value: "7d|10%",
    help: "fail when less is left; 10% and at most 10d when not given",
    apply: (draft, value) => draft.options.critical = value,
  },
  {
    name: "bytes",
    help: "show every byte: of each message with its fields, of each record as on the wire and decrypted",
    apply: (draft) => draft.options.bytes = true,
  },
  {
    name: "explain",
    value: "word",
    help:
      "say what a step, a finding, an error or a code point means, and what to do: 3, chain.wrong_order, alert 40",
    apply: (draft, value) => draft.explain = given("explain", value),
  },
  {
    name: "replay",
    value: "file|-",
    help: "show saved reports again, in any format; nothing is contacted",
    apply: (draft, value) => draft.replay.push(given("replay", value)),
  },
  {
    name: "no-fetch",
    help: "fetch no certificate that the server did not send",
    apply: (draft) => draft.options.noFetch = true,
  },
  {
    name: "revocation",
    help: "ask the issuers' OCSP responders and revocation lists too",
    apply: (draft) => draft.options.revocation = true,
  },
  {
    name: "ari",
    help:
      "ask the certificate's issuer when it should be renewed (RFC 9773): Let's Encrypt, Google Trust Services and ZeroSSL are known, any other needs --acme-directory",
    apply: (draft) => draft.options.ari = true,
  },
  {
    name: "acme-directory",
    value: "url",
    help: "where the issuer has its ACME directory, which certificates do not say; implies --ari",
    apply: (draft, value) => draft.options.acmeDirectory = given("acme-directory", value),
  },
  {
    name: "no-native",
    help: "leave out the runtime's own handshake",
    apply: (draft) => draft.options.noNative = true,
  },
  {
    name: "keylog",
    value: "file",
    help: "append the sessions' secrets to this file, as an NSS key log",
    apply: (draft, value) => draft.keylog = pathToWrite("keylog", value),
  },
  {
    name: "pcap",
    value: "file",
    help:
      "write the sessions to this file as pcapng, secrets included, for Wireshark; replaces what was there",
    apply: (draft, value) => draft.pcap = pathToWrite("pcap", value),
  },
  {
    name: "color",
    value: "auto|always|never",
    help: "auto colours on a terminal unless NO_COLOR is set",
    apply: (draft, value) => draft.color = oneOf("color", value, ["auto", "always", "never"]),
  },
  { name: "help", short: "h", help: "print this", apply: (draft) => draft.information = "help" },
  { name: "version", help: "print the version", apply: (draft) => draft.information ??= "version" },
];

function formatName(value: string): FormatName {
  return oneOf("format", value, Object.keys(formats) as FormatName[]);
}

function setFamily(draft: Draft, family: 4 | 6): void {
  if (draft.options.family !== undefined && draft.options.family !== family) {
    throw new UsageError(
      "-4 and -6 exclude each other",
      "Leave both out to connect to the first address there is",
    );
  }
  draft.options.family = family;
}
