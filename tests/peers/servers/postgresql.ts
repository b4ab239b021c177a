import type { PeerServer } from "./server.ts";

export const postgresql: PeerServer = {
  name: "PostgreSQL",
  debianPackage: "postgresql",
  binaries: [18, 17, 16, 15, 14, 13].map((version) => `/usr/lib/postgresql/${version}/bin/postgres`),
  needsRoot: false,
  user: "postgres",
  protocols: ["postgres"],
  withoutTls: "starttls_not_offered",
  says: "database system is ready to accept connections",
  async configure({ binary, directory, ports, tls, runTool }) {
    const data = `${directory}/data`;
    const initdb = binary.replace(/postgres$/, "initdb");
    await runTool(initdb, ["-D", data, "-U", "postgres", "-A", "trust", "--no-sync"]);
    const settings = {
      listen_addresses: "127.0.0.1",
      port: ports.postgres,
      unix_socket_directories: directory,
      fsync: "off",
      ...(tls === null
        ? { ssl: "off" }
        : { ssl: "on", ssl_cert_file: tls.certificate, ssl_key_file: tls.key }),
    };
    return {
      args: ["-D", data, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    };
  },
};
