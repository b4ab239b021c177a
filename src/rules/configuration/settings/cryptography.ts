/** Versions, suites, groups and signatures: what a server agrees on. */
import { java, postfix } from "../others.ts";
import { apache, caddy, haproxy, nginx } from "../servers.ts";
import { asItIs } from "../snippet.ts";
import { eitherCurves, hybridCurves } from "./by_version.ts";
import {
  goCiphers,
  javaCiphers,
  javaGroups,
  javaSignatures,
  openSslCiphers,
  openSslSignatures,
} from "./names.ts";
import type { Setting } from "./setting.ts";

const javaHybrid = "# X25519MLKEM768 from JDK 27 on: an older one passes over it";

/** One before it knows groups by OpenSSL's numbers alone, and passes over a name without one. */
const laterPostfix = " and Postfix 3.10";

export const cryptographySettings = {
  versions: (site) => ({
    purpose: "TLS 1.2 and TLS 1.3, and nothing older",
    snippets: {
      nginx: nginx(site, ["ssl_protocols TLSv1.2 TLSv1.3;"]),
      apache: apache(site, ["SSLProtocol -all +TLSv1.2 +TLSv1.3"]),
      caddy: caddy(site, [], ["protocols tls1.2 tls1.3"]),
      haproxy: haproxy(site, "ssl-min-ver TLSv1.2"),
      // Not java.security's list of what is disabled: to write it is to give up what a later JDK adds to it.
      java: java({ options: ["-Djdk.tls.server.protocols=TLSv1.2,TLSv1.3"] }),
      postfix: postfix("smtpd_tls_protocols = >=TLSv1.2", "smtpd_tls_mandatory_protocols = >=TLSv1.2"),
    },
  }),
  cipherSuites: (site) => ({
    purpose: "Only cipher suites with forward secrecy and authenticated encryption",
    snippets: {
      nginx: nginx(site, ["ssl_protocols TLSv1.2 TLSv1.3;", `ssl_ciphers ${openSslCiphers};`]),
      apache: apache(site, ["SSLProtocol -all +TLSv1.2 +TLSv1.3", `SSLCipherSuite ${openSslCiphers}`]),
      caddy: caddy(site, [], ["protocols tls1.2 tls1.3", `ciphers ${goCiphers}`]),
      haproxy: haproxy(site, `ssl-min-ver TLSv1.2 ciphers ${openSslCiphers}`),
      java: java({ options: [`-Djdk.tls.server.cipherSuites=${javaCiphers.join(",")}`] }),
      postfix: postfix(
        "smtpd_tls_protocols = >=TLSv1.2",
        "smtpd_tls_ciphers = high",
        "smtpd_tls_mandatory_ciphers = high",
        "# the last three are the hashes of what has CBC",
        "smtpd_tls_exclude_ciphers = kRSA, kDHE, 3DES, RC4, PSK, SRP, SHA1, SHA256, SHA384",
      ),
    },
  }),
  cipherSuitePreference: (site) => ({
    purpose: "The server's order of cipher suites decides",
    snippets: {
      nginx: nginx(site, ["ssl_prefer_server_ciphers on;", `ssl_ciphers ${openSslCiphers};`]),
      apache: apache(site, ["SSLHonorCipherOrder on", `SSLCipherSuite ${openSslCiphers}`]),
      caddy: asItIs(caddy(site, ["# Caddy decides by itself"])),
      haproxy: haproxy(site, "", [
        "# no prefer-client-ciphers on the line that listens, nor in ssl-default-bind-options",
      ]),
      java: java({ code: ["parameters.setUseCipherSuitesOrder(true);"] }),
      postfix: postfix("tls_preempt_cipherlist = yes"),
    },
  }),
  finiteField: (site) => ({
    purpose: "No Diffie-Hellman over a prime, or over none that is small",
    snippets: {
      nginx: nginx(site, [`ssl_ciphers ${openSslCiphers};`]),
      apache: apache(site, [`SSLCipherSuite ${openSslCiphers}`]),
      caddy: asItIs(caddy(site, ["# Caddy has no Diffie-Hellman over primes"])),
      haproxy: haproxy(site, `ciphers ${openSslCiphers}`),
      java: java({ options: ["-Djdk.tls.ephemeralDHKeySize=2048"] }),
      postfix: postfix("smtpd_tls_exclude_ciphers = kDHE"),
    },
  }),
  groups: (site) => ({
    purpose: "X25519MLKEM768 where the library has it, X25519, P-256 and P-384, and no other group",
    snippets: {
      nginx: nginx(site, eitherCurves(nginxCurves)),
      apache: apache(site, eitherCurves(apacheCurves)),
      caddy: caddy(site, [
        "# from Caddy 2.10 on (Go 1.24) there are P-521 and these where curves are not given",
      ]),
      haproxy: haproxy(site, "", [], eitherCurves(haproxyCurves)),
      java: java({ options: [javaHybrid, `-Djdk.tls.namedGroups=${javaGroups}`] }),
      postfix: postfix(...eitherCurves(postfixCurves, laterPostfix)),
    },
  }),
  postQuantum: (site) => ({
    purpose: "X25519MLKEM768, which browsers offer, before the other groups",
    snippets: {
      nginx: nginx(site, [hybridCurves(nginxCurves)]),
      apache: apache(site, [hybridCurves(apacheCurves)]),
      caddy: caddy(site, [
        "# from Caddy 2.10 on (Go 1.24) it is so where curves are not given; where they are:",
        "# curves x25519mlkem768 x25519 secp256r1 secp384r1",
      ]),
      haproxy: haproxy(site, "", [], [hybridCurves(haproxyCurves)]),
      java: java({ options: [javaHybrid, `-Djdk.tls.namedGroups=${javaGroups}`] }),
      postfix: postfix(hybridCurves(postfixCurves, laterPostfix)),
    },
  }),
  signatures: (site) => ({
    purpose: "Signatures over SHA-256 and longer hashes only",
    snippets: {
      nginx: nginx(site, [`ssl_conf_command SignatureAlgorithms ${openSslSignatures};`]),
      apache: apache(site, [`SSLOpenSSLConfCmd SignatureAlgorithms ${openSslSignatures}`]),
      caddy: caddy(site, ["# Caddy that was built with Go 1.25 or later signs with nothing older"]),
      haproxy: haproxy(site, `ciphers ${openSslCiphers}:@SECLEVEL=2`, [
        `# from 2.8 on also: sigalgs ${openSslSignatures}`,
      ]),
      java: java({ options: [`-Djdk.tls.server.SignatureSchemes=${javaSignatures.join(",")}`] }),
      postfix: postfix(
        "# OpenSSL's security level 2 takes no SHA-1",
        "smtpd_tls_ciphers = high",
        "tls_high_cipherlist = HIGH:@SECLEVEL=2",
      ),
    },
  }),
} as const satisfies Record<string, Setting>;

function nginxCurves(curves: string): string {
  return `ssl_ecdh_curve ${curves};`;
}

function apacheCurves(curves: string): string {
  return `SSLOpenSSLConfCmd Groups ${curves}`;
}

function haproxyCurves(curves: string): string {
  return `ssl-default-bind-curves ${curves}`;
}

function postfixCurves(curves: string): string {
  return `tls_eecdh_auto_curves = ${curves.replaceAll(":", ", ")}`;
}
