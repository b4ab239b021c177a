/** The same servers probed by blackbox_exporter and by the service: which series each gives. */
import { type Gallery, startGallery } from "../../src/demo/gallery.ts";
import { type Child, startService } from "../load/child.ts";
import { readExposition, type Sample } from "./exposition.ts";
import { type Module, probe, type Running, startExporter } from "./programs.ts";

/** Of the demonstration's gallery. */
export const servers: readonly (readonly [id: string, title: string])[] = [
  ["healthy-tls13", "healthy"],
  ["expired", "expired"],
  ["wrong-name", "wrong name"],
  ["self-signed", "self-signed"],
  ["missing-intermediate", "intermediate missing"],
  ["client-cert-tls13", "client certificate, TLS 1.3"],
  ["client-cert-tls12", "client certificate, TLS 1.2"],
  ["closed-port", "closed port"],
  ["silent", "silent"],
];

/** Series of blackbox_exporter's that the service does not give, and why. */
export const leftOut: Readonly<Record<string, string>> = {
  probe_failed_due_to_regex: "there is no expression to match, so there is nothing to tell",
};

/** Values that are not the same when the same thing is measured again. */
export const measured: ReadonlySet<string> = new Set([
  "probe_duration_seconds",
  "probe_dns_lookup_time_seconds",
]);

export interface Comparison {
  readonly title: string;
  readonly id: string;
  readonly ours: readonly Sample[];
  /** With a certificate that must verify. */
  readonly theirs: readonly Sample[];
  /** With any certificate. */
  readonly theirsBlind: readonly Sample[];
  /** What the service's own API says of the same server. */
  readonly report: { readonly certificates: readonly { readonly not_after: string }[] };
}

export interface Monitors {
  readonly gallery: Gallery;
  readonly service: Child;
  readonly exporter: Running;
  target(id: string): string;
  stop(): Promise<void>;
}

export async function startMonitors(): Promise<Monitors> {
  const directory = await Deno.makeTempDir({ prefix: "tls-monitoring-" });
  const gallery = await startGallery({ now: new Date() });
  const caFile = `${directory}/ca.pem`;
  await Deno.writeTextFile(caFile, gallery.anchorsPem);
  const service = await startService({ TRUST_ANCHORS: gallery.anchorsPem });
  const exporter = await startExporter(caFile, directory);
  return {
    gallery,
    service,
    exporter,
    target: (id) => gallery.servers.find((server) => server.id === id)!.target,
    async stop() {
      await Promise.all([exporter.stop(), service.stop(), gallery.stop()]);
      await Deno.remove(directory, { recursive: true });
    },
  };
}

export async function compareAll({ service, exporter, target }: Monitors): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  for (const [id, title] of servers) {
    // IPv4, as in blackbox_exporter's module: the servers listen there alone
    const asked = { target: target(id), family: "4", timeout: "1" };
    const theirs = async (module: Module) =>
      readExposition((await probe(exporter.port, { module, target: target(id) })).text).samples;
    const api = `http://127.0.0.1:${service.ports[0]}/api/v1/check?${new URLSearchParams(asked)}&native=0`;
    comparisons.push({
      id,
      title,
      ours: readExposition((await probe(service.ports[0]!, asked)).text).samples,
      theirs: await theirs("tls"),
      theirsBlind: await theirs("blind"),
      report: await (await fetch(api)).json(),
    });
  }
  return comparisons;
}

/** What Go's time says when nobody has set it: 1 January of the year 1. */
export const NOBODY_KNOWS = -62_135_596_800;

/** Rows are series, columns are servers; the cell says who gives it. */
export function sideBySideTable(comparisons: readonly Comparison[]): string {
  const all = new Set(
    comparisons.flatMap(({ theirs, theirsBlind, ours }) =>
      [...theirs, ...theirsBlind, ...ours].map(({ name }) => name)
    ),
  );
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |\n`;
  return row(["", ...comparisons.map(({ title }) => title)]) +
    row(["---", ...comparisons.map(() => "---")]) +
    Array.from(all, (name) => row([`\`${name}\``, ...comparisons.map((each) => cell(name, each))])).join("");
}

function cell(name: string, { theirs, theirsBlind, ours }: Comparison): string {
  const [verifying, blind, own] = [theirs, theirsBlind, ours].map((samples) =>
    samples.find((sample) => sample.name === name)
  );
  if (name === "probe_success") return `b ${verifying?.value} (${blind?.value}) **o ${own?.value}**`;
  const marks = [];
  if (verifying) marks.push("b");
  else if (blind) marks.push(blind.value === NOBODY_KNOWS ? "(-6.2e10)" : "(b)");
  if (own) marks.push("**o**");
  return marks.join(" ");
}
