/** What it means that a path ended where it did, when that is not at an anchor. */
import { equalBytes } from "../../bytes/mod.ts";
import { MAXIMUM_PATH_LENGTH } from "../bounds.ts";
import type { ParsedCertificate } from "../certificate/certificate.ts";
import { accessLocations, caIssuers } from "../extension/authority_info_access.ts";
import {
  authorityInfoAccess,
  authorityKeyIdentifier,
  basicConstraints,
  subjectKeyIdentifier,
} from "../extension/mod.ts";
import { clip, nameText, shortName } from "../name/text.ts";
import type { Violation } from "../rules/mod.ts";
import type { TrustStore } from "../trust/trust_store.ts";
import type { Path } from "./build.ts";

/** The violation that the end of a path is; `null` at an anchor. */
export function endingViolation({ certificates, end }: Path, store: TrustStore): Violation | null {
  const last = certificates.at(-1)!;
  switch (end) {
    case "anchor":
      return null;
    case "self_signed":
      return certificates.length === 1 ? selfSigned(last) : untrustedRoot(last, store);
    case "missing":
      return missing(last, certificates.length, store);
    case "bad_signature":
      return forged(certificates.at(-2)!, last);
    case "circle":
      return ending(last, "unknown_issuer", "circle", {
        message: `The certificates sent certify each other in a circle and lead to no root in ${store.name}`,
        hint: "Send the intermediate that a trusted root issued",
        reference: "RFC 5280 §6.1",
      });
    case "too_long":
      return ending(last, "too_complex", "path_too_long", {
        message: `The path has more than the ${MAXIMUM_PATH_LENGTH} certificates that are followed`,
        hint: "Send only the certificates that lead from the leaf to a root",
        reference: "RFC 5280 §6.1",
      });
  }
}

/** The addresses at which a certificate says its issuer's can be had. */
export function issuerAddresses(certificate: ParsedCertificate): string[] {
  return accessLocations(certificate.readable(authorityInfoAccess) ?? [], caIssuers);
}

function selfSigned(leaf: ParsedCertificate): Violation {
  return ending(leaf, "self_signed", "self_signed", {
    message: `The certificate is self-signed: "${
      clip(nameText(leaf.subject))
    }" vouches for itself, and nobody trusted does`,
    hint: "Get a certificate from a certification authority, or have clients trust exactly this one",
    reference: "RFC 5280 §6.1",
  });
}

function untrustedRoot(root: ParsedCertificate, store: TrustStore): Violation {
  return ending(root, "unknown_issuer", "untrusted_root", {
    message: `The chain ends at the root "${clip(nameText(root.subject))}", which is not in ${store.name}`,
    hint: "Use a certificate from an authority that clients trust, or have them trust this root",
    reference: "RFC 5280 §6.1",
  });
}

function missing(last: ParsedCertificate, depth: number, store: TrustStore): Violation {
  const issuer = shortName(last.issuer);
  if (isProbablyRoot(last, store)) {
    return ending(last, "unknown_issuer", "unknown_root", {
      message: `The chain ends at "${
        clip(nameText(last.issuer))
      }", which was not sent and is not in ${store.name}`,
      hint: "Use a certificate from an authority that clients trust, or have them trust this root",
      reference: "RFC 5280 §6.1",
    });
  }
  const [address] = issuerAddresses(last);
  const child = depth === 1 ? "the certificate" : `the intermediate "${shortName(last.subject)}"`;
  const where = address === undefined ? "" : `; the issuer offers it at ${clip(address)}`;
  return ending(last, "incomplete_chain", "missing_intermediate", {
    message: `The server did not send the intermediate "${issuer}", which issued ${child}${where}`,
    hint: `Add the certificate of "${issuer}" behind the others in the server's certificate file`,
    reference: "RFC 9846 §4.5.1",
  });
}

/**
 * Whether what is missing looks like a root, which servers rightly leave out, rather than an intermediate.
 *
 * An authorityCertIssuer that is the issuer itself says that the issuer is self-signed. Public issuers say where
 * their certificate is to be had; without that, an authority's certificate is at the top of a private hierarchy,
 * and a leaf is from one that a public store would not lead to however many intermediates were sent.
 */
function isProbablyRoot(last: ParsedCertificate, store: TrustStore): boolean {
  const [grandIssuer] = last.readable(authorityKeyIdentifier)?.authorityCertIssuer ?? [];
  if (grandIssuer?.kind === "directoryName") return grandIssuer.name.key === last.issuer.key;
  if (issuerAddresses(last).length > 0) return false;
  return store.isPublic || last.readable(basicConstraints)?.cA === true;
}

function forged(child: ParsedCertificate, issuer: ParsedCertificate): Violation {
  const wanted = child.readable(authorityKeyIdentifier)?.keyIdentifier ?? null;
  const own = issuer.readable(subjectKeyIdentifier);
  const otherKey = wanted !== null && own !== null && !equalBytes(wanted, own);
  const name = shortName(issuer.subject);
  return ending(child, "bad_signature", "bad_signature", {
    message: `The key of "${name}" did not sign the certificate of "${
      shortName(child.subject)
    }", though that names it as the issuer${otherKey ? "; another key with the same name did" : ""}`,
    hint: otherKey
      ? `Send the certificate of "${name}" that has the key identifier ${wanted.toHex()}`
      : "Install the certificate again as it was issued: its bytes were changed, or it is a forgery",
    reference: "RFC 5280 §6.1.3",
  });
}

function ending(
  certificate: ParsedCertificate,
  code: Violation["code"],
  rule: string,
  text: Pick<Violation, "message" | "hint" | "reference">,
): Violation {
  return { rule, code, breaks: "path", certificate, ...text };
}
