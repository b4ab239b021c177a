// A TLS server of Node's: prints its port, and what it knows of each connection. Ends with its standard input.
import { readFileSync } from "node:fs";
import process from "node:process";
import tls from "node:tls";

const [certificate, key, options] = process.argv.slice(2);
const server = tls.createServer({
  cert: readFileSync(certificate),
  key: readFileSync(key),
  ...JSON.parse(options),
}, (socket) => {
  print({
    version: socket.getProtocol(),
    suite: socket.getCipher().standardName,
    alpn: socket.alpnProtocol || null,
    reused: socket.isSessionReused(),
  });
  socket.on("error", () => {});
  socket.once("data", () => socket.end("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"));
});
server.on("tlsClientError", (error) => print({ error: error.code }));
server.listen(0, "127.0.0.1", () => print({ port: server.address().port }));
process.stdin.resume().on("end", () => process.exit());

function print(message) {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}
