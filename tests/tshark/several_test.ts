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

Deno.test("a run that is gone on with adds its sessions to the capture of the earlier one", () =>
  withServer(
    openssl,
    "-www -alpn http/1.1",
    "ecdsa-p256",
    async ({ running: { port }, credentials, directory }) => {
      const [capture, reports] = [`${directory}/all.pcapng`, `${directory}/reports.jsonl`];
      const options = ["--no-native", "--ca-file", credentials.root, "--pcap", capture, "-4"];
      const targets = [`https://localhost:${port}`, `https://127.0.0.1:${port}`];
      const [first] = await check(...options, targets[0]!);
      await Deno.writeTextFile(reports, `${JSON.stringify(first)}\n`);
      const later = await check(...options, "--resume", reports, "--output", reports, ...targets);
      const both = await see(capture, port);
      assert.equal(both.connections, 2);
      assert.deepEqual(both.remarks, []);
      assertSame(both, later.at(-1)!);
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
