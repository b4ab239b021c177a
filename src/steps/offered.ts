/** What a ClientHello offers, as facts. */
import {
  find,
  keyShare,
  signatureAlgorithms,
  supportedGroups,
  supportedVersions,
} from "../tls/extension/mod.ts";
import { applicationLayerProtocolNegotiation, serverName } from "../tls/extension/mod.ts";
import type { ClientHello } from "../tls/message/mod.ts";
import type { StepContent } from "./input.ts";
import { groupName, list, schemeName, suiteName, versionName } from "./names.ts";

export function clientHelloFacts(
  { extensions, legacyVersion, cipherSuites }: ClientHello,
): StepContent["facts"] {
  const versions = find(extensions, supportedVersions, "ClientHello") ?? [legacyVersion];
  const [name] = find(extensions, serverName, "ClientHello") ?? [];
  const protocols = find(extensions, applicationLayerProtocolNegotiation, "ClientHello") ?? [];
  const shares = (find(extensions, keyShare, "ClientHello") ?? []).map(({ group }) => group);
  return [
    ["supported_versions", "Versions offered", list(versions, versionName)],
    ["server_name", "Server name", name === undefined ? "none sent" : new TextDecoder().decode(name.name)],
    ["application_protocols", "Application protocols", protocols.join(", ") || "none offered"],
    ["cipher_suites", "Cipher suites", list(cipherSuites, suiteName)],
    ["supported_groups", "Groups", list(find(extensions, supportedGroups, "ClientHello") ?? [], groupName)],
    ["key_shares", "Key shares", list(shares, groupName) || "none"],
    [
      "signature_algorithms",
      "Signatures",
      list(find(extensions, signatureAlgorithms, "ClientHello") ?? [], schemeName),
    ],
  ];
}
