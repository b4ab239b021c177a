/** What DNS says of the server, and of the mail that it takes. */
import { zone } from "../others.ts";
import type { Setting } from "./setting.ts";

const ofTheMailDomain = "; in the zone of the domain whose mail it is";

const ofTheKey = "SHA-256 of your key";

export const dnsSettings = {
  caa: (site) => ({
    purpose: "Only the authority that you use may issue certificates for the name",
    snippets: {
      zone: zone(
        '; a name in quotation marks, such as "letsencrypt.org": what your authority says of CAA',
        `${site.name}. IN CAA 0 issue <the name of your authority>`,
      ),
    },
  }),
  dane: (site) => ({
    purpose: "DNS says which key the server has; the zone has to be signed",
    snippets: {
      zone: zone(
        `; ${ofTheKey}: openssl x509 -in fullchain.pem -noout -pubkey | openssl pkey -pubin -outform DER | openssl sha256`,
        `_${site.port}._tcp.${site.name}. IN TLSA 3 1 1 <${ofTheKey}>`,
      ),
    },
  }),
  mtaSts: (site) => ({
    purpose: "Mail is delivered to this server over verified TLS only",
    snippets: {
      zone: zone(
        `${ofTheMailDomain}, and another id whenever the policy changes`,
        '_mta-sts IN TXT "v=STSv1; id=1"',
        "; the policy, at https://mta-sts.<domain>/.well-known/mta-sts.txt, with each mail server of the domain:",
        ";   version: STSv1",
        ";   mode: enforce",
        `;   mx: ${site.name}`,
        ";   max_age: 604800",
        "; and mode: testing until the reports show no failures",
      ),
    },
  }),
  tlsReporting: () => ({
    purpose: "Other mail servers report where TLS fails",
    snippets: {
      zone: zone(ofTheMailDomain, '_smtp._tls IN TXT "v=TLSRPTv1; rua=mailto:<your address>"'),
    },
  }),
} as const satisfies Record<string, Setting>;
