/** Certificates: the chain, the names, the OCSP response that goes with them, and those of clients. */
import { java, keyStore, postfix, toKeyStore } from "../others.ts";
import { apache, caddy, haproxy, nginx } from "../servers.ts";
import { asItIs, inShort, type Site } from "../snippet.ts";
import { clientAuthority } from "./names.ts";
import type { Setting } from "./setting.ts";

const reload = "# after each renewal: postfix reload";
const restart = "# after each renewal, restart, or have the program read it anew";

/** What the file has that a setting names, in the order of the wire. */
function inFileOf(setting: string, ...parts: readonly string[]): string {
  return `# in the file of ${setting}: ${[...parts, "the certificate"].join(", ")}, then the intermediates`;
}

const chainInPostfix = inFileOf("smtpd_tls_chain_files", "the key");

export const certificateSettings = {
  chain: (site) => ({
    purpose: "The server sends its own certificate first, then the intermediates, and no root",
    snippets: {
      nginx: nginx(site, [inFileOf("ssl_certificate")]),
      apache: apache(site, [inFileOf("SSLCertificateFile")]),
      caddy: caddy(site, [inFileOf("tls, the first")]),
      haproxy: haproxy(site, "", [`${inFileOf("crt")}, then the key`]),
      java: inShort(
        java({ options: [inFileOf("-in"), ...keyStore(site)] }),
        inFileOf("-in"),
        toKeyStore(site),
      ),
      postfix: inShort(postfix(chainInPostfix, chainFiles(site)), chainInPostfix),
    },
  }),
  certificate: (site) => ({
    purpose: `The server has a certificate for ${site.name}, and is told when it changes`,
    snippets: {
      nginx: nginx(site, ["# after each renewal: nginx -s reload"]),
      apache: apache(site, ["# after each renewal: apachectl graceful"]),
      caddy: caddy(site, ["# without the directive tls, Caddy gets a certificate and renews it"], null),
      haproxy: haproxy(site, "", ["# after each renewal: systemctl reload haproxy"]),
      java: inShort(java({ options: [restart, ...keyStore(site)] }), restart, toKeyStore(site)),
      postfix: inShort(postfix(reload, chainFiles(site)), reload),
    },
  }),
  stapling: (site) => ({
    purpose: "The server fetches the certificate's OCSP response and sends it along",
    snippets: {
      nginx: nginx(site, [
        "ssl_stapling on;",
        "ssl_stapling_verify on;",
        `ssl_trusted_certificate /etc/ssl/${site.name}/chain.pem;`,
        "# systemd's; or the address of yours",
        "resolver 127.0.0.53;",
      ]),
      apache: apache(site, ["SSLUseStapling on"], [
        "SSLStaplingCache shmcb:/var/run/apache2/stapling(128000)",
      ]),
      caddy: asItIs(caddy(site, ["# Caddy staples by itself, where the certificate names a responder"])),
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
          "-Djavax.net.ssl.trustStorePassword=<its password>",
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
