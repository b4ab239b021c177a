import type { PeerServer } from "./server.ts";

export const vsftpd: PeerServer = {
  name: "vsftpd",
  debianPackage: "vsftpd",
  binaries: ["/usr/sbin/vsftpd"],
  needsRoot: true,
  protocols: ["ftp"],
  withoutTls: "starttls_not_offered",
  async configure({ directory, ports, tls }) {
    await Deno.mkdir(`${directory}/empty`);
    const settings = {
      listen: "YES",
      listen_address: "127.0.0.1",
      listen_port: ports.ftp,
      background: "NO",
      anonymous_enable: "YES",
      secure_chroot_dir: `${directory}/empty`,
      seccomp_sandbox: "NO",
      ...(tls === null
        ? { ssl_enable: "NO" }
        : { ssl_enable: "YES", rsa_cert_file: tls.certificate, rsa_private_key_file: tls.key }),
    };
    const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
    await Deno.writeTextFile(`${directory}/vsftpd.conf`, lines.join(""));
    return { args: [`${directory}/vsftpd.conf`] };
  },
};
