/** Code points of every IANA registry that this program has, by number, by name, and by number within a registry. */
import {
  alertLevels,
  alerts,
  certificateCompressionAlgorithms,
  certificateStatusTypes,
  certificateTypes,
  cipherSuites,
  clientCertificateTypes,
  compressionMethods,
  contentTypes,
  ecCurveTypes,
  ecPointFormats,
  extensionTypes,
  handshakeTypes,
  hashAlgorithms,
  keyUpdateRequests,
  protocolVersions,
  pskKeyExchangeModes,
  type Registry,
  serverNameTypes,
  signatureAlgorithms,
  signatureSchemes,
  supportedGroups,
} from "../../registry/mod.ts";
import { alertHints } from "../../steps/failure.ts";
import { extensionPurposes } from "../fields/extension_purposes.ts";
import type { Topic } from "./topic.ts";

/** What is in each, and the words that name it in front of a number. */
const registries: readonly (readonly [registry: Registry, what: string, words: readonly string[]])[] = [
  [
    cipherSuites,
    "A cipher suite: with what a connection is encrypted, and in TLS 1.2 also how keys are agreed on",
    ["cipher suite", "cipher_suite", "suite"],
  ],
  [alerts, "An alert: why one side ends the connection, or warns", ["alert"]],
  [extensionTypes, "An extension", ["extension"]],
  [supportedGroups, "A group in which keys are agreed on", ["group", "named_group", "curve"]],
  [signatureSchemes, "A kind of signature", ["signature scheme", "signature_scheme", "signature", "scheme"]],
  [protocolVersions, "A version of the protocol", ["version"]],
  [handshakeTypes, "A kind of handshake message", ["handshake", "message"]],
  [contentTypes, "What a record carries", ["content type", "content_type", "record"]],
  [alertLevels, "How bad an alert is; TLS 1.3 goes by its description alone", ["alert level", "level"]],
  [compressionMethods, "A method of compression; only null is in use", ["compression"]],
  [certificateCompressionAlgorithms, "How a certificate is compressed", ["certificate compression"]],
  [certificateStatusTypes, "A kind of certificate status", ["status"]],
  [certificateTypes, "What stands in for a certificate", ["certificate type"]],
  [clientCertificateTypes, "A kind of client certificate, before TLS 1.3", ["client certificate type"]],
  [ecCurveTypes, "How a curve is given, before TLS 1.3", ["curve type"]],
  [ecPointFormats, "How a point of a curve is written, before TLS 1.3", ["point format"]],
  [hashAlgorithms, "A hash, in the signatures of TLS 1.2", ["hash"]],
  [keyUpdateRequests, "Whether new keys are asked for", ["key update"]],
  [pskKeyExchangeModes, "A way to resume", ["psk mode"]],
  [serverNameTypes, "A kind of server name", ["name type"]],
  [signatureAlgorithms, "A kind of signature without its hash, in TLS 1.2", ["signature algorithm"]],
];

const recommendations = {
  Y: "IANA recommends it.",
  N: "IANA does not recommend it for general use: nobody has asked, it has a special purpose, or it is not good enough.",
  D: "IANA discourages it: it is weak, or must not be used.",
} as const;

/** `query` in lower case. Numbers are `0x1301` or `40`; a registry may stand in front: `alert 40`. */
export function codePointTopics(query: string): Topic[] {
  const [, words, rest] = /^(?:([a-z_ ]+?) )?(\S+)$/.exec(query) ?? [];
  if (rest !== undefined) {
    const within = registries.filter(([, , names]) =>
      words === undefined || names.some((name) => isCalled(words, name))
    );
    const found = within.flatMap(([registry, what]) => inRegistry(registry, what, rest));
    if (found.length > 0) return found;
  }
  return registries.flatMap(([registry, what]) => byName(registry, what, query));
}

/** Every name that a code point has. */
export function codePointNames(): string[] {
  return registries.flatMap(([registry]) => registry.entries.map(({ name }) => name));
}

function isCalled(words: string, name: string): boolean {
  return words === name || words === `${name}s`;
}

function inRegistry(registry: Registry, what: string, text: string): Topic[] {
  const number = /^0x[\da-f]{1,4}$/.test(text) || /^\d{1,5}$/.test(text) ? Number(text) : null;
  if (number === null) return byName(registry, what, text);
  const isGrease = registry.codePoint(number).name === "GREASE" && number <= 0xffff;
  return registry.entry(number) !== null || isGrease ? [topic(registry, what, number)] : [];
}

function byName(registry: Registry, what: string, text: string): Topic[] {
  return registry.entries.filter(({ name }) => name.toLowerCase() === text).map(({ value }) =>
    topic(registry, what, value)
  );
}

function topic(registry: Registry, what: string, value: number): Topic {
  const entry = registry.entry(value);
  const { name, hex } = registry.codePoint(value);
  const purpose = registry === extensionTypes ? extensionPurposes[name ?? ""] : undefined;
  const sentences = [
    `${what}.`,
    purpose?.[0] ?? (entry === null ? grease[0] : ""),
    entry?.recommended == null ? "" : recommendations[entry.recommended],
  ];
  return {
    kind: "code point",
    id: hex,
    title: name!,
    registry: registry.title,
    explanation: sentences.filter((sentence) => sentence !== "").join(" "),
    remedy: remedyOf(registry, value),
    references: referencesOf(entry?.reference ?? grease[1], purpose?.[1] ?? null),
  };
}

const grease = [
  "It means nothing, and is sent so that the other side keeps ignoring what it does not know.",
  "RFC 8701 §2",
] as const;

/** The section, where one is known, and what else IANA names. */
function referencesOf(registered: string, section: string | null): string[] {
  const named = registered.split(", ");
  return section === null ? named : [section, ...named.filter((name) => !section.startsWith(`${name} `))];
}

function remedyOf(registry: Registry, value: number): string | null {
  if (registry === alerts) return alertHints.get(value) ?? null;
  return registry.entry(value)?.recommended === "D" ? "Turn it off where it is still on" : null;
}
