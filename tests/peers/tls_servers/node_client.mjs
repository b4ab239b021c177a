// What a browser-like client of another stack sees of a server: OpenSSL's trace of the handshake, on standard error.
import process from "node:process";
import tls from "node:tls";

const [port, alpn] = process.argv.slice(2);
const socket = tls.connect({
  host: "127.0.0.1",
  port: Number(port),
  servername: "localhost",
  rejectUnauthorized: false,
  ALPNProtocols: alpn.split(","),
  ciphers: "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256",
  ecdhCurve: "X25519MLKEM768:X25519:P-256:P-384:P-521",
}, () => {
  process.stdout.write(`ALPN: ${socket.alpnProtocol || "none"}\n`);
  socket.destroy();
});
socket.enableTrace();
