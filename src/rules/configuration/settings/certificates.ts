/** Certificates: the chain, the names, the OCSP response that goes with them, and those of clients. */
import { java, keyStore, postfix } from "../others.ts";
import { apache, caddy, haproxy, nginx } from "../servers.ts";
import type { Site } from "../snippet.ts";
import { clientAuthority } from "./names.ts";
import type { Setting } from "./setting.ts";

const fullChain = "# fullchain.pem: the certificate, then the intermediates";

export const certificateSettings = {
  chain: (site) => ({
    purpose: "The server sends its own certificate first, then the intermediates, and no root",
    snippets: {
      nginx: nginx(site, [fullChain]),
      apache: apache(site, [fullChain]),
      caddy: caddy(site, [fullChain]),
      haproxy: haproxy(site, "", ["# the certificate, then the intermediates, then the key, in one file"]),
      java: java({ options: [fullChain, ...keyStore(site)] }),
      postfix: postfix(fullChain, chainFiles(site)),
    },
  }),
  certificate: (site) => ({
    purpose: `The server has a certificate for ${site.name}, and is told when it changes`,
    snippets: {
      nginx: nginx(site, ["# after each renewal: nginx -s reload"]),
      apache: apache(site, ["# after each renewal: apachectl graceful"]),
      caddy: caddy(site, ["# without a certificate of its own, Caddy gets one and renews it"], null),
      haproxy: haproxy(site, "", ["# after each renewal: systemctl reload haproxy"]),
      java: java({
        options: ["# after each renewal, restart, or have the program read it anew", ...keyStore(site)],
      }),
      postfix: postfix("# after each renewal: postfix reload", chainFiles(site)),
    },
  }),
  stapling: (site) => ({
    purpose: "The server fetches the certificate's OCSP response and sends it along",
    snippets: {
      nginx: nginx(site, [
        "ssl_stapling on;",
        "ssl_stapling_verify on;",
        `ssl_trusted_certificate /etc/ssl/${site.name}/chain.pem;`,
        "resolver 127.0.0.53;",
      ]),
      apache: apache(site, ["SSLUseStapling on"], [
        "SSLStaplingCache shmcb:/var/run/apache2/stapling(128000)",
      ]),
      caddy: caddy(site, ["# Caddy staples by itself, where the certificate names a responder"]),
      haproxy: haproxy(site, "", [
        `# ${site.name}.pem.ocsp beside the certificate is stapled: keep it fresh, and reload;`,
        '# from 3.0 on "ocsp-update.mode on" under "global" does both',
      ]),
      java: java({ options: ["-Djdk.tls.server.enableStatusRequestExtension=true"] }),
    },
  }),
  clientCertificates: (site) => ({
    purpose: "The server asks for a client certificate and takes no connection without one",
    snippets: {
      nginx: nginx(site, [`ssl_client_certificate ${clientAuthority};`, "ssl_verify_client on;"]),
      apache: apache(site, [`SSLCACertificateFile ${clientAuthority}`, "SSLVerifyClient require"]),
      caddy: caddy(site, [], [
        "client_auth {",
        "    mode require_and_verify",
        `    trusted_ca_cert_file ${clientAuthority}`,
        "}",
      ]),
      haproxy: haproxy(site, `ca-file ${clientAuthority} verify required`),
      java: java({
        options: [
          "# keytool -importcert -noprompt -file client-ca.pem -keystore /etc/ssl/client-ca.p12 -storetype PKCS12",
          "-Djavax.net.ssl.trustStore=/etc/ssl/client-ca.p12",
          "-Djavax.net.ssl.trustStorePassword=changeit",
        ],
        code: ["parameters.setNeedClientAuth(true);"],
      }),
      postfix: postfix(
        "smtpd_tls_security_level = encrypt",
        "smtpd_tls_req_ccert = yes",
        `smtpd_tls_CAfile = ${clientAuthority}`,
      ),
    },
  }),
} as const satisfies Record<string, Setting>;

/** The key first. */
export function chainFiles({ name }: Site): string {
  return `smtpd_tls_chain_files = /etc/ssl/${name}/privkey.pem, /etc/ssl/${name}/fullchain.pem`;
}
