import type { PeerServer } from "./server.ts";

/** OpenLDAP; Debian builds it with GnuTLS. */
export const slapd: PeerServer = {
  name: "OpenLDAP slapd",
  debianPackage: "slapd",
  binaries: ["/usr/sbin/slapd"],
  needsRoot: false,
  protocols: ["ldap"],
  withoutTls: "starttls_not_offered",
  async configure({ directory, ports, tls }) {
    const tlsSettings = tls === null
      ? ""
      : `TLSCertificateFile ${tls.certificate}\nTLSCertificateKeyFile ${tls.key}\n`;
    await Deno.writeTextFile(
      `${directory}/slapd.conf`,
      `include /etc/ldap/schema/core.schema\npidfile ${directory}/slapd.pid\n${tlsSettings}`,
    );
    return { args: ["-f", `${directory}/slapd.conf`, "-h", `ldap://127.0.0.1:${ports.ldap}`, "-d", "0"] };
  },
};
