/**
 * A process of its own, to be killed: `stalling.ts <port> <records>`. It stands between a client and the server at
 * `port` of 127.0.0.1, and when it has passed on so many of the server's records, and half of the next, it says
 * `stalled` on a line and nothing more to anyone. Its first line is its port.
 */
const [server, records] = Deno.args.map(Number) as [number, number];
const HEADER = 5;

const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
console.log(listener.addr.port);
for await (const client of listener) void standBetween(client, await Deno.connect({ port: server }));

async function standBetween(client: Deno.Conn, behind: Deno.Conn): Promise<void> {
  void client.readable.pipeTo(behind.writable).catch(() => {});
  let passedOn = 0;
  for await (const record of recordsOf(behind)) {
    const isLast = passedOn++ === records;
    const part = isLast ? record.subarray(0, record.length >> 1) : record;
    for (let sent = 0; sent < part.length;) sent += await client.write(part.subarray(sent));
    if (isLast) return console.log("stalled");
  }
}

/** RFC 9846 §5.1: a record's length is at the end of its header. */
async function* recordsOf(connection: Deno.Conn): AsyncGenerator<Uint8Array> {
  let received = new Uint8Array();
  const buffer = new Uint8Array(65_536);
  for (;;) {
    const length = await connection.read(buffer);
    if (length === null) return;
    received = new Uint8Array([...received, ...buffer.subarray(0, length)]);
    for (;;) {
      const end = received.length < HEADER ? Infinity : HEADER + new DataView(received.buffer).getUint16(3);
      if (received.length < end) break;
      yield received.slice(0, end);
      received = received.slice(end);
    }
  }
}
