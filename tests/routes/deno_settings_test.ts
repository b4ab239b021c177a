import assert from "node:assert/strict";
import { rdata, startDnsServer } from "../support/dns_server.ts";

const entry = new URL("../../routes/deno.ts", import.meta.url).pathname;

/** The service as `deno task start` runs it, with these settings. */
class Service {
  private constructor(
    readonly origin: string,
    readonly said: string,
    readonly process: Deno.ChildProcess,
    readonly rest: ReadableStreamDefaultReader<string>,
  ) {}

  static async start(env: Record<string, string>): Promise<Service> {
    const process = new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--no-prompt",
        "--unstable-no-legacy-abort",
        "--allow-net",
        "--allow-env",
        "--allow-sys=networkInterfaces",
        entry,
      ],
      env: { HOST: "", PORT: "0", NO_COLOR: "1", ...env },
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const rest = process.stderr.pipeThrough(new TextDecoderStream()).getReader();
    let said = "";
    while (!/checked/.test(said)) {
      const { done, value } = await rest.read();
      if (done) assert.fail(said);
      said += value;
    }
    const port = /listening on http:\S+:(\d+)\/\n/.exec(said)![1]!;
    return new Service(`http://127.0.0.1:${port}`, said, process, rest);
  }

  async statusOf(path: string, headers: Record<string, string> = {}): Promise<number> {
    const response = await fetch(this.origin + path, { headers });
    await response.body?.cancel();
    return response.status;
  }

  /** What it wrote to stdout. */
  async stop(): Promise<string> {
    this.process.kill("SIGTERM");
    const lines = await new Response(this.process.stdout).text();
    assert.equal((await this.process.status).code, 0);
    await this.rest.cancel();
    return lines;
  }
}

const closedPort = 9; // discard: nobody listens
const inside = `/api/v1/check?target=127.0.0.1:${closedPort}&native=0`;

Deno.test("on loopback, private addresses are checked for this machine and nobody else", async () => {
  const service = await Service.start({});
  assert.equal(await service.statusOf(inside), 200);
  assert.equal(await service.statusOf(inside, { "X-Forwarded-For": "192.0.2.7" }), 403);
  assert.equal(await service.statusOf(inside, { Origin: "https://evil.example" }), 403);
  assert.equal(await service.statusOf(inside, { "Sec-Fetch-Site": "cross-site" }), 403);
  const lines = (await service.stop()).trim().split("\n").map((line) => JSON.parse(line));
  assert.deepEqual(lines.map(({ status }) => status), [200, 403, 403, 403]);
  assert.ok(lines.every(({ path, request_id }) => path === "/api/v1/check" && request_id));
});

Deno.test("on every other address, private addresses are checked for nobody", async () => {
  const service = await Service.start({ HOST: "0.0.0.0" });
  assert.match(service.said, /only public addresses/);
  assert.equal(await service.statusOf(inside), 403);
  assert.equal(await service.statusOf(`/api/v1/check?target=example.com&resolve=10.0.0.1`), 403);
  await service.stop();
});

Deno.test("ALLOW_PRIVATE_TARGETS opens them for everyone but other sites' pages, and shuts them on loopback", async () => {
  const open = await Service.start({ HOST: "0.0.0.0", ALLOW_PRIVATE_TARGETS: "true" });
  assert.equal(await open.statusOf(inside), 200);
  assert.equal(await open.statusOf(inside, { "X-Forwarded-For": "192.0.2.7" }), 200);
  assert.equal(await open.statusOf(inside, { "Sec-Fetch-Site": "cross-site" }), 403);
  await open.stop();
  const shut = await Service.start({ ALLOW_PRIVATE_TARGETS: "false" });
  assert.equal(await shut.statusOf(inside), 403);
  await shut.stop();
});

Deno.test("ports, and how often one client may ask, follow the settings; the trusted header tells clients apart", async () => {
  const service = await Service.start({
    ALLOW_PRIVATE_TARGETS: "true",
    ALLOWED_PORTS: String(closedPort),
    CHECKS_PER_CLIENT: "2",
    TRUSTED_PROXY_HEADER: "X-Test-Client",
  });
  const as = (client: string) => ({ "X-Test-Client": client });
  assert.equal(await service.statusOf("/api/v1/check?target=127.0.0.1:22", as("192.0.2.7")), 403);
  assert.equal(await service.statusOf(inside, as("192.0.2.7")), 200);
  assert.equal(await service.statusOf(inside, as("192.0.2.7")), 429, "half of a minute's are a burst");
  assert.equal(await service.statusOf(inside, as("192.0.2.8")), 200);
  assert.equal(await service.statusOf(inside, as("192.0.2.9, 192.0.2.8")), 429);
  await service.stop();
});

Deno.test("DNS_SERVER is asked for names, and a private address of its own is no hindrance", async () => {
  const resolver = startDnsServer({ "inside.example A": { records: [rdata.a("127.0.0.1")] } });
  const service = await Service.start({
    DNS_SERVER: `127.0.0.1:${resolver.port}`,
    ALLOW_PRIVATE_TARGETS: "false",
  });
  try {
    assert.equal(await service.statusOf(`/api/v1/check?target=inside.example&native=0`), 200);
    assert.deepEqual(resolver.asked.toSorted(), ["inside.example A", "inside.example AAAA"]);
  } finally {
    await service.stop();
    await resolver.stop();
  }
});
