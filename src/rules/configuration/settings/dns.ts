/** What DNS says of the server, and of the mail that it takes. */
import { zone } from "../others.ts";
import type { Setting } from "./setting.ts";

const ofTheMailDomain = "; in the zone of the domain whose mail it is";

export const dnsSettings = {
  caa: (site) => ({
    purpose: "Only the authority that you use may issue certificates for the name",
    snippets: {
      zone: zone(
        "; in the place of letsencrypt.org: what your authority says of CAA",
        `${site.name}. IN CAA 0 issue "letsencrypt.org"`,
      ),
    },
  }),
  dane: (site) => ({
    purpose: "DNS says which key the server has; the zone has to be signed",
    snippets: {
      zone: zone(
        "; in the place of the zeros, what this prints:",
        "; openssl x509 -in fullchain.pem -noout -pubkey | openssl pkey -pubin -outform DER | openssl sha256",
        `_${site.port}._tcp.${site.name}. IN TLSA 3 1 1 ${"0".repeat(64)}`,
      ),
    },
  }),
  mtaSts: (site) => ({
    purpose: "Mail is delivered to this server over verified TLS only",
    snippets: {
      zone: zone(
        ofTheMailDomain,
        '_mta-sts IN TXT "v=STSv1; id=1"',
        "; and at https://mta-sts.<domain>/.well-known/mta-sts.txt:",
        ";   version: STSv1",
        ";   mode: enforce",
        `;   mx: ${site.name}`,
        ";   max_age: 604800",
      ),
    },
  }),
  tlsReporting: () => ({
    purpose: "Other mail servers report where TLS fails",
    snippets: {
      zone: zone(ofTheMailDomain, '_smtp._tls IN TXT "v=TLSRPTv1; rua=mailto:tls-reports@example.com"'),
    },
  }),
} as const satisfies Record<string, Setting>;
