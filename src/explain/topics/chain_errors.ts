/** Why a chain is refused: the titles, remedies and references are the rule's own; what each means is here. */
import { type ChainErrorCode, chainErrorCodes } from "../../report/mod.ts";
import { chainErrorAbout } from "../../rules/chain_errors.ts";
import type { Topic } from "./topic.ts";

const meanings: Readonly<Record<ChainErrorCode, string>> = {
  malformed_certificate:
    "What was sent as a certificate breaks the encoding rules, so that nobody can tell what it says.",
  no_certificate: "The server authenticated with no certificate at all, so that nobody can tell who it is.",
  bad_signature:
    "A certificate is not signed by the key of the one that is said to have issued it: it was altered, or is another's.",
  revoked: "The authority has withdrawn the certificate before its end, as it does when its key has leaked.",
  expired: "The time for which the authority vouched for the name and key is over.",
  not_yet_valid: "The time for which the authority vouches for the name and key has not begun.",
  self_signed:
    "The certificate vouches for itself, which anyone can do; nobody whom clients trust stands behind it.",
  incomplete_chain:
    "A certificate between the server's and a trusted root was not sent, so that clients find no way from one to the other.",
  unknown_issuer: "The chain ends at an authority that is not in the trust store.",
  weak_key: "A key in the chain is so short that others can compute the private one.",
  weak_signature:
    "A signature in the chain uses a hash for which others can make a second certificate with the same one.",
  name_constraint_violation:
    "An authority in the chain may issue for certain names alone, and this one is not among them.",
  path_length_exceeded: "An authority in the chain allows fewer authorities below itself than there are.",
  not_a_ca: "A certificate in the chain was issued by one that is no authority's.",
  key_usage: "A certificate is used for what its keyUsage extension does not allow.",
  extended_key_usage: "The certificate, or an authority above it, is for other purposes than servers.",
  unknown_critical_extension:
    "A certificate has an extension that must be understood and is not, so that it must be refused.",
  policy_violation: "The certificate policies that the chain's authorities demand do not hold for all of it.",
  too_complex: "Validation took more paths or signatures than any honest chain needs, and was given up.",
  name_mismatch: "The certificate is good, and for other names than the one that was asked for.",
};

/** As `chain.error.code` names them. */
export function chainErrorTopics(): Topic[] {
  return chainErrorCodes.map((code) => ({ ...about(code), kind: "chain error", id: code }));
}

/** The same as findings: a chain's error is one. */
export function chainFindingTopics(): Topic[] {
  return chainErrorCodes.map((code) => ({ ...about(code), kind: "finding", id: `certificate.${code}` }));
}

function about(code: ChainErrorCode): Omit<Topic, "kind" | "id"> {
  const { title, remedy, references = ["RFC 5280 §6"] } = chainErrorAbout[code];
  return { title, explanation: meanings[code], remedy, references };
}
