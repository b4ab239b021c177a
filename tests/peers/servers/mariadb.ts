import type { PeerServer } from "./server.ts";

export const mariadb: PeerServer = {
  name: "MariaDB",
  debianPackage: "mariadb-server",
  binaries: ["/usr/sbin/mariadbd"],
  needsRoot: false,
  user: "mysql",
  protocols: ["mysql"],
  withoutTls: "starttls_not_offered",
  async configure({ directory, ports, tls }) {
    const data = `${directory}/data`;
    await Deno.mkdir(data);
    return {
      args: [
        "--no-defaults",
        "--skip-grant-tables",
        "--innodb-fast-shutdown=2",
        `--datadir=${data}`,
        `--socket=${directory}/socket`,
        `--pid-file=${directory}/pid`,
        "--bind-address=127.0.0.1",
        // Without grant tables it listens on no port unless told to
        "--skip-networking=0",
        `--port=${ports.mysql}`,
        ...(tls === null ? ["--skip-ssl"] : [`--ssl-cert=${tls.certificate}`, `--ssl-key=${tls.key}`]),
      ],
    };
  },
};
