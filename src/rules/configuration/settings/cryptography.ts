/** Versions, suites, groups and signatures: what a server agrees on. */
import { java, postfix } from "../others.ts";
import { apache, caddy, haproxy, nginx } from "../servers.ts";
import {
  goCiphers,
  javaCiphers,
  javaDisabled,
  javaSignatures,
  openSslCiphers,
  openSslCurves,
  openSslSignatures,
} from "./names.ts";
import type { Setting } from "./setting.ts";

export const cryptographySettings = {
  versions: (site) => ({
    purpose: "TLS 1.2 and TLS 1.3, and nothing older",
    snippets: {
      nginx: nginx(site, ["ssl_protocols TLSv1.2 TLSv1.3;"]),
      apache: apache(site, ["SSLProtocol -all +TLSv1.2 +TLSv1.3"]),
      caddy: caddy(site, [], ["protocols tls1.2 tls1.3"]),
      haproxy: haproxy(site, "ssl-min-ver TLSv1.2"),
      java: java({
        security: [`jdk.tls.disabledAlgorithms=${javaDisabled}`],
        options: ["-Djdk.tls.server.protocols=TLSv1.2,TLSv1.3"],
      }),
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
      caddy: caddy(site, ["# Caddy decides by itself"]),
      haproxy: haproxy(site, `ciphers ${openSslCiphers}`, [
        "# as it is without prefer-client-ciphers in ssl-default-bind-options",
      ]),
      java: java({ code: ["parameters.setUseCipherSuitesOrder(true);"] }),
      postfix: postfix("tls_preempt_cipherlist = yes"),
    },
  }),
  keyExchange: (site) => ({
    purpose: "Elliptic curves for the key exchange, and no small Diffie-Hellman prime",
    snippets: {
      nginx: nginx(site, [`ssl_ecdh_curve ${openSslCurves};`, `ssl_ciphers ${openSslCiphers};`]),
      apache: apache(site, [`SSLOpenSSLConfCmd Groups ${openSslCurves}`, `SSLCipherSuite ${openSslCiphers}`]),
      caddy: caddy(site, ["# Caddy has no Diffie-Hellman over primes"], [
        "curves x25519 secp256r1 secp384r1",
      ]),
      haproxy: haproxy(site, `curves ${openSslCurves} ciphers ${openSslCiphers}`),
      java: java({
        options: [
          "-Djdk.tls.namedGroups=x25519,secp256r1,secp384r1",
          "-Djdk.tls.ephemeralDHKeySize=2048",
        ],
      }),
      postfix: postfix(
        `tls_eecdh_auto_curves = ${openSslCurves.replaceAll(":", ", ")}`,
        "smtpd_tls_exclude_ciphers = kDHE",
      ),
    },
  }),
  postQuantum: (site) => ({
    purpose: "X25519MLKEM768, which browsers offer, before the other groups",
    snippets: {
      nginx: nginx(site, [
        `# with OpenSSL 3.5: ssl_ecdh_curve X25519MLKEM768:${openSslCurves};`,
        "ssl_protocols TLSv1.2 TLSv1.3;",
      ]),
      apache: apache(site, [
        `# with OpenSSL 3.5: SSLOpenSSLConfCmd Groups X25519MLKEM768:${openSslCurves}`,
        "SSLProtocol -all +TLSv1.2 +TLSv1.3",
      ]),
      caddy: caddy(site, ["# Caddy has it from 2.10 on, where curves are not given"]),
      haproxy: haproxy(site, "ssl-min-ver TLSv1.2", [
        `# with OpenSSL 3.5, on the line that listens: curves X25519MLKEM768:${openSslCurves}`,
      ]),
      java: java({
        options: [
          "# Java has it from 27 on (JEP 527), and passes over what it does not know",
          "-Djdk.tls.namedGroups=X25519MLKEM768,x25519,secp256r1,secp384r1",
        ],
      }),
      postfix: postfix(
        `# with OpenSSL 3.5: tls_eecdh_auto_curves = X25519MLKEM768, ${openSslCurves.replaceAll(":", ", ")}`,
        "smtpd_tls_protocols = >=TLSv1.2",
      ),
    },
  }),
  signatures: (site) => ({
    purpose: "Signatures over SHA-256 and SHA-384 only",
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
