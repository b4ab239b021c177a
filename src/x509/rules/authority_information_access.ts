/** Where the issuer's certificate and status are to be had (RFC 5280 §4.2.2.1; CA/B BR §7.1.2.7.7). */
import { authorityInfoAccess } from "../extension/mod.ts";
import { caIssuers, ocsp } from "../extension/authority_info_access.ts";
import type { CertificateRule } from "./rule.ts";
import { mention, remedy } from "./violation.ts";

export const authorityInformationAccess: CertificateRule = (certificate, role) => {
  const descriptions = certificate.extension(authorityInfoAccess) ?? [];
  const faulty = descriptions.some(({ accessMethod, accessLocation }) =>
    (accessMethod === ocsp || accessMethod === caIssuers) &&
    !(accessLocation.kind === "uniformResourceIdentifier" && /^http:\/\/./i.test(accessLocation.text))
  );
  if (!faulty) return [];
  return [{
    rule: "access_location",
    code: "policy_violation",
    breaks: "advice",
    certificate,
    message: `${
      mention(certificate, role)
    } gives an authorityInfoAccess location that is not an http address`,
    hint: remedy(role),
    reference: "CA/B BR §7.1.2.7.7",
  }];
};
