/** Several targets in one file, those among them that fail: each connection as it really ended. */
import assert from "node:assert/strict";
import type { Report } from "../../src/report/mod.ts";
import { openssl } from "../peers/tls_servers/mod.ts";
import { assertSame, check, withServer } from "./support.ts";
import { infoOf, see } from "./tshark.ts";

Deno.test("two sessions, a closed port and plain HTTP in one file", () =>
  withServer(
    openssl,
    "-www -alpn http/1.1",
    "ecdsa-p256",
    async ({ running: { port }, credentials, directory }) => {
      using http = answering((connection) =>
        connection.write(new TextEncoder().encode("HTTP/1.1 400 No\r\n\r\n"))
      );
      using closed = Deno.listen({ hostname: "127.0.0.1", port: 0 });
      const closedPort = closed.addr.port;
      closed.close();
      const capture = `${directory}/all.pcapng`;
      const target = `https://localhost:${port}`;
      const reports = await check(
        ...["--no-native", "--concurrency", "1", "--ca-file", credentials.root, "--pcap", capture, "-4"],
        ...[target, `127.0.0.1:${closedPort}`, `127.0.0.1:${http.port}`, target],
      );
      assert.deepEqual(reports.map(({ verdict }) => verdict), ["pass", "fail", "fail", "pass"]);

      const info = await infoOf(capture);
      assert.equal(info.get("Number of decryption secrets in file"), "2");
      const sessions = await see(capture, port);
      assertSame(sessions, reports[3] as Report);
      assert.equal(sessions.connections, 4);
      // The reset of the closed port is the one thing that there is to remark on
      assert.equal(sessions.remarks.length, 1, sessions.remarks.join("\n"));
      assert.match(sessions.remarks[0]!, /Connection reset \(RST\)/);
    },
  ));

function answering(answer: (connection: Deno.TcpConn) => Promise<unknown>) {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const serving = (async () => {
    for await (const connection of listener) {
      await answer(connection).catch(() => {});
      connection.close();
    }
  })();
  return {
    port: listener.addr.port,
    [Symbol.dispose]() {
      listener.close();
      serving.catch(() => {});
    },
  };
}
