/** Purposes (RFC 5280 §4.2.1.12), nested: an authority that lists purposes issues for no others. */
import { extendedKeyUsage } from "../extension/mod.ts";
import { anyExtendedKeyUsage, purposeName } from "../extension/extended_key_usage.ts";
import type { CertificateRule } from "./rule.ts";
import { mention, remedy, type Violation } from "./violation.ts";

export const extendedKeyUsageRule: CertificateRule = (certificate, role, context) => {
  const purposes = certificate.extension(extendedKeyUsage);
  const critical = certificate.extensions.find(({ oid }) => oid === extendedKeyUsage.oid)?.critical;
  const violations: Violation[] = [];
  const wanted = context.purposes.map(purposeName).join(" or ");
  const add = (
    violation: Pick<Violation, "rule" | "breaks" | "message">,
    reference = extendedKeyUsage.reference,
    hint = remedy(role, `with ${wanted} in its extKeyUsage`),
  ) => violations.push({ ...violation, code: "extended_key_usage", certificate, hint, reference });

  if (purposes === null) {
    // RFC 5280 lets it be absent; every public server certificate must have it.
    if (role === "leaf") {
      add({
        rule: "eku_missing",
        breaks: "advice",
        message: "The certificate has no extKeyUsage extension",
      }, "CA/B BR §7.1.2.7.6");
    }
    return violations;
  }
  if (
    !purposes.includes(anyExtendedKeyUsage) && !context.purposes.some((purpose) => purposes.includes(purpose))
  ) {
    add({
      rule: "purpose_missing",
      breaks: "path",
      message: `${mention(certificate, role)} is for ${list(purposes)}, not for ${wanted}`,
    });
  }
  // An intermediate may be trusted as an anchor too, and has purposes by right.
  if (role === "anchor" && certificate.selfIssued) {
    add({
      rule: "root_has_eku",
      breaks: "web",
      message: `${mention(certificate, role)} has an extKeyUsage extension`,
    }, "CA/B BR §7.1.2.1.2");
  }
  if (role === "leaf" && critical === true) {
    add(
      {
        rule: "eku_critical",
        breaks: "web",
        message: "The certificate's extKeyUsage extension is critical",
      },
      "CA/B BR §7.1.2.7.6",
      remedy(role, "with extKeyUsage marked as not critical"),
    );
  }
  if (role === "leaf" && purposes.includes(anyExtendedKeyUsage)) {
    add(
      {
        rule: "any_eku",
        breaks: "web",
        message: "The certificate may be used for anything: its extKeyUsage has anyExtendedKeyUsage",
      },
      "CA/B BR §7.1.2.7.10",
      remedy(role, `with ${wanted} in its extKeyUsage, and not any`),
    );
  }
  return violations;
};

function list(purposes: readonly string[]): string {
  const shown = purposes.slice(0, MAXIMUM_SHOWN).map(purposeName).join(", ");
  const more = purposes.length - MAXIMUM_SHOWN;
  return more > 0 ? `${shown} and ${more} more` : shown || "nothing";
}

const MAXIMUM_SHOWN = 5;
